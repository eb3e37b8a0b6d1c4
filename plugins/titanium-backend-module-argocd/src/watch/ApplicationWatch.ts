import { setTimeout as wait } from 'node:timers/promises';
import { LoggerService } from '@backstage/backend-plugin-api';
import { ArgoClient } from '../client/ArgoClient';
import { isForbidden } from '../client/errors';
import { AppId, Application, ApplicationEvent } from '../client/types';
import { ArgoTimings } from './timings';

/** Hears of changes. Must not throw. */
export interface WatchListener {
  /** Something of the application, or of all of them, may have changed. */
  changed(): void;
}

function keyOf({ metadata }: Application): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}

function concerns(app: AppId | null, { metadata }: Application): boolean {
  return (
    app === null ||
    (app.name === metadata.name &&
      (app.namespace === null || app.namespace === metadata.namespace))
  );
}

/**
 * One list and one watch of an instance's applications, shared by all who look at any of them: started by the first,
 * stopped a while after the last. Holds trimmed applications and tells when one has changed; whoever needs more reads it.
 */
export class ApplicationWatch {
  private readonly applications = new Map<string, Application>();
  private readonly listeners = new Map<WatchListener, AppId | null>();
  private running: AbortController | undefined;
  private idle: NodeJS.Timeout | undefined;
  private live = false;
  private listed = false;

  constructor(
    private readonly client: ArgoClient,
    private readonly timings: ArgoTimings,
    private readonly logger: LoggerService,
  ) {}

  /** True while every change is heard of. */
  get isLive(): boolean {
    return this.live;
  }

  /** Undefined until listed once. */
  find(app: AppId): Application | undefined | null {
    if (!this.listed) {
      return undefined;
    }
    return (
      [...this.applications.values()].find(item => concerns(app, item)) ?? null
    );
  }

  /** Begins to listen; call the result to end it. `null` means all applications. */
  subscribe(app: AppId | null, listener: WatchListener): () => void {
    this.listeners.set(listener, app);
    clearTimeout(this.idle);
    if (!this.running) {
      this.running = new AbortController();
      this.run(this.running.signal).catch(error =>
        this.logger.error('Watching Argo CD has ended', error as Error),
      );
    }
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) {
        clearTimeout(this.idle);
        this.idle = setTimeout(() => this.stop(), this.timings.idleMs);
        this.idle.unref();
      }
    };
  }

  stop(): void {
    clearTimeout(this.idle);
    this.running?.abort();
    this.running = undefined;
    this.live = false;
    this.listed = false;
    this.applications.clear();
  }

  private async run(signal: AbortSignal): Promise<void> {
    const attempts = { failed: 0 };
    const opened = () => {
      attempts.failed = 0;
    };
    while (!signal.aborted) {
      let refused = false;
      try {
        await this.follow(signal, opened);
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        refused = isForbidden(error);
        attempts.failed += 1;
        this.logger.debug(
          `Watching ${this.client.title} broke off: ${
            (error as Error).message
          }`,
        );
      }
      if (!signal.aborted) {
        this.setLive(false, attempts.failed > 0);
        await this.pause(attempts.failed, refused, signal);
      }
    }
  }

  /** Lists and watches until the watch ends. */
  private async follow(signal: AbortSignal, opened: () => void): Promise<void> {
    const { items, resourceVersion } = await this.client.list(signal);
    signal.throwIfAborted();
    this.applications.clear();
    items.forEach(item => this.applications.set(keyOf(item), item));
    this.listed = true;
    const ended = new AbortController();
    const end = () => ended.abort();
    const age = setTimeout(end, this.timings.ageMs);
    let quiet = setTimeout(end, this.timings.quietMs);
    try {
      const batches = this.client.watch({
        resourceVersion,
        signal: AbortSignal.any([signal, ended.signal]),
        // What changed between the list and now is not sent: readers look again.
        opened: () => {
          opened();
          this.setLive(true);
          this.tell(() => true);
        },
      });
      for await (const batch of batches) {
        clearTimeout(quiet);
        quiet = setTimeout(end, this.timings.quietMs);
        batch.forEach(event => this.take(event));
      }
    } catch (error) {
      if (!ended.signal.aborted) {
        throw error;
      }
    } finally {
      clearTimeout(age);
      clearTimeout(quiet);
    }
  }

  private take({ type, application }: ApplicationEvent): void {
    if (type === 'DELETED') {
      this.applications.delete(keyOf(application));
    } else {
      this.applications.set(keyOf(application), application);
    }
    this.tell(app => concerns(app, application));
  }

  private setLive(live: boolean, tell = false): void {
    this.live = live;
    if (tell) {
      this.tell(() => true);
    }
  }

  private tell(which: (app: AppId | null) => boolean): void {
    this.listeners.forEach((app, listener) => {
      if (which(app)) {
        listener.changed();
      }
    });
  }

  private async pause(
    failures: number,
    refused: boolean,
    signal: AbortSignal,
  ): Promise<void> {
    const { retryMs, refusedRetryMs } = this.timings;
    const longest = refused
      ? refusedRetryMs
      : retryMs[Math.min(failures, retryMs.length - 1)];
    const ms = longest * (0.5 + Math.random() / 2);
    await wait(ms, undefined, { signal, ref: false }).catch(() => {});
  }
}
