import { setTimeout as delay } from 'node:timers/promises';
import { Dispatcher, Pool } from 'undici';
import { readLineBatches } from '../clusters/client/lines';
import { failureWords, isNotConnected } from '../clusters/client/words';
import { BodyLine } from '../clusters/types';
import { assertPlainPath } from '../clusters/kubernetesPath';
import { PlatformError } from '../clusters/PlatformError';
import { refusalOf } from './answers';
import { PlatformHttpConfig, PlatformRequest } from './types';

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 32 * 1024 * 1024;
const RETRY_MS = 250;
const CLOCK_MS = 2_000;
/** Longest wait for the time alone; what is asked then says that the platform does not answer. */
const CLOCK_WAIT_MS = 3_000;
/** Longest wait for the rest of an answer that has begun. */
const REST_MS = 30_000;
/** `Date` has whole seconds, and answers travel: less than this is no difference. */
const CLOCK_TOLERANCE_MS = 3_000;
/** Waiting as long again would help nobody. */
const TIMEOUTS = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);

/**
 * HTTP to one platform: bounded pools, headers from scratch, no redirects, capped answers, each within its time. A `GET`
 * whose connection failed or that was answered 502, 503 or 504 is tried once more; nothing else is. Errors are `PlatformError`, or
 * `NotFoundError`, `NotAllowedError` and `ConflictError` for 404, 403 and 409, each with the platform's own words.
 * @public
 */
export class PlatformHttp {
  private readonly requests: Pool;
  private readonly streams: Pool;
  private readonly prefix: string;
  private clock: { offsetMs: number; seenAt: number } | undefined;
  /** Failures that have taken their time already. */
  private readonly late = new WeakSet<PlatformError>();

  constructor(private readonly config: PlatformHttpConfig) {
    const url = new URL(config.url);
    this.prefix = url.pathname.replace(/\/+$/, '');
    const connect = {
      timeout: 3_000,
      ...(config.ca !== undefined && { ca: config.ca }),
    };
    this.requests = new Pool(url.origin, {
      connect,
      connections: 16,
      bodyTimeout: REST_MS / 2,
    });
    this.streams = new Pool(url.origin, {
      connect,
      connections: 256,
      // Quiet streams are watched over by their readers.
      bodyTimeout: 0,
    });
  }

  /** Name for people. */
  get title(): string {
    return this.config.title;
  }

  /**
   * The platform's own time in milliseconds, as its answers' `Date` tells: what "now" means in a range asked of it. Asks
   * `path` when the last answer is older than two seconds; falls back to the portal's time.
   */
  async now(path: string, signal?: AbortSignal): Promise<number> {
    const known = this.clock && Date.now() - this.clock.seenAt < CLOCK_MS;
    if (!known) {
      const timeoutMs = Math.min(this.timeoutOf({ path }), CLOCK_WAIT_MS);
      await this.once({ path, signal, timeoutMs }).catch(() => {});
      this.throwIfAborted(signal);
    }
    return Date.now() + (this.clock?.offsetMs ?? 0);
  }

  /** A whole answer as text. */
  async text(request: PlatformRequest): Promise<string> {
    try {
      return await this.once(request);
    } catch (error) {
      if (!this.isWorthAnother(error, request)) {
        throw error;
      }
      await delay(RETRY_MS, undefined, { signal: request.signal }).catch(() =>
        this.throwIfAborted(request.signal),
      );
      return this.once(request);
    }
  }

  /** A whole answer read as JSON; the caller checks its shape. */
  async json<T>(request: PlatformRequest): Promise<T> {
    const text = await this.text(request);
    try {
      return JSON.parse(text) as T;
    } catch {
      throw new PlatformError(`${this.title} did not answer with JSON`, {
        code: 'platform-unavailable',
        platform: this.title,
      });
    }
  }

  /** Lines of an endless answer, a batch a chunk; an empty batch tells that bytes came. Ends when the platform closes. */
  async *lines(
    request: PlatformRequest,
    options: { maxLineBytes: number; opened?(): void },
  ): AsyncGenerator<BodyLine[]> {
    const response = await this.send(this.streams, request);
    options.opened?.();
    try {
      yield* readLineBatches(response.body, {
        maxLineBytes: options.maxLineBytes,
        overflow: 'fail',
      });
    } catch (error) {
      this.throwIfAborted(request.signal);
      throw (error as Error).name === 'LineTooLongError'
        ? error
        : this.unavailable(error);
    } finally {
      response.body.destroy();
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.requests.destroy(), this.streams.destroy()]);
  }

  private async once(request: PlatformRequest): Promise<string> {
    const deadline = AbortSignal.timeout(this.timeoutOf(request) + REST_MS);
    const signal = request.signal
      ? AbortSignal.any([request.signal, deadline])
      : deadline;
    const response = await this.send(this.requests, { ...request, signal });
    const limit = this.config.maxResponseBytes ?? MAX_BYTES;
    const parts: Buffer[] = [];
    let size = 0;
    try {
      for await (const chunk of response.body) {
        size += chunk.length;
        if (size > limit) {
          throw new PlatformError(
            `${this.title} answered with more than ${limit} bytes; ask for less`,
            { code: 'platform-rejected', platform: this.title },
          );
        }
        parts.push(chunk);
      }
    } catch (error) {
      this.throwIfAborted(signal);
      throw error instanceof PlatformError ? error : this.unavailable(error);
    }
    return Buffer.concat(parts).toString('utf8');
  }

  private async send(
    pool: Pool,
    request: PlatformRequest,
  ): Promise<Dispatcher.ResponseData> {
    assertPlainPath(request.path);
    const headers: Record<string, string> = {
      ...this.config.headers,
      accept: request.accept ?? 'application/json',
      'user-agent': 'titanium-portal',
      ...(this.config.token !== undefined && {
        authorization: `Bearer ${this.config.token}`,
      }),
    };
    let body: string | undefined;
    if (request.form) {
      headers['content-type'] = 'application/x-www-form-urlencoded';
      body = parameters(request.form).toString();
    } else if (request.body !== undefined) {
      headers['content-type'] = 'application/json';
      body = JSON.stringify(request.body);
    }
    const search = parameters(request.query ?? {}).toString();
    let response: Dispatcher.ResponseData;
    try {
      response = await pool.request({
        method: request.method ?? 'GET',
        path: `${this.prefix}${request.path}${search && `?${search}`}`,
        headers,
        body,
        signal: request.signal,
        headersTimeout: this.timeoutOf(request),
      });
    } catch (error) {
      this.throwIfAborted(request.signal);
      throw this.unavailable(error);
    }
    // An answer that is given up reports that to whoever listens, and ends the process when nobody does.
    response.body.on('error', () => {});
    this.setClock(response.headers.date);
    if (response.statusCode < 200 || response.statusCode > 299) {
      throw await refusalOf(response, this.title, this.config.token);
    }
    return response;
  }

  private setClock(date: string | string[] | undefined): void {
    const time = Date.parse(String(date));
    if (!Number.isNaN(time)) {
      const seenAt = Date.now();
      const offset = time - seenAt;
      const offsetMs = Math.abs(offset) > CLOCK_TOLERANCE_MS ? offset : 0;
      this.clock = { offsetMs, seenAt };
    }
  }

  private timeoutOf(request: PlatformRequest): number {
    return request.timeoutMs ?? this.config.timeoutMs ?? TIMEOUT_MS;
  }

  /** Whoever gave up for want of time is told of the platform, anybody else hears the reason given. */
  private throwIfAborted(signal: AbortSignal | undefined): void {
    if (signal?.aborted) {
      throw (signal.reason as Error | undefined)?.name === 'TimeoutError'
        ? this.unavailable({ code: 'UND_ERR_HEADERS_TIMEOUT' })
        : signal.reason;
    }
  }

  private unavailable(error: unknown): PlatformError {
    const failure = new PlatformError(
      `${this.title} cannot be reached: ${failureWords(error)}`,
      {
        code: 'platform-unavailable',
        platform: this.title,
        notSent: isNotConnected(error),
      },
    );
    if (TIMEOUTS.has((error as { code?: string }).code ?? '')) {
      this.late.add(failure);
    }
    return failure;
  }

  private isWorthAnother(error: unknown, request: PlatformRequest): boolean {
    if ((request.method ?? 'GET') !== 'GET' || request.signal?.aborted) {
      return false;
    }
    if (!(error instanceof PlatformError) || this.late.has(error)) {
      return false;
    }
    const { code, upstreamStatus } = error;
    return (
      code === 'platform-unavailable' &&
      (upstreamStatus === undefined || [502, 503, 504].includes(upstreamStatus))
    );
  }
}

function parameters(
  values: Record<string, string | readonly string[] | undefined>,
): URLSearchParams {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined) {
        search.append(name, each);
      }
    }
  }
  return search;
}
