import type { KubernetesObject } from '@kubernetes/client-node';
import { WatchUpdate } from '../types';

type Change<T extends KubernetesObject> = Extract<
  WatchUpdate<T>,
  { type: 'changed' | 'removed' }
>;
type Status = Extract<WatchUpdate, { type: 'status' }>;

/**
 * What one follower has still to hear. Changes of one object collapse into the newest, so that a slow follower holds
 * at most one entry an object and never a copy of the collection.
 * @internal
 */
export class Follower<T extends KubernetesObject> {
  private changes = new Map<string, Change<T>>();
  private objects: ReadonlyMap<string, T> | undefined;
  private status: Status | undefined;
  private wake: (() => void) | undefined;

  synced(objects: ReadonlyMap<string, T>): void {
    this.changes.clear();
    this.objects = objects;
    this.wake?.();
  }

  change(change: Change<T>): void {
    this.changes.set(change.key, change);
    this.wake?.();
  }

  tell(status: Status): void {
    this.status = status;
    this.wake?.();
  }

  /** Batches of updates until aborted. */
  async *updates(signal: AbortSignal): AsyncGenerator<WatchUpdate<T>[]> {
    const stop = () => this.wake?.();
    signal.addEventListener('abort', stop, { once: true });
    try {
      while (!signal.aborted) {
        const batch = this.take();
        if (batch.length > 0) {
          yield batch;
          continue;
        }
        await new Promise<void>(resolve => {
          this.wake = resolve;
        });
        this.wake = undefined;
      }
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  private take(): WatchUpdate<T>[] {
    const batch: WatchUpdate<T>[] = [];
    if (this.objects) {
      batch.push({ type: 'synced', objects: this.objects });
      this.objects = undefined;
    }
    batch.push(...this.changes.values());
    this.changes.clear();
    if (this.status) {
      batch.push(this.status);
      this.status = undefined;
    }
    return batch;
  }
}
