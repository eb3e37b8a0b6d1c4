import { Labels } from '../../world/metrics/tsdb/labels';
import { Queryable } from '../../world/metrics/tsdb/tsdb';
import { Samples } from '../../world/metrics/tsdb/series';

/** A query that is right and yet has no answer; the server's 422. */
export class ExecutionError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ExecutionError';
  }
}

/** One series of an instant vector, over all steps of a query at once. `has` is 1 where there is a value. */
export interface Column {
  labels: Labels;
  values: Float64Array;
  has: Uint8Array;
}

/** What an expression gives over all steps. */
export type Value =
  | { type: 'scalar'; values: Float64Array }
  | { type: 'vector'; columns: Column[] }
  | { type: 'string'; value: string };

/** Samples to look at for each step: those in `[times - range, times]`. */
export interface Ranges {
  series: Samples[];
  /** The end of each step's window. */
  ends: Float64Array;
  range: number;
}

/** The steps a query is evaluated for, and where its samples are. */
export interface Frame {
  storage: Queryable;
  start: number;
  end: number;
  step: number;
  /** The moments; one for an instant query. */
  times: Float64Array;
  lookbackMs: number;
  /** Step of a subquery that names none. */
  intervalMs: number;
  /** Start and end of the whole query, for `@ start()` and `@ end()`. */
  outer: { start: number; end: number };
  /** Throws when the query has looked at more samples than it may, or for too long. */
  account(samples: number): void;
}

export function column(labels: Labels, length: number): Column {
  return {
    labels,
    values: new Float64Array(length),
    has: new Uint8Array(length),
  };
}

/** Keeps those that have a value at any step. */
export function present(columns: readonly Column[]): Column[] {
  return columns.filter(({ has }) => has.includes(1));
}

const SAME_LABELS = 'vector cannot contain metrics with the same labelset';

/** One column for each label set; fails when two have a value at the same step. */
export function merged(columns: readonly Column[]): Column[] {
  const byKey = new Map<string, Column>();
  for (const item of columns) {
    const { key } = item.labels;
    const other = byKey.get(key);
    if (!other) {
      byKey.set(key, item);
      continue;
    }
    const both = {
      labels: other.labels,
      values: other.values.slice(),
      has: other.has.slice(),
    };
    item.has.forEach((has, step) => {
      if (has && both.has[step]) {
        throw new ExecutionError(SAME_LABELS);
      }
      if (has) {
        both.has[step] = 1;
        both.values[step] = item.values[step];
      }
    });
    byKey.set(key, both);
  }
  return [...byKey.values()];
}

/** The same as {@link merged} where series of one label set fail even at different steps. */
export function distinct(columns: readonly Column[]): Column[] {
  const kept = present(columns);
  if (new Set(kept.map(({ labels }) => labels.key)).size < kept.length) {
    throw new ExecutionError(SAME_LABELS);
  }
  return kept;
}
