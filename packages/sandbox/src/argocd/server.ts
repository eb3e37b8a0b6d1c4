import { IncomingMessage, ServerResponse } from 'node:http';
import { startHttpServer } from '../platforms/httpServer';
import { Platform, PlatformOptions, PlatformServer } from '../platforms/types';
import { Accounts, NOBODY } from './accounts';
import { readBody } from './call';
import { GrpcError, sendError, sendJson, sendText } from './errors';
import { routeOf } from './routes';

const VERSION = 'v3.1.9';

/** Codes of the failures that faults are answered with. */
const FAULT_CODES: Record<number, number> = { 403: 7, 503: 14 };

async function start(options: PlatformOptions): Promise<PlatformServer> {
  const { world, secrets, port, warn } = options;
  const now = () => world.clock.now();
  const accounts = new Accounts(world.store, secrets.platforms.argocd, now);

  async function handle(request: IncomingMessage, response: ServerResponse) {
    const { pathname, searchParams } = new URL(
      request.url ?? '/',
      'http://argocd',
    );
    const { method = 'GET' } = request;
    if (method === 'GET' && pathname === '/api/version') {
      sendJson(response, 200, { Version: VERSION });
      return;
    }
    if (method === 'GET' && pathname === '/healthz') {
      sendText(response, 200, 'ok');
      return;
    }
    const match = routeOf(method, pathname);
    if (match === undefined || match === 'method') {
      const [status, text] = match
        ? ([405, 'Method Not Allowed'] as const)
        : ([404, 'Not Found'] as const);
      sendText(response, status, text);
      return;
    }
    const answer = await match.route.handle({
      world,
      accounts,
      account: match.route.open
        ? NOBODY
        : accounts.authenticate(request.headers),
      params: match.params,
      query: searchParams,
      body: await readBody(request),
      request,
      response,
    });
    if (answer !== undefined) {
      sendJson(response, 200, answer);
    }
  }

  return startHttpServer({
    port,
    faults: world.faults.argocd,
    now,
    async handle(request, response) {
      try {
        await handle(request, response);
      } catch (error) {
        if (!(error instanceof GrpcError) || response.headersSent) {
          throw error;
        }
        sendError(response, error);
      }
    },
    refuse(response, status, message) {
      const code = FAULT_CODES[status] ?? 13;
      const text = status === 403 ? 'permission denied' : message;
      sendJson(response, status, { error: text, code, message: text });
    },
    onError: error => warn(`Argo CD: ${error}`),
  });
}

/** Argo CD's API server. */
export const ARGOCD_PLATFORM: Platform = {
  name: 'argocd',
  title: 'Argo CD',
  defaultPort: 8081,
  start,
};
