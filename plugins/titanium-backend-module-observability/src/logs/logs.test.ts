import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  LogsResult,
  SeriesResult,
  TableResult,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Sandbox, startSandbox } from '@titanium-portal/sandbox';
import { until } from '@titanium-portal/test-utils';
import {
  GATEWAY,
  serviceEntity,
  startPortal,
  TestPortal,
} from '../__testUtils__/portal';
import { ScriptedServer } from '../__testUtils__/ScriptedServer';
import { FakeLoki } from './__testUtils__/FakeLoki';

jest.setTimeout(120_000);

const LOGS = {
  cluster: 'titanium',
  scope: 'entity',
  range: { last: 900 },
  limit: 200,
  direction: 'backward',
};

describe('what reaches Loki', () => {
  let loki: ScriptedServer;
  let portal: TestPortal;

  beforeAll(async () => {
    loki = await ScriptedServer.start();
    portal = await startPortal({
      observability: { loki: { url: loki.url, tenant: 'one' } },
    });
  });
  beforeEach(() => {
    loki.seen.length = 0;
    loki.answer = () => ({
      json: { status: 'success', data: { resultType: 'streams', result: [] } },
    });
  });
  afterAll(async () => {
    await portal?.stop();
    await loki?.stop();
  });

  const ask = (query: string, change: object = {}) =>
    portal.read(
      'developer',
      'loki.query',
      { ...LOGS, query, ...change },
      GATEWAY,
    );
  const asked = () =>
    loki
      .asked('/loki/api/v1/query_range')
      .map(({ query }) => query.get('query'));

  it('holds the matchers of the service in every selector', async () => {
    await ask('{app="other"} or {namespace="kube-system"}');
    expect(asked()).toEqual([
      '{namespace="titanium-prod", app="prod-api-gateway", app="other"} or {namespace="titanium-prod", app="prod-api-gateway", namespace="kube-system"}',
    ]);
    expect(
      loki.seen.every(({ headers }) => headers['x-scope-orgid'] === 'one'),
    ).toBe(true);
  });

  it.each(['{app="x"', '{app="x"} } or {a="b"}', "{app='x'}", '{a="b"} // x'])(
    'is not what cannot be read: %s',
    async query => {
      const { status, body } = await ask(query);
      expect(status).toBe(400);
      expect(body.error).toMatchObject({
        code: 'invalid-input',
        message: expect.stringMatching(/^parse error at line 1, col \d+/),
      });
      expect(loki.seen).toEqual([]);
    },
  );

  it('is looked at only by those who may look there', async () => {
    const read = (person: 'developer' | 'operator', query: string) =>
      portal.read(person, 'loki.query', { ...LOGS, scope: 'query', query });
    expect((await read('developer', '{app="x"}')).status).toBe(403);
    expect((await read('developer', '{namespace=~".+"}')).status).toBe(403);
    expect(asked()).toEqual([]);
    expect((await read('operator', '{app="x"}')).status).toBe(200);
    expect(
      (await read('developer', '{namespace="titanium-prod"}')).status,
    ).toBe(200);
    expect((await ask('', { tenant: 'two' })).status).toBe(400);
    const nobody = await portal.read('nobody', 'loki.query', {
      ...LOGS,
      query: '',
    });
    expect(nobody.status).toBe(401);
  });

  it('is refused in its own words, with the place in the query as written', async () => {
    loki.answer = ({ path, query }) =>
      path.endsWith('query_range')
        ? {
            status: 400,
            text: `parse error at line 1, col ${
              query.get('query')!.indexOf('|~') + 1
            }: invalid regexp`,
          }
        : { json: {} };
    const { status, body } = await ask('{pod="a"} |~ "("');
    expect(status).toBe(422);
    expect(body.error.message).toBe(
      'parse error at line 1, col 11: invalid regexp',
    );
  });

  it('comes back within a budget of bytes', async () => {
    const now = Date.now();
    loki.answer = () => ({
      json: {
        status: 'success',
        data: {
          resultType: 'streams',
          result: [
            {
              stream: { pod: 'a' },
              values: Array.from({ length: 200 }, (_, index) => [
                `${now + index}000000`,
                'x'.repeat(80 * 1024),
              ]),
            },
          ],
        },
      },
    });
    const { body } = await ask('', { limit: 5000 });
    const { lines, query } = body.result as LogsResult;
    expect(lines).toHaveLength(128);
    expect(lines[0]).toMatchObject({ cut: 16 * 1024 });
    expect(lines[0].text).toHaveLength(64 * 1024);
    expect(query).toMatchObject({ limited: true });
    // The newest are kept.
    expect(lines[127].time).toBe(
      `${new Date(now + 199).toISOString().slice(0, 23)}000000Z`,
    );
  });

  it('counts bytes of the index where lines are too many to count', async () => {
    loki.answer = ({ path }) => {
      if (path.endsWith('/index/volume_range')) {
        return {
          json: { data: { result: [{ metric: {}, values: [[120, '5']] }] } },
        };
      }
      return path.endsWith('query_range')
        ? {
            status: 400,
            text: 'the query would read too many bytes (query: 1TB)',
          }
        : { json: {} };
    };
    const input = {
      cluster: 'titanium',
      scope: 'entity',
      range: { from: 0, to: 600_000 },
      buckets: 10,
    };
    const histogram = (query: string) =>
      portal.read('developer', 'loki.histogram', { ...input, query }, GATEWAY);
    const { body } = await histogram('');
    expect(body.result).toMatchObject({
      unit: 'bytes',
      series: [{ name: 'unknown', points: [[60_000, 5]] }],
    });
    expect((await histogram('{} |= "x"')).status).toBe(422);
    expect((await histogram('rate({}[5m])')).status).toBe(400);
  });
});

describe('viewers of one query', () => {
  it('share one tail of Loki', async () => {
    const loki = await new FakeLoki().start();
    const portal = await startPortal({
      observability: { loki: { url: loki.url } },
    });
    try {
      loki.write('before', false);
      let last = 0;
      const viewers = Array.from({ length: 50 }, () =>
        portal.stream(
          'developer',
          {
            topic: 'logs',
            entityRef: GATEWAY,
            params: { query: '' },
          } as never,
          messages => {
            const text = JSON.stringify(messages);
            last = Math.max(last, text.includes('before') ? 1 : 0);
            return text.includes('for all');
          },
        ),
      );
      await until(() => loki.tails.size > 0 && last > 0, 20_000);
      const writer = setInterval(() => loki.write('for all'), 200);
      await Promise.all(viewers);
      clearInterval(writer);
      expect(loki.tailsOpened).toBe(1);
      expect(loki.queries.length).toBeLessThan(5);
    } finally {
      await portal.stop();
      await loki.stop();
    }
  });
});

describe('logs of the sandbox, over HTTP', () => {
  let dataDir: string;
  let sandbox: Sandbox;
  let portal: TestPortal;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'titanium-logs-'));
    sandbox = await startSandbox({
      dataDir,
      freePorts: true,
      platforms: ['loki'],
      seed: 'logs',
      speed: 10,
    });
    portal = await startPortal({
      observability: { loki: { url: sandbox.urls.loki! } },
      entities: [
        serviceEntity('prod-api-gateway', 'api-gateway', {
          'titanium/loki-selector':
            '{namespace="titanium-prod", app="api-gateway"}',
        }),
      ],
    });
  });

  afterAll(async () => {
    await portal?.stop();
    await sandbox?.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  async function result<T>(
    id: string,
    input: Parameters<TestPortal['read']>[2],
  ): Promise<T> {
    const { status, body } = await portal.read('developer', id, input, GATEWAY);
    expect(body.error ?? status).toBe(200);
    return body.result;
  }

  it('reads lines with their levels, labels and fields', async () => {
    const { lines, query } = await result<LogsResult>('loki.query', {
      ...LOGS,
      query: '{container="api-gateway"} | json',
    });
    expect(lines.length).toBeGreaterThan(20);
    expect(query?.text).toContain('app="api-gateway"');
    const times = lines.map(({ time }) => time);
    expect(times).toEqual([...times].sort());
    expect(lines[0].labels).toMatchObject({
      namespace: 'titanium-prod',
      app: 'api-gateway',
      container: 'api-gateway',
    });
    expect(lines.some(({ level }) => level === 'info')).toBe(true);
    expect(Object.keys(lines[0].fields ?? {})).toContain('msg');
  });

  it('counts them by level', async () => {
    const { series, unit } = await result<SeriesResult>('loki.histogram', {
      cluster: null,
      query: '{} | json',
      scope: 'entity',
      range: { last: 900 },
      buckets: 30,
    });
    expect(unit).toBe('short');
    expect(series.map(({ name }) => name)).toContain('info');
    const [{ points }] = series;
    expect(points.every(([time]) => time % 30_000 === 0)).toBe(true);
  });

  it('pages back without a hole', async () => {
    const all = await result<LogsResult>('loki.query', { ...LOGS, query: '' });
    const { from } = all.query!;
    const oldest = Date.parse(`${all.lines[0].time.slice(0, 23)}Z`);
    const older = await result<LogsResult>('loki.query', {
      ...LOGS,
      query: '',
      range: { from, to: oldest + 1 },
    });
    const last = older.lines[older.lines.length - 1];
    expect(
      last.time >= all.lines[0].time || last.time <= all.lines[0].time,
    ).toBe(true);
    expect(older.lines.some(({ text }) => text === all.lines[0].text)).toBe(
      true,
    );
  });

  it('shows what stands around a line', async () => {
    const { lines } = await result<LogsResult>('loki.query', {
      ...LOGS,
      query: '{container="api-gateway"} |= "request"',
    });
    const line = lines[Math.floor(lines.length / 2)];
    const around = await result<LogsResult>('loki.context', {
      cluster: 'titanium',
      labels: line.labels!,
      time: line.time,
      before: 5,
      after: 5,
    });
    const at = around.lines.findIndex(({ text }) => text === line.text);
    expect(at).toBe(5);
    expect(around.lines.length).toBe(11);
    expect(new Set(around.lines.map(({ pod }) => pod)).size).toBe(1);
  });

  it('lists labels and amounts', async () => {
    const labels = await result<TableResult>('loki.labels', {
      cluster: 'titanium',
      scope: 'entity',
      range: { last: 900 },
    });
    const apps = labels.rows.filter(({ cells }) => cells[0] === 'app');
    expect(apps.map(({ cells }) => cells[1])).toEqual(['api-gateway']);
    const stats = await result<TableResult>('loki.stats', {
      cluster: 'titanium',
      query: '',
      scope: 'entity',
      range: { last: 900 },
    });
    expect(stats.rows[0].cells[2]).toBeGreaterThan(0);
  });

  it('runs a LogQL block of a document', async () => {
    const { status, body } = await portal.post('developer', '/read', {
      statement: {
        text: '{namespace="titanium-prod", app="<app>"} |= "request"',
        language: 'text',
        values: { '<app>': 'api-gateway' },
      },
    });
    expect(body.error ?? status).toBe(200);
    expect(body.result.lines.length).toBeGreaterThan(0);
  });

  it('streams new lines, with those just before them', async () => {
    const lines = (messages: any[]) =>
      messages.flatMap(message =>
        message.type === 'lines' ? message.lines : [],
      );
    const messages = await portal.stream(
      'developer',
      {
        topic: 'logs',
        entityRef: GATEWAY,
        params: { query: '{container="api-gateway"}' },
      } as never,
      all => lines(all).length > 510,
    );
    const keys = lines(messages).map(
      ({ time, pod, text }: any) => `${time} ${pod} ${text}`,
    );
    expect(new Set(keys).size).toBe(keys.length);
    expect(JSON.stringify(messages)).toContain('"state":"live"');
  });
});
