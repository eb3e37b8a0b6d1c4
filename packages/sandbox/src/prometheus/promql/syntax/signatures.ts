import { ValueType } from './ast';

/** What a function takes and gives. `variadic` counts further arguments; -1: any number. */
export interface Signature {
  args: ValueType[];
  variadic: number;
  returns: ValueType;
}

const define = (
  args: ValueType[],
  options: { variadic?: number; returns?: ValueType } = {},
): Signature => ({
  args,
  variadic: options.variadic ?? 0,
  returns: options.returns ?? 'vector',
});

const each = (names: string, signature: Signature) =>
  Object.fromEntries(names.split(' ').map(name => [name, signature]));

const VECTOR = define(['vector']);
const RANGE = define(['matrix']);
const CALENDAR = define(['vector'], { variadic: 1 });

/** The functions of Prometheus 2, except `holt_winters`, which the grammar here does not know. */
export const SIGNATURES: ReadonlyMap<string, Signature> = new Map(
  Object.entries({
    ...each(
      'abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor histogram_count histogram_sum ln log10 log2 rad sgn sin sinh sort sort_desc sqrt tan tanh timestamp',
      VECTOR,
    ),
    ...each(
      'absent_over_time avg_over_time changes count_over_time delta deriv idelta increase irate last_over_time max_over_time min_over_time present_over_time rate resets stddev_over_time stdvar_over_time sum_over_time',
      RANGE,
    ),
    ...each(
      'day_of_month day_of_week day_of_year days_in_month hour minute month year',
      CALENDAR,
    ),
    clamp: define(['vector', 'scalar', 'scalar']),
    clamp_max: define(['vector', 'scalar']),
    clamp_min: define(['vector', 'scalar']),
    histogram_fraction: define(['scalar', 'scalar', 'vector']),
    histogram_quantile: define(['scalar', 'vector']),
    label_join: define(['vector', 'string', 'string', 'string'], {
      variadic: -1,
    }),
    label_replace: define(['vector', 'string', 'string', 'string', 'string']),
    pi: define([], { returns: 'scalar' }),
    predict_linear: define(['matrix', 'scalar']),
    quantile_over_time: define(['scalar', 'matrix']),
    round: define(['vector', 'scalar'], { variadic: 1 }),
    scalar: define(['vector'], { returns: 'scalar' }),
    time: define([], { returns: 'scalar' }),
    vector: define(['scalar']),
  }),
);
