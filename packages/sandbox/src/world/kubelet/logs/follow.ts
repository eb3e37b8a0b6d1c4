import { Clock, LogLine } from '../../types';
import { RunLog } from './run';

/** How far ahead the timer looks for the next line. */
const LOOK_AHEAD_MS = 30_000;

export interface Follower {
  line(line: LogLine): void;
  ended(): void;
}

/** Hands the lines of a run to somebody as their moments come. A run that nobody follows costs nothing. */
export class Follow {
  private last: bigint;
  private cancel: () => void = () => {};

  constructor(
    private readonly clock: Clock,
    private readonly log: RunLog,
    private readonly follower: Follower,
  ) {
    this.last = log.read(clock.now()).at(-1)?.timeNs ?? 0n;
    this.wait();
  }

  /** The run is over: its last lines, then the end. */
  end(): void {
    this.stop();
    this.deliver();
    this.follower.ended();
  }

  stop(): void {
    this.cancel();
  }

  private wait(): void {
    const now = this.clock.now();
    const end = now + LOOK_AHEAD_MS;
    const next = this.log.nextAfter(now, end) ?? end;
    this.cancel = this.clock.after(next - now, () => {
      this.deliver();
      this.wait();
    });
  }

  private deliver(): void {
    for (const line of this.log.read(this.clock.now())) {
      if (line.timeNs > this.last) {
        this.last = line.timeNs;
        this.follower.line(line);
      }
    }
  }
}
