import { WorldTime } from './types';

/** A task that waits for its moment. */
export interface Timer {
  at: WorldTime;
  /** Order of entry: tasks of one moment run first come, first served. */
  sequence: number;
  task: (() => void) | undefined;
}

/** Pending tasks in order of time, as a binary heap: cheap with a hundred thousand of them. */
export class TimerHeap {
  private readonly heap: Timer[] = [];
  private sequence = 0;

  /** When the next task is due; undefined when nothing waits. */
  get next(): WorldTime | undefined {
    this.dropCancelled();
    return this.heap[0]?.at;
  }

  /** Returns a function that cancels the task. */
  add(at: WorldTime, task: () => void): () => void {
    const timer: Timer = { at, sequence: this.sequence++, task };
    this.heap.push(timer);
    this.up(this.heap.length - 1);
    return () => {
      timer.task = undefined;
    };
  }

  /** Removes and returns the first task due at `time` or before. */
  takeDue(time: WorldTime): Timer | undefined {
    this.dropCancelled();
    return this.heap.length > 0 && this.heap[0].at <= time
      ? this.pop()
      : undefined;
  }

  clear(): void {
    this.heap.length = 0;
  }

  private dropCancelled(): void {
    while (this.heap.length > 0 && !this.heap[0].task) {
      this.pop();
    }
  }

  private pop(): Timer {
    const first = this.heap[0];
    const last = this.heap.pop()!;
    if (this.heap.length > 0) {
      this.heap[0] = last;
      this.down(0);
    }
    return first;
  }

  private up(index: number): void {
    let child = index;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!this.before(child, parent)) {
        return;
      }
      this.swap(child, parent);
      child = parent;
    }
  }

  private down(index: number): void {
    let parent = index;
    for (;;) {
      const left = parent * 2 + 1;
      const right = left + 1;
      let first = parent;
      if (left < this.heap.length && this.before(left, first)) {
        first = left;
      }
      if (right < this.heap.length && this.before(right, first)) {
        first = right;
      }
      if (first === parent) {
        return;
      }
      this.swap(parent, first);
      parent = first;
    }
  }

  private before(left: number, right: number): boolean {
    const a = this.heap[left];
    const b = this.heap[right];
    return a.at < b.at || (a.at === b.at && a.sequence < b.sequence);
  }

  private swap(left: number, right: number): void {
    [this.heap[left], this.heap[right]] = [this.heap[right], this.heap[left]];
  }
}
