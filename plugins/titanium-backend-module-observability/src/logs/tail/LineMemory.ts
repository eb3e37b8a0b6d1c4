import { LokiLine } from '../lines';

/** Lines reach Loki late and in no strict order: what was written this recently is asked for again. */
const OVERLAP_NS = 5_000_000_000n;
const MOST = 20_000;

/** Remembers the newest lines, so that reading them again neither repeats nor leaves out any. */
export class LineMemory {
  private readonly recent = new Map<string, bigint>();
  private latest: bigint | undefined;
  private floor = 0n;

  /** Where to read from again, in nanoseconds; undefined before the first line. */
  get since(): bigint | undefined {
    if (this.latest === undefined) {
      return undefined;
    }
    const overlapped = this.latest - OVERLAP_NS;
    return overlapped > this.floor ? overlapped : this.floor;
  }

  /** Goes on from a moment without lines. */
  startAt(at: bigint): void {
    this.latest ??= at;
  }

  /** Those lines that were not taken before, in the order given. */
  take(lines: readonly LokiLine[]): LokiLine[] {
    const fresh = lines.filter(
      ({ at, key }) => at >= this.floor && !this.recent.has(key),
    );
    for (const { at, key } of fresh) {
      this.recent.set(key, at);
      if (this.latest === undefined || at > this.latest) {
        this.latest = at;
      }
    }
    this.forget();
    return fresh;
  }

  private forget(): void {
    if (this.recent.size <= MOST) {
      return;
    }
    const sorted = [...this.recent].sort(([, a], [, b]) => (a < b ? -1 : 1));
    const gone = sorted.slice(0, sorted.length - MOST / 2);
    gone.forEach(([key]) => this.recent.delete(key));
    // What is no longer remembered must not be read again.
    this.floor = gone[gone.length - 1][1] + 1n;
  }
}
