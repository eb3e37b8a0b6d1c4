import { isError } from '@backstage/errors';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import {
  IncomingMessage,
  Server,
  ServerResponse,
  createServer,
} from 'node:http';
import { AddressInfo } from 'node:net';
import { IncidentState, Incidents } from '../world/incidents';

/** How a running sandbox is reached by its command line. */
export interface ControlAddress {
  url: string;
  token: string;
}

/** What the command line shows of a running sandbox. */
export interface SandboxStatus {
  pid: number;
  urls: Record<string, string>;
  /** World time, RFC 3339. */
  time: string;
  speed: number;
  seed: string;
  nodes: number;
  pods: { total: number; ready: number };
  incidents: IncidentState[];
}

export interface ControlServer {
  address: ControlAddress;
  close(): Promise<void>;
}

/** Serves status and incidents to whoever can read the token's file, on loopback only. */
export async function startControlServer(options: {
  port: number;
  incidents: Incidents;
  status(): SandboxStatus;
}): Promise<ControlServer> {
  const token = randomBytes(32).toString('base64url');
  const server = createServer((request, response) => {
    if (!isAuthorized(request, token)) {
      answer(response, 401, { error: 'wrong or missing token' });
      return;
    }
    try {
      route(request, response, options);
    } catch (error) {
      const isKnown = isError(error) && error.name !== 'Error';
      answer(response, isKnown ? 400 : 500, {
        error: isError(error) ? error.message : 'unknown error',
      });
    }
  });
  await listen(server, options.port);
  const { port } = server.address() as AddressInfo;
  return {
    address: { url: `http://127.0.0.1:${port}`, token },
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function route(
  { method, url }: IncomingMessage,
  response: ServerResponse,
  { incidents, status }: { incidents: Incidents; status(): SandboxStatus },
): void {
  const [, resource, name] = (url ?? '').split('/');
  if (method === 'GET' && resource === 'status') {
    answer(response, 200, status());
  } else if (method === 'GET' && resource === 'incidents' && !name) {
    answer(response, 200, incidents.list());
  } else if (method === 'POST' && resource === 'incidents' && name) {
    answer(response, 200, incidents.start(decodeURIComponent(name)));
  } else if (method === 'DELETE' && resource === 'incidents' && name) {
    answer(response, 200, incidents.stop(decodeURIComponent(name)));
  } else {
    answer(response, 404, { error: 'no such resource' });
  }
}

function isAuthorized(request: IncomingMessage, token: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}
