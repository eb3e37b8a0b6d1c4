import {
  EngineOptions,
  QueryTypeError,
  queryInstant,
  queryRange,
} from '../promql/engine';
import { parsePromql } from '../promql/syntax/parse';
import { ExecutionError } from '../promql/values';
import { formatInstant, formatMatrix } from './format';
import {
  ApiError,
  invalid,
  parameter,
  parseStep,
  parseTime,
} from './parameters';

const MOST_POINTS = 11_000;

/** `data` of `/api/v1/query`. */
export function answerQuery(
  engine: EngineOptions,
  values: URLSearchParams,
  now: number,
): string {
  const time = parameter(values, 'time', parseInstant, now);
  checkTimeout(values);
  const expr = parameter(values, 'query', parsePromql);
  return executed(() => formatInstant(queryInstant(engine, expr, time), time));
}

/** `data` of `/api/v1/query_range`. */
export function answerRange(
  engine: EngineOptions,
  values: URLSearchParams,
): string {
  const start = parameter(values, 'start', parseTime);
  const end = parameter(values, 'end', parseTime);
  if (end < start) {
    throw invalid('end', 'end timestamp must not be before start time');
  }
  const step = Math.trunc(parameter(values, 'step', parseStep));
  if (step <= 0) {
    throw invalid(
      'step',
      'zero or negative query resolution step widths are not accepted. Try a positive integer',
    );
  }
  if (Math.floor((end - start) / step) > MOST_POINTS) {
    throw new ApiError(
      'bad_data',
      'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
    );
  }
  checkTimeout(values);
  const expr = parseForRange(values.get('query') ?? '');
  return executed(() =>
    formatMatrix(queryRange(engine, expr, { start, end, step })),
  );
}

/** The server names the parameter for one moment only. */
function parseForRange(text: string) {
  try {
    return parsePromql(text);
  } catch (error) {
    throw new ApiError('bad_data', (error as Error).message);
  }
}

function parseInstant(text: string): number {
  try {
    return parseTime(text);
  } catch (error) {
    throw new Error(
      `Invalid time value for 'time': ${(error as Error).message}`,
    );
  }
}

function checkTimeout(values: URLSearchParams): void {
  parameter(values, 'timeout', parseStep, 0);
}

function executed(run: () => string): string {
  try {
    return run();
  } catch (error) {
    if (error instanceof ExecutionError) {
      throw new ApiError('execution', error.message);
    }
    throw error instanceof QueryTypeError
      ? new ApiError('bad_data', error.message)
      : error;
  }
}
