import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';

const NS = 1_000_000n;

/** Loki with one stream that a test writes, counting what it is asked. Knows no LogQL: every query finds everything. */
export class FakeLoki {
  readonly written: { at: bigint; text: string }[] = [];
  readonly queries: URLSearchParams[] = [];
  readonly tails = new Set<WebSocket>();
  tailsOpened = 0;
  tailHeaders: IncomingMessage['headers'] = {};
  /** Answers queries with this status and text. */
  broken: { status: number; text: string } | undefined;
  /** Closes tails as Loki does over its limit. */
  tailLimit = false;
  /** Answers the upgrade with a redirect. */
  redirect = false;
  url = '';
  private readonly server: Server;
  private readonly sockets = new WebSocketServer({ noServer: true });

  constructor() {
    this.server = createServer((request, response) =>
      this.handle(request, response),
    );
    this.server.on('upgrade', (request, socket, head) => {
      if (this.redirect) {
        socket.end(
          'HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n\r\n',
        );
        return;
      }
      if (this.broken) {
        socket.end('HTTP/1.1 503 Service Unavailable\r\n\r\n');
        return;
      }
      this.tailHeaders = request.headers;
      this.sockets.handleUpgrade(request, socket, head, tail => {
        this.tailsOpened += 1;
        if (this.tailLimit) {
          tail.close(1011, 'max concurrent tail requests limit exceeded');
          return;
        }
        this.tails.add(tail);
        tail.on('close', () => this.tails.delete(tail));
      });
    });
  }

  async start(): Promise<this> {
    await new Promise<void>(done => {
      this.server.listen(0, '127.0.0.1', done);
    });
    const { port } = this.server.address() as AddressInfo;
    this.url = `http://127.0.0.1:${port}`;
    return this;
  }

  async stop(): Promise<void> {
    this.drop();
    this.server.closeAllConnections();
    await new Promise(done => {
      this.server.close(done);
    });
  }

  /** Ends all tails without a word. */
  drop(): void {
    this.tails.forEach(tail => tail.terminate());
  }

  /** Writes a line; `told` says whether tails hear of it. */
  write(text: string, told = true, at = BigInt(Date.now()) * NS): void {
    this.written.push({ at, text });
    if (told) {
      const message = JSON.stringify({
        streams: [this.stream([{ at, text }])],
        dropped_entries: null,
      });
      this.tails.forEach(tail => tail.send(message));
    }
  }

  private stream(lines: { at: bigint; text: string }[]) {
    return {
      stream: { namespace: 'titanium-prod', app: 'api-gateway', pod: 'p' },
      values: lines.map(({ at, text }) => [String(at), text]),
    };
  }

  private handle(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', this.url);
    if (this.broken) {
      response.writeHead(this.broken.status).end(this.broken.text);
      return;
    }
    if (url.pathname !== '/loki/api/v1/query_range') {
      response.end('{"version":"3.5.0"}');
      return;
    }
    this.queries.push(url.searchParams);
    const start = BigInt(url.searchParams.get('start')!);
    const end = BigInt(url.searchParams.get('end')!);
    const limit = Number(url.searchParams.get('limit'));
    const found = this.written
      .filter(({ at }) => at >= start && at < end)
      .sort((a, b) => Number(a.at - b.at));
    const lines =
      url.searchParams.get('direction') === 'forward'
        ? found.slice(0, limit)
        : found.slice(-limit);
    response.end(
      JSON.stringify({
        status: 'success',
        data: {
          resultType: 'streams',
          result: lines.length ? [this.stream(lines)] : [],
        },
      }),
    );
  }
}
