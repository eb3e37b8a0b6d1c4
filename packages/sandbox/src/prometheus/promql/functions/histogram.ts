import { Labels } from '../../../world/metrics/tsdb/labels';
import { Column, Frame, column, present } from '../values';
import { bucketQuantile } from './quantile';

function parseBound(text: string): number {
  if (/^[+]?inf(inity)?$/i.test(text)) {
    return Infinity;
  }
  if (/^-inf(inity)?$/i.test(text)) {
    return -Infinity;
  }
  return text.trim() === '' ? NaN : Number(text);
}

/** `histogram_quantile`: one series for each set of labels without `le`. */
export function histogramQuantile(
  frame: Frame,
  phi: Float64Array,
  columns: readonly Column[],
): Column[] {
  const groups = new Map<
    string,
    { labels: Labels; buckets: { upper: number; counts: Column }[] }
  >();
  for (const counts of columns) {
    const upper = parseBound(counts.labels.get('le'));
    if (!Number.isNaN(upper)) {
      const labels = counts.labels.without(['__name__', 'le']);
      const group = groups.get(labels.key) ?? { labels, buckets: [] };
      groups.set(labels.key, group);
      group.buckets.push({ upper, counts });
    }
  }
  return present(
    [...groups.values()].map(({ labels, buckets }) => {
      const result = column(labels, frame.times.length);
      for (let step = 0; step < frame.times.length; step++) {
        const here = buckets
          .filter(({ counts }) => counts.has[step])
          .map(({ upper, counts }) => ({ upper, count: counts.values[step] }));
        if (here.length > 0) {
          result.values[step] = bucketQuantile(phi[step], here);
          result.has[step] = 1;
        }
      }
      return result;
    }),
  );
}
