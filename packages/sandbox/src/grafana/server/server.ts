import { createHash, timingSafeEqual } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { startHttpServer } from '../../platforms/httpServer';
import { PlatformOptions, PlatformServer } from '../../platforms/types';
import { DataSource, dataSources } from '../datasources';
import { GrafanaError } from '../errors';
import { Answer, findRoute } from './routes';

/** Grafana's HTTP API over the sandbox's Prometheus and Loki. */
export async function startGrafana(
  options: PlatformOptions,
): Promise<PlatformServer> {
  const { world, secrets, urls, port, warn } = options;
  const now = () => world.clock.now();
  const sources = dataSources(urls);
  const token = secrets.platforms.grafana;
  return startHttpServer({
    port,
    faults: world.faults.grafana,
    now,
    async handle(request, response) {
      try {
        send(response, await answer(request, token, sources, now()));
      } catch (error) {
        if (!(error instanceof GrafanaError)) {
          throw error;
        }
        sendError(response, error);
      }
    },
    refuse: (response, status, message) =>
      sendError(response, new GrafanaError(status, message)),
    onError: error => warn(`Grafana: ${error}`),
  });
}

async function answer(
  request: IncomingMessage,
  token: string,
  sources: readonly DataSource[],
  now: number,
): Promise<Answer> {
  const url = new URL(request.url ?? '/', 'http://grafana');
  const route = findRoute(request.method ?? 'GET', url.pathname);
  if (!route?.open) {
    authenticate(request, token);
  }
  if (!route) {
    throw new GrafanaError(404, 'Not found');
  }
  return route.handler({
    request,
    query: url.searchParams,
    sources,
    now,
    parts: route.parts,
  });
}

function authenticate({ headers }: IncomingMessage, token: string): void {
  const given = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
  if (!given) {
    throw new GrafanaError(401, 'Unauthorized', 'auth.unauthorized');
  }
  const digest = (text: string) => createHash('sha256').update(text).digest();
  if (!timingSafeEqual(digest(given), digest(token))) {
    throw new GrafanaError(401, 'Invalid API key', 'api-key.invalid');
  }
}

function send(
  response: ServerResponse,
  { status, body, contentType }: Answer,
): void {
  response.writeHead(status, {
    'Content-Type': contentType ?? 'application/json',
    'Cache-Control': 'no-store',
  });
  response.end(contentType ? String(body) : JSON.stringify(body));
}

function sendError(
  response: ServerResponse,
  { status, message, messageId }: GrafanaError,
): void {
  const body = messageId
    ? { extra: null, message, messageId, statusCode: status, traceID: '' }
    : { message };
  send(response, { status, body });
}
