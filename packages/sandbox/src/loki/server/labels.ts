import { badQuery } from '../errors';
import { parseSelector } from '../logql';
import { Matcher } from '../logql/plan';
import { LabelMap, labelOf } from '../logql/row';
import { Exchange, sendData, sendJson } from './exchange';

const LOOK_BACK_MS = 6 * 3_600_000;

/** `/labels`: names of labels; without any, no field `data`, as the real one. */
export function labelsRoute({ response, ...exchange }: Exchange): void {
  const names = new Set(streamsOf(exchange).flatMap(Object.keys));
  sendList(response, names);
}

/** `/label/<name>/values` */
export function valuesRoute({ response, name, ...exchange }: Exchange): void {
  const values = new Set(
    streamsOf(exchange).flatMap(labels => labelOf(labels, name) ?? []),
  );
  sendList(response, values);
}

/** `/series` */
export function seriesRoute({ response, store, params }: Exchange): void {
  const selectors = params.all('match', 'match[]');
  if (selectors.length === 0) {
    throw badQuery('0 matcher groups supplied');
  }
  const span = params.span();
  const found = new Set(
    selectors.flatMap(text => [...store.select(parseSelector(text), span)]),
  );
  sendData(
    response,
    [...found].map(({ labels }) => labels),
  );
}

function streamsOf({
  store,
  params,
}: Pick<Exchange, 'store' | 'params'>): LabelMap[] {
  const query = params.text('query');
  const matchers: readonly Matcher[] = query ? parseSelector(query) : [];
  return store
    .select(matchers, params.span(LOOK_BACK_MS))
    .map(({ labels }) => labels);
}

function sendList(
  response: Exchange['response'],
  values: ReadonlySet<string>,
): void {
  sendJson(response, {
    status: 'success',
    ...(values.size > 0 ? { data: [...values].sort() } : {}),
  });
}
