import { Labels } from '../../world/metrics/tsdb/labels';
import { Samples } from '../../world/metrics/tsdb/series';
import { Queryable } from '../../world/metrics/tsdb/tsdb';
import { evaluate, rangesOf } from './evaluate';
import { Expr, documented, unwrapped } from './syntax/ast';
import { typeOf } from './syntax/check';
import { Column, ExecutionError, Frame } from './values';

const LOOKBACK_MS = 5 * 60_000;
/** A query that looks at more samples than this would stop the whole sandbox for seconds. */
const MOST_SAMPLES = 400_000_000;

export interface EngineOptions {
  storage: Queryable;
  /** Step of a subquery that names none. */
  intervalMs: number;
  lookbackMs?: number;
}

/** One element of an instant vector. */
export interface Element {
  labels: Labels;
  value: number;
}

export type InstantResult =
  | { type: 'vector'; elements: Element[] }
  | { type: 'matrix'; series: Samples[] }
  | { type: 'scalar'; value: number }
  | { type: 'string'; value: string };

/** A query whose type cannot be drawn over time; the server's 400. */
export class QueryTypeError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'QueryTypeError';
  }
}

function frameOf(
  options: EngineOptions,
  start: number,
  end: number,
  step: number,
): Frame {
  const count = Math.floor((end - start) / step) + 1;
  let looked = 0;
  return {
    storage: options.storage,
    start,
    end,
    step,
    times: Float64Array.from({ length: count }, (_, i) => start + i * step),
    lookbackMs: options.lookbackMs ?? LOOKBACK_MS,
    intervalMs: options.intervalMs,
    outer: { start, end },
    account(samples) {
      looked += samples;
      if (looked > MOST_SAMPLES) {
        throw new ExecutionError(
          'query processing would load too many samples into memory in query execution',
        );
      }
    },
  };
}

/** The answer at one moment. */
export function queryInstant(
  options: EngineOptions,
  expr: Expr,
  time: number,
): InstantResult {
  const frame = frameOf(options, time, time, 1);
  if (typeOf(expr) === 'matrix') {
    return { type: 'matrix', series: windowOf(frame, expr) };
  }
  const value = evaluate(frame, expr);
  switch (value.type) {
    case 'vector':
      return {
        type: 'vector',
        elements: value.columns
          .filter(({ has }) => has[0])
          .map(({ labels, values }) => ({ labels, value: values[0] })),
      };
    case 'scalar':
      return { type: 'scalar', value: value.values[0] };
    default:
      return value;
  }
}

function windowOf(frame: Frame, expr: Expr): Samples[] {
  const { series, ends, range } = rangesOf(frame, unwrapped(expr));
  return series
    .map(({ labels, times, values }) => {
      const isIn = (_value: number, index: number) =>
        times[index] >= ends[0] - range && times[index] <= ends[0];
      return { labels, times: times.filter(isIn), values: values.filter(isIn) };
    })
    .filter(({ times }) => times.length > 0)
    .sort((a, b) => Labels.compare(a.labels, b.labels));
}

/** The answer at each step from `start` to `end`, series in the order of their labels. */
export function queryRange(
  options: EngineOptions,
  expr: Expr,
  window: { start: number; end: number; step: number },
): Samples[] {
  const type = typeOf(expr);
  if (type !== 'vector' && type !== 'scalar') {
    throw new QueryTypeError(
      `invalid expression type "${documented(
        type,
      )}" for range query, must be Scalar or instant Vector`,
    );
  }
  const frame = frameOf(options, window.start, window.end, window.step);
  const value = evaluate(frame, expr);
  if (value.type === 'scalar') {
    return [{ labels: Labels.EMPTY, times: frame.times, values: value.values }];
  }
  return value.type === 'vector'
    ? value.columns
        .map(item => samplesOf(frame, item))
        .filter(({ times }) => times.length > 0)
        .sort((a, b) => Labels.compare(a.labels, b.labels))
    : [];
}

function samplesOf({ times }: Frame, { labels, values, has }: Column): Samples {
  if (!has.includes(0)) {
    return { labels, times, values };
  }
  const isPresent = (_value: number, index: number) => has[index] === 1;
  return {
    labels,
    times: times.filter(isPresent),
    values: values.filter(isPresent),
  };
}
