import { LogLine } from '@titanium-portal/backstage-plugin-titanium-common';

/** Longest line handed on, in characters. */
export const MOST_LINE_CHARACTERS = 64 * 1024;
/** Where a level is looked for in a line that Loki found none in. */
const LEVEL_CHARACTERS = 256;

type Labels = Record<string, string>;

/** A line's categorized labels, when Loki was asked to tell them apart and does. */
interface Categories {
  structuredMetadata?: Labels;
  parsed?: Labels;
}

/** One stream as Loki answers it, in queries and tails alike. */
export interface LokiStream {
  stream: Labels;
  values: [time: string, text: string, categories?: Categories][];
}

/** A line with what orders it and tells it from others. */
export interface LokiLine {
  /** Nanoseconds since the epoch. */
  at: bigint;
  /** Equal for the same line read twice. */
  key: string;
  line: LogLine;
}

const WORDS: Record<string, string> = {
  trace: 'trace',
  trc: 'trace',
  debug: 'debug',
  dbg: 'debug',
  info: 'info',
  inf: 'info',
  information: 'info',
  notice: 'info',
  warn: 'warn',
  warning: 'warn',
  wrn: 'warn',
  error: 'error',
  err: 'error',
  critical: 'critical',
  crit: 'critical',
  fatal: 'fatal',
  panic: 'fatal',
};
const LEVEL_IN_TEXT =
  /\b(?:level|lvl|severity)"?\s*[=:]\s*"?([A-Za-z]{3,11})\b|\b(TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL|PANIC)\b/;

/** A level in Loki's words; undefined for what is none. */
export function levelOf(word: string | undefined): string | undefined {
  const known = word?.toLowerCase();
  return known !== undefined && Object.hasOwn(WORDS, known)
    ? WORDS[known]
    : undefined;
}

function levelInText(text: string): string | undefined {
  const found = LEVEL_IN_TEXT.exec(text.slice(0, LEVEL_CHARACTERS));
  return levelOf(found?.[1] ?? found?.[2]);
}

/** Nanoseconds as RFC 3339 with all nine digits. */
export function timeOf(at: bigint): string {
  const seconds = at / 1_000_000_000n;
  const rest = (at % 1_000_000_000n).toString().padStart(9, '0');
  return `${new Date(Number(seconds) * 1000)
    .toISOString()
    .slice(0, 19)}.${rest}Z`;
}

/** A time of a line as nanoseconds; undefined for anything else. */
export function nanosecondsOf(time: string): bigint | undefined {
  const [, seconds, rest = ''] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z$/.exec(time) ?? [];
  const whole = seconds === undefined ? NaN : Date.parse(`${seconds}Z`);
  return Number.isNaN(whole)
    ? undefined
    : BigInt(whole) * 1_000_000n + BigInt(rest.padEnd(9, '0'));
}

function keyOf(at: string, stream: Labels, text: string): string {
  // Structured metadata may come by tail and not by query: the pod and the text tell lines apart well enough.
  return `${at} ${stream.pod ?? ''}/${stream.container ?? ''} ${text}`;
}

function readLine(
  stream: Labels,
  [time, text, categories]: LokiStream['values'][number],
): LokiLine {
  const at = BigInt(time);
  const metadata = categories?.structuredMetadata ?? {};
  const parsed = categories?.parsed ?? {};
  // Without categories a stream's labels hold everything; with them they may still repeat the rest.
  const labels: Labels = {};
  for (const [name, value] of Object.entries(stream)) {
    if (!Object.hasOwn(parsed, name) || Object.hasOwn(metadata, name)) {
      labels[name] = value;
    }
  }
  Object.assign(labels, metadata);
  const level =
    levelOf(labels.detected_level) ??
    levelOf(parsed.level) ??
    levelOf(labels.level) ??
    levelInText(text) ??
    'unknown';
  const cut = text.length - MOST_LINE_CHARACTERS;
  const shown = cut > 0 ? text.slice(0, MOST_LINE_CHARACTERS) : text;
  return {
    at,
    key: keyOf(time, stream, shown),
    line: {
      time: timeOf(at),
      text: shown,
      ...(labels.pod !== undefined && { pod: labels.pod }),
      ...(labels.container !== undefined && { container: labels.container }),
      ...(cut > 0 && { cut }),
      level,
      labels,
      ...(Object.keys(parsed).length > 0 && { fields: parsed }),
    },
  };
}

/** The lines of an answer, oldest first. */
export function readStreams(streams: readonly LokiStream[]): LokiLine[] {
  return streams
    .flatMap(({ stream, values }) =>
      values.map(value => readLine(stream, value)),
    )
    .sort((a, b) => {
      if (a.at === b.at) {
        return 0;
      }
      return a.at < b.at ? -1 : 1;
    });
}

/**
 * As many lines as fit, taken from one end; the others are left for the next page. At least one is kept.
 */
export function withinBudget(
  lines: readonly LokiLine[],
  from: 'oldest' | 'newest',
  characters: number,
): LokiLine[] {
  const ordered = from === 'oldest' ? lines : [...lines].reverse();
  let size = 0;
  let count = 0;
  for (const { line } of ordered) {
    size += line.text.length;
    if (size > characters && count > 0) {
      break;
    }
    count += 1;
  }
  return from === 'oldest'
    ? lines.slice(0, count)
    : lines.slice(lines.length - count);
}
