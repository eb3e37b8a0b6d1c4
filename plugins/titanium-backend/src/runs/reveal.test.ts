import { Run } from '@titanium-portal/backstage-plugin-titanium-common';
import { startPortal, TestPortal } from '../__testUtils__/backend';

const SECRET = 'tr0ub4dor-and-3';

describe('a run that grants to see a value', () => {
  let portal: TestPortal;
  beforeEach(async () => {
    portal = await startPortal();
    portal.platform.secrets.values.set('db', SECRET);
  });
  afterEach(() => portal.stop());

  async function granted(): Promise<Run> {
    const { body: plan } = await portal.post('operator', '/plans', {
      action: {
        id: 'fake.secret.reveal',
        input: { cluster: 'fake', namespace: 'prod', name: 'db' },
      },
    });
    const early = await portal.run('operator', plan);
    expect(early.body.error.code).toBe('approval-required');
    await portal.approve('lead', plan);
    const { body: run } = await portal.run('operator', plan);
    return portal.ended('operator', run.id);
  }

  it('shows it once, to the person who started it, and keeps it nowhere', async () => {
    const run = await granted();
    expect(run.reveal).toEqual({ possible: true });
    expect((await portal.get('lead', `/runs/${run.id}`)).body.reveal).toEqual({
      possible: false,
    });
    expect(JSON.stringify(run)).not.toContain(SECRET);
    const path = `/runs/${run.id}/reveal`;
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => portal.post('operator', path)),
    );
    const shown = answers.filter(({ status }) => status === 200);
    expect(shown).toHaveLength(1);
    expect(shown[0].body).toEqual({
      name: 'db',
      value: SECRET,
      encoding: 'text',
      until: expect.any(String),
    });
    expect(shown[0].headers['cache-control']).toBe('no-store');
    expect(
      answers
        .filter(({ status }) => status !== 200)
        .map(({ status, body }) => [status, body.error.code]),
    ).toEqual(Array(4).fill([409, 'value-gone']));

    expect(
      (await portal.get('operator', `/runs/${run.id}`)).body.reveal,
    ).toEqual({ possible: false });
    // So that every page that shows the run looks at its audit again.
    const { body: page } = await portal.get(
      'lead',
      `/runs/${run.id}/events?after=${run.lastEvent}`,
    );
    expect(page.events).toEqual([
      {
        type: 'revealed',
        sequence: run.lastEvent + 1,
        step: null,
        time: expect.any(String),
      },
    ]);
    const { body: after } = await portal.get('lead', `/runs/${run.id}`);
    expect(after.lastEvent).toBe(run.lastEvent + 1);

    const { body: audit } = await portal.get(
      'operator',
      `/runs/${run.id}/audit`,
    );
    const events = audit.rows.map(({ event }: { event: string }) => event);
    expect(
      events.filter((name: string) => name === 'secret.revealed'),
    ).toHaveLength(1);
    const kept = [
      audit,
      portal.auditEvents.mock.calls,
      portal.notifications.mock.calls,
      portal.signals.mock.calls,
      (await portal.get('operator', `/runs/${run.id}`)).body,
      (await portal.get('operator', `/runs/${run.id}/events`)).body,
    ];
    expect(JSON.stringify(kept)).not.toContain(SECRET);
  });

  it('shows it to nobody else, and records who asked', async () => {
    const run = await granted();
    const path = `/runs/${run.id}/reveal`;
    for (const person of ['lead', 'second-operator', 'developer'] as const) {
      const { status, body } = await portal.post(person, path);
      expect([person, status]).toEqual([person, 403]);
      expect(JSON.stringify(body)).not.toContain(SECRET);
    }
    const { body } = await portal.get('operator', `/runs/${run.id}/audit`);
    expect(
      body.rows.filter(
        ({ event }: { event: string }) => event === 'secret.reveal_denied',
      ),
    ).toHaveLength(3);
  });

  it('shows nothing after a minute', async () => {
    const run = await granted();
    const now = jest.spyOn(Date, 'now');
    now.mockReturnValue(Date.parse(run.endedAt!) + 61_000);
    const { status, body } = await portal.post(
      'operator',
      `/runs/${run.id}/reveal`,
    );
    now.mockRestore();
    expect([status, body.error.code]).toEqual([409, 'value-gone']);
  });

  it('shows nothing when rights were lost meanwhile', async () => {
    const run = await granted();
    const operator = portal.entities.find(
      ({ kind, metadata }) => kind === 'User' && metadata.name === 'operator',
    )!;
    operator.relations = [];
    const { status } = await portal.post('operator', `/runs/${run.id}/reveal`);
    expect(status).toBe(403);
  });

  it('is only for actions that show a value', async () => {
    const plan = await portal.plan('developer', 'blog', 5);
    const { body: run } = await portal.run('developer', plan);
    await portal.ended('developer', run.id);
    const { status, body } = await portal.post(
      'developer',
      `/runs/${run.id}/reveal`,
    );
    expect([status, body.error.code]).toEqual([400, 'invalid-input']);
  });

  it('needs its own permission: owners do not have it', async () => {
    const { status, body } = await portal.post('developer', '/plans', {
      action: {
        id: 'fake.secret.reveal',
        input: { cluster: 'fake', namespace: 'prod', name: 'db' },
      },
    });
    expect(status).toBe(403);
    expect(body.error.decision).toMatchObject({
      code: 'operators-only',
      summary: { key: 'reveal' },
    });
    expect(portal.platform.secrets.reads).toEqual([]);
  });
});
