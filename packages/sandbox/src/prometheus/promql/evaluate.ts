import { Labels, METRIC_NAME } from '../../world/metrics/tsdb/labels';
import { histogramQuantile } from './functions/histogram';
import { labelJoin, labelReplace } from './functions/labels';
import { RANGE_FUNCTIONS, overRanges } from './functions/range';
import {
  CALENDAR_FUNCTIONS,
  SIMPLE_FUNCTIONS,
  SimpleFunction,
} from './functions/simple';
import { aggregate } from './operators/aggregate';
import { binary } from './operators/binary';
import { momentsOf, selectInstant, selectRange } from './select';
import { Call, Expr, Subquery, VectorSelector, unwrapped } from './syntax/ast';
import {
  Column,
  ExecutionError,
  Frame,
  Ranges,
  Value,
  column,
  merged,
  present,
} from './values';

/** Works an expression out for all steps of the frame. */
export function evaluate(frame: Frame, expr: Expr): Value {
  switch (expr.kind) {
    case 'number':
      return {
        type: 'scalar',
        values: new Float64Array(frame.times.length).fill(expr.value),
      };
    case 'string':
      return { type: 'string', value: expr.value };
    case 'selector':
      return vector(selectInstant(frame, expr));
    case 'paren':
      return evaluate(frame, expr.expr);
    case 'unary':
      return unary(expr.op, evaluate(frame, expr.expr));
    case 'binary':
      return binary(
        expr,
        evaluate(frame, expr.left),
        evaluate(frame, expr.right),
      );
    case 'aggregate': {
      const param = expr.param && evaluate(frame, expr.param);
      return vector(
        aggregate(
          expr,
          columnsOf(frame, expr.expr),
          param && paramOf(param),
          frame.times.length,
        ),
      );
    }
    case 'call':
      return call(frame, expr);
    default:
      throw new ExecutionError(`unexpected ${expr.kind} in a query`);
  }
}

function vector(columns: Column[]): Value {
  return { type: 'vector', columns };
}

function paramOf(value: Value): Float64Array | string {
  if (value.type === 'vector') {
    throw new ExecutionError('expected a scalar');
  }
  return value.type === 'string' ? value.value : value.values;
}

function columnsOf(frame: Frame, expr: Expr): Column[] {
  const value = evaluate(frame, expr);
  return value.type === 'vector' ? value.columns : [];
}

function scalarOf(frame: Frame, expr: Expr): Float64Array {
  const value = evaluate(frame, expr);
  return value.type === 'scalar'
    ? value.values
    : new Float64Array(frame.times.length).fill(NaN);
}

function textOf(frame: Frame, expr: Expr): string {
  const value = evaluate(frame, expr);
  return value.type === 'string' ? value.value : '';
}

function unary(op: string, value: Value): Value {
  if (op === '+' || value.type === 'string') {
    return value;
  }
  if (value.type === 'scalar') {
    return { type: 'scalar', values: value.values.map(item => -item) };
  }
  return vector(
    merged(
      value.columns.map(({ labels, values, has }) => ({
        labels: labels.withoutName(),
        values: values.map(item => -item),
        has,
      })),
    ),
  );
}

/** The samples of a range selector or a subquery. */
export function rangesOf(frame: Frame, expr: Expr): Ranges {
  const inner = unwrapped(expr);
  if (inner.kind === 'range') {
    return selectRange(frame, inner);
  }
  if (inner.kind === 'subquery') {
    return subquery(frame, inner);
  }
  throw new ExecutionError(`unexpected ${inner.kind} as a range`);
}

function subquery(frame: Frame, expr: Subquery): Ranges {
  const ends = momentsOf(frame, expr);
  const step = expr.step ?? frame.intervalMs;
  const first = ends[0] - expr.range;
  const start = Math.ceil(first / step) * step;
  const end = ends[ends.length - 1];
  const count = Math.max(0, Math.floor((end - start) / step) + 1);
  const times = Float64Array.from(
    { length: count },
    (_, i) => start + i * step,
  );
  if (count === 0) {
    return { series: [], ends, range: expr.range };
  }
  const columns = columnsOf({ ...frame, start, end, step, times }, expr.expr);
  const series = columns.map(({ labels, values, has }) => {
    const isPresent = (_value: number, index: number) => has[index] === 1;
    return {
      labels,
      times: times.filter(isPresent),
      values: values.filter(isPresent),
    };
  });
  return { series, ends, range: expr.range };
}

function call(frame: Frame, expr: Call): Value {
  const { name, args } = expr;
  if (Object.hasOwn(RANGE_FUNCTIONS, name)) {
    const at = name === 'quantile_over_time' ? 1 : 0;
    const others = args.filter((_, index) => index !== at);
    return vector(
      overRanges(frame, rangesOf(frame, args[at]), RANGE_FUNCTIONS[name], {
        keepName: name === 'last_over_time',
        args: others.length
          ? others.map(item => scalarOf(frame, item))
          : undefined,
      }),
    );
  }
  if (Object.hasOwn(SIMPLE_FUNCTIONS, name)) {
    return vector(
      mapped(
        columnsOf(frame, args[0]),
        name,
        args.slice(1).map(item => scalarOf(frame, item)),
      ),
    );
  }
  if (Object.hasOwn(CALENDAR_FUNCTIONS, name)) {
    const columns = args[0]
      ? columnsOf(frame, args[0])
      : [everywhere(timeOf(frame))];
    return vector(each(columns, CALENDAR_FUNCTIONS[name], []));
  }
  return special(frame, expr);
}

function special(frame: Frame, { name, args }: Call): Value {
  switch (name) {
    case 'time':
      return { type: 'scalar', values: timeOf(frame) };
    case 'pi':
      return {
        type: 'scalar',
        values: new Float64Array(frame.times.length).fill(Math.PI),
      };
    case 'vector':
      return vector([everywhere(scalarOf(frame, args[0]))]);
    case 'scalar':
      return { type: 'scalar', values: single(frame, args[0]) };
    case 'absent':
      return vector(absent(frame, args[0], columnsOf(frame, args[0])));
    case 'absent_over_time':
      return vector(
        absent(
          frame,
          args[0],
          overRanges(frame, rangesOf(frame, args[0]), () => 1, {
            keepName: true,
          }),
        ),
      );
    case 'timestamp':
      return vector(timestamps(frame, args[0]));
    case 'sort':
    case 'sort_desc':
      return vector(sorted(columnsOf(frame, args[0]), name === 'sort'));
    case 'histogram_quantile':
      return vector(
        histogramQuantile(
          frame,
          scalarOf(frame, args[0]),
          columnsOf(frame, args[1]),
        ),
      );
    case 'histogram_count':
    case 'histogram_sum':
    case 'histogram_fraction':
      // They read native histograms only, of which there are none.
      columnsOf(frame, args.at(-1)!);
      return vector([]);
    case 'label_replace':
    case 'label_join': {
      const columns = columnsOf(frame, args[0]);
      const texts = args.slice(1).map(item => textOf(frame, item));
      return vector(
        name === 'label_join'
          ? labelJoin(columns, texts)
          : labelReplace(columns, texts),
      );
    }
    default:
      throw new ExecutionError(`unknown function with name "${name}"`);
  }
}

function timeOf({ times }: Frame) {
  return times.map(time => time / 1000);
}

function everywhere(values: Float64Array): Column {
  const result = column(Labels.EMPTY, values.length);
  result.values.set(values);
  result.has.fill(1);
  return result;
}

function each(
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

function mapped(
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

/** The value of a vector with one element; NaN otherwise. */
function single(frame: Frame, expr: Expr): Float64Array {
  const columns = columnsOf(frame, expr);
  return frame.times.map((_time, step) => {
    const here = columns.filter(({ has }) => has[step]);
    return here.length === 1 ? here[0].values[step] : NaN;
  });
}

function absent(
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

function timestamps(frame: Frame, expr: Expr): Column[] {
  const inner = unwrapped(expr);
  if (inner.kind === 'selector') {
    return merged(
      selectInstant(frame, inner, true).map(item => ({
        ...item,
        labels: item.labels.withoutName(),
      })),
    );
  }
  const times = timeOf(frame);
  return merged(
    columnsOf(frame, expr).map(({ labels, has }) => ({
      labels: labels.withoutName(),
      values: times,
      has,
    })),
  );
}

/** By value at an instant; a range is sorted by labels in any case. NaN comes last. */
function sorted(columns: readonly Column[], ascending: boolean): Column[] {
  return [...columns].sort((a, b) => {
    const [left, right] = [a.values[0], b.values[0]];
    if (Number.isNaN(left) || Number.isNaN(right)) {
      return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
    }
    return ascending ? left - right : right - left;
  });
}
