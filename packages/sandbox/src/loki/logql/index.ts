import { badQuery } from '../errors';
import { readLog } from './log';
import { readMetric } from './metric';
import { LogPlan, Matcher, QueryPlan } from './plan';
import { parseTree } from './tree';

/** Reads a query. Throws `LokiError` 400 with the words of the real server. */
export function parseQuery(query: string): QueryPlan {
  const top = parseTree(query).child('Expr')!;
  const [inner] = top.children();
  return inner.name === 'LogExpr'
    ? { type: 'log', log: readLog(inner) }
    : { type: 'metric', metric: readMetric(inner) };
}

/** Reads a query for lines. */
export function parseLogQuery(query: string): LogPlan {
  const plan = parseQuery(query);
  if (plan.type !== 'log') {
    throw badQuery('parse error : only log selector is supported');
  }
  return plan.log;
}

/** Reads a stream selector. */
export function parseSelector(query: string): Matcher[] {
  const { matchers, stages } = parseLogQuery(query);
  if (stages.length > 0) {
    throw badQuery('parse error : only label matchers are supported');
  }
  return matchers;
}
