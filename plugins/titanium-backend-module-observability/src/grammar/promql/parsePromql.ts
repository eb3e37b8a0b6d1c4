import { parser } from '@prometheus-io/lezer-promql';
import { SyntaxNode, Tree } from '@lezer/common';
import { LabelMatcher, unquote } from '../labelMatchers';

/** Why a query cannot be read, and where: characters of the query, zero-based. */
export interface PromqlError {
  message: string;
  offset: number;
  length: number;
}

/** One vector selector of a query. */
export interface PromqlSelector {
  /** Where it stands in the query. */
  from: number;
  to: number;
  /** The metric's name before the braces; null without. */
  metric: string | null;
  /** Its braces, with what is between; null without. */
  braces: { from: number; to: number } | null;
  matchers: LabelMatcher[];
}

/** A query that the grammar accepts as a whole. */
export interface PromqlQuery {
  text: string;
  tree: Tree;
  selectors: PromqlSelector[];
  /** Functions it calls, operators of aggregation among them. */
  functions: Set<string>;
  /** Comments and strings, in order; what a reader other than ours could take differently. */
  literals: { kind: 'comment' | 'string'; from: number; to: number }[];
}

export type ParsedPromql =
  | { ok: true; query: PromqlQuery }
  | { ok: false; error: PromqlError };

/** Longer queries are refused; the longest of real dashboards have some thousands. */
export const MAX_QUERY_CHARACTERS = 20_000;

const strict = parser.configure({ strict: true });

function refuse(message: string, offset: number, length = 1): ParsedPromql {
  return { ok: false, error: { message, offset, length } };
}

function lineAndColumn(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `${before.length}:${before[before.length - 1].length + 1}`;
}

function matcherOf(text: string, node: SyntaxNode): LabelMatcher | undefined {
  const read = (child: SyntaxNode | null) =>
    child === null ? undefined : text.slice(child.from, child.to);
  const label = read(node.getChild('LabelName'));
  const quotedLabel = read(node.getChild('QuotedLabelName'));
  const name = label ?? (quotedLabel && unquote(quotedLabel));
  const op = read(node.getChild('MatchOp'));
  const literal = read(node.getChild('StringLiteral'));
  const value = literal === undefined ? undefined : unquote(literal);
  return name === undefined || op === undefined || value === undefined
    ? undefined
    : { name, op: op as LabelMatcher['op'], value };
}

function selectorOf(
  text: string,
  node: SyntaxNode,
): PromqlSelector | { error: PromqlError } {
  const metric = node.getChild('Identifier');
  const braces = node.getChild('LabelMatchers');
  const matchers: LabelMatcher[] = [];
  for (let child = braces?.firstChild; child; child = child.nextSibling) {
    if (child.name === 'QuotedLabelName') {
      const name = unquote(text.slice(child.from, child.to));
      if (name !== undefined) {
        matchers.push({ name: '__name__', op: '=', value: name });
        continue;
      }
    } else if (!child.name.endsWith('LabelMatcher')) {
      continue;
    }
    const matcher = matcherOf(text, child);
    if (matcher === undefined) {
      return {
        error: {
          message: 'a matcher whose text has an escape that is not known',
          offset: child.from,
          length: child.to - child.from,
        },
      };
    }
    matchers.push(matcher);
  }
  return {
    from: node.from,
    to: node.to,
    metric: metric && text.slice(metric.from, metric.to),
    braces: braces && { from: braces.from, to: braces.to },
    matchers,
  };
}

/** The first character outside strings and comments that no query needs: another reader may see something else in it. */
function strangeCharacter(
  text: string,
  literals: PromqlQuery['literals'],
): number {
  let at = 0;
  for (const end of [...literals, { from: text.length, to: text.length }]) {
    // eslint-disable-next-line no-control-regex
    const found = /[^\t\n\r\x20-\x7e]/.exec(text.slice(at, end.from));
    if (found) {
      return at + found.index;
    }
    at = end.to;
  }
  return -1;
}

/** Reads a query; whatever the grammar does not accept as a whole is refused with its position. */
export function parsePromql(text: string): ParsedPromql {
  if (text.length > MAX_QUERY_CHARACTERS) {
    return refuse(
      `The query is longer than ${MAX_QUERY_CHARACTERS} characters`,
      MAX_QUERY_CHARACTERS,
    );
  }
  if (text.trim() === '') {
    return refuse('The query is empty', 0, 0);
  }
  let tree: Tree;
  try {
    tree = strict.parse(text);
  } catch (error) {
    const at = Number(/\d+/.exec((error as Error).message)?.[0] ?? 0);
    const offset = Math.min(at, text.length);
    const found = /^[\w:.]+|^\S/.exec(text.slice(offset))?.[0];
    return refuse(
      `${lineAndColumn(text, offset)}: unexpected ${
        found ? JSON.stringify(found.slice(0, 40)) : 'end of the query'
      }`,
      offset,
      found?.length ?? 0,
    );
  }
  const query: PromqlQuery = {
    text,
    tree,
    selectors: [],
    functions: new Set(),
    literals: [],
  };
  const cursor = tree.cursor();
  do {
    const { name, from, to } = cursor;
    if (name === 'VectorSelector') {
      const selector = selectorOf(text, cursor.node);
      if ('error' in selector) {
        return { ok: false, error: selector.error };
      }
      query.selectors.push(selector);
    } else if (name === 'FunctionIdentifier' || name === 'AggregateOp') {
      query.functions.add(text.slice(from, to).toLowerCase());
    } else if (name === 'StringLiteral') {
      if (unquote(text.slice(from, to)) === undefined) {
        return refuse(
          `${lineAndColumn(text, from)}: a string with an escape not known`,
          from,
          to - from,
        );
      }
      query.literals.push({ kind: 'string', from, to });
    } else if (name === 'LineComment') {
      query.literals.push({ kind: 'comment', from, to });
    }
  } while (cursor.next());
  const strange = strangeCharacter(text, query.literals);
  return strange < 0
    ? { ok: true, query }
    : refuse(`${lineAndColumn(text, strange)}: unexpected character`, strange);
}
