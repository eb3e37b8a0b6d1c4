import { badQuery } from '../errors';
import { BinaryPlan } from '../logql/plan';
import { LabelMap } from '../logql/row';
import { labelText } from '../logql/text';
import { Sample, Vector, sample } from './vector';

const ARITHMETIC: Record<string, (left: number, right: number) => number> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
  '^': (left, right) => left ** right,
};
const COMPARISON: Record<string, (left: number, right: number) => boolean> = {
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
};
const SETS = ['and', 'or', 'unless'];

/** Puts two sides together, series by series with the same labels. */
export function combine(plan: BinaryPlan, left: Vector, right: Vector): Vector {
  const isSet = SETS.includes(plan.operator);
  if (isSet && (left.scalar || right.scalar)) {
    throw badQuery(
      `parse error : unexpected literal for ${
        left.scalar ? 'left' : 'right'
      } leg of logical/set binary operation (${plan.operator})`,
    );
  }
  if (left.scalar && right.scalar) {
    const value = apply(plan, left.samples[0].value, right.samples[0].value);
    return { samples: [sample({}, value ?? 0)], scalar: true };
  }
  if (left.scalar || right.scalar) {
    return { samples: withScalar(plan, left, right), scalar: false };
  }
  const match = (item: Sample) => labelText(matching(plan, item.labels));
  if (isSet) {
    return {
      samples: sets(plan, left.samples, right.samples, match),
      scalar: false,
    };
  }
  return {
    samples: join(plan, left.samples, right.samples, match),
    scalar: false,
  };
}

/** The value of both sides; undefined when a comparison drops it. */
function apply(
  { operator, bool }: BinaryPlan,
  left: number,
  right: number,
): number | undefined {
  if (operator in ARITHMETIC) {
    return ARITHMETIC[operator](left, right);
  }
  const holds = COMPARISON[operator](left, right);
  if (bool) {
    return holds ? 1 : 0;
  }
  return holds ? left : undefined;
}

function withScalar(plan: BinaryPlan, left: Vector, right: Vector): Sample[] {
  const number = (left.scalar ? left : right).samples[0].value;
  const vector = left.scalar ? right : left;
  const isFilter = plan.operator in COMPARISON && !plan.bool;
  return vector.samples.flatMap(item => {
    const value = left.scalar
      ? apply(plan, number, item.value)
      : apply(plan, item.value, number);
    if (value === undefined) {
      return [];
    }
    return [{ ...item, value: isFilter ? item.value : value }];
  });
}

function matching({ on, ignoring }: BinaryPlan, labels: LabelMap): LabelMap {
  if (!on && !ignoring) {
    return labels;
  }
  return Object.fromEntries(
    Object.entries(labels).filter(([name]) =>
      on ? on.includes(name) : !ignoring!.includes(name),
    ),
  );
}

function sets(
  { operator }: BinaryPlan,
  left: readonly Sample[],
  right: readonly Sample[],
  match: (item: Sample) => string,
): Sample[] {
  const inRight = new Set(right.map(match));
  if (operator === 'and') {
    return left.filter(item => inRight.has(match(item)));
  }
  if (operator === 'unless') {
    return left.filter(item => !inRight.has(match(item)));
  }
  const inLeft = new Set(left.map(match));
  return [...left, ...right.filter(item => !inLeft.has(match(item)))];
}

function join(
  plan: BinaryPlan,
  left: readonly Sample[],
  right: readonly Sample[],
  match: (item: Sample) => string,
): Sample[] {
  const manyRight = plan.group === 'right';
  const [many, one] = manyRight ? [right, left] : [left, right];
  const side = manyRight ? 'left' : 'right';
  const ones = new Map<string, Sample>();
  for (const item of one) {
    const key = match(item);
    if (ones.has(key)) {
      throw badQuery(
        `found duplicate series on the ${side} hand-side;many-to-many matching not allowed: matching labels must be unique on one side`,
      );
    }
    ones.set(key, item);
  }
  const seen = new Set<string>();
  return many.flatMap(item => {
    const key = match(item);
    const other = ones.get(key);
    if (!other) {
      return [];
    }
    if (!plan.group && seen.has(key)) {
      throw badQuery(
        'multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)',
      );
    }
    seen.add(key);
    const value = manyRight
      ? apply(plan, other.value, item.value)
      : apply(plan, item.value, other.value);
    return value === undefined
      ? []
      : [sample(resultLabels(plan, item.labels, other.labels), value)];
  });
}

function resultLabels(
  plan: BinaryPlan,
  many: LabelMap,
  one: LabelMap,
): LabelMap {
  if (!plan.group) {
    return matching(plan, many);
  }
  const included = plan.include.flatMap(name =>
    one[name] === undefined ? [] : [[name, one[name]]],
  );
  return { ...many, ...Object.fromEntries(included) };
}
