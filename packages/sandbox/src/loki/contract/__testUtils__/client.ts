import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';

export interface Reply {
  status: number;
  type: string;
  text: string;
  // Answers of many shapes are looked into.
  json: any;
}

export const NS_PER_S = 1_000_000_000n;
const DEADLINE_MS = 20_000;

/** An open tail. */
export class Tail {
  readonly lines: string[] = [];
  closed: { code: number; reason: string } | undefined;
  refused: { status: number; text: string } | undefined;
  opened = false;
  private readonly socket: WebSocket;
  private wake = () => {};

  constructor(url: string) {
    this.socket = new WebSocket(url);
    this.socket.on('open', () => {
      this.opened = true;
      this.wake();
    });
    this.socket.on('message', data => {
      for (const { values } of JSON.parse(String(data)).streams) {
        this.lines.push(...values.map((value: string[]) => value[1]));
      }
      this.wake();
    });
    this.socket.on('close', (code, reason) => {
      this.closed = { code, reason: String(reason) };
      this.wake();
    });
    this.socket.on('unexpected-response', (_, response) => {
      let text = '';
      response.on('data', chunk => {
        text += chunk;
      });
      response.on('end', () => {
        this.refused = { status: response.statusCode ?? 0, text: text.trim() };
        this.wake();
      });
    });
    this.socket.on('error', () => this.wake());
  }

  /** Waits until something is so; fails after a while. */
  async until(reached: () => unknown): Promise<void> {
    const deadline = Date.now() + DEADLINE_MS;
    while (!reached()) {
      const left = deadline - Date.now();
      if (left <= 0) {
        throw new Error(`not reached; ${this.lines.length} lines came`);
      }
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, left);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  close(): void {
    this.socket.terminate();
  }
}

/** A client of a Loki of which only the address is known, with labels that nobody else uses. */
export class LokiClient {
  /** The value of the label `run` of everything this client pushes. */
  readonly run = randomUUID();

  constructor(readonly url: string) {}

  /** A selector of what this client pushed. */
  get selector(): string {
    return `{run="${this.run}"}`;
  }

  async get(
    path: string,
    values: Record<string, string> = {},
    headers: Record<string, string> = {},
  ): Promise<Reply> {
    return toReply(
      await fetch(`${this.url}${path}?${new URLSearchParams(values)}`, {
        headers,
      }),
    );
  }

  /** `GET /loki/api/v1/<name>` */
  api(name: string, values: Record<string, string> = {}, headers = {}) {
    return this.get(`/loki/api/v1/${name}`, values, headers);
  }

  /** The same as a form. */
  async post(name: string, values: Record<string, string>): Promise<Reply> {
    return toReply(
      await fetch(`${this.url}/loki/api/v1/${name}`, {
        method: 'POST',
        body: new URLSearchParams(values),
      }),
    );
  }

  /** The server's time in nanoseconds, cut to a second. */
  async now(): Promise<bigint> {
    const response = await fetch(`${this.url}/ready`);
    await response.text();
    return BigInt(Date.parse(response.headers.get('date')!)) * 1_000_000n;
  }

  push(
    labels: Record<string, string>,
    values: readonly (readonly [bigint, string, Record<string, string>?])[],
  ): Promise<Reply> {
    return this.pushRaw(
      JSON.stringify({
        streams: [
          {
            stream: { ...labels, run: this.run },
            values: values.map(([time, line, metadata]) => [
              String(time),
              line,
              ...(metadata ? [metadata] : []),
            ]),
          },
        ],
      }),
    );
  }

  async pushRaw(body: string, type = 'application/json'): Promise<Reply> {
    return toReply(
      await fetch(`${this.url}/loki/api/v1/push`, {
        method: 'POST',
        headers: { 'content-type': type },
        body,
      }),
    );
  }

  /** Times and lines of all streams of a query over the last hour, oldest first. */
  async lines(
    query: string,
    values: Record<string, string> = {},
  ): Promise<[string, string][]> {
    const reply = await this.api('query_range', {
      query,
      limit: '5000',
      ...values,
    });
    if (reply.status !== 200) {
      throw new Error(`${query}: ${reply.status} ${reply.text}`);
    }
    const streams: { values: [string, string][] }[] = reply.json.data.result;
    return streams
      .flatMap(stream => stream.values)
      .sort((a, b) => (BigInt(a[0]) < BigInt(b[0]) ? -1 : 1));
  }

  /** Only the lines. */
  async texts(query: string): Promise<string[]> {
    return (await this.lines(query)).map(([, line]) => line);
  }

  /** The labels of the streams of a query. */
  async streams(query: string): Promise<Record<string, string>[]> {
    const reply = await this.api('query_range', { query });
    if (reply.status !== 200) {
      throw new Error(`${query}: ${reply.status} ${reply.text}`);
    }
    return reply.json.data.result.map((item: any) => item.stream);
  }

  /** The values of an instant query by one label, or by nothing. */
  async values(
    query: string,
    time: bigint,
    label = '',
  ): Promise<Record<string, number>> {
    const reply = await this.api('query', { query, time: String(time) });
    if (reply.status !== 200) {
      throw new Error(`${query}: ${reply.status} ${reply.text}`);
    }
    return Object.fromEntries(
      reply.json.data.result.map((item: any) => [
        item.metric[label] ?? '',
        Number(item.value[1]),
      ]),
    );
  }

  tail(values: Record<string, string>): Tail {
    return new Tail(
      `${this.url.replace(
        /^http/,
        'ws',
      )}/loki/api/v1/tail?${new URLSearchParams(values)}`,
    );
  }
}

async function toReply(response: Response): Promise<Reply> {
  const text = await response.text();
  const type = response.headers.get('content-type') ?? '';
  return {
    status: response.status,
    type,
    text: text.trim(),
    json: type.includes('json') ? JSON.parse(text) : undefined,
  };
}
