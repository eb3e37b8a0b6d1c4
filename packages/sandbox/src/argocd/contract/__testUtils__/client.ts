/** An Argo CD under test: nothing but an address and the token of an account that may look, sync and change. */
export interface Target {
  url: string;
  token: string;
}

export interface Reply {
  status: number;
  headers: Headers;
  text: string;
  /** The body as JSON. */
  json: any;
}

/** A plain HTTP client of Argo CD's API. */
export class Client {
  private readonly aborts = new Set<AbortController>();

  constructor(private readonly target: Target) {}

  async send(
    method: string,
    path: string,
    options: { body?: unknown; token?: string | null } = {},
  ): Promise<Reply> {
    const response = await fetch(new URL(path, this.target.url), {
      method,
      headers: this.headers(options.token),
      body:
        options.body === undefined ? undefined : JSON.stringify(options.body),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      get json() {
        return JSON.parse(text);
      },
    };
  }

  /** The JSON of a GET that must succeed. */
  async get(path: string): Promise<any> {
    const reply = await this.send('GET', path);
    if (reply.status !== 200) {
      throw new Error(`GET ${path}: ${reply.status} ${reply.text}`);
    }
    return reply.json;
  }

  post(path: string, body: unknown): Promise<Reply> {
    return this.send('POST', path, { body });
  }

  /** An open stream, read message by message. */
  async stream(
    path: string,
    accept?: string,
  ): Promise<{ type: string; next(): Promise<any>; close(): void }> {
    const abort = new AbortController();
    this.aborts.add(abort);
    const response = await fetch(new URL(path, this.target.url), {
      headers: { ...this.headers(), ...(accept ? { accept } : {}) },
      signal: abort.signal,
    });
    const reader = response
      .body!.pipeThrough(new TextDecoderStream())
      .getReader();
    let buffer = '';
    return {
      type: response.headers.get('content-type') ?? '',
      async next() {
        for (;;) {
          const end = buffer.indexOf('\n');
          if (end >= 0) {
            const line = buffer.slice(0, end).replace(/^data: /, '');
            buffer = buffer.slice(end + 1);
            if (line) {
              return JSON.parse(line);
            }
          } else {
            const { value, done } = await reader.read();
            if (done) {
              throw new Error('the stream has ended');
            }
            buffer += value;
          }
        }
      },
      close: () => abort.abort(),
    };
  }

  close(): void {
    this.aborts.forEach(abort => abort.abort());
  }

  private headers(token: string | null = this.target.token) {
    return {
      'content-type': 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    };
  }
}

/** Asks again until `probe` gives something, for what the controller does in its own time. */
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
