import { Labels, METRIC_NAME } from '../../../world/metrics/tsdb/labels';
import { Expr, VectorSelector } from '../syntax/ast';
import { Column, column, Frame, merged, present } from '../values';
import { SIMPLE_FUNCTIONS, SimpleFunction } from './simple';

/** The steps of the frame, in seconds. */
export function timeOf({ times }: Frame) {
  return times.map(time => time / 1000);
}

/** A vector of one element without labels. */
export function everywhere(values: Float64Array): Column {
  const result = column(Labels.EMPTY, values.length);
  result.values.set(values);
  result.has.fill(1);
  return result;
}

/** Changes each value; the name goes with it. */
export function each(
  columns: readonly Column[],
  change: SimpleFunction,
  args: readonly Float64Array[],
): Column[] {
  return merged(
    columns.map(({ labels, values, has }) => ({
      labels: labels.withoutName(),
      values: values.map((value, step) =>
        change(value, ...args.map(item => item[step])),
      ),
      has,
    })),
  );
}

/** Applies a function that looks at each value by itself. */
export function mapped(
  columns: readonly Column[],
  name: string,
  args: readonly Float64Array[],
): Column[] {
  const results = each(columns, SIMPLE_FUNCTIONS[name], args);
  if (name !== 'clamp') {
    return results;
  }
  const [least, most] = args;
  return present(
    results.map(item => ({
      ...item,
      has: item.has.map((has, step) => (most[step] < least[step] ? 0 : has)),
    })),
  );
}

/** One where the vector has no element. */
export function absent(
  frame: Frame,
  expr: Expr,
  columns: readonly Column[],
): Column[] {
  const result = column(absentLabels(expr), frame.times.length);
  result.has.forEach((_has, step) => {
    if (!columns.some(({ has }) => has[step])) {
      result.has[step] = 1;
      result.values[step] = 1;
    }
  });
  return present([result]);
}

/** What is known of a series that is not there: its equality matchers. */
function absentLabels(expr: Expr): Labels {
  let selector: VectorSelector | undefined;
  if (expr.kind === 'selector') {
    selector = expr;
  } else if (expr.kind === 'range') {
    selector = expr.selector;
  }
  const labels = new Map<string, string>();
  const seen = new Set<string>();
  for (const { name, operator, value } of selector?.matchers ?? []) {
    if (name === METRIC_NAME) {
      continue;
    }
    if (operator === '=' && !seen.has(name)) {
      labels.set(name, value);
      seen.add(name);
    } else {
      labels.delete(name);
    }
  }
  return Labels.fromPairs([...labels]);
}

/** By value at an instant; a range is sorted by labels in any case. NaN comes last. */
export function sorted(
  columns: readonly Column[],
  ascending: boolean,
): Column[] {
  return [...columns].sort((a, b) => {
    const [left, right] = [a.values[0], b.values[0]];
    if (Number.isNaN(left) || Number.isNaN(right)) {
      return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
    }
    return ascending ? left - right : right - left;
  });
}
