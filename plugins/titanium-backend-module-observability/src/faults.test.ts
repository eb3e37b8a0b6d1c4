import { JsonObject } from '@backstage/types';
import { until } from '@titanium-portal/test-utils';
import {
  ScriptedPortal,
  startScriptedPortal,
  TOKEN,
} from './__testUtils__/scriptedPortal';
import { Answer, SeenRequest } from './__testUtils__/ScriptedServer';

jest.setTimeout(90_000);

type Name = 'loki' | 'prometheus' | 'alertmanager' | 'grafana';

const range = { last: 300 };
const vector = (result: unknown): Answer => ({
  json: { status: 'success', data: { resultType: 'vector', result } },
});
const matrix = (result: unknown): Answer => ({
  json: { status: 'success', data: { resultType: 'matrix', result } },
});
const streams = (result: unknown): Answer => ({
  json: { status: 'success', data: { resultType: 'streams', result } },
});
const LINE = ['1700000000000000000', 'hello'];
const STREAM = { stream: { app: 'api-gateway' }, values: [LINE] };

const READS: Record<string, { of: Name; id: string; input: JsonObject }> = {
  lines: {
    of: 'loki',
    id: 'loki.query',
    input: {
      query: '',
      scope: 'entity',
      range,
      limit: 10,
      direction: 'backward',
    },
  },
  counts: {
    of: 'loki',
    id: 'loki.query',
    input: {
      query: 'rate({}[1m])',
      scope: 'entity',
      range,
      limit: 10,
      direction: 'backward',
    },
  },
  amounts: {
    of: 'loki',
    id: 'loki.stats',
    input: { query: '', scope: 'entity', range },
  },
  labels: { of: 'loki', id: 'loki.labels', input: { scope: 'entity', range } },
  values: {
    of: 'prometheus',
    id: 'prometheus.query',
    input: { query: 'up', scope: 'entity', time: null },
  },
  graph: {
    of: 'prometheus',
    id: 'prometheus.queryRange',
    input: { query: 'up', scope: 'entity', range, stepSeconds: null },
  },
  dashboards: { of: 'grafana', id: 'grafana.dashboards', input: {} },
};

/** What each read takes for an answer, and what looks like one and is none. */
const GOOD: Record<string, Answer> = {
  lines: streams([STREAM]),
  counts: matrix([{ metric: {}, values: [[1, '2']] }]),
  amounts: { json: { streams: 1, chunks: 1, entries: 1, bytes: 1 } },
  labels: { json: { status: 'success', data: ['app'] } },
  values: vector([{ metric: {}, value: [1, '2'] }]),
  graph: matrix([{ metric: {}, values: [[1, '2']] }]),
  dashboards: { json: [] },
};
const STRANGE: [read: string, answer: Answer][] = [
  ['lines', streams([null])],
  ['lines', streams([{ ...STREAM, stream: null }])],
  ['lines', streams([{ ...STREAM, values: {} }])],
  ['lines', streams([{ ...STREAM, values: [['now', 'hello']] }])],
  ['lines', streams([{ ...STREAM, values: [[LINE[0], 5]] }])],
  ['lines', streams([{ ...STREAM, values: [[...LINE, { parsed: 7 }]] }])],
  ['lines', GOOD.counts],
  ['counts', matrix([{ metric: { a: 1 }, values: [] }])],
  ['counts', matrix([{ metric: {}, values: [null] }])],
  ['counts', matrix([{ metric: {}, values: [['1', '2']] }])],
  ['values', vector([7])],
  ['values', vector([{ metric: {}, value: 'x' }])],
  ['values', vector([{ metric: 'x', value: [1, '2'] }])],
  ['graph', matrix([{ metric: {}, values: 5 }])],
  ['graph', matrix([{ metric: {}, values: [null] }])],
  ['graph', { json: { status: 'error' } }],
];
const ALL = Object.keys(READS);
/** Its answers are kept for a while, the good ones. */
const KEPT = 'dashboards';

describe('platforms that answer what they should not', () => {
  let portal: ScriptedPortal;

  beforeAll(async () => {
    portal = await startScriptedPortal();
  });

  afterAll(() => portal?.stop());

  /** Only questions are answered so; the time is told as usual. */
  const answering =
    (answer: Answer) =>
    ({ path }: SeenRequest): Answer =>
      /ready|buildinfo|health/.test(path) ? { text: 'ready' } : answer;

  const answered = async (read: string, answer: Answer) => {
    const { of, id, input } = READS[read];
    portal[of].answer = answering(answer);
    const { status, body } = await portal.ask(id, input);
    expect(JSON.stringify(body)).not.toContain(TOKEN);
    expect(JSON.stringify(body)).not.toContain(portal[of].url);
    return { status, error: body.error };
  };

  it.each([
    ...STRANGE,
    ...ALL.flatMap((read): [string, Answer][] => [
      [read, { json: null }],
      // Loki leaves the list out where it knows no labels.
      [read, { json: read === 'labels' ? { data: {} } : {} }],
      [read, { json: 'text' }],
      [read, { text: '<html>Welcome' }],
      [read, { text: '' }],
      [read, { ...(GOOD[read] as object), truncated: true }],
    ]),
  ])('%s: %j', async (read, answer) => {
    const { status, error } = await answered(read, answer);
    expect([status, error?.code]).toEqual([503, 'platform-unavailable']);
    expect(error.message).toMatch(
      /^(Loki|Prometheus|Grafana) of cluster titanium (answered something unexpected; check its address|did not answer as Loki does; check its address|did not answer with JSON|cannot be reached: )/,
    );
    // And is itself again at once.
    const again =
      read === KEPT ? 200 : (await answered(read, GOOD[read])).status;
    expect(again).toBe(200);
  });

  it('get queries that are too long for an address as a form', async () => {
    portal.loki.answer = answering(GOOD.lines);
    portal.loki.seen.length = 0;
    const { id, input } = READS.lines;
    const long = `{} |= "${'x'.repeat(12_000)}"`;
    expect((await portal.ask(id, { ...input, query: long })).status).toBe(200);
    const [asked] = portal.loki.asked('/loki/api/v1/query_range');
    expect([asked.method, asked.query.size]).toEqual(['POST', 0]);
    expect(new URLSearchParams(asked.body).get('query')).toContain(
      'app="prod-api-gateway"',
    );
  });

  it('are themselves again at once', async () => {
    expect((await answered(KEPT, GOOD[KEPT])).status).toBe(200);
  });

  it.each<[string, Answer]>([
    ['null', { json: null }],
    ['no list', { json: { data: { alerts: {} } } }],
    ['half a list', { json: [], truncated: true }],
  ])('alerts: %s', async (_, answer) => {
    const view = async () => {
      const { body } = await portal.get(
        'developer',
        '/entities/default/component/prod-api-gateway/alerts',
      );
      return body.status['prometheus:titanium'] as
        | { state: string; message?: string; platform: string }
        | undefined;
    };
    portal.alertmanager.answer = () => ({ json: [] });
    portal.prometheus.answer = () => ({ json: { data: { alerts: [] } } });
    await until(async () => (await view())?.state === 'live', 20_000);
    portal.prometheus.answer = () => answer;
    const stale = await until(async () => {
      const status = await view();
      return status?.state === 'stale' ? status : undefined;
    }, 20_000);
    expect(stale.message).toMatch(
      /of cluster titanium .*(address|reached|JSON)/,
    );
    portal.prometheus.answer = () => ({ json: { data: { alerts: [] } } });
    await until(async () => (await view())?.state === 'live', 20_000);
  });
});
