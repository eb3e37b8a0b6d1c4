import { SeriesResult } from '@titanium-portal/backstage-plugin-titanium-common';
import type { TimeWindow } from '../../time';

/** Levels drawn as one, worst first: more colours than that say nothing. */
export const LEVEL_GROUPS = ['error', 'warn', 'info', 'other'] as const;
export type LevelGroup = (typeof LEVEL_GROUPS)[number];

const GROUP: Record<string, LevelGroup> = {
  fatal: 'error',
  critical: 'error',
  error: 'error',
  warn: 'warn',
  info: 'info',
};

/** The levels of each group. */
export const GROUP_LEVELS: Record<LevelGroup, readonly string[]> = {
  error: ['error', 'critical', 'fatal'],
  warn: ['warn'],
  info: ['info'],
  other: ['debug', 'trace', 'unknown'],
};

export function groupOf(level: string): LevelGroup {
  return GROUP[level] ?? 'other';
}

/** The lines of one span of time. */
export interface Bucket {
  from: number;
  to: number;
  counts: Record<LevelGroup, number>;
  total: number;
}

/** Buckets of a histogram over a window, empty ones too. At most 500. */
export function toBuckets(
  result: SeriesResult | null,
  { from, to }: TimeWindow,
  shown: (group: LevelGroup) => boolean,
): Bucket[] {
  const times = [
    ...new Set(
      (result?.series ?? []).flatMap(({ points }) =>
        points.map(([time]) => time),
      ),
    ),
  ].sort((a, b) => a - b);
  if (times.length === 0 || to <= from) return [];
  const width = stepOf(times, to - from);
  const first = times[0] - Math.ceil((times[0] - from) / width) * width;
  const count = Math.min(500, Math.ceil((to - first) / width));
  const buckets: Bucket[] = Array.from({ length: count }, (_, index) => ({
    from: first + index * width,
    to: first + (index + 1) * width,
    counts: { error: 0, warn: 0, info: 0, other: 0 },
    total: 0,
  }));
  for (const { name, points } of result!.series) {
    const group = groupOf(name);
    if (shown(group)) {
      for (const [time, value] of points) {
        const bucket = buckets[Math.round((time - first) / width)];
        if (bucket && value) {
          bucket.counts[group] += value;
          bucket.total += value;
        }
      }
    }
  }
  return buckets;
}

const STEPS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600,
  43_200, 86_400,
];

/** The distance of buckets: the greatest that all times keep to, or by the window where there are too few. */
function stepOf(times: readonly number[], length: number): number {
  const least = length / 1000 / 80;
  const usual = (STEPS.find(step => step >= least) ?? 86_400) * 1000;
  let distance = usual;
  for (let at = 1; at < times.length; at += 1) {
    distance = Math.min(distance, times[at] - times[at - 1]);
  }
  return distance > 0 ? distance : usual;
}
