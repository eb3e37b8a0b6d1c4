import { NotFoundError } from '@backstage/errors';
import {
  PlatformError,
  PlatformHttp,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { LokiStream } from './lines';
import { TimeRange, nanoseconds } from './range';
import { areSeries, areStreams, LokiSeries } from './shapes';

/** Amounts of an index. */
export interface LokiStats {
  streams: number;
  chunks: number;
  entries: number;
  bytes: number;
}

const API = '/loki/api/v1';
/** Longer queries do not fit into addresses everywhere. */
const MOST_IN_ADDRESS = 4000;

/** Loki's HTTP API as far as the portal uses it; answers are checked for their shape. */
export class LokiClient {
  constructor(readonly http: PlatformHttp) {}

  /** Lines of a log query. `start` is part of the range, `end` is not; both in nanoseconds. */
  async streams(
    request: {
      query: string;
      start: string;
      end: string;
      limit: number;
      direction: 'forward' | 'backward';
    },
    signal?: AbortSignal,
  ): Promise<LokiStream[]> {
    const { result, resultType } = await this.query(
      { ...request, limit: String(request.limit) },
      signal,
    );
    if (resultType !== 'streams' || !areStreams(result)) {
      throw this.unexpected();
    }
    return result;
  }

  /** Values of a metric query, one each `step` seconds. */
  async series(
    query: string,
    { from, to }: TimeRange,
    step: number,
    signal?: AbortSignal,
  ): Promise<LokiSeries[]> {
    const { result, resultType } = await this.query(
      {
        query,
        start: nanoseconds(from),
        end: nanoseconds(to),
        step: `${step}s`,
      },
      signal,
    );
    if (resultType !== 'matrix' || !areSeries(result)) {
      throw this.unexpected();
    }
    return result;
  }

  /** Bytes per stream of a selector over time, from the index alone. */
  async volume(
    query: string,
    range: TimeRange,
    step: number,
    signal?: AbortSignal,
  ): Promise<LokiSeries[]> {
    const answer = await this.http.json<{ data?: { result?: unknown } }>({
      path: `${API}/index/volume_range`,
      query: { query, ...times(range), step: `${step}s`, limit: '50' },
      signal,
    });
    const result = answer?.data?.result;
    if (!areSeries(result)) {
      throw this.unexpected();
    }
    return result;
  }

  async stats(
    query: string,
    range: TimeRange,
    signal?: AbortSignal,
  ): Promise<LokiStats> {
    const answer = await this.http.json<Partial<LokiStats>>({
      path: `${API}/index/stats`,
      query: { query, ...times(range) },
      signal,
    });
    if (typeof answer?.streams !== 'number') {
      throw this.unexpected();
    }
    const amount = (value: unknown) => (typeof value === 'number' ? value : 0);
    return {
      streams: answer.streams,
      chunks: amount(answer.chunks),
      entries: amount(answer.entries),
      bytes: amount(answer.bytes),
    };
  }

  /** Names of labels, or with a name the values of that label. */
  async labels(
    range: TimeRange,
    options: { query?: string; name?: string; signal?: AbortSignal },
  ): Promise<string[]> {
    const { query, name, signal } = options;
    const answer = await this.http.json<{ data?: unknown }>({
      path:
        name === undefined
          ? `${API}/labels`
          : `${API}/label/${encodeURIComponent(name)}/values`,
      query: { query, ...times(range) },
      signal,
    });
    // Where there are none, Loki leaves the list out.
    const isAnswer = typeof answer === 'object' && answer !== null;
    const data = isAnswer ? answer.data ?? [] : undefined;
    if (!Array.isArray(data)) {
      throw this.unexpected();
    }
    return data.filter(each => typeof each === 'string');
  }

  private async query(
    form: Record<string, string> & { query: string },
    signal: AbortSignal | undefined,
  ): Promise<{ resultType?: unknown; result?: unknown }> {
    const answer = await this.http
      .json<{ data?: { resultType?: unknown; result?: unknown } }>({
        path: `${API}/query_range`,
        ...(form.query.length > MOST_IN_ADDRESS
          ? { method: 'POST', form }
          : { query: form }),
        signal,
      })
      .catch(error => {
        throw error instanceof NotFoundError ? this.unexpected() : error;
      });
    return answer?.data ?? {};
  }

  private unexpected(): PlatformError {
    return new PlatformError(
      `${this.http.title} did not answer as Loki does; check its address`,
      { code: 'platform-unavailable', platform: this.http.title },
    );
  }
}

function times({ from, to }: TimeRange) {
  return { start: nanoseconds(from), end: nanoseconds(to) };
}
