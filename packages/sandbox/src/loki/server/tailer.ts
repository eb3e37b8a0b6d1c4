import { WebSocket } from 'ws';
import { Clock, WorldTime } from '../../world/types';
import { LogPlan } from '../logql/plan';
import { Row, labelOf } from '../logql/row';
import { runPipeline } from '../query/lines';
import { toStreams } from '../query/streams';
import { LogStore } from '../store/store';

/** World time between two looks for new lines. */
const TICK_MS = 250;
/** Of World time, as `tail_max_duration`. */
const LONGEST_MS = 3_600_000;
/** A reader that is this far behind loses lines, and is told so. */
const MOST_UNSENT_BYTES = 4 * 2 ** 20;
const MOST_DROPPED = 1000;
const INTERNAL_ERROR = 1011;

export interface TailOptions {
  plan: LogPlan;
  delayMs: number;
  /** Lines from this moment on. */
  since: WorldTime;
  categorize: boolean;
}

/** Sends one client the lines it asked for. */
export class Tailer {
  private readonly startedAt: WorldTime;
  private upTo: WorldTime;
  private cancel = () => {};
  private unwatch = () => {};
  private stopped = false;
  private dropped: { labels: object; timestamp: string }[] = [];
  /** Pushed lines of the time before {@link start}. */
  private early: Row[] = [];
  private started = false;

  constructor(
    private readonly store: LogStore,
    private readonly clock: Clock,
    private readonly client: WebSocket,
    private readonly options: TailOptions,
  ) {
    this.startedAt = clock.now();
    this.upTo = options.since;
    this.unwatch = store.watchPushed((stream, entries) => {
      const { plan } = options;
      if (
        plan.matchers.every(m => m.test(labelOf(stream.labels, m.name) ?? ''))
      ) {
        this.take(entries.flatMap(entry => runPipeline(plan, entry) ?? []));
      }
    });
  }

  /** Sends the lines of before, then follows. */
  start(past: readonly Row[]): void {
    this.send(past);
    this.started = true;
    // What was pushed while the past was read may be in it.
    const sent = new Set(past.map(identity));
    this.send(this.early.splice(0).filter(row => !sent.has(identity(row))));
    this.tick();
  }

  stop(): void {
    this.stopped = true;
    this.cancel();
    this.unwatch();
  }

  private take(rows: readonly Row[]): void {
    if (this.started) {
      this.send(rows);
    } else {
      this.early.push(...rows);
    }
  }

  private tick(): void {
    if (this.stopped) {
      return;
    }
    const now = this.clock.now();
    if (now - this.startedAt > LONGEST_MS) {
      this.client.close(INTERNAL_ERROR, 'reached tail max duration limit');
      this.stop();
      return;
    }
    const end = now - this.options.delayMs;
    if (end > this.upTo) {
      this.send(this.between(this.upTo, end));
      this.upTo = end;
    }
    this.cancel = this.clock.after(TICK_MS, () => this.tick());
  }

  /** What containers said from `from` (inclusive) to `to` (exclusive). */
  private between(from: WorldTime, to: WorldTime): Row[] {
    const { plan } = this.options;
    const span = {
      fromNs: BigInt(from) * 1_000_000n,
      toNs: BigInt(to) * 1_000_000n,
    };
    const starts = this.store.windows(span);
    return this.store
      .select(plan.matchers, span)
      .flatMap(stream =>
        starts.flatMap(start => [...this.store.readSaid(stream, start, span)]),
      )
      .flatMap(entry => runPipeline(plan, entry) ?? [])
      .sort((a, b) => (a.timeNs < b.timeNs ? -1 : Number(a.timeNs > b.timeNs)));
  }

  private send(rows: readonly Row[]): void {
    if (rows.length === 0 || this.client.readyState !== WebSocket.OPEN) {
      return;
    }
    if (this.client.bufferedAmount > MOST_UNSENT_BYTES) {
      for (const row of rows.slice(0, MOST_DROPPED - this.dropped.length)) {
        this.dropped.push({
          labels: row.labels(),
          timestamp: String(row.timeNs),
        });
      }
      return;
    }
    this.client.send(
      JSON.stringify({
        streams: toStreams(rows, this.options.categorize),
        ...(this.options.categorize
          ? { encodingFlags: ['categorize-labels'] }
          : {}),
        ...(this.dropped.length > 0
          ? { dropped_entries: this.dropped.splice(0) }
          : {}),
      }),
    );
  }
}

function identity(row: Row): string {
  return `${row.timeNs}${row.key()}${row.line}`;
}
