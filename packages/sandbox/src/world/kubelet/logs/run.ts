import { LogLine, WorldTime } from '../../types';
import { RunFacts, RunLines } from './lines';

export type { RunFacts } from './lines';

/** Most lines that are kept of one run. */
export const RING_SIZE = 2000;

/**
 * The log of one run as the kubelet keeps it. Nothing is written ahead of time: lines are made when somebody asks, and the
 * newest are kept in a ring.
 */
export class RunLog {
  private readonly all: RunLines;
  private lines: LogLine[] = [];
  private upTo: WorldTime | undefined;

  constructor(public readonly facts: RunFacts) {
    this.all = new RunLines(facts);
  }

  /** All lines until `now`, oldest first. */
  read(now: WorldTime): readonly LogLine[] {
    this.upTo ??= this.begin(now) - 1;
    if (now > this.upTo) {
      this.lines.push(...this.all.between(this.upTo + 1, now + 1));
      this.upTo = now;
      if (this.lines.length > RING_SIZE) {
        this.lines = this.lines.slice(-RING_SIZE);
      }
    }
    return this.lines;
  }

  /** The moment of the first line after `now`, looking ahead no further than `horizon`. */
  nextAfter(now: WorldTime, horizon: WorldTime): WorldTime | undefined {
    return this.all.nextAfter(now, horizon);
  }

  /** A long run begins where its ring would. */
  private begin(now: WorldTime): WorldTime {
    const { startedAt, finishedAt = Infinity, rate } = this.facts;
    const end = Math.min(now, finishedAt);
    const perMs = Math.max(rate(end), 1e-4) / 1000;
    return Math.max(startedAt, end - Math.ceil(RING_SIZE / perMs));
  }
}
