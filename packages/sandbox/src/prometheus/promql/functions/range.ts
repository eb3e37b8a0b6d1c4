import { Column, Frame, Ranges, column, distinct } from '../values';
import { quantile } from './quantile';

/** Samples `from` (included) to `to` (excluded) of a series, and the borders of the window they are in. */
export interface Window {
  times: Float64Array;
  values: Float64Array;
  from: number;
  to: number;
  start: number;
  end: number;
  range: number;
  /** Further arguments, at this step. */
  args: number[];
}

/** NaN is a value; undefined is none. */
export type RangeFunction = (window: Window) => number | undefined;

/** Applies a function to each series' window at each step. */
export function overRanges(
  frame: Frame,
  { series, ends, range }: Ranges,
  call: RangeFunction,
  options: { keepName?: boolean; args?: Float64Array[] } = {},
): Column[] {
  const columns: Column[] = [];
  const window: Window = {
    times: new Float64Array(),
    values: new Float64Array(),
    from: 0,
    to: 0,
    start: 0,
    end: 0,
    range,
    args: [],
  };
  for (const { labels, times, values } of series) {
    const result = column(
      options.keepName ? labels : labels.withoutName(),
      ends.length,
    );
    window.times = times;
    window.values = values;
    window.from = 0;
    window.to = 0;
    let looked = 0;
    for (let step = 0; step < ends.length; step++) {
      window.end = ends[step];
      window.start = window.end - range;
      while (window.to < times.length && times[window.to] <= window.end) {
        window.to += 1;
      }
      while (window.from < window.to && times[window.from] < window.start) {
        window.from += 1;
      }
      if (window.to > window.from) {
        if (options.args) {
          window.args = options.args.map(item => item[step]);
        }
        looked += window.to - window.from;
        const value = call(window);
        if (value !== undefined) {
          result.values[step] = value;
          result.has[step] = 1;
        }
      }
    }
    frame.account(looked);
    columns.push(result);
  }
  return distinct(columns);
}

/** Rate, increase and delta: the change over the window, extrapolated to its borders as the server does. */
function extrapolated(
  { times, values, from, to, start, end, range }: Window,
  isCounter: boolean,
  isRate: boolean,
): number | undefined {
  const count = to - from;
  if (count < 2) {
    return undefined;
  }
  const first = values[from];
  const last = to - 1;
  let result = values[last] - first;
  if (isCounter) {
    let before = 0;
    for (let index = from; index < to; index++) {
      if (values[index] < before) {
        result += before;
      }
      before = values[index];
    }
  }
  let toStart = (times[from] - start) / 1000;
  const toEnd = (end - times[last]) / 1000;
  const sampled = (times[last] - times[from]) / 1000;
  const between = sampled / (count - 1);
  if (isCounter && result > 0 && first >= 0) {
    // A counter was not below zero before its first sample.
    toStart = Math.min(toStart, sampled * (first / result));
  }
  const threshold = between * 1.1;
  const extended =
    sampled +
    (toStart < threshold ? toStart : between / 2) +
    (toEnd < threshold ? toEnd : between / 2);
  let factor = extended / sampled;
  if (isRate) {
    factor /= range / 1000;
  }
  return result * factor;
}

/** The change between the last two samples. */
function instant(
  { times, values, from, to }: Window,
  isRate: boolean,
): number | undefined {
  if (to - from < 2) {
    return undefined;
  }
  const last = to - 1;
  const elapsed = times[last] - times[last - 1];
  if (elapsed === 0) {
    return undefined;
  }
  const isReset = isRate && values[last] < values[last - 1];
  const change = isReset ? values[last] : values[last] - values[last - 1];
  return isRate ? change / (elapsed / 1000) : change;
}

function regression(
  { times, values, from, to }: Window,
  intercept: number,
): { slope: number; value: number } {
  let n = 0;
  const sums = { x: 0, y: 0, xy: 0, x2: 0 };
  const lost = { x: 0, y: 0, xy: 0, x2: 0 };
  const add = (key: keyof typeof sums, item: number) => {
    const total = sums[key] + item;
    lost[key] +=
      Math.abs(sums[key]) >= Math.abs(item)
        ? sums[key] - total + item
        : item - total + sums[key];
    sums[key] = total;
  };
  let isConstant = true;
  for (let index = from; index < to; index++) {
    const x = (times[index] - intercept) / 1000;
    isConstant &&= values[index] === values[from];
    n += 1;
    add('x', x);
    add('y', values[index]);
    add('xy', x * values[index]);
    add('x2', x * x);
  }
  if (isConstant) {
    return Number.isFinite(values[from])
      ? { slope: 0, value: values[from] }
      : { slope: NaN, value: NaN };
  }
  const x = sums.x + lost.x;
  const y = sums.y + lost.y;
  const covariance = sums.xy + lost.xy - (x * y) / n;
  const spread = sums.x2 + lost.x2 - (x * x) / n;
  const slope = covariance / spread;
  return { slope, value: y / n - (slope * x) / n };
}

function folded(
  { values, from, to }: Window,
  start: number,
  fold: (before: number, value: number) => number,
): number {
  let result = start;
  for (let index = from; index < to; index++) {
    result = fold(result, values[index]);
  }
  return result;
}

/** Neumaier's sum, exact where the server's is. */
function sum({ values, from, to }: Window): number {
  let total = 0;
  let lost = 0;
  for (let index = from; index < to; index++) {
    const value = values[index];
    const next = total + value;
    lost +=
      Math.abs(total) >= Math.abs(value)
        ? total - next + value
        : value - next + total;
    total = next;
  }
  return Number.isFinite(total) ? total + lost : total;
}

function average(window: Window): number {
  const { values, from, to } = window;
  let mean = 0;
  let count = 0;
  let lost = 0;
  for (let index = from; index < to; index++) {
    const value = values[index];
    count += 1;
    if (!Number.isFinite(mean)) {
      const isSame = mean === value;
      if (isSame || Number.isFinite(value)) {
        continue;
      }
    }
    const item = value / count - mean / count;
    const next = mean + item;
    lost +=
      Math.abs(mean) >= Math.abs(item)
        ? mean - next + item
        : item - next + mean;
    mean = next;
  }
  return Number.isFinite(mean) ? mean + lost : mean;
}

function variance(window: Window): number {
  const { values, from, to } = window;
  let count = 0;
  let mean = 0;
  let square = 0;
  for (let index = from; index < to; index++) {
    count += 1;
    const delta = values[index] - mean;
    mean += delta / count;
    square += delta * (values[index] - mean);
  }
  return square / count;
}

function transitions(
  { values, from, to }: Window,
  counts: (before: number, value: number) => boolean,
): number {
  let count = 0;
  for (let index = from + 1; index < to; index++) {
    count += counts(values[index - 1], values[index]) ? 1 : 0;
  }
  return count;
}

export const RANGE_FUNCTIONS: Readonly<Record<string, RangeFunction>> = {
  rate: window => extrapolated(window, true, true),
  increase: window => extrapolated(window, true, false),
  delta: window => extrapolated(window, false, false),
  irate: window => instant(window, true),
  idelta: window => instant(window, false),
  deriv: window =>
    window.to - window.from < 2
      ? undefined
      : regression(window, window.times[window.from]).slope,
  predict_linear(window) {
    if (window.to - window.from < 2) {
      return undefined;
    }
    const { slope, value } = regression(window, window.end);
    return slope * window.args[0] + value;
  },
  avg_over_time: average,
  sum_over_time: sum,
  count_over_time: ({ from, to }) => to - from,
  last_over_time: ({ values, to }) => values[to - 1],
  present_over_time: () => 1,
  min_over_time: window =>
    folded(window, window.values[window.from], (least, value) =>
      value < least || Number.isNaN(least) ? value : least,
    ),
  max_over_time: window =>
    folded(window, window.values[window.from], (most, value) =>
      value > most || Number.isNaN(most) ? value : most,
    ),
  stdvar_over_time: variance,
  stddev_over_time: window => Math.sqrt(variance(window)),
  quantile_over_time: ({ values, from, to, args }) =>
    quantile(args[0], values.slice(from, to)),
  changes: window =>
    transitions(
      window,
      (before, value) =>
        value !== before && !(Number.isNaN(value) && Number.isNaN(before)),
    ),
  resets: window => transitions(window, (before, value) => value < before),
};
