import { badQuery } from '../errors';
import { MetricPlan } from '../logql/plan';
import { LabelMap } from '../logql/row';
import { LogStore, Span } from '../store/store';
import { Evaluator } from './evaluator';
import { Work } from './work';

const MOST_SERIES = 500;
const NS_PER_MS = 1_000_000n;

export interface SeriesAnswer {
  metric: LabelMap;
  values: [seconds: number, value: string][];
}

export type InstantAnswer =
  | {
      resultType: 'vector';
      result: { metric: LabelMap; value: [number, string] }[];
    }
  | { resultType: 'scalar'; result: [number, string] };

/** The values of a plan at each step. Start and end are widened to whole steps, as the real server does. */
export async function queryRange(
  store: LogStore,
  plan: MetricPlan,
  { fromNs, toNs }: Span,
  stepMs: number,
  work: Work,
): Promise<SeriesAnswer[]> {
  const first = Math.floor(Number(fromNs / NS_PER_MS) / stepMs) * stepMs;
  const last = Math.ceil(Number(toNs) / 1e6 / stepMs) * stepMs;
  const times: number[] = [];
  for (let time = first; time <= last; time += stepMs) {
    times.push(time);
  }
  const evaluator = await Evaluator.create(store, plan, times, work);
  const series = new Map<string, SeriesAnswer>();
  for (let index = 0; index < times.length; index++) {
    await work.turn();
    const { samples } = evaluator.at(index);
    for (const { labels, key, value } of samples) {
      let known = series.get(key);
      if (!known) {
        known = { metric: labels, values: [] };
        series.set(key, known);
        checkSeries(series.size);
      }
      known.values.push([times[index] / 1000, formatValue(value)]);
    }
  }
  return [...series.values()];
}

/** The values of a plan at one moment. */
export async function queryInstant(
  store: LogStore,
  plan: MetricPlan,
  timeNs: bigint,
  work: Work,
): Promise<InstantAnswer> {
  const time = Number(timeNs) / 1e6;
  const evaluator = await Evaluator.create(store, plan, [time], work);
  const { samples, scalar } = evaluator.at(0);
  const seconds = Number(timeNs / NS_PER_MS) / 1000;
  if (scalar) {
    return {
      resultType: 'scalar',
      result: [seconds, formatValue(samples[0].value)],
    };
  }
  checkSeries(samples.length);
  return {
    resultType: 'vector',
    result: samples.map(({ labels, value }) => ({
      metric: labels,
      value: [seconds, formatValue(value)],
    })),
  };
}

function checkSeries(count: number): void {
  if (count > MOST_SERIES) {
    throw badQuery(
      `maximum number of series (${MOST_SERIES}) reached for a single query; consider reducing query cardinality by adding more specific stream selectors, reducing the time range, or aggregating results with functions like sum(), count() or topk()`,
    );
  }
}

function formatValue(value: number): string {
  if (Number.isFinite(value) || Number.isNaN(value)) {
    return String(value);
  }
  return value > 0 ? '+Inf' : '-Inf';
}
