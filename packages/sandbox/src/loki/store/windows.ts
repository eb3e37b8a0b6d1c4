import { detectLevel } from './level';
import { sizeOf } from './pushed';
import { Entry, Stream } from './stream';

/** Lines are made and kept for this much of a stream at once, in World milliseconds. */
export const WINDOW_MS = 5 * 60_000;

interface Window {
  entries: Entry[];
  /** Made up to here, exclusive. */
  upTo: number;
  bytes: number;
}

/** Lines that were made lately, bounded by bytes: the least recently read go first. */
export class WindowCache {
  private readonly windows = new Map<string, Window>();
  private bytes = 0;

  constructor(private readonly mostBytes: number) {}

  /** Lines of a stream in the window that begins at `start`, made up to `now`. */
  read(stream: Stream, start: number, now: number): readonly Entry[] {
    const key = `${stream.id}/${start}`;
    const end = Math.min(start + WINDOW_MS, now);
    let window = this.windows.get(key);
    if (window) {
      this.windows.delete(key);
    } else {
      window = { entries: [], upTo: start, bytes: 0 };
    }
    this.windows.set(key, window);
    if (window.upTo < end) {
      this.extend(stream, window, end);
    }
    return window.entries;
  }

  /** The runs of a stream changed: what was made of it from `time` on is made anew. */
  invalidate(stream: Stream, time: number): void {
    for (let start = time - (time % WINDOW_MS); ; start += WINDOW_MS) {
      const key = `${stream.id}/${start}`;
      const window = this.windows.get(key);
      if (!window) {
        return;
      }
      this.bytes -= window.bytes;
      this.windows.delete(key);
    }
  }

  private extend(stream: Stream, window: Window, end: number): void {
    const made: Entry[] = [];
    for (const run of stream.runs) {
      for (const { timeNs, text } of run.between(window.upTo, end)) {
        const base = stream.ofLevel(detectLevel(text));
        made.push({ timeNs, line: text, base });
      }
    }
    if (stream.runs.length > 1) {
      made.sort(byTime);
    }
    const bytes = made.reduce((sum, entry) => sum + sizeOf(entry), 0);
    window.entries = window.entries.length ? window.entries.concat(made) : made;
    window.upTo = end;
    window.bytes += bytes;
    this.bytes += bytes;
    this.evict(window);
  }

  private evict(spared: Window): void {
    for (const [key, window] of this.windows) {
      if (this.bytes <= this.mostBytes) {
        return;
      }
      if (window !== spared) {
        this.bytes -= window.bytes;
        this.windows.delete(key);
      }
    }
  }
}

export function byTime(left: Entry, right: Entry): number {
  if (left.timeNs === right.timeNs) {
    return 0;
  }
  return left.timeNs < right.timeNs ? -1 : 1;
}
