import { parser } from '@prometheus-io/lezer-promql';
import { Matcher } from '../../../world/metrics/tsdb/matchers';
import { Expr } from './ast';
import { Builder } from './Builder';
import { check } from './check';
import { ParseError } from './errors';
import { explain } from './explain';
import { childrenOf } from './NodeReader';

/** Parses a query; throws {@link ParseError} for one that the real server would not take. */
export function parsePromql(query: string): Expr {
  const problem = explain(query);
  if (problem) {
    throw new ParseError(query, problem.span, problem.reason);
  }
  const tree = parser.parse(query);
  const cursor = tree.cursor();
  do {
    if (cursor.type.isError) {
      const { from, to } = cursor;
      throw new ParseError(
        query,
        { from, to },
        `unexpected ${JSON.stringify(query.slice(from, to))}`,
      );
    }
  } while (cursor.next());
  const expr = new Builder(query).expr(childrenOf(tree.topNode)[0]);
  check(query, expr);
  return expr;
}

/** The conditions of a series selector, as `match[]` gives them. */
export function parseSelector(text: string): Matcher[] {
  const expr = parsePromql(text);
  if (expr.kind !== 'selector' || expr.offset !== 0 || expr.at !== undefined) {
    throw new ParseError(
      text,
      { from: 0, to: text.length },
      'unexpected expression, expected a series selector',
    );
  }
  return expr.matchers;
}
