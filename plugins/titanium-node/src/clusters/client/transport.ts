import { buildConnector, Dispatcher, Pool } from 'undici';
import { ClusterConfig } from '../config';
import { assertPlainPath } from '../kubernetesPath';
import { errorOfStatus, PlatformError } from '../PlatformError';
import { redactText } from '../../redaction/redactText';
import { ClusterRequest, clusterTitle } from '../types';
import { failureWords, isNotConnected } from './words';

/** Bounds of the connections to one cluster. @internal */
export interface TransportLimits {
  /** Connections for requests; more wait in line. */
  requestConnections: number;
  /** Connections for watches and followed logs, which stay open. */
  streamConnections: number;
  connectTimeoutMs: number;
  headTimeoutMs: number;
  /** Longest pause within an answer's body, streams excepted. */
  bodyPauseMs: number;
  maxResponseBytes: number;
}

/** @internal */
export const DEFAULT_LIMITS: TransportLimits = {
  requestConnections: 16,
  streamConnections: 2048,
  connectTimeoutMs: 3_000,
  headTimeoutMs: 10_000,
  bodyPauseMs: 15_000,
  maxResponseBytes: 64 * 1024 * 1024,
};

const MAX_ERROR_BYTES = 64 * 1024;

/** HTTP to one cluster: two bounded pools, headers from scratch, no redirects. @internal */
export class ClusterTransport {
  readonly platform: string;
  private readonly requests: Pool;
  private readonly streams: Pool;
  private readonly prefix: string;

  constructor(
    readonly config: ClusterConfig,
    readonly limits: TransportLimits = DEFAULT_LIMITS,
  ) {
    this.platform = clusterTitle(config.name);
    this.prefix = config.url.pathname.replace(/\/+$/, '');
    const connect: buildConnector.BuildOptions = {
      ca: config.ca,
      timeout: limits.connectTimeoutMs,
      keepAlive: true,
      keepAliveInitialDelay: 10_000,
    };
    const common = { connect, pipelining: 1, keepAliveTimeout: 30_000 };
    this.requests = new Pool(config.url.origin, {
      ...common,
      connections: limits.requestConnections,
      bodyTimeout: limits.bodyPauseMs,
    });
    this.streams = new Pool(config.url.origin, {
      ...common,
      connections: limits.streamConnections,
      // Quiet streams are watched over by their readers, who know what quiet means.
      bodyTimeout: 0,
    });
  }

  /** The answer's head; throws for anything outside 2xx, with the body read into the error. */
  async send(
    request: ClusterRequest,
    options: { token: string; stream: boolean },
  ): Promise<Dispatcher.ResponseData> {
    assertPlainPath(request.path);
    const query = Object.entries(request.query ?? {}).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    );
    const search = new URLSearchParams(query).toString();
    const headers: Record<string, string> = {
      accept: request.accept ?? 'application/json',
      authorization: `Bearer ${options.token}`,
      'user-agent': 'titanium-portal',
    };
    if (request.body !== undefined) {
      headers['content-type'] = request.contentType ?? 'application/json';
    }
    let response: Dispatcher.ResponseData;
    try {
      response = await (options.stream ? this.streams : this.requests).request({
        method: request.method ?? 'GET',
        path: `${this.prefix}${request.path}${search ? `?${search}` : ''}`,
        headers,
        body:
          request.body === undefined ? undefined : JSON.stringify(request.body),
        signal: request.signal,
        headersTimeout: request.timeoutMs ?? this.limits.headTimeoutMs,
      });
    } catch (error) {
      request.signal?.throwIfAborted();
      throw this.unavailable(error);
    }
    // An answer that is given up reports that to whoever listens, and ends the process when nobody does.
    response.body.on('error', () => {});
    if (response.statusCode < 200 || response.statusCode > 299) {
      throw await this.refusal(response);
    }
    return response;
  }

  /** A whole body, within the cap. */
  async text(
    response: Dispatcher.ResponseData,
    signal?: AbortSignal,
  ): Promise<string> {
    const parts: Buffer[] = [];
    let size = 0;
    try {
      for await (const chunk of response.body) {
        size += chunk.length;
        if (size > this.limits.maxResponseBytes) {
          throw new PlatformError(
            `${this.platform} answered with more than ${this.limits.maxResponseBytes} bytes; ask for less`,
            { code: 'platform-rejected', platform: this.platform },
          );
        }
        parts.push(chunk);
      }
    } catch (error) {
      signal?.throwIfAborted();
      throw error instanceof PlatformError ? error : this.unavailable(error);
    }
    return Buffer.concat(parts).toString('utf8');
  }

  unavailable(error: unknown): PlatformError {
    return new PlatformError(
      `${this.platform} cannot be reached: ${failureWords(error)}`,
      {
        code: 'platform-unavailable',
        platform: this.platform,
        notSent: isNotConnected(error),
      },
    );
  }

  async close(): Promise<void> {
    await Promise.all([this.requests.destroy(), this.streams.destroy()]);
  }

  private async refusal(response: Dispatcher.ResponseData): Promise<Error> {
    const status = response.statusCode;
    if (status >= 300 && status < 400) {
      response.body.destroy();
      return new PlatformError(
        `${this.platform} answered with a redirect, which the portal does not follow`,
        {
          code: 'platform-rejected',
          platform: this.platform,
          upstreamStatus: status,
        },
      );
    }
    let text = '';
    try {
      for await (const chunk of response.body) {
        text += chunk.toString('utf8');
        if (text.length > MAX_ERROR_BYTES) {
          break;
        }
      }
    } catch {
      // The status alone says what happened.
    }
    let message = text.trim().slice(0, 500);
    let reason: string | undefined;
    try {
      const parsed = JSON.parse(text);
      if (parsed?.kind === 'Status') {
        message = String(parsed.message ?? parsed.reason ?? '');
        reason = parsed.reason ? String(parsed.reason) : undefined;
      }
    } catch {
      // Not a Status: proxies in between answer with text.
    }
    return errorOfStatus(
      status,
      redactText(message) || `${this.platform} answered ${status}`,
      { platform: this.platform, reason },
    );
  }
}
