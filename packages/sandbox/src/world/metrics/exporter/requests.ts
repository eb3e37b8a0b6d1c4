import { Labels } from '../tsdb/labels';
import { MemorySeries } from '../tsdb/series';
import { Tsdb } from '../tsdb/tsdb';
import { Answers } from './behaviour';
import { BOUND_NAMES } from './latency';
import { Scrape } from './meter';

const DURATION = 'istio_request_duration_milliseconds';

/** Counters of one status code. They count in fractions and tell whole requests. */
interface Counted {
  requests: number;
  sumMs: number;
  within: Float64Array;
  series: {
    total: MemorySeries;
    count: MemorySeries;
    sum: MemorySeries;
    buckets: MemorySeries[];
  };
}

/** What one sidecar proxy counts of the requests to its pod. */
export class RequestCounters {
  private readonly byCode = new Map<string, Counted>();

  constructor(
    private readonly tsdb: Tsdb,
    private readonly labels: Readonly<Record<string, string>>,
  ) {}

  /** Adds requests and tells the counters. */
  count({ slot }: Scrape, requests: number, answers: readonly Answers[]): void {
    for (const { code, share, meanMs, within } of answers) {
      const counted = this.of(code);
      const added = requests * share;
      counted.requests += added;
      counted.sumMs += added * meanMs;
      for (let index = 0; index < within.length; index++) {
        counted.within[index] += added * within[index];
      }
    }
    for (const {
      requests: total,
      sumMs,
      within,
      series,
    } of this.byCode.values()) {
      if (series.total.lastSlot >= slot) {
        continue;
      }
      const whole = Math.floor(total);
      series.total.append(slot, whole);
      series.count.append(slot, whole);
      series.sum.append(slot, Math.round(sumMs * 10) / 10);
      series.buckets.forEach((bucket, index) =>
        bucket.append(slot, Math.min(whole, Math.floor(within[index]))),
      );
    }
  }

  /** The proxy has gone: its series end. */
  end({ slot }: Scrape): void {
    for (const { series } of this.byCode.values()) {
      for (const item of [
        series.total,
        series.count,
        series.sum,
        ...series.buckets,
      ]) {
        if (item.lastSlot < slot) {
          item.markStale(slot);
        }
      }
    }
    this.byCode.clear();
  }

  private of(code: string): Counted {
    let counted = this.byCode.get(code);
    if (!counted) {
      const series = (name: string, more: Record<string, string> = {}) =>
        this.tsdb.series(
          Labels.of({
            ...this.labels,
            __name__: name,
            response_code: code,
            ...more,
          }),
        );
      counted = {
        requests: 0,
        sumMs: 0,
        within: new Float64Array(BOUND_NAMES.length),
        series: {
          total: series('istio_requests_total'),
          count: series(`${DURATION}_count`),
          sum: series(`${DURATION}_sum`),
          buckets: BOUND_NAMES.map(le => series(`${DURATION}_bucket`, { le })),
        },
      };
      this.byCode.set(code, counted);
    }
    return counted;
  }
}
