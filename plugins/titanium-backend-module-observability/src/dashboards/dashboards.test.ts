import { JsonObject } from '@backstage/types';
import { GATEWAY } from '../__testUtils__/portal';
import { Answer } from '../__testUtils__/ScriptedServer';
import {
  CLUSTER,
  ScriptedPortal,
  startScriptedPortal,
  TOKEN,
} from '../__testUtils__/scriptedPortal';

jest.setTimeout(90_000);

describe('dashboards, over HTTP', () => {
  let portal: ScriptedPortal;

  beforeAll(async () => {
    portal = await startScriptedPortal();
  });

  afterAll(() => portal?.stop());

  describe('dashboards', () => {
    const dashboards: Record<string, object> = {
      mine: {
        uid: 'mine',
        title: 'Mine',
        tags: ['golden'],
        refresh: '30s',
        templating: {
          list: [
            {
              name: 'pod',
              type: 'custom',
              query: 'a, b.c, d : e"f',
              multi: true,
              includeAll: true,
              current: { value: ['a'] },
            },
            { name: 'secret', type: 'constant', query: 'hidden', hide: 2 },
            { name: 'every', type: 'interval', query: '1m,5m,junk' },
          ],
        },
        panels: [
          {
            id: 1,
            type: 'timeseries',
            title: 'One',
            gridPos: { x: 0, y: 0, w: 40, h: 8 },
            fieldConfig: {
              defaults: {
                unit: 'ms',
                thresholds: {
                  mode: 'absolute',
                  steps: [{ color: 'green' }, { color: 'red', value: 80 }],
                },
              },
            },
            targets: [
              {
                refId: 'A',
                datasource: { uid: 'p', type: 'prometheus' },
                expr: 'rate(x{pod=~"$pod", c="$secret", d="${pod:csv}"}[$__rate_interval]) + $__interval_ms + $unknown',
                legendFormat: '{{pod}}!',
              },
              {
                refId: 'B',
                datasource: { uid: 'p', type: 'prometheus' },
                expr: 'broken',
              },
            ],
          },
          {
            id: 2,
            type: 'row',
            title: 'Folded',
            collapsed: true,
            gridPos: { x: 0, y: 8, w: 24, h: 1 },
            panels: [
              { id: 3, type: 'stat', gridPos: { x: 0, y: 9, w: 6, h: 4 } },
              {
                id: 4,
                libraryPanel: { uid: 'l' },
                gridPos: { x: 6, y: 9, w: 6, h: 4 },
              },
            ],
          },
          {
            id: 5,
            type: 'table',
            title: 'Last',
            gridPos: { x: 0, y: 9, w: 24, h: 5 },
          },
        ],
      },
      live: {
        uid: 'live',
        title: 'Live',
        tags: ['golden'],
        templating: {
          list: [
            {
              name: 'pod',
              type: 'query',
              query: 'label_values(up, pod)',
              datasource: { uid: 'p' },
              current: { value: 'saved' },
            },
            {
              name: 'service',
              type: 'query',
              query: 'label_values(up, service)',
              datasource: { uid: 'p' },
              current: { value: 'prod-another-service' },
            },
          ],
        },
        panels: [
          {
            id: 1,
            type: 'stat',
            targets: [
              { refId: 'A', datasource: { uid: 'p' }, expr: 'up{pod="$pod"}' },
            ],
          },
        ],
      },
      other: { uid: 'other', title: 'Other', tags: ['golden', 'old'] },
    };
    const frame = (labels: Record<string, string>) => ({
      schema: {
        fields: [
          { name: 'Time', type: 'time' },
          { name: 'Value', type: 'number', labels },
        ],
      },
      data: {
        values: [
          [1, 2],
          [3, null],
        ],
      },
    });

    beforeEach(() => {
      portal.grafana.seen.length = 0;
      portal.grafana.answer = ({ path, body }): Answer => {
        if (path === '/api/search') {
          return { json: Object.values(dashboards) };
        }
        const uid = /^\/api\/dashboards\/uid\/(.+)$/.exec(path)?.[1];
        if (uid) {
          return dashboards[uid]
            ? { json: { dashboard: dashboards[uid] } }
            : { status: 404, json: { message: 'Dashboard not found' } };
        }
        if (path === '/api/datasources') {
          return { status: 403, json: { message: 'no' } };
        }
        if (path === '/api/ds/query') {
          const [{ expr, refId }] = JSON.parse(body).queries;
          return expr === 'broken'
            ? {
                status: 400,
                json: {
                  results: {
                    [refId]: {
                      error: `bad query, Bearer ${TOKEN}`,
                      status: 400,
                    },
                  },
                },
              }
            : {
                json: {
                  results: {
                    [refId]: {
                      status: 200,
                      frames: [frame({ pod: 'a' }), { odd: true }],
                    },
                  },
                },
              };
        }
        return { json: { database: 'ok' } };
      };
    });

    const read = (id: string, input: JsonObject = {}) =>
      portal.read('developer', id, { cluster: CLUSTER, ...input }, GATEWAY);
    const panel = (input: JsonObject = {}) =>
      read('grafana.panel', {
        uid: 'mine',
        panel: 1,
        range: { from: 1_700_000_000_000, to: 1_700_003_600_000 },
        width: 600,
        variables: {},
        ...input,
      });

    it('lists those whose tags fit, and refuses others', async () => {
      const { body } = await read('grafana.dashboards');
      expect(body.result.items).toEqual([
        { uid: 'live', title: 'Live', tags: ['golden'], url: null },
        { uid: 'mine', title: 'Mine', tags: ['golden'], url: null },
      ]);
      for (const uid of ['other', 'none', '../x', 'a/b']) {
        const { status } = await read('grafana.dashboard', { uid });
        expect([400, 404]).toContain(status);
        expect([400, 404]).toContain((await panel({ uid })).status);
      }
      expect(portal.grafana.asked('/api/ds/query')).toHaveLength(0);
    });

    it('describes a dashboard without its queries', async () => {
      const { body } = await read('grafana.dashboard', { uid: 'mine' });
      const { variables, panels, refresh } = body.result;
      expect(refresh).toBe(30);
      expect(variables).toEqual([
        {
          name: 'pod',
          label: 'pod',
          multi: true,
          current: ['a'],
          options: [
            { text: 'All', value: '$__all' },
            { text: 'a', value: 'a' },
            { text: 'b.c', value: 'b.c' },
            { text: 'd', value: 'e"f' },
          ],
        },
        expect.objectContaining({
          name: 'every',
          current: ['1m'],
          options: [
            { text: '1m', value: '1m' },
            { text: '5m', value: '5m' },
          ],
        }),
      ]);
      expect(
        panels.map(({ id, type, row, grid }: any) => [
          id,
          type,
          row,
          grid.y,
          grid.h,
        ]),
      ).toEqual([
        [1, 'timeseries', null, 0, 8],
        [3, 'stat', 'Folded', 9, 4],
        [4, 'unknown', null, 9, 4],
        [5, 'table', null, 13, 5],
      ]);
      // Steps that the lines do not show.
      expect(panels[0]).toMatchObject({ thresholds: [], grid: { w: 24 } });
      expect(JSON.stringify(body)).not.toMatch(/rate\(|hidden/);
    });

    it('asks a panel with its variables, and keeps what failed apart', async () => {
      const { body } = await panel({
        variables: { pod: ['b.c', 'e"f'] },
      });
      const [first] = portal.grafana
        .asked('/api/ds/query')
        .map(each => JSON.parse(each.body));
      expect(first.queries[0]).toMatchObject({
        expr: 'rate(x{pod=~"(b\\\\.c|e\\"f)", c="hidden", d="b.c,e\\"f"}[1m]) + 15000 + $unknown',
        intervalMs: 15_000,
        maxDataPoints: 600,
        datasource: { uid: 'p' },
      });
      expect(body.result.frames).toEqual([
        {
          name: null,
          fields: [
            expect.objectContaining({ type: 'time', values: [1, 2] }),
            expect.objectContaining({
              displayName: 'a!',
              labels: { pod: 'a' },
              values: [3, null],
            }),
          ],
        },
      ]);
      expect(body.result.errors).toEqual([
        expect.stringMatching(/^B: bad query/),
      ]);
      expect(JSON.stringify(body)).not.toContain(TOKEN);
    });

    it.each<[string, JsonObject]>([
      ['a value that is no option', { variables: { pod: ['z'] } }],
      [
        'a value that ends the string',
        { variables: { pod: ['a"} or up{b="'] } },
      ],
      ['several where one can be', { variables: { every: ['1m', '5m'] } }],
      ['an unknown panel', { panel: 99 }],
      ['a field of its own', { expr: 'up' }],
      ['no width', { width: 0 }],
    ])('refuses %s', async (_, input) => {
      expect([400, 404]).toContain((await panel(input)).status);
      expect(portal.grafana.asked('/api/ds/query')).toHaveLength(0);
    });

    it('ignores what is asked of hidden variables', async () => {
      await panel({
        variables: { secret: ['x'], pod: ['$__all'] },
        width: 900,
      });
      const [first] = portal.grafana
        .asked('/api/ds/query')
        .map(each => JSON.parse(each.body));
      expect(first.queries[0].expr).toContain('c="hidden"');
      expect(first.queries[0].expr).toContain('pod=~"(a|b\\\\.c|e\\"f)"');
    });

    it('asks once for all who look at the same panel', async () => {
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          panel({ width: 1010 + index, variables: { pod: ['a'] } }),
        ),
      );
      expect(answers.every(({ status }) => status === 200)).toBe(true);
      expect(portal.grafana.asked('/api/ds/query').length).toBeLessThan(10);
    });

    it('shows a dashboard whose choices cannot be read now', async () => {
      const { answer } = portal.grafana;
      portal.grafana.answer = request =>
        request.path.includes('/resources/')
          ? { status: 503, text: 'away' }
          : answer(request);
      const { body } = await read('grafana.dashboard', { uid: 'live' });
      expect(body.result.variables).toEqual([
        expect.objectContaining({
          current: ['saved'],
          options: [{ text: 'saved', value: 'saved' }],
        }),
        // Never what the dashboard saved: another service's numbers would stand on this one's page.
        expect.objectContaining({
          name: 'service',
          current: ['prod-api-gateway'],
          options: [{ text: 'prod-api-gateway', value: 'prod-api-gateway' }],
        }),
      ]);
      const ask = (value: string) =>
        panel({ uid: 'live', variables: { pod: [value] } });
      expect((await ask('saved')).status).toBe(200);
      const other = await ask('other');
      expect([other.status, other.body.error.code]).toEqual([
        503,
        'platform-unavailable',
      ]);
    });

    it('says when Grafana does not take the token, without it', async () => {
      portal.grafana.answer = () => ({
        status: 401,
        json: { message: `invalid API key ${TOKEN}` },
      });
      const { status, body } = await panel({
        range: { from: 1_600_000_000_000, to: 1_600_003_600_000 },
        variables: { pod: ['b.c'] },
      });
      expect([status, body.error.code]).toEqual([502, 'platform-forbidden']);
      expect(JSON.stringify(body)).not.toContain(TOKEN);
    });
  });
});
