const UNITS: Record<string, number> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
};

/** Grafana's readable intervals, in milliseconds. */
const NICE = [
  1000, 2000, 5000, 10_000, 15_000, 20_000, 30_000, 60_000, 120_000, 300_000,
  600_000, 900_000, 1_200_000, 1_800_000, 3_600_000, 7_200_000, 10_800_000,
  21_600_000, 43_200_000, 86_400_000, 604_800_000, 2_592_000_000,
];

/** Milliseconds of `15s`, `>1m` or `500ms`; undefined for anything else. */
export function durationMs(
  text: string | null | undefined,
): number | undefined {
  const found = /^>?\s*(\d{1,9})(ms|[smhdwy])?$/.exec(text?.trim() ?? '');
  return found ? Number(found[1]) * UNITS[found[2] ?? 's'] : undefined;
}

/** A duration as Grafana writes it into queries: in the largest unit that leaves no rest. */
export function durationText(ms: number): string {
  for (const unit of ['d', 'h', 'm', 's']) {
    if (ms >= UNITS[unit] && ms % UNITS[unit] === 0) {
      return `${ms / UNITS[unit]}${unit}`;
    }
  }
  return `${Math.round(ms)}ms`;
}

/** The step that puts about one point on each pixel, no smaller than `least`. */
export function intervalOf(
  rangeMs: number,
  maxDataPoints: number,
  least: number,
): number {
  const exact = rangeMs / maxDataPoints;
  return Math.max(least, NICE.find(each => each >= exact) ?? NICE.at(-1)!);
}

/** Grafana's `$__rate_interval`: always holds enough samples for a rate. */
export function rateIntervalOf(interval: number, scrape: number): number {
  return Math.max(interval + scrape, 4 * scrape);
}
