import { ServerResponse } from 'node:http';
import { ApiFaults } from '../../world/types';

/** A reader that leaves this much unread is cut off, as the API server cuts slow watchers. */
const UNREAD_LIMIT = 32 * 1024 * 1024;
const SILENCE_POLL_MS = 250;

/** The body of a watch: lines, written at the end of the turn in which they arise; held back while the API is silent. */
export class LineStream {
  private held: string[] = [];
  private heldBytes = 0;
  private poll: NodeJS.Timeout | undefined;
  private pending = '';

  constructor(
    private readonly response: ServerResponse,
    private readonly faults: ApiFaults,
  ) {}

  write(line: string): void {
    if (this.response.writableEnded || this.response.destroyed) {
      return;
    }
    if (this.faults.silent || this.held.length) {
      this.hold(line);
      return;
    }
    this.send(line);
  }

  /** Ends the response after what was written. */
  end(): void {
    clearInterval(this.poll);
    this.flush();
    this.response.end();
  }

  private send(line: string): void {
    if (this.pending === '') {
      process.nextTick(() => this.flush());
    }
    this.pending += line;
  }

  private flush(): void {
    const text = this.pending;
    this.pending = '';
    if (text === '' || this.response.writableEnded || this.response.destroyed) {
      return;
    }
    this.response.write(text);
    if (this.response.writableLength > UNREAD_LIMIT) {
      this.response.destroy();
    }
  }

  private hold(line: string): void {
    this.held.push(line);
    this.heldBytes += line.length;
    if (this.heldBytes > UNREAD_LIMIT) {
      clearInterval(this.poll);
      this.response.destroy();
      return;
    }
    this.poll ??= setInterval(() => this.release(), SILENCE_POLL_MS);
  }

  private release(): void {
    if (this.response.destroyed) {
      clearInterval(this.poll);
    } else if (!this.faults.silent) {
      clearInterval(this.poll);
      this.poll = undefined;
      const lines = this.held;
      this.held = [];
      this.heldBytes = 0;
      lines.forEach(line => this.send(line));
    }
  }
}
