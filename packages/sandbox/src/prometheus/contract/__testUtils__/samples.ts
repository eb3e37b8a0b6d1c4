import { Labels, Matcher, Queryable, Samples } from '../../../world/metrics';

/** Series with their samples, as a test states them. */
export class StaticStorage implements Queryable {
  constructor(private readonly held: readonly Samples[]) {}

  select(matchers: readonly Matcher[], from: number, to: number): Samples[] {
    return this.held
      .filter(({ labels }) => matchers.every(item => item.accepts(labels)))
      .map(({ labels, times, values, stale }) => {
        const isIn = (_value: unknown, index: number) =>
          times[index] >= from && times[index] <= to;
        return {
          labels,
          times: times.filter(isIn),
          values: values.filter(isIn),
          stale: stale?.filter(isIn),
        };
      })
      .filter(({ times }) => times.length > 0)
      .sort((a, b) => Labels.compare(a.labels, b.labels));
  }
}

/** `gone` is a scrape that missed the series; `null` one that never was. */
export type Point = number | 'gone' | null;

/** One series with a sample every `every` milliseconds from `start` on. */
export function series(
  labels: Record<string, string>,
  points: readonly Point[],
  options: { start: number; every?: number; jitter?: number },
): Samples {
  const { start, every = 15_000, jitter = 0 } = options;
  const kept = points
    .map((value, index) => ({
      value,
      // The same for each run, and nothing a grid would hide.
      time: start + index * every + ((index * 7919) % 97) * jitter,
    }))
    .filter(({ value }) => value !== null);
  return {
    labels: Labels.of(labels),
    times: Float64Array.from(kept, ({ time }) => time),
    values: Float64Array.from(kept, ({ value }) =>
      typeof value === 'number' ? value : NaN,
    ),
    stale: Uint8Array.from(kept, ({ value }) => (value === 'gone' ? 1 : 0)),
  };
}
