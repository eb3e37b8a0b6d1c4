import { WorldTime } from '../../types';
import { Labels } from '../tsdb/labels';
import { MemorySeries, SCRAPE_MS } from '../tsdb/series';
import { Tsdb } from '../tsdb/tsdb';

/** One scrape: a moment, and how long it is since the one before. */
export interface Scrape {
  time: WorldTime;
  slot: number;
}

/** The series of one thing that is measured. They end, with a mark, when it goes. */
export class Meter {
  private readonly series = new Map<string, MemorySeries>();

  constructor(
    private readonly tsdb: Tsdb,
    /** Labels that all its series have. */
    private readonly labels: Readonly<Record<string, string>>,
  ) {}

  /** The series of a metric and further labels; `key` names it within this meter, and costs less than the labels. */
  set(
    { slot }: Scrape,
    key: string,
    value: number,
    describe: () => Record<string, string>,
  ): void {
    let series = this.series.get(key);
    if (!series) {
      series = this.tsdb.series(Labels.of({ ...this.labels, ...describe() }));
      this.series.set(key, series);
    }
    if (series.lastSlot < slot) {
      series.append(slot, value);
    }
  }

  /** Tells again what it told last. */
  repeat({ slot }: Scrape): void {
    for (const series of this.series.values()) {
      if (series.lastSlot < slot) {
        series.repeat(slot);
      }
    }
  }

  /** Marks series that this scrape no longer had. */
  sweep({ slot }: Scrape): void {
    for (const [key, series] of this.series) {
      if (series.lastSlot < slot) {
        series.markStale(slot);
        this.series.delete(key);
      }
    }
  }
}

export const slotOf = (time: WorldTime) => Math.floor(time / SCRAPE_MS);
