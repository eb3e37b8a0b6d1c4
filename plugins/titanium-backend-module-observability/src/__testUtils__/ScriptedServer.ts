import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';

/** A request as it came. */
export interface SeenRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: string;
}

export type Answer =
  | {
      status?: number;
      json?: unknown;
      text?: string;
      headers?: Record<string, string>;
      /** Breaks the connection off in the middle of the body. */
      truncated?: boolean;
    }
  | 'silence';

/** An HTTP server on loopback that answers as a test says, and keeps what it was asked. */
export class ScriptedServer {
  readonly seen: SeenRequest[] = [];
  url = '';
  private readonly server: Server;

  private constructor(
    public answer: (request: SeenRequest) => Answer | Promise<Answer>,
  ) {
    this.server = createServer((request, response) => {
      void this.handle(request, response);
    });
  }

  static async start(
    answer: ScriptedServer['answer'] = () => ({ status: 404, text: 'nothing' }),
  ): Promise<ScriptedServer> {
    const started = new ScriptedServer(answer);
    await new Promise<void>(done => {
      started.server.listen(0, '127.0.0.1', done);
    });
    const { port } = started.server.address() as AddressInfo;
    started.url = `http://127.0.0.1:${port}`;
    return started;
  }

  /** Requests below a path. */
  asked(path: string): SeenRequest[] {
    return this.seen.filter(each => each.path === path);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(done => {
      this.server.close(done);
    });
  }

  private async handle(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    let body = '';
    for await (const chunk of request) {
      body += chunk;
    }
    const url = new URL(request.url ?? '/', 'http://localhost');
    const seen = {
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      body,
    };
    this.seen.push(seen);
    const answer = await this.answer(seen);
    if (answer === 'silence') {
      return;
    }
    const { status = 200, json, text, headers, truncated } = answer;
    const whole = json === undefined ? text ?? '' : JSON.stringify(json);
    response.writeHead(status, {
      'content-type': json === undefined ? 'text/plain' : 'application/json',
      ...(truncated && { 'content-length': String(whole.length) }),
      ...headers,
    });
    if (truncated) {
      response.write(whole.slice(0, whole.length / 2), () =>
        response.destroy(),
      );
    } else {
      response.end(whole);
    }
  }
}
