import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AlertRow,
  DashboardResult,
  FramesResult,
  Plan,
  SeriesResult,
  SignalRow,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Sandbox, startSandbox } from '@titanium-portal/sandbox';
import { until } from '@titanium-portal/test-utils';
import {
  GATEWAY,
  serviceEntity,
  startPortal,
  TestPortal,
} from './__testUtils__/portal';

jest.setTimeout(180_000);

const GRAFANA = {
  'grafana/dashboard-selector': 'titanium',
  'grafana/overview-dashboard': 'golden-signals',
};
const cluster = 'titanium';
const lastHour = { last: 3600 };

describe('metrics, alerts and dashboards of the sandbox, over HTTP', () => {
  let dataDir: string;
  let sandbox: Sandbox;
  let portal: TestPortal;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'titanium-metrics-'));
    sandbox = await startSandbox({
      dataDir,
      freePorts: true,
      platforms: ['prometheus', 'alertmanager', 'loki', 'grafana'],
      seed: 'metrics',
      speed: 30,
    });
    const { prometheus, alertmanager, grafana } = sandbox.urls;
    portal = await startPortal({
      observability: {
        prometheus: { url: prometheus! },
        alertmanager: { url: alertmanager! },
        grafana: {
          url: grafana!,
          token: sandbox.tokens.grafana,
          publicUrl: 'https://grafana.example',
        },
      },
      entities: [
        serviceEntity('prod-api-gateway', 'api-gateway', GRAFANA),
        serviceEntity('prod-user-service', 'user-service'),
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
    entityRef: string | undefined = GATEWAY,
  ): Promise<T> {
    const { status, body } = await portal.read(
      'developer',
      id,
      input,
      entityRef,
    );
    expect(body.error ?? status).toBe(200);
    return body.result;
  }

  const values = ({ points }: SeriesResult['series'][number]) =>
    points.map(([, value]) => value).filter(value => value !== null);

  it('reads the golden signals with the hour before', async () => {
    const { series, warnings } = await result<SeriesResult>('metrics.signals', {
      cluster,
      range: lastHour,
      compare: true,
    });
    expect(warnings).toBeUndefined();
    const of = (signal: string, part: string, period: string) =>
      values(
        series.find(
          ({ labels }) =>
            labels.signal === signal &&
            labels.part === part &&
            labels.period === period,
        )!,
      );
    for (const period of ['current', 'previous']) {
      for (const part of ['p50', 'p95', 'p99']) {
        expect(of('latency', part, period).length).toBeGreaterThan(100);
      }
      expect(Math.max(...of('traffic', 'total', period))).toBeGreaterThan(0);
      expect(of('errors', 'total', period).length).toBeGreaterThan(100);
      for (const part of ['cpu', 'memory']) {
        const used = of('saturation', part, period);
        expect(used.length).toBeGreaterThan(100);
        expect(Math.max(...used)).toBeLessThan(1.5);
      }
    }
    const times = series.map(({ points }) => [points[0][0], points.at(-1)![0]]);
    expect(new Set(times.map(String)).size).toBe(1);
  });

  it('holds a query within the service, whatever it says', async () => {
    const ask = (query: string) =>
      result<SeriesResult>('prometheus.queryRange', {
        cluster,
        query,
        scope: 'entity',
        range: lastHour,
        stepSeconds: null,
      });
    const own = await ask(
      'sum by (app) (rate(istio_requests_total{namespace=~".*"}[5m]))',
    );
    expect(own.series.map(({ labels }) => labels)).toEqual([
      { app: 'api-gateway' },
    ]);
    expect(own.query).toContain('app="api-gateway"');
    const others = await ask(
      'istio_requests_total{app="user-service"} or {app="user-service"} or up{namespace="kube-system"}',
    );
    expect(others.series).toEqual([]);
  });

  it('answers a page of points, of aligned series', async () => {
    const { series } = await result<SeriesResult>('prometheus.queryRange', {
      cluster,
      query: 'rate(istio_requests_total[5m])',
      scope: 'entity',
      range: { last: 6 * 3600 },
      stepSeconds: null,
    });
    expect(series.length).toBeGreaterThan(1);
    const lengths = new Set(series.map(({ points }) => points.length));
    expect(lengths.size).toBe(1);
    expect([...lengths][0]).toBeLessThanOrEqual(501);
  });

  it('streams the golden signals', async () => {
    const messages = await portal.stream(
      'developer',
      { topic: 'signals', entityRef: GATEWAY },
      all =>
        all.some(({ type }) => type === 'snapshot') &&
        JSON.stringify(all).includes('"live"'),
    );
    const { state } = messages.find(({ type }) => type === 'snapshot');
    const rows = Object.values(state.collections.signals) as SignalRow[];
    expect(rows.map(({ key }) => key).sort()).toEqual([
      'errors',
      'latency',
      'saturation',
      'traffic',
    ]);
    for (const row of rows) {
      expect(row.recent).toHaveLength(60);
      expect(row.value).toEqual(expect.any(Number));
      expect(row.previous).toEqual(expect.any(Number));
    }
  });

  it('lists the dashboards of a service, the overview first', async () => {
    const { items } = await result<{ items: { uid: string; url: string }[] }>(
      'grafana.dashboards',
      { cluster },
    );
    expect(items[0]).toMatchObject({
      uid: 'golden-signals',
      url: 'https://grafana.example/d/golden-signals',
    });
  });

  it('reads every panel of the golden signals', async () => {
    const uid = 'golden-signals';
    const dashboard = await result<DashboardResult>('grafana.dashboard', {
      cluster,
      uid,
    });
    expect(dashboard.variables).toEqual([
      expect.objectContaining({
        name: 'namespace',
        current: ['titanium-prod'],
      }),
      expect.objectContaining({
        name: 'service',
        current: ['prod-api-gateway'],
        multi: true,
      }),
    ]);
    expect(JSON.stringify(dashboard)).not.toContain('istio_requests_total');
    const drawn = dashboard.panels.filter(({ type }) => type !== 'heatmap');
    expect(drawn.length).toBeGreaterThan(8);
    const [namespace, service] = dashboard.variables;
    for (const { id, title } of drawn) {
      const frames = await result<FramesResult>('grafana.panel', {
        cluster,
        uid,
        panel: id,
        range: lastHour,
        width: 600,
        variables: {
          namespace: namespace.current,
          service: service.options.slice(0, 3).map(({ value }) => value),
        },
      });
      expect([title, frames.errors]).toEqual([title, []]);
      expect([title, frames.frames.length > 0]).toEqual([title, true]);
    }
    const traffic = drawn.find(
      ({ title, type }) => title === 'Traffic' && type === 'timeseries',
    )!;
    const both = await result<FramesResult>('grafana.panel', {
      cluster,
      uid,
      panel: traffic.id,
      range: lastHour,
      width: 600,
      variables: { service: ['prod-api-gateway', 'prod-user-service'] },
    });
    expect(
      both.frames.map(({ fields }) => fields[1].displayName).sort(),
    ).toEqual(['prod-api-gateway', 'prod-user-service']);
  });

  it('reads the cluster dashboard', async () => {
    const { items } = await result<{ items: { uid: string }[] }>(
      'grafana.dashboards',
      { cluster },
    );
    for (const { uid } of items.slice(1)) {
      const { panels } = await result<DashboardResult>('grafana.dashboard', {
        cluster,
        uid,
      });
      for (const { id, title } of panels) {
        const { errors } = await result<FramesResult>('grafana.panel', {
          cluster,
          uid,
          panel: id,
          range: lastHour,
          width: 600,
          variables: {},
        });
        expect([title, errors]).toEqual([title, []]);
      }
    }
  });

  it('shows an alert of the service, silences it and ends the silence', async () => {
    sandbox.incidents.start('bad-release');
    const alerts = async () => {
      const { body } = await portal.get(
        'developer',
        '/entities/default/component/prod-api-gateway/alerts',
      );
      return Object.values(body.collections?.alerts ?? {}) as AlertRow[];
    };
    const firing = await until(
      async () =>
        (
          await alerts()
        ).find(
          ({ name, state }) => name === 'HighErrorRate' && state === 'firing',
        ),
      60_000,
    );
    expect(firing).toMatchObject({
      severity: 'critical',
      labels: { service: 'prod-api-gateway', namespace: 'titanium-prod' },
      silences: [],
    });
    expect(firing.runbookUrl).toMatch(/^\/docs\//);
    const known = await fetch(`${sandbox.urls.alertmanager}/api/v2/alerts`);
    expect(
      ((await known.json()) as { fingerprint: string }[]).map(
        ({ fingerprint }) => fingerprint,
      ),
    ).toContain(firing.key);

    const planned = await portal.post('owner', '/plans', {
      entityRef: GATEWAY,
      action: {
        id: 'alertmanager.silence',
        input: {
          cluster,
          matchers: ['alertname', 'namespace', 'service'].map(name => ({
            name,
            value: firing.labels[name],
            isRegex: false,
            isEqual: true,
          })),
          minutes: 600,
          reason: 'We roll it back.',
        },
      },
    });
    const plan = planned.body as Plan;
    expect(planned.body.error ?? planned.status).toBe(200);
    expect(plan.decision).toMatchObject({ allowed: true });
    expect(plan.command).toBe(
      `amtool silence add --duration=600m --comment='We roll it back.' 'alertname="HighErrorRate"' 'namespace="titanium-prod"' 'service="prod-api-gateway"'`,
    );
    expect(plan.steps[0].preview.entries).toEqual([
      expect.objectContaining({
        path: expect.stringContaining('HighErrorRate'),
        before: '"firing"',
        after: '"silenced"',
      }),
    ]);
    const started = await portal.post('owner', '/runs', {
      planId: plan.id,
      idempotencyKey: 'silence-it-once',
    });
    const run = await portal.ended('owner', started.body.id);
    expect([run.state, run.steps[0].error]).toEqual(['succeeded', null]);
    const silenced = await until(
      async () =>
        (
          await alerts()
        ).find(({ key, state }) => key === firing.key && state === 'silenced'),
      20_000,
    );
    expect(silenced.silences).toEqual([
      expect.objectContaining({
        by: 'user:default/owner',
        comment: expect.stringContaining('We roll it back.'),
      }),
    ]);

    const undo = await portal.post('owner', `/runs/${run.id}/undo`, {});
    expect(undo.body).toMatchObject({ action: 'alertmanager.expire' });
    const second = await portal.post('owner', '/runs', {
      planId: undo.body.id,
      idempotencyKey: 'take-it-back-once',
    });
    expect((await portal.ended('owner', second.body.id)).state).toBe(
      'succeeded',
    );
    await until(
      async () =>
        (
          await alerts()
        ).find(({ key, state }) => key === firing.key && state === 'firing'),
      20_000,
    );
    const { series } = await result<SeriesResult>('alerts.history', {
      cluster,
      range: lastHour,
    });
    const history = series.filter(({ name }) => name === 'HighErrorRate');
    expect(history).toHaveLength(1);
    expect(values(history[0]).length).toBeGreaterThan(0);
  });
});
