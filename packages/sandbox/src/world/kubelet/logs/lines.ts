import { hash32, noiseOf } from '../../random';
import { LogLine, WorldTime } from '../../types';
import { Dice } from './dice';
import { Moment, VoiceLines } from './voice';

/** Lines are thrown for one slot of time after the other. */
const SLOT_MS = 1000;
const NS_PER_MS = 1_000_000n;
/** Between the lines of one message, and of messages of the same millisecond. */
const NS_BETWEEN_LINES = 1_000n;

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
 * The lines of a run, as a function of the run and the moment: any stretch of time can be asked for, again and again, and
 * says the same each time.
 */
export class RunLines {
  private readonly countHash: number;
  private readonly restHash: number;
  private readonly diceHash: number;
  private readonly timeHashes: number[] = [];

  constructor(readonly facts: RunFacts) {
    this.countHash = hash32(facts.key);
    this.restHash = hash32(`${facts.key}#`);
    this.diceHash = hash32(`${facts.key}@`);
  }

  /** The lines of `from` (inclusive) to `to` (exclusive), oldest first, nanoseconds rising. */
  between(from: WorldTime, to: WorldTime): LogLine[] {
    const { startedAt, finishedAt = Infinity, voice } = this.facts;
    const lines: LogLine[] = [];
    if (startedAt >= from && startedAt < to) {
      this.say(lines, startedAt, moment => voice.startup(moment));
    }
    const first = Math.max(from, startedAt + 1);
    const end = Math.min(to, finishedAt + 1);
    for (let slot = slotOf(first); slot * SLOT_MS < end; slot++) {
      for (const time of this.timesIn(slot)) {
        if (time >= first && time < end) {
          this.say(lines, time, moment => voice.regular(moment));
        }
      }
    }
    if (finishedAt >= from && finishedAt < to) {
      this.say(lines, finishedAt, moment => this.lastWords(moment));
    }
    return lines;
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

  private lastWords(moment: Moment): string[] {
    const { exit, voice } = this.facts;
    if (exit === 'crash') {
      return voice.crash?.(moment) ?? [];
    }
    return exit === 'end' ? voice.end?.(moment) ?? [] : [];
  }

  private timesIn(slot: number): WorldTime[] {
    const expected = (this.facts.rate(slot * SLOT_MS) * SLOT_MS) / 1000;
    const count = Math.floor(
      expected * 2 * noiseOf(this.countHash, slot) +
        noiseOf(this.restHash, slot),
    );
    if (count === 0) {
      return [];
    }
    return Array.from(
      { length: count },
      (_, index) =>
        slot * SLOT_MS +
        Math.floor(noiseOf(this.timeHash(index), slot) * SLOT_MS),
    ).sort((a, b) => a - b);
  }

  private timeHash(index: number): number {
    this.timeHashes[index] ??= hash32(`${this.facts.key}/${index}`);
    return this.timeHashes[index];
  }

  /** Adds what is said at `time`; what is said in the same millisecond comes after. */
  private say(
    lines: LogLine[],
    time: WorldTime,
    speak: (moment: Moment) => string | string[],
  ): void {
    const wanted = BigInt(time) * NS_PER_MS;
    const last = lines.at(-1)?.timeNs ?? 0n;
    let timeNs = wanted > last ? wanted : last + NS_BETWEEN_LINES;
    const { pod, namespace, container, tag, failing, flaw } = this.facts;
    const text = speak({
      time: isoTime(time),
      dice: new Dice(hash32(`${time}/${timeNs - wanted}`, this.diceHash)),
      pod,
      namespace,
      container,
      tag,
      failing,
      flaw,
    });
    for (const line of Array.isArray(text) ? text : [text]) {
      lines.push({ timeNs, text: line });
      timeNs += NS_BETWEEN_LINES;
    }
  }
}

let lastSecond = NaN;
let lastText = '';

/** ISO time with milliseconds; neighbouring lines share the second. */
function isoTime(time: WorldTime): string {
  const second = Math.floor(time / 1000);
  if (second !== lastSecond) {
    lastSecond = second;
    lastText = new Date(second * 1000).toISOString().slice(0, 20);
  }
  return `${lastText}${String(time - second * 1000).padStart(3, '0')}Z`;
}

function slotOf(time: WorldTime): number {
  return Math.floor(time / SLOT_MS);
}
