import { setTimeout as wait } from 'node:timers/promises';
import { SourceStatus } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  redactText,
  upstreamStatus,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { Wakeup } from './Wakeup';

/** The newest answer, kept while later ones fail, and how the platform is doing. */
export interface PollUpdate<T> {
  data: T | undefined;
  status: SourceStatus;
}

/** The status after a failure; `goodAt` is when the platform last answered. */
export function failureStatus(
  error: unknown,
  platform: string,
  goodAt: string | undefined,
): SourceStatus {
  const refused = [401, 403].includes(upstreamStatus(error) ?? 0);
  const lost = goodAt === undefined ? 'unavailable' : 'stale';
  return {
    state: refused ? 'forbidden' : lost,
    since: goodAt ?? new Date().toISOString(),
    message: redactText((error as Error).message),
    platform,
  };
}

/**
 * Asks a platform again and again for all who follow, and for nobody else: begins with the first follower, ends with the
 * last. Failures are statuses; asking goes on at the same pace, so that it recovers by itself.
 */
export class SharedPoll<T> {
  private readonly followers = new Set<Wakeup>();
  private last: PollUpdate<T> | undefined;
  private end: AbortController | undefined;

  constructor(
    private readonly options: {
      /** Name for people: "Prometheus of cluster titanium". */
      platform: string;
      intervalMs: number;
      ask(signal: AbortSignal): Promise<T>;
    },
  ) {}

  /** Updates until aborted; the last one at once when there is one. Updates between two reads are left out. */
  async *follow(signal: AbortSignal): AsyncGenerator<PollUpdate<T>> {
    const wakeup = new Wakeup();
    this.followers.add(wakeup);
    this.end ??= this.start();
    signal.addEventListener('abort', wakeup.call, { once: true });
    let seen: PollUpdate<T> | undefined;
    try {
      while (!signal.aborted) {
        if (this.last && this.last !== seen) {
          seen = this.last;
          yield seen;
          continue;
        }
        await wakeup.wait();
      }
    } finally {
      signal.removeEventListener('abort', wakeup.call);
      this.followers.delete(wakeup);
      if (this.followers.size === 0) {
        this.end?.abort();
        this.end = undefined;
        this.last = undefined;
      }
    }
  }

  private start(): AbortController {
    const end = new AbortController();
    void this.poll(end.signal);
    return end;
  }

  private async poll(signal: AbortSignal): Promise<void> {
    const { platform, intervalMs, ask } = this.options;
    let goodAt: string | undefined;
    while (!signal.aborted) {
      let update: PollUpdate<T>;
      try {
        const data = await ask(signal);
        goodAt = new Date().toISOString();
        update = {
          data,
          status: this.lasting({ state: 'live', since: goodAt, platform }),
        };
      } catch (error) {
        update = {
          data: this.last?.data,
          status: this.lasting(failureStatus(error, platform, goodAt)),
        };
      }
      if (signal.aborted) {
        return;
      }
      this.last = update;
      this.followers.forEach(follower => follower.call());
      await wait(intervalMs, undefined, { signal, ref: false }).catch(() => {});
    }
  }

  /** The status before where it says the same, so that its beginning stays. */
  private lasting(status: SourceStatus): SourceStatus {
    const before = this.last?.status;
    return before?.state === status.state && before.message === status.message
      ? before
      : status;
  }
}
