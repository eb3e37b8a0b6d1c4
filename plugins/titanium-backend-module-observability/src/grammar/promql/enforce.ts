import { LabelMatcher, matcherText, quote, unquote } from '../labelMatchers';
import {
  parsePromql,
  PromqlError,
  PromqlQuery,
  PromqlSelector,
} from './parsePromql';

export type EnforcedPromql =
  | { ok: true; text: string }
  | { ok: false; error: PromqlError };

/** Functions that read series which no selector of theirs names. */
const UNBOUND = new Set(['info']);

function same(a: LabelMatcher, b: LabelMatcher): boolean {
  return a.name === b.name && a.op === b.op && a.value === b.value;
}

function holdsAll(
  selector: PromqlSelector,
  matchers: readonly LabelMatcher[],
): boolean {
  return matchers.every(matcher =>
    selector.matchers.some(own => same(own, matcher)),
  );
}

/**
 * The query without comments and with its strings quoted anew, so that no reader can take them differently; `insert`
 * tells what is written at a position.
 */
function rewrite(query: PromqlQuery, insert: ReadonlyMap<number, string>) {
  const { text, literals } = query;
  const places = [...insert.keys()].sort((a, b) => a - b);
  let result = '';
  let at = 0;
  let next = 0;
  const copy = (to: number) => {
    while (next < places.length && places[next] <= to) {
      result += text.slice(at, places[next]) + insert.get(places[next]);
      at = places[next];
      next += 1;
    }
    result += text.slice(at, to);
    at = to;
  };
  for (const { kind, from, to } of literals) {
    copy(from);
    result += kind === 'comment' ? ' ' : quote(unquote(text.slice(from, to))!);
    at = to;
  }
  copy(text.length);
  return result.trim();
}

/**
 * Adds every matcher to every vector selector of a query, on its syntax tree. Matchers of its own stay: where they
 * contradict, nothing is selected. The result is read again and checked before it is given out.
 */
export function enforcePromql(
  text: string,
  matchers: readonly LabelMatcher[],
): EnforcedPromql {
  const parsed = parsePromql(text);
  if (!parsed.ok) {
    return parsed;
  }
  const { query } = parsed;
  const unbound = [...query.functions].find(name => UNBOUND.has(name));
  if (unbound !== undefined) {
    return {
      ok: false,
      error: {
        message: `${unbound}() reads series beyond its selectors and cannot be held within a service`,
        offset: text.toLowerCase().indexOf(unbound),
        length: unbound.length,
      },
    };
  }
  const list = matchers.map(matcherText).join(', ');
  const insert = new Map(
    query.selectors.map(({ to, braces, matchers: own }) =>
      braces
        ? [braces.from + 1, own.length ? `${list}, ` : list]
        : [to, `{${list}}`],
    ),
  );
  const enforced = rewrite(query, insert);
  const again = parsePromql(enforced);
  if (
    !again.ok ||
    again.query.selectors.length !== query.selectors.length ||
    !again.query.selectors.every(selector => holdsAll(selector, matchers))
  ) {
    return {
      ok: false,
      error: {
        message: 'The query cannot be held within the service',
        offset: 0,
        length: text.length,
      },
    };
  }
  return { ok: true, text: enforced };
}

/** The query as it is sent when its own matchers stand: comments dropped, strings quoted anew. */
export function plainPromql(query: PromqlQuery): string {
  return rewrite(query, new Map());
}

/**
 * The namespace that every selector of a query stays within by an equality of its own; null when there is none, or no
 * selector at all.
 */
export function namespaceOfPromql(query: PromqlQuery): string | null {
  if (query.selectors.length === 0 || query.functions.has('info')) {
    return null;
  }
  const found = new Set<string | null>();
  for (const { matchers } of query.selectors) {
    const values = matchers
      .filter(({ name, op }) => name === 'namespace' && op === '=')
      .map(({ value }) => value);
    found.add(new Set(values).size === 1 ? values[0] : null);
  }
  const [namespace] = found;
  return found.size === 1 && namespace ? namespace : null;
}
