import { Reason, worded } from '../reasons';

/** One character of a pattern with its quantifier. */
interface Piece {
  /** Set when it matches this character only. */
  char?: string;
  matches(char: string): boolean;
  min: 0 | 1;
  many: boolean;
}

interface Alternative {
  pieces: Piece[];
  atStart: boolean;
  atEnd: boolean;
}

export interface PatternOptions {
  syntax: 'basic' | 'extended' | 'fixed';
  ignoreCase: boolean;
  /** Match whole words only. */
  word: boolean;
  /** Match whole lines only. */
  line: boolean;
}

export type CompiledPattern =
  | { ok: true; test(line: string): boolean }
  | { ok: false; reason: Reason };

const LONGEST = 200;
/** Longer lines are searched up to here. */
const LONGEST_LINE = 20_000;
const CLASSES: Record<string, RegExp> = {
  d: /[0-9]/,
  w: /[A-Za-z0-9_]/,
  s: /[ \t]/,
  W: /[^A-Za-z0-9_]/,
  S: /[^ \t]/,
};
const WORD = /[A-Za-z0-9_]/;

class Unsupported extends Error {
  constructor(readonly because: Reason) {
    super(because.reason);
  }
}

/** `[a-z]`, `[^,]`, `[[:digit:]]`; returns the offset after it. */
function readClass(
  pattern: string,
  offset: number,
): [Piece['matches'], number] {
  let i = offset + 1;
  const negated = pattern[i] === '^';
  if (negated) {
    i += 1;
  }
  const singles = new Set<string>();
  const ranges: [string, string][] = [];
  let first = true;
  while (i < pattern.length && (first || pattern[i] !== ']')) {
    first = false;
    if (pattern.startsWith('[:', i)) {
      throw new Unsupported(
        worded(
          'filters.classes',
          'Named character classes are not supported here.',
        ),
      );
    }
    if (
      pattern[i + 1] === '-' &&
      i + 2 < pattern.length &&
      pattern[i + 2] !== ']'
    ) {
      ranges.push([pattern[i], pattern[i + 2]]);
      i += 3;
    } else {
      singles.add(pattern[i]);
      i += 1;
    }
  }
  if (i >= pattern.length) {
    throw new Unsupported(
      worded('filters.bracket', 'The pattern has a [ that is never closed.'),
    );
  }
  const has = (char: string) =>
    singles.has(char) ||
    ranges.some(([from, to]) => char >= from && char <= to);
  return [char => has(char) !== negated, i + 1];
}

function parse(pattern: string, extended: boolean): Alternative[] {
  const alternatives: Alternative[] = [];
  let current: Alternative = { pieces: [], atStart: false, atEnd: false };
  const close = () => {
    alternatives.push(current);
    current = { pieces: [], atStart: false, atEnd: false };
  };
  let i = 0;
  while (i < pattern.length) {
    const escaped = pattern[i] === '\\';
    const char = escaped ? pattern[i + 1] : pattern[i];
    if (char === undefined) {
      throw new Unsupported(
        worded('filters.backslash', 'The pattern ends with a backslash.'),
      );
    }
    // In basic syntax the escaped forms are the operators, in extended syntax the plain ones.
    const operator = '|+?(){}'.includes(char)
      ? escaped !== extended
      : !escaped && '*^$.['.includes(char);
    const last = current.pieces[current.pieces.length - 1];
    let next = i + (escaped ? 2 : 1);
    if (operator && char === '|') {
      close();
    } else if (operator && '(){}'.includes(char)) {
      throw new Unsupported(
        worded('filters.groups', 'Groups and counts are not supported here.'),
      );
    } else if (operator && char === '^' && current.pieces.length === 0) {
      current.atStart = true;
    } else if (
      operator &&
      char === '$' &&
      (next === pattern.length ||
        pattern.startsWith(extended ? '|' : '\\|', next))
    ) {
      current.atEnd = true;
    } else if (operator && '*+?'.includes(char) && last) {
      last.min = char === '+' ? last.min : 0;
      last.many = last.many || char !== '?';
    } else {
      let matches: Piece['matches'] = other => other === char;
      let plain = true;
      if (operator && char === '.') {
        matches = () => true;
        plain = false;
      } else if (operator && char === '[') {
        [matches, next] = readClass(pattern, i);
        plain = false;
      } else if (escaped && Object.hasOwn(CLASSES, char)) {
        matches = other => CLASSES[char].test(other);
        plain = false;
      } else if (escaped && /[A-Za-z0-9<>]/.test(char)) {
        throw new Unsupported(
          worded('filters.escape', '{{char}} is not supported here.', {
            char: `\\${char}`,
          }),
        );
      }
      current.pieces.push({
        matches,
        char: plain ? char : undefined,
        min: 1,
        many: false,
      });
    }
    i = next;
  }
  close();
  return alternatives;
}

/** States reached at one character, each once. */
class States {
  readonly list: number[] = [];
  private readonly stamps: Uint32Array;
  private stamp = 1;

  constructor(private readonly pieces: readonly Piece[]) {
    this.stamps = new Uint32Array(pieces.length + 1);
  }

  clear() {
    this.list.length = 0;
    this.stamp += 1;
  }

  has(state: number): boolean {
    return this.stamps[state] === this.stamp;
  }

  /** Adds a state and those that need no character to reach. */
  add(from: number) {
    let state = from;
    while (!this.has(state)) {
      this.stamps[state] = this.stamp;
      this.list.push(state);
      if (state === this.pieces.length || this.pieces[state].min > 0) {
        return;
      }
      state += 1;
    }
  }
}

/** All ends of matches, by walking all states at once: no backtracking. */
function* ends(
  { pieces }: Alternative,
  line: string,
  starts: (offset: number) => boolean,
): Generator<number> {
  let states = new States(pieces);
  let next = new States(pieces);
  for (let i = 0; i <= line.length; i++) {
    if (starts(i)) {
      states.add(0);
    }
    if (states.has(pieces.length)) {
      yield i;
    }
    if (i === line.length) {
      return;
    }
    next.clear();
    for (const state of states.list) {
      if (state < pieces.length && pieces[state].matches(line[i])) {
        next.add(state + 1);
        if (pieces[state].many) {
          next.add(state);
        }
      }
    }
    [states, next] = [next, states];
  }
}

/** The text an alternative stands for when it holds no operators: found faster. */
function literalOf({ pieces }: Alternative): string | null {
  return pieces.every(
    piece => piece.char !== undefined && piece.min === 1 && !piece.many,
  )
    ? pieces.map(piece => piece.char).join('')
    : null;
}

function testLiteral(
  literal: string,
  line: string,
  wholeStart: boolean,
  wholeEnd: boolean,
): boolean {
  if (wholeStart && wholeEnd) {
    return line === literal;
  }
  if (wholeStart) {
    return line.startsWith(literal);
  }
  return wholeEnd ? line.endsWith(literal) : line.includes(literal);
}

function isWordEdge(line: string, offset: number): boolean {
  const before = offset > 0 && WORD.test(line[offset - 1]);
  const after = offset < line.length && WORD.test(line[offset]);
  return !(before && after);
}

/**
 * Compiles a grep pattern to a matcher whose time grows with line times pattern, whatever either holds: documents are
 * not trusted, so the platform's backtracking expressions are not used.
 */
export function compilePattern(
  pattern: string,
  options: PatternOptions,
): CompiledPattern {
  if (pattern.length > LONGEST) {
    return {
      ok: false,
      reason: worded('filters.patternLong', 'The pattern is too long.'),
    };
  }
  const fold = (text: string) =>
    options.ignoreCase ? text.toLowerCase() : text;
  if (options.syntax === 'fixed' && !options.word && !options.line) {
    const wanted = fold(pattern);
    return { ok: true, test: line => fold(line).includes(wanted) };
  }
  try {
    const alternatives =
      options.syntax === 'fixed'
        ? [
            {
              pieces: [...fold(pattern)].flatMap(wide =>
                wide.split('').map<Piece>(char => ({
                  matches: other => other === char,
                  char,
                  min: 1,
                  many: false,
                })),
              ),
              atStart: false,
              atEnd: false,
            },
          ]
        : parse(
            // Escapes such as \S keep their case.
            options.ignoreCase
              ? pattern.replace(/\\.|[^\\]+/g, piece =>
                  piece.startsWith('\\') ? piece : piece.toLowerCase(),
                )
              : pattern,
            options.syntax === 'extended',
          );
    const literals = alternatives.map(literalOf);
    return {
      ok: true,
      test: original => {
        const line = fold(original.slice(0, LONGEST_LINE));
        return alternatives.some((alternative, index) => {
          const wholeStart = alternative.atStart || options.line;
          const wholeEnd = alternative.atEnd || options.line;
          const literal = literals[index];
          if (literal !== null && !options.word) {
            return testLiteral(literal, line, wholeStart, wholeEnd);
          }
          const found = ends(alternative, line, offset =>
            wholeStart
              ? offset === 0
              : !options.word || isWordEdge(line, offset),
          );
          for (const end of found) {
            if (
              (!wholeEnd || end === line.length) &&
              (!options.word || isWordEdge(line, end))
            ) {
              return true;
            }
          }
          return false;
        });
      },
    };
  } catch (error) {
    if (error instanceof Unsupported) {
      return { ok: false, reason: error.because };
    }
    throw error;
  }
}
