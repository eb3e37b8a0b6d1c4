import { histogramQuantile } from './functions/histogram';
import { labelJoin, labelReplace } from './functions/labels';
import { RANGE_FUNCTIONS, overRanges } from './functions/range';
import { CALENDAR_FUNCTIONS, SIMPLE_FUNCTIONS } from './functions/simple';
import {
  absent,
  each,
  everywhere,
  mapped,
  sorted,
  timeOf,
} from './functions/columns';
import { aggregate } from './operators/aggregate';
import { binary } from './operators/binary';
import { momentsOf, selectInstant, selectRange } from './select';
import { Call, Expr, Subquery, unwrapped } from './syntax/ast';
import { Column, ExecutionError, Frame, Ranges, Value, merged } from './values';

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

/** The value of a vector with one element; NaN otherwise. */
function single(frame: Frame, expr: Expr): Float64Array {
  const columns = columnsOf(frame, expr);
  return frame.times.map((_time, step) => {
    const here = columns.filter(({ has }) => has[step]);
    return here.length === 1 ? here[0].values[step] : NaN;
  });
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
