import { useGrafana } from './__testUtils__/client';

jest.setTimeout(60_000);

const prometheus = { type: 'prometheus', uid: 'prometheus' };
const loki = { type: 'loki', uid: 'loki' };
const panel = { intervalMs: 30_000, maxDataPoints: 200 };

describe('Grafana API', () => {
  const grafana = useGrafana();

  it('tells its health to everybody', async () => {
    const { status, json } = await grafana().get('/api/health', '');
    expect(status).toBe(200);
    expect(json).toMatchObject({ database: 'ok' });
    expect(json.version).toMatch(/^\d+\.\d+\.\d+/);
  });

  it('answers 401 without a token and with an unknown one', async () => {
    for (const path of [
      '/api/search',
      '/api/dashboards/uid/golden-signals',
      '/api/datasources',
    ]) {
      const none = await grafana().get(path, '');
      expect(none.status).toBe(401);
      expect(none.json.message).toBe('Unauthorized');
      const wrong = await grafana().get(path, 'Bearer wrong');
      expect(wrong.status).toBe(401);
      expect(wrong.json.message).toBe('Invalid API key');
    }
  });

  it('finds dashboards by tag and by words', async () => {
    const uids = async (query: string) =>
      (await grafana().get(`/api/search?type=dash-db&${query}`)).json.map(
        (hit: any) => hit.uid,
      );
    expect(await uids('tag=titanium')).toEqual(
      expect.arrayContaining(['golden-signals', 'kubernetes-cluster']),
    );
    expect(await uids('tag=titanium&query=golden')).toEqual(['golden-signals']);
    expect(await uids('tag=nothing')).toEqual([]);
    const [hit] = (await grafana().get('/api/search?query=golden')).json;
    expect(hit).toMatchObject({
      uid: 'golden-signals',
      type: 'dash-db',
      tags: expect.arrayContaining(['titanium']),
      url: expect.stringMatching(/^\/d\/golden-signals\//),
    });
  });

  it('answers a dashboard with its variables and panels', async () => {
    const { json } = await grafana().get('/api/dashboards/uid/golden-signals');
    const { dashboard, meta } = json;
    expect(meta).toMatchObject({ url: expect.stringContaining('/d/') });
    expect(dashboard.schemaVersion).toBe(39);
    expect(dashboard.templating.list.map((item: any) => item.name)).toEqual([
      'namespace',
      'service',
    ]);
    const types = new Set(dashboard.panels.map((item: any) => item.type));
    for (const type of [
      'row',
      'timeseries',
      'stat',
      'gauge',
      'bargauge',
      'table',
      'heatmap',
    ]) {
      expect(types).toContain(type);
    }
    const ids = dashboard.panels.map((item: any) => item.id);
    expect(new Set(ids).size).toBe(ids.length);
    const missing = await grafana().get('/api/dashboards/uid/nothing');
    expect(missing).toMatchObject({
      status: 404,
      json: { message: 'Dashboard not found' },
    });
  });

  it('lists data sources', async () => {
    const { json } = await grafana().get('/api/datasources');
    const types = json.map((source: any) => source.type);
    expect(types).toEqual(expect.arrayContaining(['prometheus', 'loki']));
    const one = await grafana().get('/api/datasources/uid/loki');
    expect(one.json).toMatchObject({ uid: 'loki', type: 'loki' });
    expect((await grafana().get('/api/datasources/uid/x')).status).toBe(404);
  });

  it('answers the choices of a variable through its data source', async () => {
    const match = encodeURIComponent(
      'istio_requests_total{destination_service_namespace="titanium-prod"}',
    );
    const { json } = await grafana().get(
      `/api/datasources/uid/prometheus/resources/api/v1/label/destination_service_name/values?match[]=${match}`,
    );
    expect(json.data).toContain('prod-api-gateway');
    const apps = await grafana().get(
      '/api/datasources/uid/loki/resources/label/app/values',
    );
    expect(apps.json.data).toContain('api-gateway');
    const other = await grafana().get(
      '/api/datasources/uid/loki/resources/push',
    );
    expect(other.status).toBe(404);
  });

  it('answers a series as a frame on whole steps', async () => {
    const { status, json } = await grafana().query([
      {
        refId: 'A',
        datasource: prometheus,
        expr: 'sum by (destination_service_name) (rate(istio_requests_total[$__rate_interval]))',
        legendFormat: 'to {{destination_service_name}}',
        range: true,
        ...panel,
      },
    ]);
    expect(status).toBe(200);
    const { status: own, frames } = json.results.A;
    expect(own).toBe(200);
    const frame = frames.find(
      (item: any) => item.schema.name === 'to prod-api-gateway',
    );
    const [time, value] = frame.schema.fields;
    expect(time).toMatchObject({ type: 'time' });
    expect(value).toMatchObject({
      type: 'number',
      labels: { destination_service_name: 'prod-api-gateway' },
      config: { displayNameFromDS: 'to prod-api-gateway' },
    });
    const step = time.config.interval;
    const [times, values] = frame.data.values;
    expect(times.length).toBe(values.length);
    expect(times.length).toBeGreaterThan(100);
    expect(times.every((each: number) => each % step === 0)).toBe(true);
    expect(Math.max(...values)).toBeGreaterThan(1);
  });

  it('answers one value for an instant query', async () => {
    const { json } = await grafana().query([
      {
        refId: 'A',
        datasource: prometheus,
        expr: 'count(up)',
        instant: true,
        range: false,
        ...panel,
      },
    ]);
    expect(json.results.A.frames[0].data.values[1]).toHaveLength(1);
  });

  it('marks what JSON cannot hold', async () => {
    const { json } = await grafana().query([
      {
        refId: 'A',
        datasource: prometheus,
        expr: 'vector(0) / vector(0)',
        instant: true,
        range: false,
        ...panel,
      },
    ]);
    const { values, entities } = json.results.A.frames[0].data;
    expect(values[1]).toEqual([null]);
    expect(entities).toEqual([null, { NaN: [0] }]);
  });

  it('answers lines and counts of lines', async () => {
    const { status, json } = await grafana().query([
      {
        refId: 'A',
        datasource: loki,
        expr: '{app="api-gateway"} |= "request"',
        queryType: 'range',
        maxLines: 5,
        ...panel,
      },
      {
        refId: 'B',
        datasource: loki,
        expr: 'sum(count_over_time({app="api-gateway"}[$__interval]))',
        queryType: 'range',
        ...panel,
      },
    ]);
    expect(status).toBe(200);
    const lines = json.results.A.frames[0];
    expect(lines.schema.fields.map((field: any) => field.name)).toEqual(
      expect.arrayContaining(['labels', 'Time', 'Line']),
    );
    expect(lines.data.values[2]).toHaveLength(5);
    const [counts] = json.results.B.frames;
    expect(counts.data.values[1].length).toBeGreaterThan(50);
  });

  it('tells of each query what failed, and answers the others', async () => {
    const { status, json } = await grafana().query([
      { refId: 'A', datasource: prometheus, expr: 'sum(', ...panel },
      { refId: 'B', datasource: loki, expr: '{app=', ...panel },
      { refId: 'C', datasource: prometheus, expr: 'vector(1)', ...panel },
    ]);
    expect(status).toBe(400);
    expect(json.results.A).toMatchObject({ status: 400 });
    expect(json.results.A.error).toContain('parse error');
    expect(json.results.B.error).toContain('parse error at line 1, col 6');
    expect(json.results.C.status).toBe(200);
    expect(json.results.C.frames).toHaveLength(1);
  });

  it('refuses requests that are none', async () => {
    expect((await grafana().query([])).status).toBe(400);
    expect((await grafana().post('/api/ds/query', '{')).status).toBe(400);
    const unknown = await grafana().query([
      { refId: 'A', datasource: { uid: 'x' }, expr: 'up' },
    ]);
    expect(unknown.status).toBe(404);
    expect((await grafana().get('/api/nothing')).status).toBe(404);
  });

  it.each(['golden-signals', 'kubernetes-cluster'])(
    'has data for every panel of %s',
    async uid => {
      const { json } = await grafana().get(`/api/dashboards/uid/${uid}`);
      for (const { title, targets = [] } of json.dashboard.panels) {
        const queries = targets.map((target: any) => ({
          ...target,
          ...panel,
          expr: target.expr
            .replaceAll('$namespace', 'titanium-prod')
            .replaceAll('$service', 'prod-api-gateway'),
        }));
        if (queries.length === 0) {
          continue;
        }
        const reply = await grafana().query(queries);
        const empty = Object.entries<any>(reply.json.results)
          .filter(([, { frames }]) => !(frames[0]?.data.values[1].length > 0))
          .map(([refId, { error }]) => `${title} ${refId}: ${error}`);
        expect(empty).toEqual([]);
      }
    },
  );
});
