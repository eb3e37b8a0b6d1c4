import { IncomingMessage, ServerResponse } from 'node:http';
import { startHttpServer } from '../../platforms/httpServer';
import { PlatformOptions, PlatformServer } from '../../platforms/types';
import { LokiError } from '../errors';
import { Work } from '../query/work';
import { LogStore } from '../store/store';
import { VolumeEstimator } from '../store/volume';
import { readBody } from './body';
import { sendText } from './exchange';
import { Params } from './params';
import { findRoute } from './routes';
import { TailServer } from './tail';

/** Loki's HTTP API on the lines of the World's containers. */
export async function startLoki({
  world,
  port,
  warn,
}: PlatformOptions): Promise<PlatformServer> {
  const store = new LogStore(world.clock, world.runtime.journal);
  const volume = new VolumeEstimator(store);
  const tails = new TailServer(store, world.clock);
  const now = () => world.clock.now();
  const server = await startHttpServer({
    port,
    faults: world.faults.loki,
    now,
    handle: (request, response) => handle(store, volume, request, response),
    upgrade: (request, socket, head) => tails.upgrade(request, socket, head),
    onError: error => warn(`Loki: ${error}`),
  });
  return {
    url: server.url,
    async close() {
      tails.close();
      store.close();
      await server.close();
    },
  };
}

async function handle(
  store: LogStore,
  volume: VolumeEstimator,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://loki');
  const abort = new AbortController();
  response.once('close', () => abort.abort());
  try {
    const match = findRoute(request.method ?? 'GET', url.pathname);
    if (match === 'wrong-method') {
      sendText(response, 405, 'Method Not Allowed');
      return;
    }
    if (!match) {
      sendText(response, 404, '404 page not found');
      return;
    }
    await match.route({
      request,
      response,
      params: new Params(await valuesOf(request, url), store.now()),
      store,
      volume,
      work: new Work(abort.signal),
      name: match.name,
    });
  } catch (error) {
    if (!(error instanceof LokiError) || response.headersSent) {
      throw error;
    }
    sendText(response, error.status, error.message);
  }
}

/** The address's parameters and, for forms, the body's. */
async function valuesOf(
  request: IncomingMessage,
  url: URL,
): Promise<URLSearchParams> {
  const values = new URLSearchParams(url.search);
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('application/x-www-form-urlencoded')) {
    for (const [name, value] of new URLSearchParams(await readBody(request))) {
      values.append(name, value);
    }
  }
  return values;
}
