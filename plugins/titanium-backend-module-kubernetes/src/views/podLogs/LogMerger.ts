import { ViewChange } from '@titanium-portal/backstage-plugin-titanium-node';
import { Wakeup } from '../../streams/Wakeup';
import { SortedLine, sortLines } from './logLines';

const WINDOW_MS = 100;
const MOST_PENDING = 10_000;

/**
 * Gathers lines of several containers and hands them on in the order of time: the first lines of all together, later
 * ones a moment at a time. Holds a bounded number; a flood loses its oldest and says so.
 */
export class LogMerger {
  private pending: SortedLine[] = [];
  private other: ViewChange[] = [];
  private dropped = 0;
  private held = true;
  private timer: NodeJS.Timeout | undefined;
  private readonly wakeup = new Wakeup();

  add(lines: SortedLine[]): void {
    for (const line of lines) {
      this.pending.push(line);
    }
    if (this.pending.length > 2 * MOST_PENDING) {
      sortLines(this.pending);
      this.dropped += this.pending.length - MOST_PENDING;
      this.pending = this.pending.slice(-MOST_PENDING);
    }
    this.schedule();
  }

  tell(changes: ViewChange[]): void {
    this.other.push(...changes);
    this.wakeup.call();
  }

  /** The first lines are complete. */
  release(): void {
    this.held = false;
    this.wakeup.call();
  }

  async *changes(signal: AbortSignal): AsyncGenerator<ViewChange[]> {
    signal.addEventListener('abort', this.wakeup.call, { once: true });
    try {
      while (!signal.aborted) {
        const changes = this.take();
        if (changes.length > 0) {
          yield changes;
        } else {
          await this.wakeup.wait();
        }
      }
    } finally {
      clearTimeout(this.timer);
      signal.removeEventListener('abort', this.wakeup.call);
    }
  }

  private schedule(): void {
    if (!this.held && this.timer === undefined) {
      this.timer = setTimeout(() => {
        this.timer = undefined;
        this.wakeup.call();
      }, WINDOW_MS);
    }
  }

  private take(): ViewChange[] {
    const changes = this.other;
    this.other = [];
    if (!this.held && this.timer === undefined && this.pending.length > 0) {
      if (this.dropped > 0) {
        changes.push({ op: 'gap', dropped: this.dropped });
        this.dropped = 0;
      }
      changes.push({
        op: 'lines',
        lines: sortLines(this.pending).map(({ line }) => line),
      });
      this.pending = [];
    }
    return changes;
  }
}
