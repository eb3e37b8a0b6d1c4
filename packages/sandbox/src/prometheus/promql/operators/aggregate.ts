import { Labels, METRIC_NAME } from '../../../world/metrics/tsdb/labels';
import { Aggregate } from '../syntax/ast';
import { quantile } from '../functions/quantile';
import { Column, ExecutionError, column, merged, present } from '../values';

interface Group {
  labels: Labels;
  members: Column[];
}

function groupsOf(
  { labels: names, without }: Aggregate,
  columns: readonly Column[],
): Group[] {
  const groups = new Map<string, Group>();
  for (const member of columns) {
    const labels = without
      ? member.labels.without([...names, METRIC_NAME])
      : member.labels.only(names);
    const group = groups.get(labels.key);
    if (group) {
      group.members.push(member);
    } else {
      groups.set(labels.key, { labels, members: [member] });
    }
  }
  return [...groups.values()];
}

/** Folds the values of a group at one step; there is at least one. */
type Fold = (values: Float64Array, param: number) => number;

function average(values: Float64Array): number {
  let mean = values[0];
  for (let index = 1; index < values.length; index++) {
    const value = values[index];
    if (!Number.isFinite(mean)) {
      if (mean === value || Number.isFinite(value)) {
        continue;
      }
    }
    mean += value / (index + 1) - mean / (index + 1);
  }
  return mean;
}

/** Of the first value the server takes no notice: one alone varies by nothing, even when it is none. */
function variance(values: Float64Array): number {
  let mean = values[0];
  let square = 0;
  for (let index = 1; index < values.length; index++) {
    const delta = values[index] - mean;
    mean += delta / (index + 1);
    square += delta * (values[index] - mean);
  }
  return square / values.length;
}

const FOLDS: Readonly<Record<string, Fold>> = {
  sum: values => {
    let total = 0;
    for (let index = 0; index < values.length; index++) {
      total += values[index];
    }
    return total;
  },
  avg: average,
  count: values => values.length,
  group: () => 1,
  min: values =>
    values.reduce((least, value) =>
      least > value || Number.isNaN(least) ? value : least,
    ),
  max: values =>
    values.reduce((most, value) =>
      most < value || Number.isNaN(most) ? value : most,
    ),
  stdvar: variance,
  stddev: values => Math.sqrt(variance(values)),
  quantile: (values, phi) => quantile(phi, values),
};

export function aggregate(
  expr: Aggregate,
  columns: readonly Column[],
  param: Float64Array | string | undefined,
  steps: number,
): Column[] {
  if (expr.op === 'count_values') {
    return countValues(expr, columns, param as string);
  }
  const numbers = param as Float64Array | undefined;
  if (expr.op === 'topk' || expr.op === 'bottomk') {
    return extremes(expr, columns, numbers!, steps);
  }
  const fold = FOLDS[expr.op];
  return present(
    groupsOf(expr, columns).map(({ labels, members }) => {
      const result = column(labels, steps);
      const values = new Float64Array(members.length);
      for (let step = 0; step < steps; step++) {
        let count = 0;
        for (let index = 0; index < members.length; index++) {
          if (members[index].has[step]) {
            values[count] = members[index].values[step];
            count += 1;
          }
        }
        if (count > 0) {
          result.values[step] = fold(
            count === values.length ? values : values.subarray(0, count),
            numbers?.[step] ?? NaN,
          );
          result.has[step] = 1;
        }
      }
      return result;
    }),
  );
}

/** `topk` and `bottomk`: the series themselves, best first at an instant. */
function extremes(
  expr: Aggregate,
  columns: readonly Column[],
  param: Float64Array,
  steps: number,
): Column[] {
  const sign = expr.op === 'topk' ? -1 : 1;
  const kept = new Map<Column, Column>();
  const order: Column[] = [];
  for (const { members } of groupsOf(expr, columns)) {
    for (let step = 0; step < steps; step++) {
      const wanted = param[step];
      if (Number.isNaN(wanted) || Math.abs(wanted) >= 2 ** 63) {
        throw new ExecutionError(
          `Scalar value ${
            Number.isNaN(wanted) ? 'NaN' : wanted
          } overflows int64`,
        );
      }
      const here = members.filter(({ has }) => has[step]);
      const best = here
        .map((member, index) => ({ member, index }))
        .sort((a, b) => {
          const [left, right] = [a.member.values[step], b.member.values[step]];
          if (Number.isNaN(left) || Number.isNaN(right)) {
            return (
              Number(Number.isNaN(left)) - Number(Number.isNaN(right)) ||
              a.index - b.index
            );
          }
          return sign * (left - right) || a.index - b.index;
        })
        .slice(0, Math.max(0, Math.trunc(wanted)));
      for (const { member } of best) {
        let result = kept.get(member);
        if (!result) {
          result = column(member.labels, steps);
          kept.set(member, result);
          order.push(result);
        }
        result.values[step] = member.values[step];
        result.has[step] = 1;
      }
    }
  }
  return order;
}

function countValues(
  expr: Aggregate,
  columns: readonly Column[],
  label: string,
): Column[] {
  if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(label)) {
    throw new ExecutionError(`invalid label name ${JSON.stringify(label)}`);
  }
  const counts = new Map<string, Column>();
  for (const { labels, members } of groupsOf(expr, columns)) {
    for (const { values, has } of members) {
      values.forEach((value, step) => {
        if (has[step]) {
          const result = labels.with(label, plain(value));
          let counted = counts.get(result.key);
          if (!counted) {
            counted = column(result, values.length);
            counts.set(result.key, counted);
          }
          counted.values[step] += 1;
          counted.has[step] = 1;
        }
      });
    }
  }
  return merged([...counts.values()]);
}

/** A number without an exponent, as labels hold it. */
function plain(value: number): string {
  if (Number.isNaN(value)) {
    return 'NaN';
  }
  if (!Number.isFinite(value)) {
    return value > 0 ? '+Inf' : '-Inf';
  }
  const text = String(value);
  return text.includes('e')
    ? value.toLocaleString('en', {
        useGrouping: false,
        maximumFractionDigits: 20,
      })
    : text;
}
