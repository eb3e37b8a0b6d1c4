import { Labels, METRIC_NAME } from '../../../world/metrics/tsdb/labels';
import { Binary, COMPARISONS, Matching, SET_OPERATORS } from '../syntax/ast';
import { Column, ExecutionError, Value, column, present } from '../values';

type Arithmetic = (left: number, right: number) => number;

const ARITHMETIC: Readonly<Record<string, Arithmetic>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
  '^': (left, right) =>
    // Go says 1 where ECMAScript says NaN.
    left === 1 || (left === -1 && Math.abs(right) === Infinity)
      ? 1
      : left ** right,
  atan2: Math.atan2,
  '==': (left, right) => Number(left === right),
  '!=': (left, right) => Number(left !== right),
  '<': (left, right) => Number(left < right),
  '>': (left, right) => Number(left > right),
  '<=': (left, right) => Number(left <= right),
  '>=': (left, right) => Number(left >= right),
};

/** Operators whose result no longer is the metric. `atan2` keeps the name, in the real server too. */
const changesMetric = ({ op, bool }: Binary) =>
  bool || (!COMPARISONS.includes(op) && op !== 'atan2');

export function binary(expr: Binary, left: Value, right: Value): Value {
  if (left.type === 'string' || right.type === 'string') {
    throw new ExecutionError('binary expression of strings');
  }
  const call = ARITHMETIC[expr.op];
  if (left.type === 'scalar' && right.type === 'scalar') {
    return {
      type: 'scalar',
      values: left.values.map((value, step) => call(value, right.values[step])),
    };
  }
  if (left.type === 'vector' && right.type === 'vector') {
    return {
      type: 'vector',
      columns: SET_OPERATORS.includes(expr.op)
        ? setOperation(expr, left.columns, right.columns)
        : matched(expr, left.columns, right.columns),
    };
  }
  const isLeft = left.type === 'vector';
  const columns = left.type === 'vector' ? left.columns : [];
  const others = right.type === 'vector' ? right.columns : columns;
  const scalar =
    left.type === 'scalar' ? left : (right as typeof left & { type: 'scalar' });
  return {
    type: 'vector',
    columns: withScalar(expr, isLeft ? columns : others, scalar.values, isLeft),
  };
}

function withScalar(
  expr: Binary,
  columns: readonly Column[],
  scalar: Float64Array,
  isLeft: boolean,
): Column[] {
  const call = ARITHMETIC[expr.op];
  const isFilter = COMPARISONS.includes(expr.op) && !expr.bool;
  return present(
    columns.map(({ labels, values, has }) => {
      const result = column(
        changesMetric(expr) ? labels.withoutName() : labels,
        values.length,
      );
      for (let step = 0; step < values.length; step++) {
        if (has[step]) {
          const value = isLeft
            ? call(values[step], scalar[step])
            : call(scalar[step], values[step]);
          if (!isFilter || value === 1) {
            result.values[step] = isFilter ? values[step] : value;
            result.has[step] = 1;
          }
        }
      }
      return result;
    }),
  );
}

/** The labels by which series of the two sides find each other. */
function signature({ on, labels }: Matching): (of: Labels) => string {
  return on
    ? of => of.only(labels).key
    : of => of.without([...labels, METRIC_NAME]).key;
}

function byKey(
  columns: readonly Column[],
  keyOf: (labels: Labels) => string,
): Map<string, Column[]> {
  const groups = new Map<string, Column[]>();
  for (const item of columns) {
    const key = keyOf(item.labels);
    const group = groups.get(key);
    if (group) {
      group.push(item);
    } else {
      groups.set(key, [item]);
    }
  }
  return groups;
}

function setOperation(
  { op, matching }: Binary,
  left: readonly Column[],
  right: readonly Column[],
): Column[] {
  const keyOf = signature(matching);
  const [kept, others] = op === 'or' ? [right, left] : [left, right];
  const groups = byKey(others, keyOf);
  const filtered = kept.map(item => {
    const rivals = groups.get(keyOf(item.labels)) ?? [];
    const has = item.has.map((value, step) => {
      const isMatched = rivals.some(rival => rival.has[step]);
      return value && isMatched === (op === 'and') ? 1 : 0;
    });
    return { ...item, has };
  });
  return present(op === 'or' ? [...left, ...filtered] : filtered);
}

function resultLabels(expr: Binary, many: Labels, one: Labels): Labels {
  const { card, on, labels, include } = expr.matching;
  let result = changesMetric(expr) ? many.withoutName() : many;
  if (card === 'one-to-one') {
    result = on ? result.only(labels) : result.without(labels);
  }
  for (const name of include) {
    result = result.with(name, one.get(name));
  }
  return result;
}

const named = (labels: Labels) =>
  `{${labels.pairs
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(', ')}}`;

function matched(
  expr: Binary,
  left: readonly Column[],
  right: readonly Column[],
): Column[] {
  const { matching } = expr;
  const keyOf = signature(matching);
  const isSwapped = matching.card === 'one-to-many';
  const [many, one] = isSwapped ? [right, left] : [left, right];
  if (many.length === 0 || one.length === 0) {
    return [];
  }
  const call = ARITHMETIC[expr.op];
  const isFilter = COMPARISONS.includes(expr.op) && !expr.bool;
  const groups = byKey(one, keyOf);
  for (const [key, group] of groups) {
    assertOnePerStep(group, matching, isSwapped ? 'left' : 'right', () =>
      describe(key, group, matching),
    );
  }
  const results = new Map<string, Column>();
  const taken = new Map<string, Uint8Array>();
  const wasTaken = new Map<string, Uint8Array>();
  for (const item of many) {
    const key = keyOf(item.labels);
    for (const partner of groups.get(key) ?? []) {
      const labels = resultLabels(expr, item.labels, partner.labels);
      let result = results.get(labels.key);
      if (!result) {
        result = column(labels, item.values.length);
        results.set(labels.key, result);
      }
      const slots =
        matching.card === 'one-to-one'
          ? keyed(wasTaken, key, item.values.length)
          : keyed(taken, labels.key, item.values.length);
      for (let step = 0; step < item.values.length; step++) {
        if (item.has[step] && partner.has[step]) {
          const [a, b] = isSwapped
            ? [partner.values[step], item.values[step]]
            : [item.values[step], partner.values[step]];
          const value = call(a, b);
          if (isFilter && value !== 1) {
            continue;
          }
          if (slots[step]) {
            throw new ExecutionError(
              matching.card === 'one-to-one'
                ? 'multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)'
                : 'multiple matches for labels: grouping labels must ensure unique matches',
            );
          }
          slots[step] = 1;
          result.values[step] = isFilter ? a : value;
          result.has[step] = 1;
        }
      }
    }
  }
  return present([...results.values()]);
}

function keyed(
  map: Map<string, Uint8Array>,
  key: string,
  length: number,
): Uint8Array {
  let slots = map.get(key);
  if (!slots) {
    slots = new Uint8Array(length);
    map.set(key, slots);
  }
  return slots;
}

function assertOnePerStep(
  group: readonly Column[],
  _matching: Matching,
  side: string,
  description: () => string,
): void {
  if (group.length < 2) {
    return;
  }
  const seen = new Uint8Array(group[0].has.length);
  for (const { has, labels } of group) {
    has.forEach((value, step) => {
      if (value && seen[step]) {
        const first = group.find(item => item.has[step])!.labels;
        throw new ExecutionError(
          `found duplicate series for the match group ${description()} on the ${side} hand-side of the operation: [${named(
            labels,
          )}, ${named(
            first,
          )}];many-to-many matching not allowed: matching labels must be unique on one side`,
        );
      }
      seen[step] ||= value;
    });
  }
}

function describe(
  _key: string,
  [first]: readonly Column[],
  { on, labels }: Matching,
): string {
  return named(
    on
      ? first.labels.only(labels)
      : first.labels.without([...labels, METRIC_NAME]),
  );
}
