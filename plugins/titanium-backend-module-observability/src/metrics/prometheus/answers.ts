import { SeriesResult } from '@titanium-portal/backstage-plugin-titanium-common';
import { PlatformError } from '@titanium-portal/backstage-plugin-titanium-node';

type Labels = Record<string, string>;
type Sample = [number, string];

/** An answer of Prometheus' query API, as far as it is used. */
export interface PrometheusAnswer {
  status: string;
  data?: {
    resultType: string;
    result:
      | Sample
      | { metric: Labels; value?: Sample; values?: Sample[] }[]
      | unknown;
  };
  warnings?: string[];
  infos?: string[];
}

/** Times of a range query. Milliseconds. */
export interface Grid {
  from: number;
  to: number;
  step: number;
}

/** More series than this are left out, with a warning. */
export const MAX_SERIES = 200;

/** A sample's value; null for what cannot be drawn (NaN and infinities). */
export function sampleValue(text: string): number | null {
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

/** A series as Prometheus prints it: `up{job="node"}`. */
export function seriesName(labels: Labels): string {
  const { __name__: metric = '', ...rest } = labels;
  const list = Object.entries(rest)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(', ');
  return list || metric === '' ? `${metric}{${list}}` : metric;
}

/** One value for each time of the grid, null where the answer has none. */
export function onGrid(
  values: Sample[],
  { from, to, step }: Grid,
): [number, number | null][] {
  const points: [number, number | null][] = [];
  for (let time = from; time <= to; time += step) {
    points.push([time, null]);
  }
  for (const [seconds, text] of values) {
    const index = Math.round((seconds * 1000 - from) / step);
    if (index >= 0 && index < points.length) {
      points[index][1] = sampleValue(text);
    }
  }
  return points;
}

/** Reads an answer into series; of a range query onto its grid. */
export function toSeries(
  answer: PrometheusAnswer,
  grid: Grid | undefined,
  platform: string,
): Pick<SeriesResult, 'series' | 'warnings'> {
  const { resultType, result } = answer.data ?? {};
  const warnings = [...(answer.warnings ?? [])];
  if (answer.status !== 'success' || !Array.isArray(result)) {
    throw new PlatformError(`${platform} answered something unexpected`, {
      code: 'platform-unavailable',
      platform,
    });
  }
  if (resultType === 'scalar' || resultType === 'string') {
    const [seconds, text] = result as Sample;
    return {
      series: [
        {
          name: resultType,
          labels: {},
          points: [[seconds * 1000, sampleValue(text)]],
        },
      ],
      ...(warnings.length && { warnings }),
    };
  }
  const rows = result as {
    metric: Labels;
    value?: Sample;
    values?: Sample[];
  }[];
  if (rows.length > MAX_SERIES) {
    warnings.push(
      `${rows.length} series, of which the first ${MAX_SERIES} are shown; aggregate or select to see less`,
    );
  }
  return {
    series: rows.slice(0, MAX_SERIES).map(({ metric = {}, value, values }) => ({
      name: seriesName(metric),
      labels: metric,
      points: grid
        ? onGrid(values ?? [], grid)
        : (value ? [value] : values ?? []).map(([seconds, text]) => [
            seconds * 1000,
            sampleValue(text),
          ]),
    })),
    ...(warnings.length && { warnings }),
  };
}
