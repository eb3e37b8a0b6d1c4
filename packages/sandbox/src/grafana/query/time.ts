import { GrafanaError } from '../errors';
import { SCRAPE_MS } from '../datasources';

const UNIT_MS: Record<string, number> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
};
const MOST_POINTS = 11_000;
const NICE_MS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 20_000,
  30_000, 60_000, 120_000, 300_000, 600_000, 900_000, 1_200_000, 1_800_000,
  3_600_000, 7_200_000, 10_800_000, 21_600_000, 43_200_000, 86_400_000,
  604_800_000, 2_592_000_000,
];

/** Milliseconds of `now-1h`, or of milliseconds as text. */
export function readTime(value: unknown, now: number): number {
  const text = String(value ?? '');
  if (/^\d{1,16}$/.test(text)) {
    return Number(text);
  }
  const match = /^now(?:-(\d+)([smhdw]))?$/.exec(text);
  if (!match) {
    throw new GrafanaError(400, 'Query data error', 'bad-time-range');
  }
  return now - Number(match[1] ?? 0) * (UNIT_MS[match[2]] ?? 0);
}

/** Milliseconds of an interval such as `30s`; undefined when it is none. */
export function readInterval(text: unknown): number | undefined {
  const match = /^>?\s*(\d+)(ms|[smhdw])$/.exec(String(text ?? ''));
  if (!match) {
    return undefined;
  }
  return match[2] === 'ms'
    ? Number(match[1])
    : Number(match[1]) * UNIT_MS[match[2]];
}

/** The step of a query: what the panel's width allows, and no finer than its data. */
export function stepOf(
  rangeMs: number,
  wanted: { intervalMs?: unknown; interval?: unknown; maxDataPoints?: unknown },
  leastMs: number,
): number {
  const points = Number(wanted.maxDataPoints) || 100;
  const least = Math.max(
    readInterval(wanted.interval) ?? leastMs,
    rangeMs / MOST_POINTS,
  );
  return Math.max(nice(rangeMs / points), nice(least));
}

/** Rounds up to an interval that people use. */
function nice(ms: number): number {
  return NICE_MS.find(interval => interval >= ms) ?? NICE_MS.at(-1)!;
}

function intervalText(ms: number): string {
  return ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`;
}

/** Fills in the intervals that the server knows; other variables are the browser's to fill in. */
export function fillIntervals(
  expr: string,
  stepMs: number,
  rangeMs: number,
): string {
  const rate = Math.max(stepMs + SCRAPE_MS, 4 * SCRAPE_MS);
  const seconds = Math.round(rangeMs / 1000);
  const values: Record<string, string> = {
    __rate_interval: intervalText(rate),
    __rate_interval_ms: String(rate),
    __interval: intervalText(stepMs),
    __interval_ms: String(stepMs),
    __auto: intervalText(stepMs),
    __range: `${seconds}s`,
    __range_s: String(seconds),
    __range_ms: String(rangeMs),
  };
  return expr.replace(
    /\$(?:(__\w+)|\{(__\w+)\})/g,
    (whole, bare, braced) => values[bare ?? braced] ?? whole,
  );
}
