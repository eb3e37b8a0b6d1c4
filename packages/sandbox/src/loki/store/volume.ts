import { Matcher } from '../logql/plan';
import { LogStore, Span } from './store';
import { sizeOf } from './pushed';
import { Stream } from './stream';
import { WINDOW_MS } from './windows';

const NS_PER_MS = 1_000_000n;
const STEP_MS = 60_000;
/** Until something was read of a stream. */
const USUAL_LINE_BYTES = 150;

export interface Volume {
  streams: number;
  chunks: number;
  entries: number;
  bytes: number;
}

/**
 * How much streams hold, without reading them: as the index does, about right. What a stream's newest window holds tells how
 * many bytes stand behind each expected line.
 */
export class VolumeEstimator {
  private readonly profiles = new Map<
    number,
    { lines: number; bytes: number }
  >();

  constructor(private readonly store: LogStore) {}

  total(matchers: readonly Matcher[], span: Span): Volume {
    const volume = { streams: 0, chunks: 0, entries: 0, bytes: 0 };
    for (const stream of this.store.select(matchers, span)) {
      const { entries, bytes } = this.of(stream, span);
      volume.streams += 1;
      volume.chunks += Math.max(1, Math.ceil(bytes / 1_500_000));
      volume.entries += entries;
      volume.bytes += bytes;
    }
    return volume;
  }

  of(stream: Stream, span: Span): { entries: number; bytes: number } {
    const from = Number(span.fromNs / NS_PER_MS);
    const to = Math.min(Number(span.toNs / NS_PER_MS), this.store.now());
    const expected = expectedLines(stream, from, to);
    const { lines, bytes } = this.profile(stream);
    const pushed = stream.pushed.between(from, Math.max(from, to));
    return {
      entries: Math.round(expected * lines) + pushed.length,
      bytes:
        Math.round(expected * bytes) +
        pushed.reduce((sum, entry) => sum + sizeOf(entry), 0),
    };
  }

  /** Lines and bytes for each line that the rate promises. */
  private profile(stream: Stream): { lines: number; bytes: number } {
    const known = this.profiles.get(stream.id);
    if (known || stream.runs.length === 0) {
      return known ?? { lines: 1, bytes: USUAL_LINE_BYTES };
    }
    const newest = stream.runs.at(-1)!.facts.finishedAt ?? this.store.now();
    const end = Math.min(newest, this.store.now());
    const start = end - (end % WINDOW_MS) - WINDOW_MS;
    const expected = expectedLines(stream, start, start + WINDOW_MS);
    if (expected < 1) {
      return { lines: 1, bytes: USUAL_LINE_BYTES };
    }
    const entries = this.store.readSaid(stream, start, {
      fromNs: BigInt(start) * NS_PER_MS,
      toNs: BigInt(start + WINDOW_MS) * NS_PER_MS,
    });
    const bytes = entries.reduce((sum, { line }) => sum + line.length, 0);
    const profile = {
      lines: entries.length / expected,
      bytes: bytes / expected,
    };
    this.profiles.set(stream.id, profile);
    return profile;
  }
}

function expectedLines(stream: Stream, from: number, to: number): number {
  let lines = 0;
  for (const { facts } of stream.runs) {
    const start = Math.max(from, facts.startedAt);
    const end = Math.min(to, facts.finishedAt ?? Infinity);
    for (let time = start; time < end; time += STEP_MS) {
      const seconds = Math.min(STEP_MS, end - time) / 1000;
      lines += facts.rate(time) * seconds;
    }
  }
  return lines;
}
