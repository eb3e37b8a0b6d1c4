import { noise } from '../../random';
import { LogLine, WorldTime } from '../../types';
import { Dice } from './dice';
import { Moment, VoiceLines } from './voice';

/** Lines are thrown for one slot of time after the other. */
const SLOT_MS = 1000;
/** Most lines that are kept of one run. */
export const RING_SIZE = 2000;

/** One run of a container, as far as its log is concerned. */
export interface RunFacts {
  /** Names the run: the same key always logs the same lines. */
  key: string;
  startedAt: WorldTime;
  finishedAt?: WorldTime;
  /** How it ended. */
  exit?: 'crash' | 'killed' | 'end';
  pod: string;
  namespace: string;
  container: string;
  tag: string;
  failing: boolean;
  flaw?: string;
  voice: VoiceLines;
  /** Lines a second at a moment. */
  rate(time: WorldTime): number;
}

/**
 * The log of one run. Nothing is written ahead of time: lines are a function of the run and the moment, made when somebody
 * asks, and the newest are kept in a ring.
 */
export class RunLog {
  private lines: LogLine[] = [];
  private upTo: WorldTime | undefined;
  private ended = false;

  constructor(public facts: RunFacts) {}

  /** All lines until `now`, oldest first. */
  read(now: WorldTime): readonly LogLine[] {
    this.extend(now);
    return this.lines;
  }

  /** The moment of the first line after `now`, looking ahead no further than `horizon`. */
  nextAfter(now: WorldTime, horizon: WorldTime): WorldTime | undefined {
    for (let slot = slotOf(now); slot * SLOT_MS <= horizon; slot++) {
      const time = this.timesIn(slot).find(each => each > now);
      if (time !== undefined) {
        return time;
      }
    }
    return undefined;
  }

  private extend(now: WorldTime): void {
    const { startedAt, finishedAt = Infinity } = this.facts;
    const end = Math.min(now, finishedAt);
    if (this.upTo === undefined) {
      this.begin(end);
    }
    for (let slot = slotOf(this.upTo! + 1); slot * SLOT_MS <= end; slot++) {
      for (const time of this.timesIn(slot)) {
        if (time > this.upTo! && time <= end && time > startedAt) {
          this.say(time, this.facts.voice.regular(this.moment(time)));
        }
      }
    }
    this.upTo = Math.max(this.upTo!, end);
    if (now >= finishedAt && !this.ended) {
      this.ended = true;
      this.say(finishedAt, this.lastWords(finishedAt));
    }
    if (this.lines.length > RING_SIZE) {
      this.lines = this.lines.slice(-RING_SIZE);
    }
  }

  /** A long run begins where its ring would. */
  private begin(end: WorldTime): void {
    const { startedAt, rate, voice } = this.facts;
    const perMs = Math.max(rate(end), 1e-4) / 1000;
    const window = Math.ceil(RING_SIZE / perMs);
    if (end - startedAt <= window) {
      this.say(startedAt, voice.startup(this.moment(startedAt)));
      this.upTo = startedAt;
    } else {
      this.upTo = end - window;
    }
  }

  private lastWords(time: WorldTime): string[] {
    const { exit, voice } = this.facts;
    const moment = this.moment(time);
    if (exit === 'crash') {
      return voice.crash?.(moment) ?? [];
    }
    return exit === 'end' ? voice.end?.(moment) ?? [] : [];
  }

  private timesIn(slot: number): WorldTime[] {
    const { key, rate } = this.facts;
    const expected = (rate(slot * SLOT_MS) * SLOT_MS) / 1000;
    const count = Math.floor(
      expected * 2 * noise(key, slot) + noise(`${key}#`, slot),
    );
    return Array.from(
      { length: count },
      (_, index) =>
        slot * SLOT_MS + Math.floor(noise(`${key}/${index}`, slot) * SLOT_MS),
    ).sort((a, b) => a - b);
  }

  private moment(time: WorldTime): Moment {
    const { pod, namespace, container, tag, failing, flaw, key } = this.facts;
    return {
      time: new Date(time).toISOString(),
      dice: new Dice(`${key}@${time}/${this.lines.length}`),
      pod,
      namespace,
      container,
      tag,
      failing,
      flaw,
    };
  }

  private say(time: WorldTime, text: string | string[]): void {
    for (const line of Array.isArray(text) ? text : [text]) {
      const last = this.lines.at(-1)?.timeNs ?? 0n;
      const wanted = BigInt(time) * 1_000_000n;
      this.lines.push({
        timeNs: wanted > last ? wanted : last + 1_000n,
        text: line,
      });
    }
  }
}

function slotOf(time: WorldTime): number {
  return Math.floor(time / SLOT_MS);
}
