import { TimerHeap } from './timers';
import { Clock, WorldTime } from './types';

/**
 * A clock that stands still until it is told to move: for tests, and for the days a World lives through before its
 * first visitor comes.
 *
 * @public
 */
export class TestClock implements Clock {
  protected readonly timers = new TimerHeap();
  protected stopped = false;

  /** Starts at a fixed moment, so that tests read the same timestamps every day. */
  constructor(protected time: WorldTime = Date.UTC(2025, 10, 3, 1, 0, 0)) {}

  now(): WorldTime {
    return this.time;
  }

  after(delayMs: number, task: () => void): () => void {
    if (this.stopped) {
      return () => {};
    }
    return this.timers.add(this.now() + Math.max(0, Math.ceil(delayMs)), task);
  }

  stop(): void {
    this.stopped = true;
    this.timers.clear();
  }

  /** Lets `ms` of World time pass; all tasks due meanwhile run, each at its own moment. */
  advance(ms: number): void {
    const end = this.time + ms;
    for (
      let timer = this.timers.takeDue(end);
      timer;
      timer = this.timers.takeDue(end)
    ) {
      this.time = Math.max(this.time, timer.at);
      timer.task?.();
    }
    this.time = Math.max(this.time, end);
  }

  /** Moves to a later moment at once; tasks due meanwhile run late, at that moment. */
  jump(time: WorldTime): void {
    this.time = Math.max(this.time, time);
    this.advance(0);
  }
}

/** World time never lets a server wait longer than this for its turn, in wall milliseconds. */
const TURN_MS = 15;
/** The longest delay a Node timer keeps. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/**
 * The clock of a running sandbox. Like {@link TestClock} until `run`, then it follows the wall, `speed` times as fast.
 */
export class RealClock extends TestClock {
  private wallStart: number | undefined;
  private worldStart = 0;
  private timeout: NodeJS.Timeout | undefined;
  private turn: NodeJS.Immediate | undefined;
  private armedFor = Infinity;

  constructor(time: WorldTime, private readonly speed = 1) {
    super(time);
  }

  now(): WorldTime {
    if (this.wallStart === undefined) {
      return this.time;
    }
    const passed = (performance.now() - this.wallStart) * this.speed;
    this.time = Math.max(this.time, Math.floor(this.worldStart + passed));
    return this.time;
  }

  after(delayMs: number, task: () => void): () => void {
    const cancel = super.after(delayMs, task);
    this.arm();
    return cancel;
  }

  /** From now on the wall moves this clock. */
  run(): void {
    this.worldStart = this.time;
    this.wallStart = performance.now();
    this.arm();
  }

  stop(): void {
    this.time = this.now();
    this.wallStart = undefined;
    super.stop();
    clearTimeout(this.timeout);
    clearImmediate(this.turn);
  }

  private arm(): void {
    const next = this.timers.next;
    if (
      this.wallStart === undefined ||
      this.turn ||
      next === undefined ||
      next >= this.armedFor
    ) {
      return;
    }
    clearTimeout(this.timeout);
    this.armedFor = next;
    const wait = Math.min(
      Math.max(0, (next - this.now()) / this.speed),
      LONGEST_TIMEOUT_MS,
    );
    this.timeout = setTimeout(() => this.runDue(), wait);
  }

  /** Runs what is due, in turns, so that requests are answered in between. */
  private runDue(): void {
    this.armedFor = Infinity;
    this.turn = undefined;
    const wallEnd = performance.now() + TURN_MS;
    for (
      let timer = this.timers.takeDue(this.now());
      timer;
      timer = this.timers.takeDue(this.now())
    ) {
      timer.task?.();
      if (performance.now() > wallEnd) {
        this.turn = setImmediate(() => this.runDue());
        return;
      }
    }
    this.arm();
  }
}
