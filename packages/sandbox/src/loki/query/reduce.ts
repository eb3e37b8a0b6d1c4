import { RangePlan } from '../logql/plan';

export interface Point {
  /** Milliseconds. */
  time: number;
  value: number;
}

/** One value of the points from `low` to `high` (exclusive), of which there is at least one. */
export type Reduce = (
  points: readonly Point[],
  low: number,
  high: number,
) => number;

const total: Reduce = (points, low, high) => {
  let sum = 0;
  for (let index = low; index < high; index++) {
    sum += points[index].value;
  }
  return sum;
};

const variance: Reduce = (points, low, high) => {
  const mean = total(points, low, high) / (high - low);
  let sum = 0;
  for (let index = low; index < high; index++) {
    sum += (points[index].value - mean) ** 2;
  }
  return sum / (high - low);
};

/** What a counter rose by, with its resets. */
const increase: Reduce = (points, low, high) => {
  let sum = 0;
  for (let index = low + 1; index < high; index++) {
    const step = points[index].value - points[index - 1].value;
    sum += step >= 0 ? step : points[index].value;
  }
  return sum;
};

function extreme(better: (left: number, right: number) => number): Reduce {
  return (points, low, high) => {
    let best = points[low].value;
    for (let index = low + 1; index < high; index++) {
      best = better(best, points[index].value);
    }
    return best;
  };
}

function quantileOf(share: number): Reduce {
  return (points, low, high) => {
    const values = points
      .slice(low, high)
      .map(({ value }) => value)
      .sort((a, b) => a - b);
    if (share < 0 || share > 1) {
      return share < 0 ? -Infinity : Infinity;
    }
    const rank = share * (values.length - 1);
    const below = Math.floor(rank);
    const above = Math.min(below + 1, values.length - 1);
    const weight = rank - below;
    return values[below] * (1 - weight) + values[above] * weight;
  };
}

/** How a range operation makes one value of many. */
export function reducer(plan: RangePlan): Reduce {
  const seconds = plan.rangeMs / 1000;
  const perSecond =
    (reduce: Reduce): Reduce =>
    (...of) =>
      reduce(...of) / seconds;
  switch (plan.operation) {
    case 'count_over_time':
      return (_, low, high) => high - low;
    case 'rate':
      return perSecond(plan.unwrap ? total : (_, low, high) => high - low);
    case 'rate_counter':
      return perSecond(increase);
    case 'bytes_rate':
      return perSecond(total);
    case 'bytes_over_time':
    case 'sum_over_time':
      return total;
    case 'avg_over_time':
      return (points, low, high) => total(points, low, high) / (high - low);
    case 'min_over_time':
      return extreme(Math.min);
    case 'max_over_time':
      return extreme(Math.max);
    case 'stdvar_over_time':
      return variance;
    case 'stddev_over_time':
      return (...of) => Math.sqrt(variance(...of));
    case 'quantile_over_time':
      return quantileOf(plan.parameter!);
    case 'first_over_time':
      return (points, low) => points[low].value;
    case 'last_over_time':
      return (points, _, high) => points[high - 1].value;
    default:
      return () => 1;
  }
}
