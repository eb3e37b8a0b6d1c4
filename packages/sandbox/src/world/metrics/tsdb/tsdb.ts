import { WorldTime } from '../../types';
import { Labels, METRIC_NAME } from './labels';
import { Matcher } from './matchers';
import { MemorySeries, SCRAPE_MS, Samples } from './series';

/** Where queries find their samples. */
export interface Queryable {
  /** Series with samples in the time asked for, both ends included, in the order of their labels. */
  select(
    matchers: readonly Matcher[],
    from: WorldTime,
    to: WorldTime,
  ): Samples[];
}

/** All series of the platform's Prometheus, in memory, for as long as `retentionMs`. */
export class Tsdb implements Queryable {
  private readonly byName = new Map<string, Map<string, MemorySeries>>();
  private sorted: MemorySeries[] | undefined;

  constructor(readonly retentionMs: number) {}

  /** The series of these labels; a new one when there is none. */
  series(labels: Labels): MemorySeries {
    const { name, key } = labels;
    let group = this.byName.get(name);
    if (!group) {
      group = new Map();
      this.byName.set(name, group);
    }
    let series = group.get(key);
    if (!series) {
      series = new MemorySeries(labels);
      group.set(key, series);
      this.sorted = undefined;
    }
    return series;
  }

  select(
    matchers: readonly Matcher[],
    from: WorldTime,
    to: WorldTime,
  ): Samples[] {
    return this.find(matchers, from, to)
      .map(series => series.read(from, to))
      .filter(samples => samples !== undefined);
  }

  /** Series that match and may have samples in the time asked for, in the order of their labels. */
  find(
    matchers: readonly Matcher[],
    from: WorldTime,
    to: WorldTime,
  ): MemorySeries[] {
    const name = matchers.find(
      matcher => matcher.name === METRIC_NAME && matcher.operator === '=',
    );
    const candidates = name
      ? [...(this.byName.get(name.value)?.values() ?? [])]
      : this.all();
    const found = candidates.filter(
      series =>
        series.lastTime >= from &&
        series.firstTime <= to &&
        matchers.every(matcher => matcher.accepts(series.labels)),
    );
    return name
      ? found.sort((a, b) => Labels.compare(a.labels, b.labels))
      : found;
  }

  /** Forgets what is older than the retention, and series with nothing left. */
  truncate(now: WorldTime): void {
    const slot = Math.floor((now - this.retentionMs) / SCRAPE_MS);
    for (const [name, group] of this.byName) {
      for (const [key, series] of group) {
        series.dropBefore(slot);
        if (series.isEmpty) {
          group.delete(key);
          this.sorted = undefined;
        }
      }
      if (group.size === 0) {
        this.byName.delete(name);
      }
    }
  }

  /** How much is held. */
  get size(): { series: number; bytes: number } {
    const all = this.all();
    return {
      series: all.length,
      bytes: all.reduce((sum, series) => sum + series.bytes, 0),
    };
  }

  private all(): MemorySeries[] {
    this.sorted ??= [...this.byName.values()]
      .flatMap(group => [...group.values()])
      .sort((a, b) => Labels.compare(a.labels, b.labels));
    return this.sorted;
  }
}
