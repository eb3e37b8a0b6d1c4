import { JsonObject } from '@backstage/types';
import { AlertRow } from '@titanium-portal/backstage-plugin-titanium-common';
import { until } from '@titanium-portal/test-utils';
import { GATEWAY, TestPortal } from '../__testUtils__/portal';
import { Answer, SeenRequest } from '../__testUtils__/ScriptedServer';
import {
  CLUSTER,
  ScriptedPortal,
  startScriptedPortal,
} from '../__testUtils__/scriptedPortal';

jest.setTimeout(90_000);

function alert(labels: Record<string, string>, more: JsonObject = {}) {
  return {
    labels: { alertname: 'Down', namespace: 'titanium-prod', ...labels },
    annotations: { summary: 'It is down', runbook_url: '/docs/a#b' },
    state: 'firing',
    activeAt: '2030-01-01T00:00:00Z',
    value: '1e+00',
    ...more,
  };
}

describe('alerts, over HTTP', () => {
  let portal: ScriptedPortal;

  beforeAll(async () => {
    portal = await startScriptedPortal();
  });

  afterAll(() => portal?.stop());

  describe('alerts', () => {
    const routed = (labels: Record<string, string>, status: JsonObject) => ({
      fingerprint: 'abc',
      labels: { alertname: 'Down', namespace: 'titanium-prod', ...labels },
      annotations: {},
      startsAt: '2030-01-01T00:01:00Z',
      status: { state: 'active', silencedBy: [], inhibitedBy: [], ...status },
    });
    const own = { service: 'prod-api-gateway' };
    let rules: object[];
    let sent: object[];
    let silences: object[];
    const ruleAnswer = () => ({
      json: { status: 'success', data: { alerts: rules } },
    });
    const routedAnswer = ({ path }: SeenRequest): Answer => ({
      json: path === '/api/v2/silences' ? silences : sent,
    });

    beforeEach(() => {
      rules = [];
      sent = [];
      silences = [];
      portal.prometheus.answer = ruleAnswer;
      portal.alertmanager.answer = routedAnswer;
    });

    const view = async (
      person: Parameters<TestPortal['get']>[0] = 'developer',
    ) => {
      const { body } = await portal.get(
        person,
        '/entities/default/component/prod-api-gateway/alerts',
      );
      return body as {
        collections: { alerts: Record<string, AlertRow> };
        status: Record<string, { state: string; message?: string }>;
      };
    };
    const rowsWhen = (test: (rows: AlertRow[]) => boolean) =>
      until(async () => {
        const rows = Object.values((await view()).collections.alerts ?? {});
        return test(rows) ? rows : undefined;
      }, 20_000);

    it('merges what rules and people’s notifications say', async () => {
      const s1 = {
        id: 's1',
        matchers: [],
        startsAt: '2030-01-01T00:00:00Z',
        endsAt: '2030-01-02T00:00:00Z',
        createdBy: 'kim',
        comment: 'known, password=hunter2',
        status: { state: 'active' },
      };
      rules = [
        alert({ ...own, alertname: 'Waiting' }, { state: 'pending' }),
        alert({ ...own, alertname: 'Held' }),
        alert({ ...own, alertname: 'Below' }),
        alert({ app: 'api-gateway', alertname: 'ByApp' }),
        alert({ service: 'prod-user-service' }),
        alert({ ...own, namespace: 'elsewhere' }),
        { nonsense: true },
        alert(
          { ...own, alertname: 'Link' },
          // eslint-disable-next-line no-script-url
          { annotations: { runbook_url: 'javascript:alert(1)' } },
        ),
      ];
      sent = [
        routed(
          { ...own, alertname: 'Held', cluster: 'external' },
          { state: 'suppressed', silencedBy: ['s1', 'gone'] },
        ),
        routed(
          { ...own, alertname: 'Below' },
          { state: 'suppressed', inhibitedBy: ['x'] },
        ),
        routed({ ...own, alertname: 'FromLoki' }, {}),
      ];
      silences = [s1];
      const rows = await rowsWhen(found => found.length >= 6);
      const byName = Object.fromEntries(rows.map(row => [row.name, row]));
      expect(
        Object.fromEntries(rows.map(({ name, state }) => [name, state])),
      ).toEqual({
        Waiting: 'pending',
        Held: 'silenced',
        Below: 'inhibited',
        ByApp: 'firing',
        FromLoki: 'firing',
        Link: 'firing',
      });
      expect(byName.Waiting.firingAt).toBeNull();
      expect(byName.Held).toMatchObject({
        activeAt: '2030-01-01T00:00:00Z',
        firingAt: '2030-01-01T00:01:00Z',
        value: '1e+00',
        runbookUrl: '/docs/a#b',
        silences: [{ id: 's1', by: 'kim', endsAt: '2030-01-02T00:00:00Z' }],
      });
      expect(JSON.stringify(rows)).not.toContain('hunter2');
      expect(byName.Link.runbookUrl).toBeNull();
    });

    it('keeps what it knows while a platform is away, and recovers', async () => {
      rules = [alert(own)];
      await rowsWhen(rows => rows.length === 1);
      portal.alertmanager.answer = () => ({ status: 503, text: 'starting' });
      const status = (source: string) =>
        view().then(({ status: all }) => all[`${source}:titanium`]?.state);
      await until(
        async () => (await status('alertmanager')) === 'stale',
        20_000,
      );
      expect(await status('prometheus')).toBe('live');
      expect(await rowsWhen(rows => rows.length === 1)).toHaveLength(1);
      portal.prometheus.answer = () => ({ status: 403, text: 'no' });
      await until(
        async () => (await status('prometheus')) === 'forbidden',
        20_000,
      );
      expect(Object.values((await view()).collections.alerts)).toHaveLength(1);
      rules = [];
      portal.prometheus.answer = ruleAnswer;
      portal.alertmanager.answer = routedAnswer;
      await rowsWhen(rows => rows.length === 0);
      expect([
        await status('prometheus'),
        await status('alertmanager'),
      ]).toEqual(['live', 'live']);
    });

    it('shows all alerts to operators only', async () => {
      rules = [alert({ service: 'other', namespace: 'elsewhere' })];
      const all = { topic: 'alerts', entityRef: null };
      const seen = await portal.stream('operator', all, messages =>
        JSON.stringify(messages).includes('elsewhere'),
      );
      expect(seen.length).toBeGreaterThan(0);
      const refused = await portal.stream('developer', all, messages =>
        messages.some(({ type }) => type === 'refused'),
      );
      expect(refused).toContainEqual(
        expect.objectContaining({ type: 'refused', code: 'forbidden' }),
      );
    });

    it('asks each platform once for all who look', async () => {
      rules = [alert(own)];
      const seen = portal.prometheus.seen.length;
      await Promise.all(Array.from({ length: 20 }, () => view()));
      expect(portal.prometheus.seen.length - seen).toBeLessThan(10);
    });
  });

  describe('silences', () => {
    const equal = (name: string, value: string) => ({
      name,
      value,
      isRegex: false,
      isEqual: true,
    });
    const bounded = [
      equal('namespace', 'titanium-prod'),
      equal('service', 'prod-api-gateway'),
    ];
    const plan = (
      person: Parameters<TestPortal['post']>[0],
      input: JsonObject,
    ) =>
      portal.post(person, '/plans', {
        entityRef: GATEWAY,
        action: {
          id: 'alertmanager.silence',
          input: {
            cluster: CLUSTER,
            matchers: bounded,
            minutes: 60,
            reason: 'rolling back',
            ...input,
          },
        },
      });

    beforeEach(() => {
      portal.alertmanager.seen.length = 0;
      portal.alertmanager.answer = () => ({ json: [] });
    });

    it.each<[string, JsonObject]>([
      ['too short', { minutes: 4 }],
      ['too long', { minutes: 43_201 }],
      ['no number', { minutes: '60' }],
      ['no reason', { reason: '  a ' }],
      ['two lines', { reason: 'abc\r\nfake: line' }],
      ['a long reason', { reason: 'x'.repeat(501) }],
      ['no matchers', { matchers: [] }],
      [
        'a matcher for everything',
        { matchers: [{ ...equal('alertname', '.*'), isRegex: true }] },
      ],
      ['an empty value', { matchers: [equal('alertname', '')] }],
      [
        'only what is not',
        { matchers: [{ ...equal('a', 'b'), isEqual: false }] },
      ],
      ['a broken name', { matchers: [equal('a"}', 'b')] }],
      ['an unknown field', { createdBy: 'somebody' }],
    ])('refuses %s', async (_, input) => {
      const { status, body } = await plan('operator', input);
      expect([status, body.error.code]).toEqual([400, 'invalid-input']);
      // The live view may still be asking.
      const asked = portal.alertmanager.seen.filter(
        each => each.method !== 'GET' || each.query.has('filter'),
      );
      expect(asked).toHaveLength(0);
    });

    it('lets owners silence their service and nothing wider', async () => {
      const own = await plan('owner', {});
      expect(own.body.decision).toMatchObject({ allowed: true });
      expect(own.body.warnings).toEqual([
        expect.objectContaining({ code: 'no-alerts' }),
      ]);
      const foreign = await plan('developer', {});
      expect(foreign.body.decision).toMatchObject({
        allowed: false,
        code: 'not-owner',
      });
      for (const matchers of [
        [equal('alertname', 'Down')],
        [equal('namespace', 'titanium-prod')],
        [equal('service', 'prod-api-gateway')],
        [bounded[0], { ...bounded[1], isRegex: true }],
        [bounded[0], { ...bounded[1], isEqual: false }],
      ]) {
        expect((await plan('owner', { matchers })).status).toBe(403);
        const wide = await plan('operator', { matchers });
        expect(wide.body.decision).toMatchObject({ allowed: true });
        expect(wide.body.warnings).toContainEqual(
          expect.objectContaining({ code: 'wide-silence' }),
        );
      }
    });

    it('makes one silence though the answer is lost', async () => {
      const made: JsonObject[] = [];
      portal.alertmanager.answer = ({ method, path, body }) => {
        if (method === 'POST') {
          made.push({
            ...JSON.parse(body),
            id: 'silence-0001',
            status: { state: 'active' },
          });
          return { status: 502, text: 'gateway' };
        }
        if (path === '/api/v2/silences') {
          return { json: made };
        }
        return { json: path.startsWith('/api/v2/silence/') ? made[0] : [] };
      };
      const { body } = await plan('owner', {});
      const started = await portal.post('owner', '/runs', {
        planId: body.id,
        idempotencyKey: 'lost-answer-0001',
      });
      const run = await portal.ended('owner', started.body.id);
      expect(run.state).toBe('succeeded');
      expect(made).toEqual([
        expect.objectContaining({
          createdBy: 'user:default/owner',
          comment: `rolling back [titanium run ${run.id}]`,
          matchers: bounded,
        }),
      ]);
    });

    it('claims nothing of a silence that may still be made', async () => {
      portal.alertmanager.answer = ({ method }) =>
        method === 'POST' ? { status: 502, text: 'gateway' } : { json: [] };
      const { body } = await plan('owner', {});
      const started = await portal.post('owner', '/runs', {
        planId: body.id,
        idempotencyKey: 'lost-answer-0002',
      });
      expect(await portal.ended('owner', started.body.id)).toMatchObject({
        state: 'unknown',
        steps: [{ error: expect.stringContaining('may still arrive') }],
      });
    });

    it('are told to be gone when they are, or are over', async () => {
      const silences: Record<string, string> = {
        'silence-held': 'active',
        'silence-done': 'expired',
      };
      const refusals: Record<string, number> = {
        'silence-hidden': 403,
        'silence-down': 503,
      };
      portal.alertmanager.answer = ({ path }) => {
        const id = path.split('/').pop()!;
        if (!path.startsWith('/api/v2/silence/')) {
          return { json: [] };
        }
        return silences[id]
          ? {
              json: {
                id,
                matchers: bounded,
                createdBy: 'kim',
                comment: 'why',
                startsAt: '2030-01-01T00:00:00Z',
                endsAt: '2030-01-02T00:00:00Z',
                status: { state: silences[id] },
              },
            }
          : { status: refusals[id] ?? 404, text: '' };
      };
      const { body } = await portal.post('operator', '/targets/check', {
        steps: ['held', 'done', 'never', 'hidden', 'down'].map(id => ({
          action: 'alertmanager.expire',
          input: { cluster: CLUSTER, id: `silence-${id}` },
        })),
      });
      expect(body.states).toEqual([
        'there',
        'missing',
        'missing',
        'unknown',
        'unknown',
      ]);
    });
  });
});
