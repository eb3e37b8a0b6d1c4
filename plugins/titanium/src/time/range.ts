/** A span of time as reads take it: the last so many seconds, or two fixed ends in milliseconds since the epoch. */
export type TimeRange = { last: number } | TimeWindow;

/** Two moments, in milliseconds since the epoch. */
export type TimeWindow = { from: number; to: number };

/** Spans people ask for, in seconds. */
export const PRESETS = [15 * 60, 3600, 6 * 3600, 24 * 3600, 7 * 24 * 3600];

/** How often a page may read again by itself, in seconds; 0 is never. */
export const REFRESH_RATES = [0, 10, 30, 60];

/** No platform keeps more, and a typing slip must not ask for centuries. */
export const LONGEST_SECONDS = 366 * 24 * 3600;

const UNITS = { s: 1, m: 60, h: 3600, d: 24 * 3600 } as const;

/** Seconds of `15m`, `1h`, `7d`; null when it is no such text. */
export function parseDuration(text: string | null): number | null {
  const match = /^(\d{1,6})([smhd])$/.exec(text ?? '');
  const seconds = match
    ? Number(match[1]) * UNITS[match[2] as keyof typeof UNITS]
    : 0;
  return seconds > 0 && seconds <= LONGEST_SECONDS ? seconds : null;
}

/** The shortest text for so many seconds: `15m`, `7d`. */
export function formatDuration(seconds: number): string {
  const unit = (['d', 'h', 'm'] as const).find(
    each => seconds % UNITS[each] === 0,
  );
  return unit ? `${seconds / UNITS[unit]}${unit}` : `${seconds}s`;
}

export function isWindow(range: TimeRange): range is TimeWindow {
  return 'from' in range;
}

export function sameRange(a: TimeRange, b: TimeRange): boolean {
  return isWindow(a)
    ? isWindow(b) && a.from === b.from && a.to === b.to
    : !isWindow(b) && a.last === b.last;
}

/** A window that may be asked for, in whole milliseconds; null when its ends are reversed, missing or too far apart. */
export function toWindow(from: number, to: number): TimeWindow | null {
  const length = to - from;
  return Number.isFinite(length) &&
    length >= 1000 &&
    length <= LONGEST_SECONDS * 1000
    ? { from: Math.round(from), to: Math.round(to) }
    : null;
}

/** The range a URL names; null when it names none or an impossible one. */
export function readRange(params: URLSearchParams): TimeRange | null {
  const from = params.get('from');
  const to = params.get('to');
  if (from && to) {
    return toWindow(Number(from), Number(to));
  }
  const last = parseDuration(params.get('range'));
  return last === null ? null : { last };
}

/** Puts a range into a URL's parameters, in place of the one that was there. */
export function writeRange(params: URLSearchParams, range: TimeRange): void {
  ['range', 'from', 'to'].forEach(name => params.delete(name));
  if (isWindow(range)) {
    params.set('from', String(range.from));
    params.set('to', String(range.to));
  } else {
    params.set('range', formatDuration(range.last));
  }
}

/** Search of a link that shows a range in any tab that has one. */
export function rangeSearch(range: TimeRange): string {
  const params = new URLSearchParams();
  writeRange(params, range);
  return `?${params}`;
}

/** A window around a moment, for links from a mark. */
export function around(time: number, minutes: number = 15): TimeWindow {
  return { from: time - minutes * 60_000, to: time + minutes * 60_000 };
}
