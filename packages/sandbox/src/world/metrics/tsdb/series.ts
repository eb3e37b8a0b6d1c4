import { WorldTime } from '../../types';
import { Labels } from './labels';

/** Every sample is taken at a whole multiple of this. */
export const SCRAPE_MS = 15_000;
/** Samples in a closed chunk: an hour. */
const CHUNK = 240;

/** Decoded samples of a series, oldest first. */
export interface Samples {
  labels: Labels;
  times: Float64Array;
  values: Float64Array;
  /** 1 where the sample says that the series ended; absent when there is none such. */
  stale?: Uint8Array;
}

/** Samples of consecutive slots. */
interface Chunk {
  from: number;
  length: number;
  isStale: boolean;
  /** One number when all are the same; whole numbers as differences to `base`. */
  values: number | Float64Array | Uint16Array | Uint32Array;
  base: number;
}

/** A series' samples in memory. Slots are moments: multiples of {@link SCRAPE_MS}. */
export class MemorySeries {
  private readonly chunks: Chunk[] = [];
  private head: Chunk | undefined;

  constructor(readonly labels: Labels) {}

  get lastSlot(): number {
    const last = this.head ?? this.chunks.at(-1);
    return last ? last.from + last.length - 1 : -Infinity;
  }

  get lastTime(): WorldTime {
    return this.lastSlot * SCRAPE_MS;
  }

  get firstTime(): WorldTime {
    const first = this.chunks[0] ?? this.head;
    return first ? first.from * SCRAPE_MS : Infinity;
  }

  get isStale(): boolean {
    return !this.head && (this.chunks.at(-1)?.isStale ?? false);
  }

  get isEmpty(): boolean {
    return !this.head && this.chunks.length === 0;
  }

  /** Adds the sample of a slot after the last one. */
  append(slot: number, value: number): void {
    let { head } = this;
    if (head && (head.length === CHUNK || slot !== head.from + head.length)) {
      this.close();
      head = undefined;
    }
    if (!head) {
      head = {
        from: slot,
        length: 0,
        isStale: false,
        values: new Float64Array(CHUNK),
        base: 0,
      };
      this.head = head;
    }
    (head.values as Float64Array)[head.length] = value;
    head.length += 1;
  }

  /** Adds the sample of a slot, the same as the one before. */
  repeat(slot: number): void {
    const { head } = this;
    if (head) {
      this.append(slot, (head.values as Float64Array)[head.length - 1]);
    }
  }

  /** Says that the series has ended. */
  markStale(slot: number): void {
    this.close();
    this.chunks.push({
      from: slot,
      length: 1,
      isStale: true,
      values: NaN,
      base: 0,
    });
  }

  /** Forgets whole chunks that ended before a slot. */
  dropBefore(slot: number): void {
    const kept = this.chunks.findIndex(
      chunk => chunk.from + chunk.length > slot,
    );
    if (kept !== 0) {
      this.chunks.splice(0, kept < 0 ? this.chunks.length : kept);
    }
  }

  read(from: WorldTime, to: WorldTime): Samples | undefined {
    const first = Math.ceil(from / SCRAPE_MS);
    const last = Math.floor(to / SCRAPE_MS);
    const wanted = [...this.chunks, ...(this.head ? [this.head] : [])].filter(
      chunk => chunk.from <= last && chunk.from + chunk.length > first,
    );
    const spans = wanted.map(chunk => ({
      chunk,
      begin: Math.max(0, first - chunk.from),
      end: Math.min(chunk.length, last - chunk.from + 1),
    }));
    const length = spans.reduce((sum, { begin, end }) => sum + end - begin, 0);
    if (length === 0) {
      return undefined;
    }
    const times = new Float64Array(length);
    const values = new Float64Array(length);
    let stale: Uint8Array | undefined;
    let at = 0;
    for (const { chunk, begin, end } of spans) {
      const stored = chunk.values;
      if (chunk.isStale) {
        stale ??= new Uint8Array(length);
        stale[at] = 1;
      }
      for (let index = begin; index < end; index++, at++) {
        times[at] = (chunk.from + index) * SCRAPE_MS;
        values[at] =
          typeof stored === 'number' ? stored : stored[index] + chunk.base;
      }
    }
    return { labels: this.labels, times, values, stale };
  }

  /** Bytes of the stored samples, about. */
  get bytes(): number {
    return [...this.chunks, ...(this.head ? [this.head] : [])].reduce(
      (sum, { values }) =>
        sum + 48 + (typeof values === 'number' ? 8 : values.byteLength),
      0,
    );
  }

  private close(): void {
    if (this.head) {
      this.chunks.push(packed(this.head));
      this.head = undefined;
    }
  }
}

/** A chunk that gets no more samples, in as few bytes as they need. */
function packed(chunk: Chunk): Chunk {
  const values = (chunk.values as Float64Array).subarray(0, chunk.length);
  let least = Infinity;
  let most = -Infinity;
  let isWhole = true;
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
    isWhole &&= Number.isSafeInteger(value);
  }
  if (least === most) {
    return { ...chunk, values: least };
  }
  if (!isWhole || most - least >= 2 ** 32) {
    return { ...chunk, values: values.slice() };
  }
  const Whole = most - least < 2 ** 16 ? Uint16Array : Uint32Array;
  const differences = new Whole(values.length);
  values.forEach((value, index) => {
    differences[index] = value - least;
  });
  return { ...chunk, base: least, values: differences };
}
