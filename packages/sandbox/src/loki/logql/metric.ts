import { badQuery } from '../errors';
import { readBinary } from './binary';
import { readPipeline } from './log';
import { readSelector } from './matchers';
import {
  Grouping,
  LogPlan,
  MetricPlan,
  RangeOperation,
  RangePlan,
} from './plan';
import { compileRegex } from './regex';
import { Row } from './row';
import { labelFilter } from './stages/labelFilter';
import { durationMs, sizeBytes } from './text';
import { Tree } from './tree';

const NEEDS_UNWRAP: readonly RangeOperation[] = [
  'rate_counter',
  'avg_over_time',
  'sum_over_time',
  'min_over_time',
  'max_over_time',
  'stddev_over_time',
  'stdvar_over_time',
  'quantile_over_time',
  'first_over_time',
  'last_over_time',
];
const TAKES_UNWRAP: readonly RangeOperation[] = [
  ...NEEDS_UNWRAP,
  'rate',
  'absent_over_time',
];
const TAKES_GROUPING: readonly RangeOperation[] = [
  'avg_over_time',
  'min_over_time',
  'max_over_time',
  'stddev_over_time',
  'stdvar_over_time',
  'quantile_over_time',
  'first_over_time',
  'last_over_time',
];
const AGGREGATIONS = [
  'sum',
  'avg',
  'count',
  'max',
  'min',
  'stddev',
  'stdvar',
  'bottomk',
  'topk',
  'sort',
  'sort_desc',
];
const TAKES_PARAMETER = ['topk', 'bottomk'];
/** Reads a `MetricExpr` node. */
export function readMetric(node: Tree): MetricPlan {
  const [inner] = node.children();
  switch (inner.name) {
    case 'MetricExpr':
      return readMetric(inner);
    case 'RangeAggregationExpr':
      return readRange(inner);
    case 'VectorAggregationExpr':
      return readAggregate(inner);
    case 'BinOpExpr':
      return readBinary(inner, readMetric);
    case 'LiteralExpr':
      return { type: 'scalar', value: Number(inner.text.replace(/\s/g, '')) };
    case 'VectorExpr':
      return { type: 'vector', value: Number(inner.child('Number')!.text) };
    case 'LabelReplaceExpr':
      return readReplace(inner);
    default:
      throw inner.fail(`unexpected ${inner.text.slice(0, 40)}`);
  }
}

function readGrouping(node: Tree): Grouping | undefined {
  const grouping = node.child('Grouping');
  return (
    grouping && {
      without: grouping.child('Without') !== undefined,
      labels: (grouping.child('Labels')?.list('Identifier') ?? []).map(
        ({ text }) => text,
      ),
    }
  );
}

function readReplace(node: Tree): MetricPlan {
  const [target, replacement, source, expression] = node
    .all('String')
    .map(({ string }) => string);
  compileRegex(expression, true);
  return {
    type: 'replace',
    of: readMetric(node.child('MetricExpr')!),
    target,
    replacement,
    source,
    expression,
  };
}

function readAggregate(node: Tree): MetricPlan {
  const operation = node.child('VectorOp')!.text;
  const number = node.child('Number');
  if (!AGGREGATIONS.includes(operation)) {
    throw badQuery(`parse error : ${operation} is not enabled`);
  }
  if (TAKES_PARAMETER.includes(operation) !== (number !== undefined)) {
    throw badQuery(
      number
        ? `parse error : unsupported parameter for operation ${operation}(${number.text},`
        : `parse error : parameter required for operation ${operation}`,
    );
  }
  const parameter = number && Number(number.text);
  if (parameter !== undefined && !(parameter >= 1)) {
    throw badQuery(
      `parse error : invalid parameter (must be greater than 0) ${operation}(${
        number!.text
      }`,
    );
  }
  return {
    type: 'aggregate',
    operation,
    parameter,
    grouping: readGrouping(node),
    of: readMetric(node.child('MetricExpr')!),
  };
}

function readRange(node: Tree): RangePlan {
  const operation = node.child('RangeOp')!.text as RangeOperation;
  let range = node.child('LogRangeExpr')!;
  while (range.child('LogRangeExpr')) {
    range = range.child('LogRangeExpr')!;
  }
  const number = node.child('Number');
  const grouping = readGrouping(node);
  const unwrap = range.child('UnwrapExpr');
  if ((operation === 'quantile_over_time') !== (number !== undefined)) {
    throw badQuery(
      number
        ? `parse error : parameter ${number.text} not supported for operation ${operation}`
        : `parse error : parameter required for operation ${operation}`,
    );
  }
  if (unwrap && !TAKES_UNWRAP.includes(operation)) {
    throw badQuery(
      `parse error : invalid aggregation ${operation} with unwrap`,
    );
  }
  if (!unwrap && NEEDS_UNWRAP.includes(operation)) {
    throw badQuery(
      `parse error : invalid aggregation ${operation} without unwrap`,
    );
  }
  if (grouping && !TAKES_GROUPING.includes(operation)) {
    throw badQuery(
      `parse error : grouping not allowed for ${operation} aggregation`,
    );
  }
  const offset = range.child('OffsetExpr')?.child('Duration');
  const log: LogPlan = {
    matchers: readSelector(range.child('Selector')!),
    stages: readPipeline(range),
  };
  return {
    type: 'range',
    operation,
    parameter: number && Number(number.text),
    log,
    rangeMs: durationMs(range.child('Range')!.child('Duration')!.text),
    offsetMs: offset ? durationMs(offset.text) : 0,
    unwrap: unwrap && readUnwrap(unwrap),
    grouping,
  };
}

function readUnwrap(node: Tree): (row: Row) => number | undefined {
  const inner = node.child('UnwrapExpr');
  if (inner) {
    const take = readUnwrap(inner);
    const test = labelFilter(node.child('LabelFilter')!);
    return row => {
      const value = take(row);
      return test(row) ? value : undefined;
    };
  }
  const label = node.child('Identifier')!.text;
  const convert = converter(node.child('ConvOp')?.text);
  return row => {
    const text = row.get(label);
    if (text === undefined) {
      return undefined;
    }
    const value = convert(text);
    // The label became the value; it names no series.
    row.delete(label);
    if (Number.isNaN(value)) {
      row.fail('SampleExtractionErr', `cannot read "${text}" as a number`);
      return 0;
    }
    return value;
  };
}

function converter(name: string | undefined): (text: string) => number {
  if (name === 'bytes') {
    return sizeBytes;
  }
  if (name === 'duration' || name === 'duration_seconds') {
    return text => durationMs(text) / 1000;
  }
  return text => (text.trim() ? Number(text) : NaN);
}
