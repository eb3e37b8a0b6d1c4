import { Row, Stage } from './row';

export type MatchOperator = '=' | '!=' | '=~' | '!~';

/** What a label must be. A missing label is an empty one. */
export interface Matcher {
  name: string;
  operator: MatchOperator;
  value: string;
  test(value: string): boolean;
}

/** Which lines, and what becomes of them. */
export interface LogPlan {
  matchers: Matcher[];
  stages: Stage[];
}

export interface Grouping {
  without: boolean;
  labels: string[];
}

export type RangeOperation =
  | 'count_over_time'
  | 'rate'
  | 'rate_counter'
  | 'bytes_over_time'
  | 'bytes_rate'
  | 'avg_over_time'
  | 'sum_over_time'
  | 'min_over_time'
  | 'max_over_time'
  | 'stddev_over_time'
  | 'stdvar_over_time'
  | 'quantile_over_time'
  | 'first_over_time'
  | 'last_over_time'
  | 'absent_over_time';

export interface RangePlan {
  type: 'range';
  operation: RangeOperation;
  parameter?: number;
  log: LogPlan;
  rangeMs: number;
  offsetMs: number;
  /** The number a line stands for; undefined leaves it out. Absent without `unwrap`. */
  unwrap?: (row: Row) => number | undefined;
  grouping?: Grouping;
}

export interface AggregatePlan {
  type: 'aggregate';
  operation: string;
  parameter?: number;
  grouping?: Grouping;
  of: MetricPlan;
}

export interface BinaryPlan {
  type: 'binary';
  operator: string;
  bool: boolean;
  on?: string[];
  ignoring?: string[];
  group?: 'left' | 'right';
  include: string[];
  left: MetricPlan;
  right: MetricPlan;
}

export interface ReplacePlan {
  type: 'replace';
  of: MetricPlan;
  target: string;
  replacement: string;
  source: string;
  expression: string;
}

export type MetricPlan =
  | RangePlan
  | AggregatePlan
  | BinaryPlan
  | ReplacePlan
  | { type: 'scalar'; value: number }
  | { type: 'vector'; value: number };

export type QueryPlan =
  | { type: 'log'; log: LogPlan }
  | { type: 'metric'; metric: MetricPlan };
