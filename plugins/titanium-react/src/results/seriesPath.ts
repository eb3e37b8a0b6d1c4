import { SeriesResult } from '@titanium-portal/backstage-plugin-titanium-common';

type Points = SeriesResult['series'][number]['points'];

/** What a chart spans. */
export interface ChartSpan {
  from: number;
  to: number;
  min: number;
  max: number;
}

/** The span of all series, from zero where that is near; null when there is no line to draw. */
export function chartOf(
  series: readonly { points: Points }[],
): ChartSpan | null {
  let [from, to, min, max] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { points } of series) {
    for (const [time, value] of points) {
      if (value !== null && Number.isFinite(value)) {
        from = Math.min(from, time);
        to = Math.max(to, time);
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }
  }
  if (!(to > from)) return null;
  const floor = min >= 0 && min < 0.7 * max ? 0 : min;
  return { from, to, min: floor, max };
}

/** The path of one series; it is broken where a value is missing. */
export function linePath(
  points: Points,
  { from, to, min, max }: ChartSpan,
  width: number,
  height: number,
): string {
  const high = max - min || 1;
  let pen = 'M';
  let path = '';
  for (const [time, value] of points) {
    if (value === null || !Number.isFinite(value)) {
      pen = 'M';
    } else {
      const x = ((time - from) / (to - from)) * width;
      const y = height - ((value - min) / high) * height;
      path += `${pen}${x.toFixed(1)} ${y.toFixed(1)}`;
      pen = 'L';
    }
  }
  return path;
}
