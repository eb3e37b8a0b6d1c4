import {
  CommandWord,
  worded,
  wordedNear,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { nearest } from './nearest';
import { CommandRefusal, part, Piece, toPiece } from './pieces';
import { REFUSED_FLAGS, REFUSED_SHORT_FLAGS } from './refusedFlags';

/** A flag that a verb knows. */
export interface Flag {
  name: string;
  short: string | null;
  /** `value`: one follows; `switch`: none, or `=true` and `=false`. */
  takes: 'value' | 'switch';
}

/** Declares flags: `output|o=` takes a value, `prune` is a switch. */
export function flags(...declarations: string[]): Flag[] {
  return declarations.map(declaration => {
    const [name, short] = declaration.replace(/=$/, '').split('|');
    return {
      name,
      short: short ?? null,
      takes: declaration.endsWith('=') ? 'value' : 'switch',
    };
  });
}

/** Flags that every verb takes; these change nothing here. */
export const GLOBAL_FLAGS = flags(
  'app-namespace|N=',
  'grpc-web',
  'http-retry-max=',
  'loglevel=',
  'logformat=',
  'prompts-enabled',
);

/** Flags and arguments of a command. */
export interface FlagReading {
  /** Values by long name; a switch holds `true` or `false`. */
  flags: Map<string, Piece[]>;
  args: Piece[];
}

/** Reads words as flags, wherever they stand, and arguments. */
export class FlagReader {
  private readonly byName: ReadonlyMap<string, Flag>;
  private readonly byShort: ReadonlyMap<string, Flag>;
  private readonly reading: FlagReading = { flags: new Map(), args: [] };

  constructor(
    private readonly verb: string,
    known: readonly Flag[],
    private readonly repeatable: readonly string[],
  ) {
    this.byName = new Map(known.map(flag => [flag.name, flag]));
    this.byShort = new Map(
      known.flatMap(flag => (flag.short ? [[flag.short, flag]] : [])),
    );
  }

  read(words: readonly CommandWord[]): FlagReading {
    let at = 0;
    while (at < words.length) {
      const piece = toPiece(words[at]);
      if (/^[\u2010-\u2015\u2212]/.test(piece.text)) {
        throw new CommandRefusal(
          worded(
            'words.typographicDash',
            'This is a typographic dash: write - instead.',
          ),
          piece.position,
        );
      }
      if (piece.text === '--') {
        throw new CommandRefusal(
          worded('words.afterDashes', '{{verb}} takes nothing after --.', {
            verb: this.verb,
          }),
          piece.position,
        );
      }
      if (piece.text.startsWith('--')) {
        at = this.long(words, at, piece);
      } else if (piece.text.startsWith('-') && piece.text !== '-') {
        at = this.short(words, at, piece);
      } else {
        this.reading.args.push(piece);
        at += 1;
      }
    }
    return this.reading;
  }

  private long(words: readonly CommandWord[], at: number, piece: Piece) {
    const equals = piece.text.indexOf('=');
    const written = equals < 0 ? piece.text : piece.text.slice(0, equals);
    const name = written.slice(2);
    const flag = this.byName.get(name);
    if (!flag) {
      return this.unknown(piece, written.slice(0, 60), name);
    }
    if (equals >= 0) {
      this.set(flag, part(piece, piece.text.slice(equals + 1)));
      return at + 1;
    }
    if (flag.takes === 'switch') {
      this.set(flag, { ...piece, text: 'true', placeholders: [] });
      return at + 1;
    }
    this.set(flag, this.following(words, at, flag, piece));
    return at + 2;
  }

  private short(words: readonly CommandWord[], at: number, piece: Piece) {
    const letter = piece.text[1];
    const flag = this.byShort.get(letter);
    const long = piece.text.slice(1, 61).split('=')[0];
    if (long.length > 3 && this.byName.has(long)) {
      throw new CommandRefusal(
        worded(
          'flags.oneDash',
          '{{flag}} has one dash only: write {{meant}}.',
          { flag: `-${long}`, meant: `--${long}` },
        ),
        piece.position,
      );
    }
    if (!flag) {
      const refused = REFUSED_SHORT_FLAGS.get(letter);
      if (refused) {
        throw new CommandRefusal(refused, piece.position);
      }
      return this.unknown(piece, `-${letter}`, long);
    }
    const rest = piece.text.slice(2).replace(/^=/, '');
    if (flag.takes === 'switch') {
      if (piece.text.length > 2 && !piece.text.slice(2).startsWith('=')) {
        return this.unknown(piece, piece.text.slice(0, 60), long);
      }
      this.set(flag, { ...piece, text: rest || 'true', placeholders: [] });
      return at + 1;
    }
    if (piece.text.length > 2) {
      this.set(flag, part(piece, rest));
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
    if (!next || next.text.startsWith('-')) {
      throw new CommandRefusal(
        worded('flags.needsValue', '{{flag}} needs a value.', {
          flag: `--${flag.name}`,
        }),
        piece.position,
      );
    }
    return toPiece(next);
  }

  private unknown(piece: Piece, written: string, name: string): never {
    const refused = REFUSED_FLAGS.get(name);
    if (refused) {
      throw new CommandRefusal(refused, piece.position);
    }
    const near = nearest(name, this.byName.keys());
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

  private set(flag: Flag, value: Piece) {
    const before = this.reading.flags.get(flag.name) ?? [];
    const repeated = before.length > 0 && !this.repeatable.includes(flag.name);
    if (repeated && before[0].text !== value.text) {
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
    this.reading.flags.set(flag.name, repeated ? [value] : [...before, value]);
  }
}
