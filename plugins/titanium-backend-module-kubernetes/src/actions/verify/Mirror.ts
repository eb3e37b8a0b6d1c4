import type { KubernetesObject } from '@kubernetes/client-node';
import {
  ClusterWatches,
  ResourcePath,
  WatchUpdate,
} from '@titanium-portal/backstage-plugin-titanium-node';

type Status = Extract<WatchUpdate, { type: 'status' }>;

/** Follows some collections of a cluster and keeps what is known of them now, by uid. */
export class Mirror<TName extends string> {
  private readonly controller = new AbortController();
  private readonly collections = new Map<
    string,
    Map<string, KubernetesObject>
  >();
  private readonly statuses = new Map<string, Status>();
  private readonly loops: Promise<void>[];
  private failure: unknown;
  private dirty = false;
  private wake: () => void = () => {};

  constructor(
    watches: ClusterWatches,
    cluster: string,
    paths: Record<TName, ResourcePath>,
    private readonly signal: AbortSignal,
  ) {
    signal.addEventListener('abort', this.stop);
    this.loops = Object.entries<ResourcePath>(paths).map(([name, path]) =>
      this.follow(
        name,
        watches.follow(cluster, path, {
          signal: this.controller.signal,
        }),
      ),
    );
    this.names = Object.keys(paths);
    if (signal.aborted) {
      this.stop();
    }
  }

  private readonly names: string[];

  /** True once every collection was listed. */
  get synced(): boolean {
    return this.names.every(name => this.collections.has(name));
  }

  all<T extends KubernetesObject>(name: TName): T[] {
    return [...(this.collections.get(name)?.values() ?? [])] as T[];
  }

  get<T extends KubernetesObject>(name: TName, uid: string): T | undefined {
    return this.collections.get(name)?.get(uid) as T | undefined;
  }

  /** Why a collection is not current; undefined when all are. */
  get trouble(): string | undefined {
    const bad = [...this.statuses.values()].find(
      ({ state }) => state !== 'live' && state !== 'connecting',
    );
    return bad && (bad.message ?? `the cluster's answers are ${bad.state}`);
  }

  /** Waits for the next change, or so many milliseconds. Throws when a watch broke. */
  async changed(timeoutMs: number): Promise<void> {
    if (!this.dirty && !this.controller.signal.aborted && !this.failure) {
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, Math.max(1, timeoutMs));
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.wake = () => {};
    }
    this.dirty = false;
    if (this.failure) {
      throw this.failure;
    }
  }

  async close(): Promise<void> {
    this.signal.removeEventListener('abort', this.stop);
    this.stop();
    await Promise.all(this.loops);
  }

  private readonly stop = () => {
    this.controller.abort();
    this.wake();
  };

  private async follow(
    name: string,
    updates: AsyncIterable<WatchUpdate[]>,
  ): Promise<void> {
    try {
      for await (const batch of updates) {
        batch.forEach(update => this.apply(name, update));
        this.dirty = true;
        this.wake();
      }
    } catch (error) {
      if (!this.controller.signal.aborted) {
        this.failure = error;
        this.wake();
      }
    }
  }

  private apply(name: string, update: WatchUpdate) {
    switch (update.type) {
      case 'synced':
        this.collections.set(name, new Map(update.objects));
        break;
      case 'changed':
        this.collections.get(name)?.set(update.key, update.object);
        break;
      case 'removed':
        this.collections.get(name)?.delete(update.key);
        break;
      default:
        this.statuses.set(name, update);
    }
  }
}
