import { badQuery } from '../errors';
import { parseQuery } from '../logql';
import { queryLines } from '../query/lines';
import { queryInstant, queryRange } from '../query/metrics';
import { toStreams } from '../query/streams';
import { Exchange, sendData, statsOf } from './exchange';

const FLAGS = 'x-loki-response-encoding-flags';
export const CATEGORIZE = 'categorize-labels';

/** `/query_range`: lines, or a matrix. */
export async function rangeRoute(exchange: Exchange): Promise<void> {
  const { params, store, work, request, response } = exchange;
  const plan = parseQuery(params.required('query'));
  const span = params.span();
  if (plan.type === 'metric') {
    const result = await queryRange(
      store,
      plan.metric,
      span,
      params.step(span),
      work,
    );
    sendData(response, {
      resultType: 'matrix',
      result,
      stats: statsOf(work, result.length),
    });
    return;
  }
  const rows = await queryLines(
    store,
    plan.log,
    {
      ...span,
      limit: params.entriesLimit(),
      direction: params.direction(),
    },
    work,
  );
  const categorize = wantsCategories(request.headers[FLAGS]);
  sendData(response, {
    resultType: 'streams',
    ...(categorize ? { encodingFlags: [CATEGORIZE] } : {}),
    result: toStreams(rows, categorize),
    stats: statsOf(work, rows.length),
  });
}

/** `/query`: a vector or a scalar at one moment. */
export async function instantRoute(exchange: Exchange): Promise<void> {
  const { params, store, work, response } = exchange;
  const plan = parseQuery(params.required('query'));
  if (plan.type === 'log') {
    throw badQuery(
      'log queries are not supported as an instant query type, please change your query to a range query type',
    );
  }
  const timeNs = params.time('time') ?? params.nowNs();
  const answer = await queryInstant(store, plan.metric, timeNs, work);
  sendData(response, { ...answer, stats: statsOf(work, 1) });
}

export function wantsCategories(flags: string | string[] | undefined): boolean {
  return String(flags ?? '')
    .split(',')
    .some(flag => flag.trim() === CATEGORIZE);
}
