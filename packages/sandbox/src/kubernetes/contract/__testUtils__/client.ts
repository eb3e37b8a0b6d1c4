import { Agent, request as httpsRequest } from 'node:https';
import { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import { Role, Target } from './target';

export interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** The body as JSON. */
  json: any;
}

export interface RequestOptions {
  as?: Role | { token: string } | 'nobody';
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
  /** Gives up on a server that does not answer in this time. */
  timeoutMs?: number;
}

export const JSON_PATCH = 'application/json-patch+json';
export const MERGE_PATCH = 'application/merge-patch+json';
export const STRATEGIC_PATCH = 'application/strategic-merge-patch+json';
export const TABLE = 'application/json;as=Table;v=v1;g=meta.k8s.io';

/** An open watch or log: its lines come one by one. */
export interface LineReader {
  status: number;
  /** The next line; `undefined` at the end of the stream. */
  next(): Promise<string | undefined>;
  /** The next line as JSON. */
  event(): Promise<any>;
  close(): void;
}

/** A plain HTTP client of a cluster, as the admin unless told otherwise. */
export class Client {
  private readonly agent: Agent;

  constructor(private readonly target: Target) {
    this.agent = new Agent({ ca: target.ca, keepAlive: true });
  }

  async send(path: string, options: RequestOptions = {}): Promise<Reply> {
    const response = await this.open(path, options);
    const chunks: Buffer[] = [];
    for await (const chunk of response) {
      chunks.push(chunk);
    }
    const text = Buffer.concat(chunks).toString('utf8');
    return {
      status: response.statusCode!,
      headers: response.headers,
      text,
      get json() {
        return JSON.parse(text);
      },
    };
  }

  async get(path: string, options: RequestOptions = {}): Promise<any> {
    const reply = await this.send(path, options);
    if (reply.status !== 200) {
      throw new Error(`GET ${path}: ${reply.status} ${reply.text}`);
    }
    return reply.json;
  }

  create(path: string, body: unknown, options: RequestOptions = {}) {
    return this.send(path, { ...options, method: 'POST', body });
  }

  patch(
    path: string,
    type: string,
    body: unknown,
    options: RequestOptions = {},
  ) {
    return this.send(path, {
      ...options,
      method: 'PATCH',
      body,
      headers: { ...options.headers, 'content-type': type },
    });
  }

  delete(path: string, body?: unknown, options: RequestOptions = {}) {
    return this.send(path, { ...options, method: 'DELETE', body });
  }

  async lines(path: string, options: RequestOptions = {}): Promise<LineReader> {
    const response = await this.open(path, options);
    const reader = createInterface({ input: response });
    const iterator = reader[Symbol.asyncIterator]();
    const next = async () => {
      const { value, done } = await iterator.next();
      return done ? undefined : value;
    };
    return {
      status: response.statusCode!,
      next,
      event: async () => JSON.parse((await next()) ?? 'null'),
      close() {
        reader.close();
        response.destroy();
      },
    };
  }

  close(): void {
    this.agent.destroy();
  }

  private open(
    path: string,
    options: RequestOptions,
  ): Promise<IncomingMessage> {
    const { as = 'admin', method = 'GET', body } = options;
    const headers: Record<string, string> = { ...options.headers };
    if (as !== 'nobody') {
      const token = typeof as === 'string' ? this.target.tokens[as] : as.token;
      headers.authorization = `Bearer ${token}`;
    }
    const payload = typeof body === 'string' ? body : JSON.stringify(body);
    if (payload !== undefined) {
      headers['content-type'] ??= 'application/json';
      headers['content-length'] = String(Buffer.byteLength(payload));
    }
    return new Promise((resolve, reject) => {
      const request = httpsRequest(
        new URL(path, this.target.url),
        { method, headers, agent: this.agent },
        resolve,
      );
      request.on('error', reject);
      if (options.timeoutMs) {
        request.setTimeout(options.timeoutMs, () =>
          request.destroy(new Error('no answer')),
        );
      }
      request.end(payload);
    });
  }
}

/** Asks again until `probe` gives something, for what controllers do in their own time. */
export async function eventually<T>(
  probe: () => Promise<T | undefined | false>,
  timeoutMs = 20_000,
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const value = await probe();
    if (value !== undefined && value !== false) {
      return value;
    }
    if (performance.now() > deadline) {
      throw new Error('gave up waiting');
    }
    await new Promise(resolve => setTimeout(resolve, 25));
  }
}
