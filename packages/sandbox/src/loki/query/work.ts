import { setImmediate as nextTurn } from 'node:timers/promises';
import { LokiError } from '../errors';

/** A query holds the process no longer than this before others have their turn. */
const TURN_MS = 8;
/** Lines between two looks at the clock. */
const LINES_PER_LOOK = 128;
/** As `query_timeout` of the real server, in wall time. */
const TIMEOUT_MS = 60_000;

/** Keeps a query from holding up everybody else, and ends it when it takes too long or nobody waits for it. */
export class Work {
  lines = 0;
  bytes = 0;
  readonly startedAt = performance.now();
  private turnEnds = this.startedAt + TURN_MS;

  constructor(private readonly signal?: AbortSignal) {}

  /** Counts a line; true when it is time for {@link turn}. */
  count(line: string): boolean {
    this.lines += 1;
    this.bytes += line.length;
    return this.lines % LINES_PER_LOOK === 0 && this.isDue();
  }

  isDue(): boolean {
    return performance.now() > this.turnEnds;
  }

  async turn(): Promise<void> {
    if (!this.isDue()) {
      return;
    }
    await nextTurn();
    if (this.signal?.aborted) {
      throw new LokiError(499, 'the request was cancelled by the client');
    }
    const now = performance.now();
    if (now - this.startedAt > TIMEOUT_MS) {
      throw new LokiError(
        504,
        'request timed out, decrease the duration of the request or add more label matchers (prefer exact match over regex match) to reduce the amount of data processed',
      );
    }
    this.turnEnds = now + TURN_MS;
  }
}
