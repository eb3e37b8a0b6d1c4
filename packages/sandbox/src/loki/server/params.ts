import { badQuery } from '../errors';
import { durationMs } from '../logql/text';
import { Span } from '../store/store';
import { Direction } from '../query/lines';

const NS_PER_MS = 1_000_000n;
const NS_PER_S = 1_000_000_000n;
const HOUR_MS = 3_600_000;
export const MOST_ENTRIES = 5000;
const DEFAULT_ENTRIES = 100;
/** 30 days and an hour. */
const LONGEST_QUERY_MS = (30 * 24 + 1) * HOUR_MS;
const MOST_POINTS = 11_000;

/** Parameters of a request, from its address and its form. */
export class Params {
  constructor(
    private readonly values: URLSearchParams,
    private readonly nowMs: number,
  ) {}

  text(name: string): string {
    return this.values.get(name) ?? '';
  }

  all(...names: string[]): string[] {
    return names.flatMap(name => this.values.getAll(name));
  }

  required(name: string): string {
    const value = this.text(name);
    if (!value) {
      throw badQuery(
        `parse error : unexpected end of input: no ${name} specified`,
      );
    }
    return value;
  }

  nowNs(): bigint {
    return BigInt(this.nowMs) * NS_PER_MS;
  }

  /** A moment: nanoseconds, seconds with a fraction, or RFC 3339. */
  time(name: string): bigint | undefined {
    const value = this.text(name);
    return value ? parseTime(value) : undefined;
  }

  /** `start` and `end`, or `since` before the end. Default: the last hour. */
  span(defaultMs = HOUR_MS): Span {
    const toNs = this.time('end') ?? this.nowNs();
    const since = this.text('since')
      ? BigInt(Math.round(this.duration('since', defaultMs) * 1e6))
      : BigInt(defaultMs) * NS_PER_MS;
    const base = toNs < this.nowNs() ? toNs : this.nowNs();
    const fromNs = this.time('start') ?? base - since;
    if (toNs < fromNs) {
      throw badQuery('end timestamp must not be before or equal to start time');
    }
    const length = Number((toNs - fromNs) / NS_PER_MS);
    if (length > LONGEST_QUERY_MS) {
      throw badQuery(
        `the query time range exceeds the limit (query length: ${goDuration(
          length,
        )}, limit: 30d1h)`,
      );
    }
    return { fromNs, toNs };
  }

  /** Milliseconds of a duration, or of seconds as a number. */
  duration(name: string, byDefault: number): number {
    const value = this.text(name);
    if (!value) {
      return byDefault;
    }
    const ms = /^\d+(\.\d+)?$/.test(value)
      ? Number(value) * 1000
      : durationMs(value);
    if (Number.isNaN(ms)) {
      throw badQuery(
        `cannot parse ${JSON.stringify(value)} to a valid duration`,
      );
    }
    return ms;
  }

  integer(name: string, byDefault: number): number {
    const value = this.text(name);
    if (!value) {
      return byDefault;
    }
    if (!/^[-+]?\d+$/.test(value)) {
      throw badQuery(
        `strconv.Atoi: parsing ${JSON.stringify(value)}: invalid syntax`,
      );
    }
    return Number(value);
  }

  /** How many lines may be answered. */
  limit(byDefault = DEFAULT_ENTRIES): number {
    const limit = this.integer('limit', byDefault);
    if (limit <= 0) {
      throw badQuery('limit must be a positive value');
    }
    return limit;
  }

  entriesLimit(): number {
    const limit = this.limit();
    if (limit > MOST_ENTRIES) {
      throw badQuery(
        `max entries limit per query exceeded, limit > max_entries_limit_per_query (${limit} > ${MOST_ENTRIES})`,
      );
    }
    return limit;
  }

  direction(): Direction {
    const value = this.text('direction').toLowerCase() || 'backward';
    if (value !== 'backward' && value !== 'forward') {
      throw badQuery(
        `invalid direction ${JSON.stringify(this.text('direction'))}`,
      );
    }
    return value;
  }

  /** Milliseconds between two points of a series over a span. */
  step(span: Span): number {
    const seconds = Number(span.toNs - span.fromNs) / 1e9;
    const step = this.duration(
      'step',
      Math.max(1, Math.floor(seconds / 250)) * 1000,
    );
    if (step <= 0) {
      throw badQuery(
        'zero or negative query resolution step widths are not accepted. Try a positive integer',
      );
    }
    if ((seconds * 1000) / step > MOST_POINTS) {
      throw badQuery(
        'exceeded maximum resolution of 11,000 points per time series. Try increasing the value of the step parameter',
      );
    }
    return step;
  }
}

function parseTime(value: string): bigint {
  if (/^-?\d+$/.test(value)) {
    // Ten digits and fewer are seconds.
    return value.length <= 10 ? BigInt(value) * NS_PER_S : BigInt(value);
  }
  if (/^\d+\.\d+$/.test(value)) {
    const [seconds, fraction] = value.split('.');
    return (
      BigInt(seconds) * NS_PER_S + BigInt(fraction.slice(0, 9).padEnd(9, '0'))
    );
  }
  const match =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[-+]\d\d:\d\d)$/.exec(
      value,
    );
  const ms = match ? Date.parse(match[1] + match[3]) : NaN;
  if (Number.isNaN(ms)) {
    throw badQuery(
      `cannot parse ${JSON.stringify(value)} to a valid timestamp`,
    );
  }
  return BigInt(ms) * NS_PER_MS + BigInt((match![2] ?? '').padEnd(9, '0'));
}

/** A duration as Go prints it. */
export function goDuration(ms: number): string {
  const seconds = ms / 1000;
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = Number((seconds % 60).toFixed(9));
  return `${hours ? `${hours}h` : ''}${
    hours || minutes ? `${minutes}m` : ''
  }${rest}s`;
}
