import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo, Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { ApiFaults } from '../world/types';
import { PlatformServer } from './types';

/** A server on loopback whose answers the World's faults hold back, fail or forbid. */
export interface HttpServerOptions {
  port: number;
  faults: ApiFaults;
  /** World time, for the `Date` of answers. */
  now(): number;
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Takes WebSocket upgrades; without it they are refused. Faults apply before. */
  upgrade?(request: IncomingMessage, socket: Socket, head: Buffer): void;
  /** How the real server words a failure it was made to have. Default: `text/plain`. */
  refuse?(response: ServerResponse, status: number, message: string): void;
  /** Hears of a handler that threw; the request was answered 500. */
  onError(error: unknown): void;
}

const MESSAGES: Record<number, string> = {
  403: 'Forbidden',
  500: 'internal error',
  502: 'bad gateway',
  503: 'service unavailable',
};

/** False when a request is to be left unanswered; else the status it must fail with, if any. */
async function faultOf(
  faults: ApiFaults,
): Promise<{ silent: true } | { silent: false; status?: number }> {
  if (faults.silent) {
    return { silent: true };
  }
  if (faults.latencyMs > 0) {
    await delay(faults.latencyMs);
  }
  return {
    silent: false,
    status: faults.forbidden ? 403 : faults.failWithStatus,
  };
}

function plainText(response: ServerResponse, status: number, message: string) {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${message}\n`);
}

/** Listens on 127.0.0.1; rejects with the listener's error. `close` cuts open connections, upgraded ones too. */
export async function startHttpServer(
  options: HttpServerOptions,
): Promise<PlatformServer> {
  const { faults, handle, upgrade, onError, refuse = plainText } = options;
  const sockets = new Set<Socket>();
  const server: Server = createServer(async (request, response) => {
    response.setHeader('Date', new Date(options.now()).toUTCString());
    try {
      const fault = await faultOf(faults);
      if (fault.silent) {
        return;
      }
      if (fault.status) {
        refuse(response, fault.status, MESSAGES[fault.status] ?? 'failure');
        return;
      }
      await handle(request, response);
    } catch (error) {
      onError(error);
      if (!response.headersSent) {
        refuse(response, 500, 'internal error');
      } else {
        response.destroy();
      }
    }
  });
  server.keepAliveTimeout = 90_000;
  server.on('connection', (socket: Socket) => {
    socket.setNoDelay(true);
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('upgrade', async (request, socket: Socket, head) => {
    const fault = await faultOf(faults);
    if (fault.silent) {
      return;
    }
    if (fault.status || !upgrade) {
      const status = fault.status ?? 400;
      socket.end(
        `HTTP/1.1 ${status} ${MESSAGES[status] ?? 'Bad Request'}\r\n\r\n`,
      );
      return;
    }
    upgrade(request, socket, head);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve());
        sockets.forEach(socket => socket.destroy());
      }),
  };
}
