import { until } from '@titanium-portal/test-utils';
import { GATEWAY, TestPortal } from '../__testUtils__/portal';
import { Answer } from '../__testUtils__/ScriptedServer';
import {
  CLUSTER,
  ScriptedPortal,
  startScriptedPortal,
  TOKEN,
  UNREADABLE,
} from '../__testUtils__/scriptedPortal';

jest.setTimeout(90_000);

const good: Answer = {
  json: { status: 'success', data: { resultType: 'vector', result: [] } },
};

describe('metrics of a Prometheus, over HTTP', () => {
  let portal: ScriptedPortal;

  beforeAll(async () => {
    portal = await startScriptedPortal();
  });

  afterAll(() => portal?.stop());

  const query = (
    text: string,
    scope: 'entity' | 'query' = 'entity',
    person: Parameters<TestPortal['read']>[0] = 'developer',
    entityRef: string | undefined = GATEWAY,
  ) =>
    portal.read(
      person,
      'prometheus.query',
      { cluster: CLUSTER, query: text, scope, time: null },
      entityRef,
    );

  describe('metrics', () => {
    it.each<[string, Answer, number, string, string]>([
      [
        'a credential not accepted',
        { status: 401, text: `no ${TOKEN}` },
        502,
        'platform-forbidden',
        'does not accept the portal',
      ],
      [
        'a refusal',
        { status: 403, text: 'denied' },
        403,
        'platform-forbidden',
        'denied',
      ],
      [
        'a query it does not understand',
        {
          status: 400,
          json: {
            status: 'error',
            errorType: 'bad_data',
            error: 'invalid parameter "query": 1:1: no',
          },
        },
        422,
        'platform-rejected',
        '1:1: no',
      ],
      [
        'an outage',
        { status: 503, text: 'away' },
        503,
        'platform-unavailable',
        'away',
      ],
      [
        'a redirect',
        { status: 302, headers: { location: 'http://169.254.169.254/' } },
        422,
        'platform-rejected',
        'redirect',
      ],
      ['silence', 'silence', 503, 'platform-unavailable', 'no answer in time'],
      [
        'no JSON',
        { text: '<html>' },
        503,
        'platform-unavailable',
        'did not answer with JSON',
      ],
      [
        'another shape',
        { json: { status: 'success', data: { result: 'x' } } },
        503,
        'platform-unavailable',
        'unexpected',
      ],
      [
        'too much',
        { text: 'x'.repeat(33 * 1024 * 1024) },
        422,
        'platform-rejected',
        'ask for less',
      ],
    ])('tells of %s', async (_, answer, status, code, words) => {
      portal.prometheus.answer = () => answer;
      const { status: got, body } = await query('up');
      expect([got, body.error.code]).toEqual([status, code]);
      expect(body.error.message).toContain(words);
      expect(JSON.stringify(body)).not.toContain(TOKEN);
      expect(JSON.stringify(body)).not.toContain(portal.prometheus.url);
    });

    it('leaves series out beyond the cap, and says so', async () => {
      portal.prometheus.answer = () => ({
        json: {
          status: 'success',
          warnings: ['slow'],
          data: {
            resultType: 'vector',
            result: Array.from({ length: 300 }, (_, index) => ({
              metric: { __name__: 'up', pod: `p${index}` },
              value: [1, index === 0 ? 'NaN' : '1'],
            })),
          },
        },
      });
      const { body } = await query('up');
      expect(body.result.series).toHaveLength(200);
      expect(body.result.series[0]).toEqual({
        name: 'up{pod="p0"}',
        labels: { __name__: 'up', pod: 'p0' },
        points: [[1000, null]],
      });
      expect(body.result.warnings).toEqual([
        'slow',
        expect.stringContaining('300 series'),
      ]);
    });

    it('keeps the signals that can be read', async () => {
      portal.prometheus.answer = ({ query: asked }) =>
        asked.get('query')?.includes('container_cpu')
          ? { status: 422, json: { error: 'cpu is broken' } }
          : {
              json: {
                status: 'success',
                data: { resultType: 'matrix', result: [] },
              },
            };
      const { body } = await portal.read(
        'developer',
        'metrics.signals',
        { cluster: CLUSTER, range: { last: 600 }, compare: true },
        GATEWAY,
      );
      expect(body.result.warnings).toEqual(['saturation (cpu): cpu is broken']);
      expect(body.result.series).toHaveLength(12);
    });

    it('asks once for all who look at the same moment', async () => {
      const input = {
        cluster: CLUSTER,
        range: { from: 1_700_000_000_000, to: 1_700_000_600_000 },
        compare: false,
      };
      portal.prometheus.answer = () => ({
        json: {
          status: 'success',
          data: { resultType: 'matrix', result: [] },
        },
      });
      portal.prometheus.seen.length = 0;
      await Promise.all(
        Array.from({ length: 20 }, () =>
          portal.read('developer', 'metrics.signals', input, GATEWAY),
        ),
      );
      const asked = portal.prometheus.asked('/api/v1/query_range').length;
      // Seven lines; alone, each of twenty would ask for them.
      expect(asked).toBeGreaterThanOrEqual(7);
      expect(asked).toBeLessThan(30);
    });
  });

  describe('the live view of signals', () => {
    const series: Answer = {
      json: {
        status: 'success',
        data: {
          resultType: 'matrix',
          result: [{ metric: {}, values: [[Date.now() / 1000, '2']] }],
        },
      },
    };
    const view = async () => {
      const { body } = await portal.get(
        'developer',
        '/entities/default/component/prod-api-gateway/signals',
      );
      return {
        rows: Object.keys(body.collections.signals ?? {}).sort(),
        status: body.status['prometheus:titanium'],
      };
    };
    const viewWhen = (state: string) =>
      until(async () => {
        const seen = await view();
        return seen.status?.state === state ? seen : undefined;
      }, 30_000);

    it('tells of an outage, keeps what it had, and recovers by itself', async () => {
      portal.prometheus.answer = () => ({ status: 503, text: 'starting' });
      const none = await viewWhen('unavailable');
      expect(none.rows).toEqual([]);
      expect(none.status.message).toContain('starting');

      portal.prometheus.answer = () => series;
      const all = ['errors', 'latency', 'saturation', 'traffic'];
      expect((await viewWhen('live')).rows).toEqual(all);

      portal.prometheus.answer = () => ({ status: 401, text: `no ${TOKEN}` });
      const refused = await viewWhen('forbidden');
      expect(refused.rows).toEqual(all);
      expect(JSON.stringify(refused)).not.toContain(TOKEN);
    });

    it('names the annotation that cannot be read', async () => {
      const { status, body } = await portal.get(
        'developer',
        '/entities/default/component/prod-user-service/signals',
      );
      expect(status).toBe(400);
      expect(body.error.message).toContain('titanium/prometheus-selector');
    });
  });

  describe('who may ask what', () => {
    beforeEach(() => {
      portal.prometheus.answer = () => good;
      portal.prometheus.seen.length = 0;
    });

    it('needs a person', async () => {
      expect((await query('up', 'entity', 'nobody')).status).toBe(401);
    });

    it.each([
      ['up', 403],
      ['up{namespace="kube-system"}', 403],
      ['up{namespace=~"titanium-prod|kube-system"}', 403],
      ['up{namespace="titanium-prod"} or up', 403],
      [
        'up{namespace="titanium-prod"} # ok\n or up{namespace="kube-system"}',
        403,
      ],
      [
        `up{namespace="titanium-prod"} or up{a='"} or up{namespace="titanium-prod'}`,
        403,
      ],
      ['time()', 403],
      ['up{namespace="titanium-prod"}', 200],
    ])('lets a developer ask %s as it stands: %d', async (text, status) => {
      const answer = await query(text, 'query');
      expect(answer.status).toBe(status);
      expect(portal.prometheus.seen.length > 0).toBe(status === 200);
      expect((await query(text, 'query', 'operator')).status).toBe(200);
    });

    it.each([
      'up{app="user-service"}',
      'up or {app=~".+"}',
      'up{app!="api-gateway"} or on () {__name__=~".+", namespace="kube-system"}',
      'sum(rate(up[5m] offset 1d)) # {',
    ])('holds %s within the service', async text => {
      await query(text);
      const [asked] = portal.prometheus.asked('/api/v1/query');
      const sent = asked.query.get('query')!;
      const selectors = sent.match(/\{[^}]*\}/g)!;
      expect(selectors.length).toBeGreaterThan(0);
      selectors.forEach(selector =>
        expect(selector).toContain(
          'namespace="titanium-prod", app="api-gateway"',
        ),
      );
    });

    it('refuses what cannot be read, with the place', async () => {
      const { status, body } = await query('up{a="b"} }');
      expect([status, body.error.code]).toEqual([400, 'invalid-input']);
      expect(body.error.message).toContain('1:11');
      expect(portal.prometheus.seen).toHaveLength(0);
    });

    it('needs an entity that can be read, and one with a selector', async () => {
      expect((await query('up', 'entity', 'developer', '')).status).toBe(400);
      const wrong = await query('up', 'entity', 'developer', UNREADABLE);
      expect(wrong.status).toBe(400);
      expect(wrong.body.error.message).toContain(
        'titanium/prometheus-selector is not a selector',
      );
    });

    it.each([
      { cluster: 'http://169.254.169.254' },
      { cluster: '../titanium' },
      { cluster: '__proto__' },
      { url: 'http://169.254.169.254' },
      { headers: { 'x-scope-orgid': 'other' } },
      { time: '1' },
      { query: 'up'.repeat(20_000) },
    ])('knows no other platform, header or field: %j', async more => {
      const { status } = await portal.read('operator', 'prometheus.query', {
        cluster: CLUSTER,
        query: 'up',
        scope: 'query',
        time: null,
        ...more,
      });
      expect([400, 404]).toContain(status);
      expect(portal.prometheus.seen).toHaveLength(0);
    });

    it('sends headers of its own only', async () => {
      await portal.post(
        'developer',
        '/read',
        {
          action: {
            id: 'prometheus.query',
            input: {
              cluster: CLUSTER,
              query: 'up',
              scope: 'entity',
              time: null,
            },
          },
          entityRef: GATEWAY,
        },
        {
          'x-scope-orgid': 'other',
          'x-grafana-user': 'admin',
          'x-remote-user': 'admin',
          cookie: 'a=b',
        },
      );
      const [{ headers }] = portal.prometheus.asked('/api/v1/query');
      expect(Object.keys(headers).sort()).toEqual([
        'accept',
        'authorization',
        'connection',
        'host',
        'user-agent',
      ]);
      expect(headers.authorization).toBe(`Bearer ${TOKEN}`);
    });
  });
});
