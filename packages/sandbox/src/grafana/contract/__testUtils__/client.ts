import { createWorld } from '../../../world/world';
import { LOKI } from '../../../loki';
import { platformOptions } from '../../../loki/__testUtils__/platform';
import { prometheus } from '../../../prometheus';
import { GRAFANA } from '../..';

/** A Grafana to test instead of the sandbox's: its address, and a token that may read and query. */
const URL_VARIABLE = 'TITANIUM_SANDBOX_GRAFANA';
const TOKEN_VARIABLE = 'TITANIUM_SANDBOX_GRAFANA_TOKEN';

export interface Reply {
  status: number;
  // Answers of many shapes are looked into.
  json: any;
}

/** A client of a Grafana of which only the address and a token are known. */
export class GrafanaClient {
  constructor(readonly url: string, private readonly token: string) {}

  async get(
    path: string,
    authorization: string | undefined = `Bearer ${this.token}`,
  ): Promise<Reply> {
    const response = await fetch(`${this.url}${path}`, {
      headers: authorization ? { authorization } : {},
    });
    return { status: response.status, json: await response.json() };
  }

  async query(queries: unknown[], from = 'now-1h', to = 'now'): Promise<Reply> {
    return this.post('/api/ds/query', { queries, from, to });
  }

  async post(path: string, body: unknown): Promise<Reply> {
    const response = await fetch(`${this.url}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${this.token}`,
        'content-type': 'application/json',
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, json: await response.json() };
  }
}

/** Gives a test file the Grafana it is about. */
export function useGrafana(): () => GrafanaClient {
  let client: GrafanaClient;
  const closers: (() => Promise<void> | void)[] = [];

  beforeAll(async () => {
    const url = process.env[URL_VARIABLE];
    if (url) {
      client = new GrafanaClient(url, process.env[TOKEN_VARIABLE] ?? '');
      return;
    }
    const world = createWorld({ seed: 'contract' });
    world.start();
    closers.push(() => world.stop());
    const urls: Record<string, string> = {};
    for (const platform of [prometheus, LOKI, GRAFANA]) {
      const server = await platform.start(platformOptions(world, urls));
      closers.push(() => server.close());
      urls[platform.name] = server.url;
    }
    client = new GrafanaClient(urls.grafana, 'grafana-token');
  });

  afterAll(async () => {
    for (const close of closers.reverse()) {
      await close();
    }
  });

  return () => client;
}
