import { LabelMap } from '../logql/row';
import { labelText } from '../logql/text';
import { Grouping } from '../logql/plan';

/** One value of a series at a moment. */
export interface Sample {
  labels: LabelMap;
  key: string;
  value: number;
}

/** The values of all series at a moment; a scalar is one without labels. */
export interface Vector {
  samples: Sample[];
  scalar: boolean;
}

export function sample(labels: LabelMap, value: number): Sample {
  return { labels, key: labelText(labels), value };
}

/** The labels that a grouping keeps; none without a grouping. */
export function groupLabels(
  labels: LabelMap,
  grouping: Grouping | undefined,
): LabelMap {
  if (!grouping) {
    return {};
  }
  const listed = (name: string) => grouping.labels.includes(name);
  return Object.fromEntries(
    Object.entries(labels).filter(
      ([name]) => listed(name) !== grouping.without,
    ),
  );
}
