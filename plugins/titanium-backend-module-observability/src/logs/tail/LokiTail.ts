import { setTimeout as wait } from 'node:timers/promises';
import { SourceStatus } from '@titanium-portal/backstage-plugin-titanium-common';
import { ViewChange } from '@titanium-portal/backstage-plugin-titanium-node';
import { LokiClient } from '../LokiClient';
import { LokiLine, LokiStream, readStreams } from '../lines';
import { resolveRange } from '../range';
import { LineMemory } from './LineMemory';
import { TailAddress, TailSocket } from './TailSocket';

/** What changes a tail's pace; tests make it fast. */
export interface TailTimings {
  /** Loki ends a tail after an hour; it is opened again before. */
  reopen: number;
  poll: number;
  /** How long polling goes on after Loki refused a tail, before it is asked again. */
  refused: number;
  /** Waits after failures, one after the other; the last one repeats. */
  backoff: readonly number[];
}

export const TAIL_TIMINGS: TailTimings = {
  reopen: 50 * 60_000,
  poll: 2_000,
  refused: 60_000,
  backoff: [500, 1_000, 2_000, 5_000, 10_000],
};

const FIRST_LINES = 500;
const FIRST_SECONDS = 15 * 60;
const PAGE = 5_000;
const MOST_PAGES = 4;
const NS = 1_000_000n;

type Status = Pick<SourceStatus, 'state' | 'message'>;

/**
 * Follows one query of one Loki: a tail, with what was written before and between read by queries, so that nothing is
 * missing and nothing comes twice; where Loki refuses a tail, queries alone.
 */
export class LokiTail {
  private readonly memory = new LineMemory();
  private lastGood: string | undefined;
  private told: string | undefined;
  private failures = 0;

  constructor(
    private readonly options: {
      cluster: string;
      client: LokiClient;
      address: TailAddress;
      query: string;
      signal: AbortSignal;
      tell(changes: ViewChange[]): void;
      timings?: TailTimings;
    },
  ) {}

  private get timings(): TailTimings {
    return this.options.timings ?? TAIL_TIMINGS;
  }

  async run(): Promise<void> {
    const { signal } = this.options;
    this.status({ state: 'connecting' });
    while (!signal.aborted) {
      const refusal = await this.follow();
      if (refusal !== undefined && !signal.aborted) {
        await this.poll(refusal);
      }
    }
  }

  /** Reads by a tail while it lasts. A reason is given when there is none to be had. */
  private async follow(): Promise<string | undefined> {
    const { signal, address, query } = this.options;
    if (!(await this.catchUp())) {
      return '';
    }
    const held: [LokiStream[], number][] = [];
    let caughtUp = false;
    const socket = new TailSocket(
      address,
      {
        query,
        start: String(this.memory.since ?? 0n),
        limit: String(PAGE),
      },
      (streams, dropped) =>
        caughtUp ? this.take(streams, dropped) : held.push([streams, dropped]),
    );
    const close = () => socket.close();
    signal.addEventListener('abort', close, { once: true });
    const rotate = setTimeout(close, this.timings.reopen);
    rotate.unref();
    const openedAt = Date.now();
    try {
      if (await socket.opened()) {
        // Lines of the moment in which the tail began.
        caughtUp = await this.catchUp();
        held.forEach(([streams, dropped]) => this.take(streams, dropped));
        if (!caughtUp) {
          return '';
        }
        const early = await Promise.race([
          socket.ended,
          wait(50, undefined, { signal }).catch(() => undefined),
        ]);
        if (!early) {
          this.status({ state: 'live' });
        }
      }
      const { code, reason } = await socket.ended;
      const brief = Date.now() - openedAt < 2_000;
      return code === 1011 || brief
        ? reason || `the tail was closed with code ${code}`
        : undefined;
    } finally {
      clearTimeout(rotate);
      signal.removeEventListener('abort', close);
      socket.close();
    }
  }

  /** Reads by queries alone, until it is time to ask for a tail again. */
  private async poll(refusal: string): Promise<void> {
    const { signal } = this.options;
    const until = Date.now() + (refusal ? this.timings.refused : 0);
    while (!signal.aborted) {
      const failedBefore = this.failures > 0;
      if (await this.catchUp()) {
        if (failedBefore || Date.now() >= until) {
          return;
        }
        this.status({
          state: 'live',
          message: `Loki refused a live tail (${refusal}); it is asked every ${
            this.timings.poll / 1000
          } s instead`,
        });
      }
      const { backoff } = this.timings;
      const pause =
        this.failures === 0
          ? this.timings.poll
          : backoff[Math.min(this.failures, backoff.length) - 1];
      await wait(pause, undefined, { signal }).catch(() => {});
    }
  }

  /** Reads what was written since the last line known. False, with the status told, when that fails. */
  private async catchUp(): Promise<boolean> {
    const { signal } = this.options;
    try {
      await (this.memory.since === undefined ? this.first() : this.rest());
      this.failures = 0;
      this.lastGood = new Date().toISOString();
      return true;
    } catch (error) {
      if (!signal.aborted) {
        this.failures += 1;
        this.failed(error);
      }
      return false;
    }
  }

  private async first(): Promise<void> {
    const { client, query, signal } = this.options;
    const { from, to } = await resolveRange(
      client.http,
      { last: FIRST_SECONDS },
      signal,
    );
    const streams = await client.streams(
      {
        query,
        start: String(BigInt(from) * NS),
        end: String(BigInt(to) * NS),
        limit: FIRST_LINES,
        direction: 'backward',
      },
      signal,
    );
    this.add(readStreams(streams));
    this.memory.startAt(BigInt(to) * NS);
  }

  private async rest(): Promise<void> {
    const { client, query, signal } = this.options;
    const { to } = await resolveRange(client.http, { last: 1 }, signal);
    // Clocks of those who write run ahead a little.
    const end = BigInt(to + 60_000) * NS;
    let start = this.memory.since!;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const lines = readStreams(
        await client.streams(
          {
            query,
            start: String(start),
            end: String(end),
            limit: PAGE,
            direction: 'forward',
          },
          signal,
        ),
      );
      this.add(lines);
      if (lines.length < PAGE) {
        return;
      }
      const last = lines[lines.length - 1].at;
      start = last > start ? last : start + 1n;
    }
    await this.skip(start, end);
  }

  /** Too much was written to read it all: goes on with the newest lines and says how many are left out. */
  private async skip(start: bigint, end: bigint): Promise<void> {
    const { client, query, signal } = this.options;
    const lines = readStreams(
      await client.streams(
        {
          query,
          start: String(start),
          end: String(end),
          limit: PAGE,
          direction: 'backward',
        },
        signal,
      ),
    );
    const oldest = lines[0]?.at ?? end;
    const seconds = Number((oldest - start) / 1_000_000_000n);
    if (lines.length === PAGE && seconds > 0) {
      const to = Number(oldest / NS);
      const counted = await client
        .series(
          `sum(count_over_time(${query} [${seconds}s]))`,
          { from: to, to },
          1,
          signal,
        )
        .catch(() => []);
      const dropped = Math.floor(Number(counted[0]?.values[0]?.[1] ?? 1));
      this.options.tell([{ op: 'gap', dropped: Math.max(1, dropped || 1) }]);
    }
    this.add(lines);
  }

  private take(streams: LokiStream[], dropped: number): void {
    this.lastGood = new Date().toISOString();
    if (dropped > 0) {
      this.options.tell([{ op: 'gap', dropped }]);
    }
    this.add(readStreams(streams));
  }

  private add(lines: LokiLine[]): void {
    const fresh = this.memory.take(lines);
    if (fresh.length > 0) {
      this.options.tell([
        { op: 'lines', lines: fresh.map(({ line }) => line) },
      ]);
    }
  }

  private failed(error: unknown): void {
    const { code, message } = error as Error & { code?: string };
    let state: Status['state'] = this.lastGood ? 'stale' : 'unavailable';
    if (code === 'platform-forbidden') {
      state = 'forbidden';
    }
    this.status({ state, message });
  }

  private status(status: Status): void {
    const { cluster, client } = this.options;
    const text = JSON.stringify(status);
    if (this.told === text) {
      return;
    }
    this.told = text;
    const old = status.state === 'stale' || status.state === 'forbidden';
    this.options.tell([
      {
        op: 'status',
        source: `loki:${cluster}`,
        status: {
          ...status,
          since: (old && this.lastGood) || new Date().toISOString(),
          platform: client.http.title,
        },
      },
    ]);
  }
}
