import {
  CommandWord,
  worded,
  wordedNear,
} from '@titanium-portal/backstage-plugin-titanium-common';
import kubectlFlags from './kubectlFlags.json';
import { nearest } from './nearest';
import { CommandRefusal, Piece, toPiece } from './pieces';
import { REFUSED_FLAGS, REFUSED_SHORT_FLAGS } from './refusedFlags';

/** A flag that a verb knows. */
export interface Flag {
  name: string;
  short: string | null;
  /**
   * `value`: one follows; `switch`: none, or `=true` and `=false`; `choice`: none, or a value glued on with `=`, as
   * `--cascade` and `--dry-run`.
   */
  takes: 'value' | 'switch' | 'choice';
  /** It may be given several times, each adding one. */
  repeatable?: boolean;
}

const TAKES = { '=': 'value', '?': 'choice' } as const;

/**
 * Declares flags: `output|o=` takes a value, `from-literal=*` several of them, `dry-run?` may have one glued on, and
 * `watch|w` is a switch.
 */
export function flags(...declarations: string[]): Flag[] {
  return declarations.map(declaration => {
    const [, names, sign, star] = /^([^=?*]+)([=?]?)(\*?)$/.exec(declaration)!;
    const [name, short] = names.split('|');
    return {
      name,
      short: short ?? null,
      takes: sign ? TAKES[sign as keyof typeof TAKES] : 'switch',
      ...(star ? { repeatable: true } : {}),
    };
  });
}

/** All flags of kubectl 1.29 by verb, in the same notation, so that those which are not read are told from typos. */
const KUBECTL_FLAGS: ReadonlyMap<string, readonly Flag[]> = new Map(
  Object.entries(kubectlFlags).map(([verb, declared]) => [
    verb === 'kubectl' ? verb : `kubectl ${verb}`,
    flags(...declared),
  ]),
);

/** Whether kubectl knows a flag, by its name or letter. */
function isKubectlFlag(verb: string, name: string): boolean {
  return [verb, verb.split(' ')[0]].some(key =>
    KUBECTL_FLAGS.get(key)?.some(
      flag => flag.name === name || flag.short === name,
    ),
  );
}

/** Flags that every verb takes. */
export const GLOBAL_FLAGS = flags(
  'namespace|n=',
  'context=',
  'request-timeout=',
  'v|v=',
);

/** Flags and arguments of a command. */
export interface FlagReading {
  /** Values by long name; a switch holds `true` or `false`. */
  flags: Map<string, Piece>;
  /** Each value of the flags that may be given several times. */
  repeated: Map<string, Piece[]>;
  args: Piece[];
  /** The words behind `--`; null without. */
  command: Piece[] | null;
}

class FlagReader {
  private readonly byName: ReadonlyMap<string, Flag>;
  private readonly byShort: ReadonlyMap<string, Flag>;
  readonly reading: FlagReading = {
    flags: new Map(),
    repeated: new Map(),
    args: [],
    command: null,
  };

  constructor(private readonly verb: string, known: readonly Flag[]) {
    this.byName = new Map(known.map(flag => [flag.name, flag]));
    this.byShort = new Map(
      known.flatMap(flag => (flag.short ? [[flag.short, flag]] : [])),
    );
  }

  /** Reads the flag at `at`; returns the index of the next word. */
  read(words: readonly CommandWord[], at: number): number {
    const piece = toPiece(words[at]);
    return piece.text.startsWith('--')
      ? this.long(words, at, piece)
      : this.short(words, at, piece);
  }

  private unknown(piece: Piece, written: string, name: string): never {
    if (
      isKubectlFlag(this.verb, name) &&
      [`-${name}`, `--${name}`].includes(written)
    ) {
      throw new CommandRefusal(
        worded(
          'flags.notRead',
          '{{verb}} is not read with {{flag}} here: leave it out.',
          { verb: this.verb, flag: written },
        ),
        piece.position,
      );
    }
    const near =
      this.byName.has(name) && name.length > 1
        ? name
        : nearest(name, this.byName.keys());
    throw new CommandRefusal(
      wordedNear(
        'flags.unknown',
        '{{verb}} has no flag {{flag}}.',
        { verb: this.verb, flag: written },
        near && `--${near}`,
      ),
      piece.position,
    );
  }

  private long(words: readonly CommandWord[], at: number, piece: Piece) {
    const equals = piece.text.indexOf('=');
    const written = equals < 0 ? piece.text : piece.text.slice(0, equals);
    const name = written.slice(2);
    const refused = REFUSED_FLAGS.get(name);
    const flag = this.byName.get(name);
    if (refused && !flag) {
      throw new CommandRefusal(refused, piece.position);
    }
    if (!flag) {
      return this.unknown(piece, written.slice(0, 60), name);
    }
    if (equals >= 0) {
      this.set(flag, { ...piece, text: piece.text.slice(equals + 1) });
      return at + 1;
    }
    if (flag.takes !== 'value') {
      this.set(flag, { ...piece, text: 'true', placeholders: [] });
      return at + 1;
    }
    this.set(flag, this.following(words, at, flag, piece));
    return at + 2;
  }

  private following(
    words: readonly CommandWord[],
    at: number,
    flag: Flag,
    piece: Piece,
  ): Piece {
    const next = words[at + 1];
    // kubectl would take a following flag as the value; nobody means that.
    const isFlag =
      next?.text.startsWith('-') && next.text !== '-' && flag.name !== 'tail';
    if (!next || isFlag) {
      throw new CommandRefusal(
        worded('flags.needsValue', '{{flag}} needs a value.', {
          flag: `--${flag.name}`,
        }),
        piece.position,
      );
    }
    return toPiece(next);
  }

  private short(words: readonly CommandWord[], at: number, piece: Piece) {
    const { text } = piece;
    this.refuseSingleDash(piece);
    for (let i = 1; i < text.length; i++) {
      const letter = text[i];
      const flag = this.byShort.get(letter);
      const refused = REFUSED_SHORT_FLAGS.get(letter);
      if (!flag && refused) {
        throw new CommandRefusal(refused, piece.position);
      }
      if (!flag) {
        return this.unknown(
          piece,
          `-${letter}`,
          isKubectlFlag(this.verb, letter)
            ? letter
            : text.slice(1, 60).split('=')[0],
        );
      }
      if (flag.takes === 'value') {
        const rest = text.slice(i + 1);
        if (rest === '') {
          this.set(flag, this.following(words, at, flag, piece));
          return at + 2;
        }
        this.set(flag, { ...piece, text: rest.replace(/^=/, '') });
        return at + 1;
      }
      if (text[i + 1] === '=') {
        this.set(flag, { ...piece, text: text.slice(i + 2) });
        return at + 1;
      }
      this.set(flag, { ...piece, text: 'true', placeholders: [] });
    }
    return at + 1;
  }

  /** `-namespace=prod` would be read as `-n amespace=prod`: a long flag behind one dash is never meant that way. */
  private refuseSingleDash(piece: Piece) {
    const name = piece.text.slice(1, 61).split('=')[0];
    if (name.length < 4) {
      const reason = name.length > 1 ? REFUSED_FLAGS.get(name) : undefined;
      if (reason) {
        throw new CommandRefusal(reason, piece.position);
      }
      return;
    }
    const meant = this.byName.has(name)
      ? name
      : [...this.byName.keys()].find(
          known => known.length > 5 && nearest(name, [known]) !== undefined,
        );
    const refused = REFUSED_FLAGS.get(name);
    if (refused && !meant) {
      throw new CommandRefusal(refused, piece.position);
    }
    if (meant) {
      throw new CommandRefusal(
        worded(
          'flags.oneDash',
          '{{flag}} has one dash only: write {{meant}}.',
          { flag: `-${name}`, meant: `--${meant}` },
        ),
        piece.position,
      );
    }
  }

  private set(flag: Flag, value: Piece) {
    const { flags: given, repeated } = this.reading;
    const before = given.get(flag.name);
    if (flag.repeatable) {
      repeated.set(flag.name, [...(repeated.get(flag.name) ?? []), value]);
    } else if (before && before.text !== value.text) {
      throw new CommandRefusal(
        worded('flags.twice', '{{flag}} is given twice.', {
          flag: `--${flag.name}`,
        }),
        value.position,
      );
    }
    if (value.text.trim() === '') {
      throw new CommandRefusal(
        worded('flags.empty', '{{flag}} must not be empty.', {
          flag: `--${flag.name}`,
        }),
        value.position,
      );
    }
    if (
      flag.takes === 'switch' &&
      value.text !== 'true' &&
      value.text !== 'false'
    ) {
      throw new CommandRefusal(
        worded('flags.trueFalse', '{{flag}} is either true or false.', {
          flag: `--${flag.name}`,
        }),
        value.position,
      );
    }
    this.reading.flags.set(flag.name, value);
  }
}

/** Reads words as flags, wherever they stand, and arguments. `--` ends the flags. */
export function readFlags(
  verb: string,
  words: readonly CommandWord[],
  known: readonly Flag[],
  options: {
    /** Reads flags up to the first word that is none. */
    stopAtArgument?: boolean;
    /** Words behind `--` are a command of their own. */
    takesCommand?: boolean;
  } = {},
): FlagReading & { rest: number } {
  const reader = new FlagReader(verb, known);
  let i = 0;
  while (i < words.length) {
    const { text, position } = words[i];
    if (/^[\u2010-\u2015\u2212]/.test(text)) {
      throw new CommandRefusal(
        worded(
          'words.typographicDash',
          'This is a typographic dash: write - instead.',
        ),
        position,
      );
    }
    if (text === '--' && options.takesCommand) {
      reader.reading.command = words.slice(i + 1).map(toPiece);
      i = words.length;
      break;
    }
    if (text === '--') {
      throw new CommandRefusal(
        worded('words.afterDashes', '{{verb}} takes nothing after --.', {
          verb,
        }),
        position,
      );
    }
    if (text.startsWith('-') && text !== '-') {
      i = reader.read(words, i);
    } else if (options.stopAtArgument) {
      break;
    } else {
      reader.reading.args.push(toPiece(words[i]));
      i += 1;
    }
  }
  return { ...reader.reading, rest: i };
}
