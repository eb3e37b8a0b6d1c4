import { AggregatePlan } from '../logql/plan';
import { labelText } from '../logql/text';
import { LabelMap } from '../logql/row';
import { Sample, groupLabels } from './vector';

type Fold = (values: readonly number[]) => number;

const sum: Fold = values => values.reduce((total, value) => total + value, 0);
const variance: Fold = values => {
  const mean = sum(values) / values.length;
  return sum(values.map(value => (value - mean) ** 2)) / values.length;
};

const FOLDS: Record<string, Fold> = {
  sum,
  avg: values => sum(values) / values.length,
  count: values => values.length,
  max: values => Math.max(...values),
  min: values => Math.min(...values),
  stdvar: variance,
  stddev: values => Math.sqrt(variance(values)),
};

const descending = (left: Sample, right: Sample) => right.value - left.value;
const ascending = (left: Sample, right: Sample) => left.value - right.value;

/** `sum by (...)` and its kind, over the samples of one moment. */
export function aggregate(
  { operation, parameter = 0, grouping }: AggregatePlan,
  samples: readonly Sample[],
): Sample[] {
  if (operation === 'sort') {
    return [...samples].sort(ascending);
  }
  if (operation === 'sort_desc') {
    return [...samples].sort(descending);
  }
  const groups = new Map<string, { labels: LabelMap; samples: Sample[] }>();
  for (const item of samples) {
    const labels = groupLabels(item.labels, grouping);
    const key = labelText(labels);
    const group = groups.get(key) ?? { labels, samples: [] };
    groups.set(key, group);
    group.samples.push(item);
  }
  const count = Math.floor(parameter);
  return [...groups].flatMap(([key, group]) => {
    if (operation === 'topk') {
      return group.samples.sort(descending).slice(0, count);
    }
    if (operation === 'bottomk') {
      return group.samples.sort(ascending).slice(0, count);
    }
    const values = group.samples.map(({ value }) => value);
    return [{ labels: group.labels, key, value: FOLDS[operation](values) }];
  });
}
