import { Journal, JournalRun, KEPT_MS } from '../../world/kubelet/logs/journal';
import { RunLines } from '../../world/kubelet/logs/lines';
import { VOICES } from '../../world/kubelet/logs';
import { Clock } from '../../world/types';
import { Matcher } from '../logql/plan';
import { LabelMap, labelOf } from '../logql/row';
import { labelText } from '../logql/text';
import { firstAtOrAfter } from './pushed';
import { Entry, Stream, runLabels } from './stream';
import { WINDOW_MS, WindowCache, byTime } from './windows';

const NS_PER_MS = 1_000_000n;
/** Lines kept because they were made lately. */
const CACHE_BYTES = 64 * 2 ** 20;
/** Lines that clients pushed. */
const PUSHED_BYTES = 32 * 2 ** 20;

/** A stretch of time in nanoseconds, `from` inclusive, `to` exclusive. */
export interface Span {
  fromNs: bigint;
  toNs: bigint;
}

/** Hears of lines that a client pushed. */
export type PushListener = (stream: Stream, entries: readonly Entry[]) => void;

/**
 * All lines of all containers, and what clients pushed. Containers' lines are made from the journal of their runs when they
 * are asked for; only the ones made lately are kept.
 */
export class LogStore {
  private readonly streams = new Map<string, Stream>();
  private readonly cache = new WindowCache(CACHE_BYTES);
  private readonly unwatch: () => void;
  private readonly pushListeners = new Set<PushListener>();
  private pushedBytes = 0;
  private nextId = 0;

  constructor(private readonly clock: Clock, journal: Journal) {
    for (const run of journal.list()) {
      this.note(run);
    }
    this.unwatch = journal.watch(run => this.note(run));
  }

  close(): void {
    this.unwatch();
  }

  now(): number {
    return this.clock.now();
  }

  /** Streams that fit, and may have lines in the span. */
  select(
    matchers: readonly Matcher[],
    { fromNs, toNs }: Span,
  ): readonly Stream[] {
    const from = Number(fromNs / NS_PER_MS);
    const to = Number(toNs / NS_PER_MS) + 1;
    return [...this.streams.values()].filter(
      stream =>
        stream.overlaps(from, to) &&
        matchers.every(({ name, test }) =>
          test(labelOf(stream.labels, name) ?? ''),
        ),
    );
  }

  /** Adds pushed lines. */
  push(
    labels: LabelMap,
    lines: readonly { timeNs: bigint; line: string; metadata: LabelMap }[],
  ): void {
    const stream = this.stream(labels);
    const entries = lines.map(({ timeNs, line, metadata }) => ({
      timeNs,
      line,
      base: stream.base(metadata),
    }));
    this.pushedBytes += stream.pushed.add(entries);
    while (this.pushedBytes > PUSHED_BYTES) {
      this.shrink();
    }
    this.pushListeners.forEach(listener => listener(stream, entries));
  }

  /** Calls `listener` for all lines that are pushed from now on. */
  watchPushed(listener: PushListener): () => void {
    this.pushListeners.add(listener);
    return () => this.pushListeners.delete(listener);
  }

  /** Starts of the windows that a span touches, oldest first. No line is newer than now. */
  windows({ fromNs, toNs }: Span): number[] {
    const from = Math.max(
      Number(fromNs / NS_PER_MS),
      this.now() - KEPT_MS - WINDOW_MS,
    );
    const to = Math.min(Number((toNs - 1n) / NS_PER_MS), this.latest());
    const starts: number[] = [];
    for (
      let start = from - (from % WINDOW_MS);
      start <= to;
      start += WINDOW_MS
    ) {
      starts.push(start);
    }
    return starts;
  }

  /** Lines of a stream in the span and in the window that begins at `start`, oldest first. */
  read(stream: Stream, start: number, span: Span): readonly Entry[] {
    const said = this.readSaid(stream, start, span);
    if (stream.pushed.size === 0) {
      return said;
    }
    const pushed = within(
      stream.pushed.between(start, start + WINDOW_MS),
      span,
    );
    return said.length ? [...said, ...pushed].sort(byTime) : pushed;
  }

  /** {@link read}, without what clients pushed. */
  readSaid(stream: Stream, start: number, span: Span): readonly Entry[] {
    return stream.runs.length
      ? within(this.cache.read(stream, start, this.now()), span)
      : [];
  }

  /** Clients may push lines of the next minutes. */
  private latest(): number {
    return this.now() + (this.pushedBytes > 0 ? 2 * WINDOW_MS : 0);
  }

  private stream(labels: LabelMap): Stream {
    const key = labelText(labels);
    let stream = this.streams.get(key);
    if (!stream) {
      stream = new Stream(this.nextId++, labels);
      this.streams.set(key, stream);
    }
    return stream;
  }

  private note(run: JournalRun): void {
    if (run.facts.voice === VOICES.shell) {
      return;
    }
    const stream = this.stream(runLabels(run));
    const { finishedAt, startedAt } = run.facts;
    if (!stream.runs.some(({ facts }) => facts === run.facts)) {
      stream.runs.push(new RunLines(run.facts));
    }
    this.cache.invalidate(stream, finishedAt ?? startedAt);
    if (finishedAt !== undefined) {
      this.forget();
    }
  }

  /** Streams whose runs ended too long ago go. */
  private forget(): void {
    const oldest = this.now() - KEPT_MS;
    for (const [key, stream] of this.streams) {
      const kept = stream.runs.filter(
        ({ facts }) => (facts.finishedAt ?? Infinity) >= oldest,
      );
      if (kept.length < stream.runs.length) {
        stream.runs.splice(0, stream.runs.length, ...kept);
        if (kept.length === 0 && stream.pushed.size === 0) {
          this.streams.delete(key);
        }
      }
    }
  }

  private shrink(): void {
    const biggest = [...this.streams.values()].reduce((best, stream) =>
      stream.pushed.bytes > best.pushed.bytes ? stream : best,
    );
    this.pushedBytes -= biggest.pushed.shrink();
    if (biggest.pushed.size === 0 && biggest.runs.length === 0) {
      this.streams.delete(biggest.key);
    }
  }
}

function within(
  entries: readonly Entry[],
  { fromNs, toNs }: Span,
): readonly Entry[] {
  const from = firstAtOrAfter(entries, fromNs);
  const to = firstAtOrAfter(entries, toNs);
  return from === 0 && to === entries.length
    ? entries
    : entries.slice(from, to);
}
