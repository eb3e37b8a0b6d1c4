import { PlatformHttp } from '@titanium-portal/backstage-plugin-titanium-node';
import { z } from 'zod/v3';

const YEAR_SECONDS = 366 * 24 * 3600;
/** Answers quickly and says the time. */
const CLOCK_PATH = '/loki/api/v1/status/buildinfo';

/** A time range: the last so many seconds of the platform's time, or two moments in milliseconds. */
export const rangeSchema = z.union([
  z.object({ last: z.number().int().min(1).max(YEAR_SECONDS) }).strict(),
  z
    .object({
      from: z.number().int().min(0).max(8e15),
      to: z.number().int().min(0).max(8e15),
    })
    .strict()
    .refine(({ from, to }) => from < to, {
      message: 'The range ends before it begins',
    }),
]);

/** As asked for. */
export type RangeInput = z.infer<typeof rangeSchema>;

/** Milliseconds since the epoch. */
export interface TimeRange {
  from: number;
  to: number;
}

/** A range as moments of the platform's own time. */
export async function resolveRange(
  loki: PlatformHttp,
  range: RangeInput,
  signal?: AbortSignal,
): Promise<TimeRange> {
  if ('from' in range) {
    return range;
  }
  const to = Math.ceil(await loki.now(CLOCK_PATH, signal));
  return { from: to - range.last * 1000, to };
}

const STEPS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600,
  43_200, 86_400,
];

/** The smallest round step, in seconds, that divides a range into at most so many parts. */
export function stepOf({ from, to }: TimeRange, parts: number): number {
  const least = (to - from) / 1000 / parts;
  return (
    STEPS.find(step => step >= least) ?? Math.ceil(least / 86_400) * 86_400
  );
}

/** Milliseconds as Loki wants its times. */
export function nanoseconds(milliseconds: number): string {
  return `${Math.round(milliseconds)}000000`;
}
