import { parseSelector } from '../logql';
import { Matcher } from '../logql/plan';
import { LabelMap, labelOf } from '../logql/row';
import { labelText } from '../logql/text';
import { Span } from '../store/store';
import { Exchange, sendData, sendJson } from './exchange';

const NS_PER_MS = 1_000_000n;

interface Sum {
  metric: LabelMap;
  bytes: number;
}

/** `/index/stats`: what a query would have to read. */
export function statsRoute({ params, volume, response }: Exchange): void {
  const matchers = parseSelector(params.required('query'));
  sendJson(response, volume.total(matchers, params.span()));
}

/** `/index/volume`: bytes by labels. */
export function volumeRoute(exchange: Exchange): void {
  const { params, response } = exchange;
  const span = params.span();
  const seconds = Number(span.toNs / NS_PER_MS) / 1000;
  sendData(response, {
    resultType: 'vector',
    result: sums(exchange, span).map(({ metric, bytes }) => ({
      metric,
      value: [seconds, String(bytes)],
    })),
  });
}

/** `/index/volume_range`: the same, step by step. */
export async function volumeRangeRoute(exchange: Exchange): Promise<void> {
  const { params, response, work } = exchange;
  const span = params.span();
  const stepNs = BigInt(Math.round(params.step(span))) * NS_PER_MS;
  const series = new Map<string, { metric: LabelMap; values: unknown[] }>();
  for (let from = span.fromNs; from < span.toNs; from += stepNs) {
    await work.turn();
    const end = from + stepNs;
    const to = end < span.toNs ? end : span.toNs;
    for (const { metric, bytes } of sums(exchange, {
      fromNs: from,
      toNs: to,
    })) {
      const key = labelText(metric);
      const known = series.get(key) ?? { metric, values: [] };
      series.set(key, known);
      known.values.push([Number(from / NS_PER_MS) / 1000, String(bytes)]);
    }
  }
  sendData(response, { resultType: 'matrix', result: [...series.values()] });
}

/** The biggest first, up to the limit. */
function sums({ params, store, volume }: Exchange, span: Span): Sum[] {
  const matchers = parseSelector(params.required('query'));
  const targets = params.text('targetLabels').split(',').filter(Boolean);
  const byLabels = params.text('aggregateBy') === 'labels';
  const names = targets.length > 0 ? targets : namesOf(matchers);
  const found = new Map<string, Sum>();
  for (const stream of store.select(matchers, span)) {
    const { bytes } = volume.of(stream, span);
    for (const metric of metricsOf(stream.labels, names, byLabels)) {
      const key = labelText(metric);
      const sum = found.get(key) ?? { metric, bytes: 0 };
      found.set(key, sum);
      sum.bytes += bytes;
    }
  }
  return [...found.values()]
    .filter(({ bytes }) => bytes > 0)
    .sort((left, right) => right.bytes - left.bytes)
    .slice(0, params.limit());
}

function metricsOf(
  labels: LabelMap,
  names: readonly string[],
  byLabels: boolean,
): LabelMap[] {
  const own = names.filter(name => labelOf(labels, name) !== undefined);
  if (byLabels) {
    return own.map(name => ({ [name]: '' }));
  }
  return [Object.fromEntries(own.map(name => [name, labels[name]]))];
}

function namesOf(matchers: readonly Matcher[]): string[] {
  return [...new Set(matchers.map(({ name }) => name))];
}
