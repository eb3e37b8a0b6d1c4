import { SeriesResult } from '@titanium-portal/backstage-plugin-titanium-common';
import { z } from 'zod/v3';
import { unexpectedAnswer } from '../../shared/unexpected';

type Labels = Record<string, string>;
type Sample = [number, string];

const sample = z.tuple([z.number(), z.string()]);
const rowList = z.array(
  z.object({
    metric: z.record(z.string()).default({}),
    value: sample.optional(),
    values: z.array(sample).optional(),
  }),
);

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
  const { resultType, result } = answer?.data ?? {};
  if (answer?.status !== 'success' || !Array.isArray(result)) {
    throw unexpectedAnswer(platform);
  }
  const warnings = Array.isArray(answer.warnings)
    ? answer.warnings.map(String)
    : [];
  if (resultType === 'scalar' || resultType === 'string') {
    const single = sample.safeParse(result);
    if (!single.success) {
      throw unexpectedAnswer(platform);
    }
    const [seconds, text] = single.data;
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
  const parsed = rowList.safeParse(result);
  if (!parsed.success) {
    throw unexpectedAnswer(platform);
  }
  const rows = parsed.data;
  if (rows.length > MAX_SERIES) {
    warnings.push(
      `${rows.length} series, of which the first ${MAX_SERIES} are shown; aggregate or select to see less`,
    );
  }
  return {
    series: rows.slice(0, MAX_SERIES).map(({ metric, value, values }) => ({
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
