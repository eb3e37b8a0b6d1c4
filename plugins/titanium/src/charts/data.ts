import { Health } from '@titanium-portal/backstage-plugin-titanium-common';

/** A line of a chart: one value for each of the chart's times; null breaks the line. */
export interface ChartSeries {
  /** The same series keeps its key when data is read again. */
  key: string;
  name: string;
  values: (number | null)[];
  /** Colours it as a state; else colours are given by place. */
  state?: Health;
  /** Something to compare with: thin, dashed, in grey. */
  faint?: boolean;
}

/** Times in milliseconds since the epoch, ascending, shared by all series. */
export interface ChartData {
  times: number[];
  series: ChartSeries[];
}

/** Something that happened, drawn as a line across the chart. */
export interface ChartMark {
  key: string;
  time: number;
  label: string;
  state: Health | null;
}

/** A state from a value upwards; null is the base. */
export interface ChartThreshold {
  from: number | null;
  state: 'healthy' | 'degraded' | 'failed' | 'unknown';
}

export const NO_DATA: ChartData = { times: [], series: [] };

type Points = readonly (readonly [time: number, value: number | null])[];

function smallestStep(times: readonly number[]): number {
  let step = Infinity;
  for (let i = 1; i < times.length; i++) {
    step = Math.min(step, times[i] - times[i - 1]);
  }
  return step;
}

/**
 * Series on common times. A time that a series does not have is a gap, and so is a stretch where no series has any: a
 * line across it would claim what nobody measured.
 */
export function alignSeries(
  series: readonly (Omit<ChartSeries, 'values'> & { points: Points })[],
): ChartData {
  const all = new Set<number>();
  series.forEach(({ points }) => points.forEach(([time]) => all.add(time)));
  const known = [...all].sort((a, b) => a - b);
  const step = smallestStep(known);
  const times: number[] = [];
  known.forEach((time, index) => {
    if (index > 0 && time - known[index - 1] > step * 1.5) {
      times.push(known[index - 1] + step);
    }
    times.push(time);
  });
  return {
    times,
    series: series.map(({ points, ...rest }) => {
      const values = new Map(points);
      return { ...rest, values: times.map(time => values.get(time) ?? null) };
    }),
  };
}

/** Sums from the first series up, for stacks: what is missing counts as nothing, what is missing everywhere stays so. */
export function stack(data: ChartData): (number | null)[][] {
  const below: number[] = data.times.map(() => 0);
  return data.series.map(({ values }) =>
    values.map((value, index) => {
      if (value === null) {
        return data.series.some(each => each.values[index] !== null)
          ? below[index]
          : null;
      }
      below[index] += value;
      return below[index];
    }),
  );
}

/** Last, least and greatest of what was measured; null without. */
export function summarize(values: readonly (number | null)[]): {
  last: number | null;
  min: number | null;
  max: number | null;
  mean: number | null;
} {
  let last: number | null = null;
  let min = Infinity;
  let max = -Infinity;
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (value !== null && Number.isFinite(value)) {
      last = value;
      min = Math.min(min, value);
      max = Math.max(max, value);
      sum += value;
      count += 1;
    }
  }
  return count
    ? { last, min, max, mean: sum / count }
    : { last: null, min: null, max: null, mean: null };
}

/** The state that a value means by thresholds in ascending order; undefined without any. */
export function stateOf(
  value: number | null,
  thresholds: readonly ChartThreshold[],
): ChartThreshold['state'] | undefined {
  if (value === null || thresholds.length === 0) return undefined;
  let state: ChartThreshold['state'] | undefined;
  for (const threshold of thresholds) {
    if (threshold.from === null || value >= threshold.from) {
      state = threshold.state;
    }
  }
  return state;
}
