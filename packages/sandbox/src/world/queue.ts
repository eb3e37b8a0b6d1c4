import { Clock } from './types';

/** Work done before other timers of the same moment get their turn. */
const BATCH = 50;
const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 30_000;

/**
 * Work to do, one entry per key: however often a key is added before its turn, it runs once. Order is first come, first
 * served, so that a World with the same seed does the same things in the same order.
 */
export class WorkQueue {
  private readonly tasks = new Map<string, () => void>();
  private readonly failures = new Map<string, number>();
  private scheduled = false;

  constructor(
    private readonly clock: Clock,
    private readonly onError: (key: string, error: unknown) => void,
  ) {}

  add(key: string, task: () => void): void {
    if (!this.tasks.has(key)) {
      this.tasks.set(key, task);
      this.schedule();
    }
  }

  /** Adds the key once `delayMs` of World time has passed. */
  addAfter(delayMs: number, key: string, task: () => void): void {
    this.clock.after(delayMs, () => this.add(key, task));
  }

  private schedule(): void {
    if (!this.scheduled && this.tasks.size > 0) {
      this.scheduled = true;
      this.clock.after(0, () => this.work());
    }
  }

  private work(): void {
    let left = BATCH;
    for (const [key, task] of this.tasks) {
      this.tasks.delete(key);
      this.run(key, task);
      left -= 1;
      if (left === 0) {
        break;
      }
    }
    this.scheduled = false;
    this.schedule();
  }

  private run(key: string, task: () => void): void {
    try {
      task();
      this.failures.delete(key);
    } catch (error) {
      const failures = (this.failures.get(key) ?? 0) + 1;
      this.failures.set(key, failures);
      this.onError(key, error);
      this.addAfter(
        Math.min(FIRST_RETRY_MS * 2 ** failures, LONGEST_RETRY_MS),
        key,
        task,
      );
    }
  }
}
