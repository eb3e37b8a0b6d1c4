import { RE2JS } from 're2js';
import { badQuery } from '../errors';

/** A regular expression of RE2: time linear in the text, whatever the expression. */
export interface Regex {
  readonly source: string;
  /** Names of the capturing groups; null for a group without one. */
  readonly groups: readonly (string | null)[];
  test(text: string): boolean;
  /** Capturing groups of the first match, in order. */
  exec(text: string): readonly (string | undefined)[] | undefined;
  replace(text: string, replacement: string): string;
}

const LONGEST_SOURCE = 4096;
const PLAIN = /^[^\\^$.*+?()[\]{}|]+$/;
/** Alternatives of plain words, as level filters are. */
const WORDS = /^(?:\(\?i\))?[^\\^$.*+?()[\]{}|]+(?:\|[^\\^$.*+?()[\]{}|]+)*$/;

/** Reads an expression; `anchored` ones must match all of the text, as those of matchers do. */
export function compileRegex(source: string, anchored = false): Regex {
  if (source.length > LONGEST_SOURCE) {
    throw badQuery(
      `error parsing regexp: expression exceeds ${LONGEST_SOURCE} characters`,
    );
  }
  let compiled: RE2JS;
  try {
    compiled = RE2JS.compile(source);
  } catch (error) {
    throw badQuery(`parse error : ${reason(error)}`);
  }
  const names = Object.entries(compiled.namedGroups() as object);
  const groups = Array.from(
    { length: compiled.groupCount() },
    (_, index) => names.find(([, number]) => number === index + 1)?.[0] ?? null,
  );
  return {
    source,
    groups,
    test: fastTest(source, anchored) ?? tester(source, compiled, anchored),
    exec(text) {
      const matcher = compiled.matcher(text);
      const found = anchored ? matcher.matches() : matcher.find();
      return found
        ? groups.map((_, index) => matcher.group(index + 1) ?? undefined)
        : undefined;
    },
    replace: (text, replacement) =>
      compiled.matcher(text).replaceAll(replacement),
  };
}

function tester(source: string, compiled: RE2JS, anchored: boolean) {
  const whole = anchored ? RE2JS.compile(`^(?s:${source})$`) : compiled;
  return (text: string) => whole.test(text);
}

/** Words need no machine. */
function fastTest(source: string, anchored: boolean) {
  if (anchored) {
    return PLAIN.test(source) ? (text: string) => text === source : undefined;
  }
  if (!WORDS.test(source)) {
    return undefined;
  }
  if (!source.startsWith('(?i)')) {
    const words = source.split('|');
    return (text: string) => words.some(word => text.includes(word));
  }
  // Alternatives without repetition cost the text times their length, no more.
  const folded = new RegExp(source.slice(4), 'iu');
  return (text: string) => folded.test(text);
}

function reason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.startsWith('error parsing regexp')
    ? message
    : `error parsing regexp: ${message}`;
}
