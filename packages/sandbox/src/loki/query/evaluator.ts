import { badQuery } from '../errors';
import { Grouping, MetricPlan, RangePlan } from '../logql/plan';
import { compileRegex } from '../logql/regex';
import { labelOf } from '../logql/row';
import { LogStore } from '../store/store';
import { aggregate } from './aggregate';
import { combine } from './binary';
import { RangeSeries, loadRange } from './range';
import { Vector, sample } from './vector';
import { Work } from './work';

/** Sums of counts may be counted by group at once. */
const ADDS_UP = ['count_over_time', 'rate', 'bytes_over_time', 'bytes_rate'];

/** Evaluates a plan at moments that are known beforehand, so that each line is read once. */
export class Evaluator {
  private constructor(
    private readonly plan: MetricPlan,
    private readonly ranges: ReadonlyMap<RangePlan, RangeSeries>,
  ) {}

  /** Reads the lines that the plan needs at `times`, in milliseconds, rising. */
  static async create(
    store: LogStore,
    plan: MetricPlan,
    times: readonly number[],
    work: Work,
  ): Promise<Evaluator> {
    const ranges = new Map<RangePlan, RangeSeries>();
    for (const { range, grouping } of rangesOf(plan)) {
      ranges.set(range, await loadRange(store, range, grouping, times, work));
    }
    return new Evaluator(plan, ranges);
  }

  /** The values at the moment with this index. Indexes must rise from call to call. */
  at(index: number): Vector {
    return this.evaluate(this.plan, index);
  }

  private evaluate(plan: MetricPlan, index: number): Vector {
    switch (plan.type) {
      case 'scalar':
        return { samples: [sample({}, plan.value)], scalar: true };
      case 'vector':
        return { samples: [sample({}, plan.value)], scalar: false };
      case 'range':
        return { samples: this.ranges.get(plan)!.at(index), scalar: false };
      case 'aggregate': {
        const { samples, scalar } = this.evaluate(plan.of, index);
        if (scalar) {
          throw badQuery(
            `parse error : unexpected scalar in ${plan.operation} aggregation`,
          );
        }
        return { samples: aggregate(plan, samples), scalar: false };
      }
      case 'replace': {
        const regex = compileRegex(plan.expression, true);
        const { samples } = this.evaluate(plan.of, index);
        return {
          scalar: false,
          samples: samples.map(item => {
            const groups = regex.exec(labelOf(item.labels, plan.source) ?? '');
            if (!groups) {
              return item;
            }
            const value = plan.replacement.replace(
              /\$(?:(\d+)|\{(\d+)\})/g,
              (_, bare, braced) => groups[Number(bare ?? braced) - 1] ?? '',
            );
            const { [plan.target]: replaced, ...labels } = item.labels;
            return sample(
              value ? { ...labels, [plan.target]: value } : labels,
              item.value,
            );
          }),
        };
      }
      default:
        return combine(
          plan,
          this.evaluate(plan.left, index),
          this.evaluate(plan.right, index),
        );
    }
  }
}

/** All ranges of a plan; a sum over one tells how its lines may be grouped while they are read. */
function rangesOf(
  plan: MetricPlan,
): { range: RangePlan; grouping?: Grouping }[] {
  switch (plan.type) {
    case 'range':
      return [{ range: plan }];
    case 'aggregate': {
      const { of } = plan;
      const isSum =
        plan.operation === 'sum' &&
        of.type === 'range' &&
        ADDS_UP.includes(of.operation);
      return isSum
        ? [
            {
              range: of,
              grouping: plan.grouping ?? { without: false, labels: [] },
            },
          ]
        : rangesOf(of);
    }
    case 'replace':
      return rangesOf(plan.of);
    case 'binary':
      return [...rangesOf(plan.left), ...rangesOf(plan.right)];
    default:
      return [];
  }
}
