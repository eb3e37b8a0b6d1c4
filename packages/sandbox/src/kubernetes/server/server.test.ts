import { connect } from 'node:tls';
import {
  Client,
  eventually,
  LineReader,
  TABLE,
} from '../contract/__testUtils__/client';
import { configMap } from '../contract/__testUtils__/objects';
import { startSandbox } from '../contract/__testUtils__/sandbox';

const MAPS = '/api/v1/namespaces/titanium-prod/configmaps';

describe('the API server', () => {
  let sandbox: Awaited<ReturnType<typeof startSandbox>>;
  let client: Client;
  const faults = () => sandbox.world.faults.kubernetes;

  beforeAll(async () => {
    sandbox = await startSandbox({ speed: 1, bookmarkIntervalMs: 40 });
    client = new Client(sandbox.target);
  });
  afterEach(() => {
    Object.assign(faults(), {
      latencyMs: 0,
      failWithStatus: undefined,
      forbidden: false,
      silent: false,
    });
  });
  afterAll(async () => {
    client.close();
    await sandbox.stop();
  });

  const watch = async (): Promise<LineReader> => {
    const { metadata } = await client.get(MAPS);
    return client.lines(
      `${MAPS}?watch=1&resourceVersion=${metadata.resourceVersion}`,
    );
  };
  const change = (name: string) =>
    sandbox.world.store.create(
      { group: '', resource: 'configmaps' },
      configMap('titanium-prod', name),
    );

  it('speaks TLS to those who trust its authority, and HTTP/1.1', async () => {
    const { hostname, port } = new URL(sandbox.target.url);
    const socket = connect({
      host: hostname,
      port: Number(port),
      ca: sandbox.target.ca,
      servername: 'localhost',
      ALPNProtocols: ['h2', 'http/1.1'],
    });
    await new Promise((resolve, reject) => {
      socket.on('secureConnect', resolve);
      socket.on('error', reject);
    });
    expect(socket.authorized).toBe(true);
    expect(socket.alpnProtocol).toBe('http/1.1');
    socket.destroy();
  });

  it('sends bookmarks to those who want them', async () => {
    const { metadata } = await client.get(MAPS);
    const reader = await client.lines(
      `${MAPS}?watch=1&allowWatchBookmarks=true&resourceVersion=${metadata.resourceVersion}`,
    );
    expect(await reader.event()).toMatchObject({
      type: 'BOOKMARK',
      object: { kind: 'ConfigMap', apiVersion: 'v1' },
    });
    reader.close();
  });

  it('answers late when it is slow', async () => {
    faults().latencyMs = 60;
    const started = performance.now();
    await client.get(MAPS);
    expect(performance.now() - started).toBeGreaterThanOrEqual(55);
  });

  it.each([
    [500, 'InternalError'],
    [503, 'ServiceUnavailable'],
  ])('fails with %d', async (code, reason) => {
    faults().failWithStatus = code;
    const reply = await client.send(MAPS);
    expect(reply.json).toMatchObject({ kind: 'Status', code, reason });
  });

  it('takes rights from the reader and the actor, not from the admin', async () => {
    faults().forbidden = true;
    const reader = await client.send(MAPS, { as: 'reader' });
    expect(reader.json.message).toBe(
      'configmaps is forbidden: User "reader" cannot list resource "configmaps" in API group "" in the namespace "titanium-prod"',
    );
    const discovery = await client.send('/apis', { as: 'actor' });
    expect(discovery.status).toBe(403);
    expect((await client.send(MAPS)).status).toBe(200);
  });

  it('leaves requests unanswered when it is silent', async () => {
    faults().silent = true;
    await expect(client.send(MAPS, { timeoutMs: 150 })).rejects.toThrow(
      'no answer',
    );
  });

  it('holds watches back while it is silent', async () => {
    const reader = await watch();
    faults().silent = true;
    change('while-silent');
    faults().silent = false;
    change('after-silence');
    const names = [await reader.event(), await reader.event()].map(
      event => event.object.metadata.name,
    );
    expect(names).toEqual(['while-silent', 'after-silence']);
    reader.close();
  });

  it('shares one watch of the store, and lets go of it with the last client', async () => {
    const { store } = sandbox.world;
    const path = '/api/v1/limitranges?watch=1';
    const original = store.watch.bind(store);
    let open = 0;
    const spy = jest.spyOn(store, 'watch').mockImplementation((...args) => {
      const stop = original(...args);
      open += 1;
      return () => {
        open -= 1;
        stop();
      };
    });
    const readers = await Promise.all([1, 2, 3].map(() => client.lines(path)));
    expect(open).toBe(1);
    readers.forEach(reader => reader.close());
    await eventually(async () => open === 0);
    spy.mockRestore();
  });

  it('ends a watch whose object it cannot draw, and goes on', async () => {
    const events = '/api/v1/namespaces/titanium-prod/events';
    const { metadata } = await client.get(events);
    const reader = await client.lines(
      `${events}?watch=1&resourceVersion=${metadata.resourceVersion}`,
      { headers: { accept: TABLE } },
    );
    sandbox.world.store.create(
      { group: '', resource: 'events' },
      {
        apiVersion: 'v1',
        kind: 'Event',
        metadata: { name: 'broken', namespace: 'titanium-prod' },
        involvedObject: null,
      },
    );
    let last: any;
    for (let text = await reader.next(); text; text = await reader.next()) {
      last = JSON.parse(text);
    }
    expect(last).toMatchObject({
      type: 'ERROR',
      object: { kind: 'Status', code: 500, reason: 'InternalError' },
    });
    const table = await client.send(events, { headers: { accept: TABLE } });
    expect(table.status).toBe(500);
    const late = await client.lines(`${events}?watch=1`, {
      headers: { accept: TABLE },
    });
    while (last) {
      last = await late.next();
    }
    sandbox.world.store.delete(
      { group: '', resource: 'events' },
      'titanium-prod',
      'broken',
    );
    expect((await client.send(events)).status).toBe(200);
  });

  it('names a taken port', async () => {
    const { port } = new URL(sandbox.target.url);
    const other = await startSandbox({ speed: 1, port: Number(port) }).catch(
      (error: NodeJS.ErrnoException) => error.code,
    );
    expect(other).toBe('EADDRINUSE');
  });
});
