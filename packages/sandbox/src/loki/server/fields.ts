import { parseLogQuery } from '../logql';
import { describeFields, findFields } from '../query/fields';
import { queryLines } from '../query/lines';
import { Exchange, sendJson } from './exchange';

const DEFAULT_LINES = 100;
const MOST_LINES = 5000;
const DEFAULT_FIELDS = 1000;

/** `/detected_fields`: what the newest lines have in them. */
export async function fieldsRoute(exchange: Exchange): Promise<void> {
  const limit = exchange.params.limit(DEFAULT_FIELDS);
  const fields = describeFields(await detect(exchange));
  sendJson(exchange.response, { fields: fields.slice(0, limit), limit });
}

/** `/detected_field/<name>/values` */
export async function fieldValuesRoute(exchange: Exchange): Promise<void> {
  const limit = exchange.params.limit(DEFAULT_FIELDS);
  const values = (await detect(exchange)).get(exchange.name)?.values ?? [];
  sendJson(exchange.response, { values: [...values].slice(0, limit), limit });
}

async function detect({ params, store, work }: Exchange) {
  const plan = parseLogQuery(params.required('query'));
  const lines = params.integer('line_limit', DEFAULT_LINES);
  const rows = await queryLines(
    store,
    plan,
    {
      ...params.span(),
      limit: Math.min(Math.max(lines, 1), MOST_LINES),
      direction: 'backward',
    },
    work,
  );
  return findFields(rows);
}
