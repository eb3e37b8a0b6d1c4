import { KubernetesObject } from '@kubernetes/client-node';
import { WatchUpdate } from '../types';

/** Follows a watch and keeps what a viewer would see. */
export class Listener {
  readonly objects = new Map<string, KubernetesObject>();
  readonly statuses: Extract<WatchUpdate, { type: 'status' }>[] = [];
  syncs = 0;
  private readonly controller = new AbortController();
  private readonly waiters = new Set<() => void>();
  readonly done: Promise<void>;

  constructor(open: (signal: AbortSignal) => AsyncIterable<WatchUpdate[]>) {
    this.done = this.run(open(this.controller.signal));
  }

  get names(): string[] {
    return [...this.objects.values()].map(o => o.metadata!.name!).sort();
  }

  get state(): string | undefined {
    return this.statuses[this.statuses.length - 1]?.state;
  }

  stop(): Promise<void> {
    this.controller.abort();
    return this.done;
  }

  /** Waits until the condition holds; fails with what was seen. Returns the milliseconds it took. */
  async until(
    condition: (listener: Listener) => boolean,
    timeoutMs = 5_000,
  ): Promise<number> {
    const from = Date.now();
    while (!condition(this)) {
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(
          () =>
            reject(
              new Error(
                `Not seen in ${timeoutMs} ms: ${condition}; names ${
                  this.names
                }; states ${this.statuses.map(s => s.state)}`,
              ),
            ),
          from + timeoutMs - Date.now(),
        );
        const wake = () => {
          clearTimeout(timer);
          this.waiters.delete(wake);
          resolve();
        };
        this.waiters.add(wake);
      });
    }
    return Date.now() - from;
  }

  private async run(updates: AsyncIterable<WatchUpdate[]>): Promise<void> {
    for await (const batch of updates) {
      for (const update of batch) {
        if (update.type === 'synced') {
          this.syncs += 1;
          this.objects.clear();
          update.objects.forEach((object, key) =>
            this.objects.set(key, object),
          );
        } else if (update.type === 'changed') {
          this.objects.set(update.key, update.object);
        } else if (update.type === 'removed') {
          this.objects.delete(update.key);
        } else {
          this.statuses.push(update);
        }
      }
      [...this.waiters].forEach(wake => wake());
    }
  }
}
