import {
  AuditRow,
  verifyAuditExport,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { until } from '@titanium-portal/test-utils';
import { startPortal, TestPortal } from '../__testUtils__/backend';
import { sha256 } from './chain';

describe('the audit', () => {
  let portal: TestPortal;
  let run: string;
  beforeAll(async () => {
    portal = await startPortal();
    const plan = await portal.plan('developer', 'blog', 3);
    run = (await portal.run('developer', plan)).body.id;
    await portal.ended('developer', run);
    await portal.plan('developer', 'gateway', 3);
  });
  afterAll(() => portal.stop());

  const list = async (query: string) => {
    const { body, status } = await portal.get('operator', `/audit?${query}`);
    expect(status).toBe(200);
    return body as { rows: AuditRow[]; nextCursor: string | null };
  };
  const events = async (query: string) =>
    (await list(query)).rows.map(({ event }) => event);

  it('is found by run, entity, object, action, person, event and time', async () => {
    const ofRun = [
      'run.succeeded',
      'step.applied',
      'step.applying',
      'run.started',
    ];
    expect(await events(`subject=${run}`)).toEqual(ofRun);
    expect(await events('subject=component:default/Blog')).toEqual([
      ...ofRun,
      'plan.created',
    ]);
    expect(await events('subject=prod/thing/blog&event=run')).toEqual([
      'run.succeeded',
      'run.started',
    ]);
    expect(await events('subject=gateway')).toEqual([
      'plan.denied',
      'plan.created',
    ]);
    expect(await events('subject=fake.resize&event=plan.denied')).toHaveLength(
      1,
    );
    expect(await events('actor=user:default/lead')).toEqual([]);
    expect(await events('to=2020-01-01T00:00:00Z')).toEqual([]);
    expect(await events('from=2020-01-01T09:00:00%2B09:00')).toHaveLength(7);
  });

  it('is paged', async () => {
    const first = await list('limit=4');
    const second = await list(`limit=4&cursor=${first.nextCursor}`);
    expect(
      [...first.rows, ...second.rows].map(({ sequence }) => sequence),
    ).toEqual([7, 6, 5, 4, 3, 2, 1]);
    expect(second.nextCursor).toBeNull();
  });

  it('is verified', async () => {
    const { body } = await portal.get('operator', '/audit/verify');
    expect(body).toMatchObject({
      rows: 7,
      first: 1,
      head: { sequence: 7 },
      anchor: null,
      retention: 400 * 86_400_000,
    });
    expect(body.broken).toBeUndefined();
  });

  it('can be taken away and verified elsewhere', async () => {
    const answer = await portal
      .get('operator', '/audit/export')
      .buffer(true)
      .parse((res, done) => {
        let text = '';
        res.on('data', chunk => {
          text += chunk;
        });
        res.on('end', () => done(null, text));
      });
    expect(answer.headers['content-type']).toMatch('application/x-ndjson');
    expect(answer.headers['content-disposition']).toMatch(/^attachment/);
    const lines = String(answer.body).trim().split('\n');
    const whole = await verifyAuditExport(lines, sha256);
    expect(whole).toMatchObject({ rows: 8, first: 1, fromBeginning: true });
    expect(whole.broken ?? whole.problem).toBeUndefined();
    // That somebody took it away is its last row.
    expect(lines.at(-2)).toContain('audit.exported');
    const forged = lines.map(line => line.replace('"size":3', '"size":4'));
    expect((await verifyAuditExport(forged, sha256)).broken?.problem).toBe(
      'changed',
    );
  });

  it('records who was refused it', async () => {
    const refused = await portal.get('lead', '/audit');
    expect([refused.status, refused.body.error.decision.code]).toEqual([
      403,
      'operators-only',
    ]);
    expect(await events('event=audit.denied')).toHaveLength(1);
  });

  it('records a look at what the person may not know of, once', async () => {
    const { body: secret } = await portal.post('operator', '/plans', {
      action: {
        id: 'fake.resize',
        input: {
          cluster: 'fake',
          namespace: 'elsewhere',
          name: 'thing',
          size: 4,
        },
      },
    });
    for (let n = 0; n < 3; n += 1) {
      const { status } = await portal.get('developer', `/plans/${secret.id}`);
      expect(status).toBe(404);
    }
    const rows = await until(async () => {
      const found = await events('event=plan.read_denied');
      return found.length ? found : undefined;
    });
    expect(rows).toHaveLength(1);
  });

  it.each(['cursor=x', 'limit=0', 'from=yesterday', 'event=%25', 'nothing=1'])(
    'is not asked for %s',
    async query => {
      const { status } = await portal.get('operator', `/audit?${query}`);
      expect(status).toBe(400);
    },
  );
});

describe('the audit without permissions', () => {
  it('is for nobody', async () => {
    const portal = await startPortal({ permissions: false });
    expect((await portal.get('operator', '/audit')).status).toBe(403);
    await portal.stop();
  });
});
