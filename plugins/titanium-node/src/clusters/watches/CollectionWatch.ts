import { LoggerService } from '@backstage/backend-plugin-api';
import type { KubernetesObject } from '@kubernetes/client-node';
import { HttpClusterClient } from '../client/HttpClusterClient';
import { kubernetesPath } from '../kubernetesPath';
import { PlatformError, upstreamStatus } from '../PlatformError';
import { clusterTitle, ResourcePath, WatchUpdate } from '../types';
import { Collection } from './Collection';
import { Follower } from './Follower';
import { Pulse, PulseListener } from './Pulse';
import { delay, WatchTimings, whenQuiet } from './timings';
import { readWatchEvent } from './watchEvents';

type Status = Extract<WatchUpdate, { type: 'status' }>;

const MAX_EVENT_BYTES = 8 * 1024 * 1024;
// A server that closes watches as fast as they open is not asked in a tight loop.
const SHORTEST_WATCH_MS = 1_000;

class Retry extends Error {}

/** @internal */
export interface CollectionWatchOptions {
  client: HttpClusterClient;
  path: ResourcePath;
  timings: WatchTimings;
  pulse: Pulse;
  logger: LoggerService;
  /** Called once, when nobody has followed for a while and the watch has ended. */
  onEnd(): void;
}

/**
 * One list and one watch of a collection, for all who follow it: relisted when its history is gone, opened again from
 * the last resourceVersion when it merely broke.
 * @internal
 */
export class CollectionWatch<T extends KubernetesObject>
  implements PulseListener
{
  private readonly collection: Collection<T>;
  private readonly followers = new Set<Follower<T>>();
  private status: Status = {
    type: 'status',
    state: 'connecting',
    since: new Date(),
  };
  private goodAt: Date | undefined;
  private heardAt = 0;
  private open = false;
  private openedAt: number | undefined;
  private listedAt = 0;
  private failures = 0;
  private refused = false;
  private attempt: AbortController | undefined;
  private grace: NodeJS.Timeout | undefined;
  private idle: NodeJS.Timeout | undefined;
  private readonly end = new AbortController();

  constructor(private readonly options: CollectionWatchOptions) {
    this.collection = new Collection(options.path.plural);
  }

  async *follow(signal: AbortSignal): AsyncGenerator<WatchUpdate<T>[]> {
    const follower = new Follower<T>();
    this.followers.add(follower);
    clearTimeout(this.idle);
    if (!this.attempt) {
      this.attempt = new AbortController();
      this.run();
    }
    if (this.collection.synced) {
      follower.synced(this.collection.objects);
    }
    follower.tell(this.status);
    try {
      yield* follower.updates(signal);
    } finally {
      this.followers.delete(follower);
      if (this.followers.size === 0) {
        this.idle = setTimeout(() => this.stop(), this.options.timings.idleMs);
        this.idle.unref?.();
      }
    }
  }

  stop(): void {
    clearTimeout(this.idle);
    clearTimeout(this.grace);
    this.end.abort();
  }

  alive(at: Date): void {
    if (this.open) {
      this.goodAt = at;
    }
  }

  suspect(message: string): void {
    if (!this.open) {
      return;
    }
    this.lost('stale', message);
    this.attempt?.abort(
      new PlatformError(message, {
        code: 'platform-unavailable',
        platform: clusterTitle(this.options.client.cluster),
      }),
    );
  }

  retry(): void {
    if (!this.open) {
      this.failures = 0;
      this.attempt?.abort(new Retry());
    }
  }

  private async run(): Promise<void> {
    const leave = this.options.pulse.add(this);
    try {
      while (!this.end.signal.aborted) {
        this.attempt = new AbortController();
        const signal = AbortSignal.any([this.end.signal, this.attempt.signal]);
        this.openedAt = undefined;
        let failure: { error: unknown } | undefined;
        try {
          if (this.collection.resourceVersion === undefined) {
            await this.list(signal);
          }
          await this.watch(signal);
        } catch (error) {
          failure = { error };
        }
        this.account(failure);
        this.closed();
        await this.pause();
      }
    } finally {
      leave();
      this.options.onEnd();
    }
  }

  /** Keeps count: only a watch that lasted makes up for failures before it. */
  private account(failure: { error: unknown } | undefined): void {
    const lasted =
      this.openedAt !== undefined &&
      Date.now() - this.openedAt >= SHORTEST_WATCH_MS;
    if (lasted) {
      this.failures = 0;
    }
    if (failure) {
      this.failed(failure.error);
    } else if (!lasted) {
      this.failures += 1;
    }
  }

  private async pause(): Promise<void> {
    const { retryMs, refusedRetryMs } = this.options.timings;
    if (this.failures === 0) {
      return;
    }
    const longest = this.refused
      ? refusedRetryMs
      : retryMs[Math.min(this.failures, retryMs.length) - 1];
    this.attempt = new AbortController();
    const signal = AbortSignal.any([this.end.signal, this.attempt.signal]);
    await delay(longest * (0.5 + Math.random() / 2), signal).catch(() => {});
  }

  private async list(signal: AbortSignal): Promise<void> {
    const { client, path } = this.options;
    this.collection.replace(await client.list<T>(path, { signal }));
    this.listedAt = Date.now();
    this.heard();
    this.followers.forEach(follower =>
      follower.synced(this.collection.objects),
    );
  }

  private async watch(signal: AbortSignal): Promise<void> {
    const { client, path, timings } = this.options;
    const batches = client.lineBatches(
      {
        path: kubernetesPath(path),
        query: {
          watch: 'true',
          allowWatchBookmarks: 'true',
          resourceVersion: this.collection.resourceVersion,
          timeoutSeconds: String(
            // Spread, so that watches opened together do not all close together.
            Math.round(
              timings.serverTimeoutSeconds * (0.75 + Math.random() / 4),
            ),
          ),
        },
        timeoutMs: timings.headMs,
        maxLineBytes: MAX_EVENT_BYTES,
        signal,
      },
      'fail',
      () => this.opened(),
    );
    const quiet = whenQuiet(
      timings.quietMs,
      () => this.heardAt,
      () => {
        if (this.open) {
          this.attempt?.abort(new Retry());
        }
        return this.open;
      },
    );
    try {
      for await (const batch of batches) {
        this.heard();
        for (const line of batch) {
          const event = readWatchEvent<T>(line, clusterTitle(client.cluster));
          if (event) {
            const update = this.collection.apply(event);
            if (update) {
              this.followers.forEach(follower => follower.change(update));
            }
          }
        }
      }
    } finally {
      quiet();
    }
  }

  private opened(): void {
    this.open = true;
    this.openedAt = Date.now();
    this.refused = false;
    this.heard();
    clearTimeout(this.grace);
    this.grace = undefined;
    if (this.status.state !== 'live') {
      this.tell({ type: 'status', state: 'live', since: new Date() });
    }
  }

  /** The connection ended; what is shown is called stale unless a new one opens soon. */
  private closed(): void {
    this.open = false;
    if (
      this.status.state === 'live' &&
      this.grace === undefined &&
      !this.end.signal.aborted
    ) {
      this.grace = setTimeout(() => {
        this.grace = undefined;
        if (!this.open) {
          this.lost('stale', 'The watch is being opened again');
        }
      }, this.options.timings.graceMs);
      this.grace.unref?.();
    }
  }

  private failed(error: unknown): void {
    const reason = this.attempt?.signal.aborted
      ? this.attempt.signal.reason
      : error;
    if (this.end.signal.aborted || reason instanceof Retry) {
      return;
    }
    const status = upstreamStatus(reason);
    if (status === 410) {
      // Not a failure: the history was compacted. Right after a list it is, so that a broken server is not hammered.
      this.collection.resourceVersion = undefined;
      this.failures += Date.now() - this.listedAt < SHORTEST_WATCH_MS ? 1 : 0;
      return;
    }
    this.failures += 1;
    const message = (reason as Error).message;
    this.options.logger.debug(
      `Watch of ${this.options.path.plural} failed: ${message}`,
    );
    this.refused = status === 401 || status === 403 || status === 404;
    if (status === 401 || status === 403) {
      this.lost('forbidden', message);
    } else {
      if (this.refused) {
        this.collection.resourceVersion = undefined;
      }
      // A connection that had worked may just have been cut: the next attempt, at once, tells.
      if (!this.open) {
        this.lost(this.collection.synced ? 'stale' : 'unavailable', message);
      }
      if (status === undefined) {
        this.options.pulse.doubtful();
      }
    }
  }

  private lost(state: Status['state'], message: string): void {
    clearTimeout(this.grace);
    this.grace = undefined;
    if (this.status.state !== state || this.status.message !== message) {
      this.tell({
        type: 'status',
        state,
        since:
          this.goodAt ??
          (this.status.state === state ? this.status.since : new Date()),
        message,
      });
    }
  }

  private tell(status: Status): void {
    this.status = status;
    this.followers.forEach(follower => follower.tell(status));
  }

  private heard(): void {
    this.heardAt = Date.now();
    this.goodAt = new Date(this.heardAt);
    this.options.pulse.heard();
  }
}
