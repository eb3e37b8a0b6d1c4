import type { Entry } from './stream';

const NS_PER_MS = 1_000_000n;

/** The lines that clients sent to one stream, in order of time. */
export class PushedLines {
  private entries: Entry[] = [];
  bytes = 0;

  get size(): number {
    return this.entries.length;
  }

  /** Adds lines; one that is there already, time and text, stays one. Returns the bytes added. */
  add(entries: readonly Entry[]): number {
    let added = 0;
    for (const entry of entries) {
      let at = this.entries.length;
      while (at > 0 && this.entries[at - 1].timeNs > entry.timeNs) {
        at -= 1;
      }
      if (!this.has(entry, at)) {
        this.entries.splice(at, 0, entry);
        added += sizeOf(entry);
      }
    }
    this.bytes += added;
    return added;
  }

  /** Forgets the older half; returns the bytes freed. */
  shrink(): number {
    const dropped = this.entries.splice(0, Math.ceil(this.entries.length / 2));
    const freed = dropped.reduce((sum, entry) => sum + sizeOf(entry), 0);
    this.bytes -= freed;
    return freed;
  }

  /** Lines of `from` (inclusive) to `to` (exclusive), in milliseconds. */
  between(from: number, to: number): readonly Entry[] {
    const fromNs = BigInt(from) * NS_PER_MS;
    const toNs = BigInt(to) * NS_PER_MS;
    return this.entries.slice(
      firstAtOrAfter(this.entries, fromNs),
      firstAtOrAfter(this.entries, toNs),
    );
  }

  overlaps(from: number, to: number): boolean {
    const at = firstAtOrAfter(
      this.entries,
      BigInt(Math.floor(from)) * NS_PER_MS,
    );
    return (
      at < this.entries.length &&
      this.entries[at].timeNs < BigInt(Math.ceil(to)) * NS_PER_MS
    );
  }

  private has(entry: Entry, end: number): boolean {
    for (
      let at = end - 1;
      at >= 0 && this.entries[at].timeNs === entry.timeNs;
      at--
    ) {
      if (this.entries[at].line === entry.line) {
        return true;
      }
    }
    return false;
  }
}

/** About what an entry takes in memory; most lines have one byte a character. */
export function sizeOf({ line }: Entry): number {
  return 110 + line.length;
}

/** Index of the first entry not before a time. */
export function firstAtOrAfter(
  entries: readonly Entry[],
  timeNs: bigint,
): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (entries[middle].timeNs < timeNs) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
