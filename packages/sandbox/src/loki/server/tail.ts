import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { Clock } from '../../world/types';
import { LokiError, badQuery } from '../errors';
import { parseLogQuery } from '../logql';
import { LogPlan } from '../logql/plan';
import { queryLines } from '../query/lines';
import { Work } from '../query/work';
import { LogStore } from '../store/store';
import { Params } from './params';
import { wantsCategories } from './queries';
import { Tailer } from './tailer';

const MOST_TAILS = 10;
const LONGEST_DELAY_S = 5;
const INTERNAL_ERROR = 1011;
/** Clients have nothing to say. */
const MOST_RECEIVED_BYTES = 1024;

interface TailRequest {
  plan: LogPlan;
  delayMs: number;
  startNs: bigint;
  limit: number;
  categorize: boolean;
}

/** `/tail`: lines over WebSocket as they come. */
export class TailServer {
  private readonly sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MOST_RECEIVED_BYTES,
  });
  private readonly open = new Set<Tailer>();

  constructor(
    private readonly store: LogStore,
    private readonly clock: Clock,
  ) {}

  upgrade(request: IncomingMessage, socket: Socket, head: Buffer): void {
    let wanted: TailRequest;
    try {
      wanted = this.read(request);
    } catch (error) {
      refuse(socket, error);
      return;
    }
    this.sockets.handleUpgrade(request, socket, head, client => {
      // A client that breaks the protocol is closed by the library; there is nothing to add.
      client.on('error', () => {});
      // As the real server: the upgrade succeeds, then the reason is told.
      if (this.open.size >= MOST_TAILS) {
        client.close(
          INTERNAL_ERROR,
          `max concurrent tail requests limit exceeded, count > limit (${
            this.open.size + 1
          } > ${MOST_TAILS})`,
        );
        return;
      }
      this.follow(client, wanted);
    });
  }

  close(): void {
    this.open.forEach(tailer => tailer.stop());
    this.sockets.clients.forEach(client => client.terminate());
    this.sockets.close();
  }

  private read(request: IncomingMessage): TailRequest {
    const url = new URL(request.url ?? '/', 'http://loki');
    if (url.pathname !== '/loki/api/v1/tail') {
      throw new LokiError(404, '404 page not found');
    }
    const params = new Params(url.searchParams, this.clock.now());
    const delay = params.integer('delay_for', 0);
    if (delay > LONGEST_DELAY_S) {
      throw badQuery(`delay_for can't be greater than ${LONGEST_DELAY_S}`);
    }
    return {
      plan: parseLogQuery(params.required('query')),
      delayMs: delay * 1000,
      startNs: params.time('start') ?? params.span().fromNs,
      limit: params.entriesLimit(),
      categorize: wantsCategories(
        request.headers['x-loki-response-encoding-flags'],
      ),
    };
  }

  private async follow(client: WebSocket, wanted: TailRequest): Promise<void> {
    const { plan, delayMs, startNs, limit, categorize } = wanted;
    const since = this.clock.now() - delayMs;
    const tailer = new Tailer(this.store, this.clock, client, {
      plan,
      delayMs,
      since,
      categorize,
    });
    this.open.add(tailer);
    client.once('close', () => {
      this.open.delete(tailer);
      tailer.stop();
    });
    const abort = new AbortController();
    client.once('close', () => abort.abort());
    try {
      const span = { fromNs: startNs, toNs: BigInt(since) * 1_000_000n };
      const past = await queryLines(
        this.store,
        plan,
        { ...span, limit, direction: 'backward' },
        new Work(abort.signal),
      );
      tailer.start(past.reverse());
    } catch (error) {
      if (client.readyState === WebSocket.OPEN) {
        client.close(INTERNAL_ERROR, String(error).slice(0, 120));
      }
    }
  }
}

function refuse(socket: Socket, error: unknown): void {
  const { status, message } =
    error instanceof LokiError
      ? error
      : { status: 500, message: 'internal error' };
  const body = `${message}\n`;
  const reason = { 400: 'Bad Request', 404: 'Not Found' }[status] ?? 'Error';
  socket.end(
    [
      `HTTP/1.1 ${status} ${reason}`,
      'Content-Type: text/plain; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
