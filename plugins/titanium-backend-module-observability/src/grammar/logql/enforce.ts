import { LabelMatcher, matcherText } from '../labelMatchers';
import { blankComments, lex } from './lex';
import { fault, LogqlFault, LogqlQuery, readLogql } from './syntax';

/** Text put into a query; `at` is where, in the query as written. */
interface Insertion {
  at: number;
  length: number;
}

/** A query whose every selector holds the wanted matchers. */
export interface EnforcedQuery extends LogqlQuery {
  /** The place in the query as written of a place in the enforced one. */
  origin(offset: number): number;
}

function isSame(a: LabelMatcher, b: LabelMatcher): boolean {
  return a.name === b.name && a.op === b.op && a.value === b.value;
}

function lacks(
  matchers: readonly LabelMatcher[],
  wanted: readonly LabelMatcher[],
): LabelMatcher[] {
  return wanted.filter(each => !matchers.some(own => isSame(own, each)));
}

/** Applies insertions given in ascending order of place. */
function insert(
  text: string,
  inserts: readonly { at: number; text: string }[],
): string {
  let result = '';
  let last = 0;
  for (const each of inserts) {
    result += text.slice(last, each.at) + each.text;
    last = each.at;
  }
  return result + text.slice(last);
}

function tracer(steps: readonly (readonly Insertion[])[]) {
  return (offset: number): number => {
    let place = offset;
    for (const step of [...steps].reverse()) {
      let shift = 0;
      for (const { at, length } of step) {
        if (place > at + shift) {
          shift += Math.min(length, place - at - shift);
        }
      }
      place -= shift;
    }
    return place;
  };
}

const EMPTY_SELECTOR = /\{\s*\}/g;

/**
 * Puts matchers into every selector of a query, whatever else it says: matchers are joined by "and", so a query can only
 * become narrower. An empty query is the selector itself. The result is read again and checked before it is given out.
 */
export function enforceMatchers(
  written: string,
  wanted: readonly LabelMatcher[],
): EnforcedQuery | LogqlFault {
  const lexed = lex(written);
  if (!lexed.ok) {
    return fault(written, lexed.offset, 1, lexed.message);
  }
  const all = wanted.map(matcherText).join(', ');
  const blanked = blankComments(written, lexed.comments);
  const plain = blanked.trim() === '' ? '{}' : blanked;
  // Loki has no word for "all streams"; `{}` is how people say "those of this page".
  const masked = lexed.strings.reduce(
    (text, { from, to }) =>
      text.slice(0, from) + '"'.repeat(to - from) + text.slice(to),
    plain,
  );
  const first = [...masked.matchAll(EMPTY_SELECTOR)].map(({ index }) => ({
    at: index + 1,
    text: all,
  }));
  const filled = insert(plain, first);
  const lengths = (inserts: readonly { at: number; text: string }[]) =>
    inserts.map(({ at, text }) => ({ at, length: text.length }));
  const read = readLogql(filled);
  if (!read.ok) {
    const at = tracer([lengths(first)])(read.offset);
    const why = read.message.replace(/^parse error at [^:]*: /, '');
    return fault(written, Math.min(at, written.length), read.length, why);
  }
  const second = read.selectors.flatMap(({ from, matchers }) => {
    const missing = lacks(matchers, wanted).map(matcherText).join(', ');
    return missing
      ? [{ at: from + 1, text: matchers.length ? `${missing}, ` : missing }]
      : [];
  });
  const enforced = readLogql(insert(read.text, second));
  if (
    !enforced.ok ||
    enforced.kind !== read.kind ||
    enforced.selectors.length !== read.selectors.length ||
    enforced.selectors.some(({ matchers }) => lacks(matchers, wanted).length)
  ) {
    return fault(written, 0, 1, 'this query cannot be narrowed safely');
  }
  return {
    ...enforced,
    origin: tracer([lengths(first), lengths(second)]),
  };
}
