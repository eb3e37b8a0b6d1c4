import { InputError } from '@backstage/errors';
import { Range } from '../../shared/range';
import { Grid } from './answers';

/** As many points as a chart of usual width can show. */
const WANTED_POINTS = 500;
/** Prometheus refuses more points a series. */
const MAX_POINTS = 11_000;
/** Seconds; steps people read easily. */
const NICE = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600,
  43_200, 86_400, 172_800, 604_800,
];

/** The smallest readable step, in seconds, that needs no more points than a chart can show. */
export function niceStep(range: Range, points = WANTED_POINTS): number {
  const seconds = (range.to - range.from) / 1000;
  return (
    NICE.find(step => step >= 15 && seconds / step <= points) ??
    NICE[NICE.length - 1]
  );
}

/**
 * The times of a range query: on multiples of the step, so that the same range asked twice holds the same points, and
 * windows do not flicker.
 */
export function gridOf(range: Range, stepSeconds: number | null): Grid {
  const step = (stepSeconds ?? niceStep(range)) * 1000;
  const from = Math.ceil(range.from / step) * step;
  const to = Math.max(from, Math.floor(range.to / step) * step);
  if ((to - from) / step >= MAX_POINTS) {
    throw Object.assign(
      new InputError(
        `More than ${MAX_POINTS} points a series; choose a longer step`,
      ),
      { code: 'invalid-input' as const },
    );
  }
  return { from, to, step };
}
