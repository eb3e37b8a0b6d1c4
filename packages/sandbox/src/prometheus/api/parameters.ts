import { parseDuration } from '../promql/syntax/literals';

/** A request the server cannot take, in its words. */
export class ApiError extends Error {
  constructor(
    readonly type:
      | 'bad_data'
      | 'execution'
      | 'not_found'
      | 'internal'
      | 'timeout',
    message: string,
  ) {
    super(message);
    this.name = 'ApiError';
  }

  get status(): number {
    switch (this.type) {
      case 'bad_data':
        return 400;
      case 'execution':
        return 422;
      case 'not_found':
        return 404;
      case 'timeout':
        return 503;
      default:
        return 500;
    }
  }
}

export function invalid(name: string, message: string): ApiError {
  return new ApiError('bad_data', `invalid parameter "${name}": ${message}`);
}

/** Go's range of times in milliseconds. */
const MOST_MS = 9_223_372_036_854_775;

/** Seconds since the epoch or RFC 3339, to milliseconds. */
export function parseTime(text: string): number {
  if (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text)) {
    const ms = Math.round(Number(text) * 1000);
    if (Math.abs(ms) <= MOST_MS) {
      return ms;
    }
  }
  const match =
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[-+]\d\d:\d\d)$/.exec(text);
  const time = match ? Date.parse(text) : NaN;
  if (!Number.isFinite(time)) {
    throw new Error(`cannot parse "${text}" to a valid timestamp`);
  }
  return time;
}

/** Seconds or a duration, to milliseconds. */
export function parseStep(text: string): number {
  if (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text)) {
    const ms = Number(text) * 1000;
    if (Math.abs(ms) > MOST_MS) {
      throw new Error(
        `cannot parse "${text}" to a valid duration. It overflows int64`,
      );
    }
    return ms;
  }
  const duration = parseDuration(text);
  if (duration === undefined) {
    throw new Error(`cannot parse "${text}" to a valid duration`);
  }
  return duration;
}

/** A parameter read by `parse`; its failure is told with the parameter's name. */
export function parameter<T>(
  values: URLSearchParams,
  name: string,
  parse: (text: string) => T,
  fallback?: T,
): T {
  const text = values.get(name) ?? '';
  if (text === '' && fallback !== undefined) {
    return fallback;
  }
  try {
    return parse(text);
  } catch (error) {
    throw error instanceof ApiError
      ? error
      : invalid(name, (error as Error).message);
  }
}
