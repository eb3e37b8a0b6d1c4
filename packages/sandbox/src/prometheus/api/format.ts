import { Samples } from '../../world/metrics/tsdb/series';
import { InstantResult } from '../promql/engine';

/** A sample's value as the server prints it. */
export function formatValue(value: number): string {
  if (Number.isNaN(value)) {
    return 'NaN';
  }
  if (!Number.isFinite(value)) {
    return value > 0 ? '+Inf' : '-Inf';
  }
  if (Object.is(value, -0)) {
    return '-0';
  }
  // Go writes at least two digits of an exponent.
  return String(value).replace(/e([-+])(\d)$/, 'e$10$2');
}

const point = (time: number, value: number) =>
  `[${time / 1000},"${formatValue(value)}"]`;

function matrix(series: readonly Samples[]): string {
  const parts = series.map(({ labels, times, values }) => {
    const points: string[] = new Array(times.length);
    for (let index = 0; index < times.length; index++) {
      points[index] = point(times[index], values[index]);
    }
    return `{"metric":${JSON.stringify(
      labels.toObject(),
    )},"values":[${points.join(',')}]}`;
  });
  return `{"resultType":"matrix","result":[${parts.join(',')}]}`;
}

export const formatMatrix = matrix;

export function formatInstant(result: InstantResult, time: number): string {
  switch (result.type) {
    case 'vector': {
      const parts = result.elements.map(
        ({ labels, value }) =>
          `{"metric":${JSON.stringify(labels.toObject())},"value":${point(
            time,
            value,
          )}}`,
      );
      return `{"resultType":"vector","result":[${parts.join(',')}]}`;
    }
    case 'matrix':
      return matrix(result.series);
    case 'scalar':
      return `{"resultType":"scalar","result":${point(time, result.value)}}`;
    default:
      return `{"resultType":"string","result":[${time / 1000},${JSON.stringify(
        result.value,
      )}]}`;
  }
}
