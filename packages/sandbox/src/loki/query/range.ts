import { badQuery } from '../errors';
import { Grouping, RangePlan } from '../logql/plan';
import { LabelMap, Row } from '../logql/row';
import { labelText } from '../logql/text';
import { LogStore } from '../store/store';
import { runPipeline } from './lines';
import { Point, Reduce, reducer } from './reduce';
import { Sample, groupLabels, sample } from './vector';
import { Work } from './work';

/** Series of lines with labels of their own would fill the memory; the real server stops at its limits too. */
const MOST_SERIES = 20_000;
const MOST_POINTS = 3_000_000;

interface Series {
  labels: LabelMap;
  key: string;
  points: Point[];
  /** The points of the current window are those from `low` to `high`, exclusive. */
  low: number;
  high: number;
}

/** The lines of a range plan as numbers, by series. */
export class RangeSeries {
  private readonly reduce: Reduce;

  constructor(
    private readonly plan: RangePlan,
    private readonly series: readonly Series[],
    private readonly times: readonly number[],
  ) {
    this.reduce = reducer(plan);
  }

  /** The samples at the moment with this index; indexes rise from call to call. */
  at(index: number): Sample[] {
    const { rangeMs, offsetMs, operation, log } = this.plan;
    const end = this.times[index] - offsetMs;
    const start = end - rangeMs;
    const samples: Sample[] = [];
    for (const series of this.series) {
      const { points } = series;
      while (series.high < points.length && points[series.high].time <= end) {
        series.high += 1;
      }
      while (series.low < series.high && points[series.low].time <= start) {
        series.low += 1;
      }
      if (series.low < series.high) {
        const value = this.reduce(points, series.low, series.high);
        samples.push({ labels: series.labels, key: series.key, value });
      }
    }
    if (operation !== 'absent_over_time') {
      return samples;
    }
    const wanted = log.matchers.filter(({ operator }) => operator === '=');
    const labels = Object.fromEntries(
      wanted.map(({ name, value }) => [name, value]),
    );
    return samples.length > 0 ? [] : [sample(labels, 1)];
  }
}

class Collector {
  private readonly series = new Map<string, Series>();
  private points = 0;
  private readonly encoder = new TextEncoder();

  constructor(
    private readonly plan: RangePlan,
    private readonly grouping: Grouping | undefined,
  ) {}

  add(row: Row): void {
    const value = this.valueOf(row);
    const error = row.get('__error__');
    if (error) {
      throw pipelineError(error, row);
    }
    if (value === undefined) {
      return;
    }
    const key = this.keyOf(row);
    let series = this.series.get(key);
    if (!series) {
      const labels = this.grouping
        ? groupLabels(row.labels(), this.grouping)
        : row.labels();
      series = { labels, key: labelText(labels), points: [], low: 0, high: 0 };
      this.series.set(key, series);
    }
    series.points.push({ time: Number(row.timeNs) / 1e6, value });
    this.points += 1;
    if (this.series.size > MOST_SERIES || this.points > MOST_POINTS) {
      throw badQuery(
        'the query would read too many bytes; consider adding more specific stream selectors or reduce the time range of the query',
      );
    }
  }

  finish(): Series[] {
    const all = [...this.series.values()];
    all.forEach(({ points }) => points.sort((a, b) => a.time - b.time));
    return all;
  }

  private valueOf(row: Row): number | undefined {
    const { unwrap, operation } = this.plan;
    if (unwrap) {
      return unwrap(row);
    }
    return operation.startsWith('bytes_')
      ? this.encoder.encode(row.line).length
      : 1;
  }

  private keyOf(row: Row): string {
    if (!this.grouping) {
      return row.key();
    }
    return this.grouping.without
      ? labelText(groupLabels(row.labels(), this.grouping))
      : this.grouping.labels.map(name => row.get(name) ?? '').join('\u0000');
  }
}

/** Reads all lines that a range plan needs at `times`. `grouping` is what the aggregation around it keeps of the labels. */
export async function loadRange(
  store: LogStore,
  plan: RangePlan,
  grouping: Grouping | undefined,
  times: readonly number[],
  work: Work,
): Promise<RangeSeries> {
  const { log, rangeMs, offsetMs } = plan;
  const ns = (ms: number) => BigInt(Math.round(ms)) * 1_000_000n;
  const span = {
    fromNs: ns(times[0] - offsetMs - rangeMs),
    toNs: ns(times.at(-1)! - offsetMs) + 1n,
  };
  const collector = new Collector(plan, plan.grouping ?? grouping);
  const streams = store.select(log.matchers, span);
  for (const start of store.windows(span)) {
    for (const stream of streams) {
      for (const entry of store.read(stream, start, span)) {
        const row = runPipeline(log, entry);
        if (row) {
          collector.add(row);
        }
        if (work.count(entry.line)) {
          await work.turn();
        }
      }
    }
    await work.turn();
  }
  return new RangeSeries(plan, collector.finish(), times);
}

function pipelineError(error: string, row: Row) {
  return badQuery(
    [
      `pipeline error: '${error}' for series: '${row.key()}'.`,
      `Use a label filter to intentionally skip this error. (e.g | __error__!="${error}").`,
      `To skip all potential errors you can match empty errors.(e.g __error__="")`,
      `The label filter can also be specified after unwrap. (e.g | unwrap latency | __error__="" )`,
    ].join('\n'),
  );
}
