import { until } from '@titanium-portal/test-utils';
import { startPortal, TestPortal } from '../__testUtils__/backend';

/** A promise and what settles it. */
function gate() {
  let open = () => {};
  const passed = new Promise<void>(resolve => {
    open = resolve;
  });
  return { open, passed };
}

describe('runs', () => {
  let portal: TestPortal;
  beforeEach(async () => {
    portal = await startPortal();
  });
  afterEach(() => portal.stop());

  const events = async (id: string) =>
    (await portal.get('operator', `/runs/${id}/events`)).body.events;

  it('keep every step in order, with audit rows and a signal', async () => {
    const plan = await portal.plan('developer', 'blog', 3);
    const { body } = await portal.run('developer', plan);
    const run = await portal.ended('developer', body.id);
    expect(run).toMatchObject({
      state: 'succeeded',
      requester: 'user:default/developer',
      steps: [{ state: 'succeeded', before: { size: 2 }, after: { size: 3 } }],
      undo: { possible: true },
      cancel: { possible: false },
    });
    expect(
      (await events(run.id)).map((event: { [key: string]: unknown }) => [
        event.sequence,
        event.type,
        event.state ?? (event.progress as { message: string }).message,
      ]),
    ).toEqual([
      [1, 'step', 'applying'],
      [2, 'state', 'applying'],
      [3, 'step', 'applied'],
      [4, 'state', 'applied'],
      [5, 'step', 'verifying'],
      [6, 'state', 'verifying'],
      [7, 'progress', 'Nearly'],
      [8, 'step', 'succeeded'],
      [9, 'state', 'succeeded'],
    ]);
    const { rows } = (await portal.get('developer', `/runs/${run.id}/audit`))
      .body;
    expect(rows.map((row: { event: string }) => row.event)).toEqual([
      'plan.created',
      'run.started',
      'step.applying',
      'step.applied',
      'run.succeeded',
    ]);
    expect(rows[3]).toMatchObject({
      actor: 'user:default/developer',
      before: { size: 2 },
      after: { size: 3 },
    });
    expect(portal.signals).toHaveBeenCalledWith({
      recipients: { type: 'user', entityRef: 'user:default/developer' },
      channel: 'titanium:run',
      message: { run: run.id },
    });
  });

  it('start once for one key, even ten times at once', async () => {
    const plan = await portal.plan('developer', 'blog', 3);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        portal.run('developer', plan, 'double-click'),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    await portal.ended('developer', answers[0].body.id);
    expect(portal.platform.writes).toHaveLength(1);
    const later = await portal.run('developer', plan, 'double-click');
    expect(later.body.id).toBe(answers[0].body.id);
  });

  it('start once for one plan, whatever the keys', async () => {
    const plan = await portal.plan('developer', 'blog', 3);
    const answers = await Promise.all(
      ['first-key', 'second-key'].map(key =>
        portal.run('developer', plan, key),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const lost = answers.find(({ status }) => status === 409)!;
    expect(lost.body.error.code).toBe('plan-consumed');
  });

  it('refuse a key that was used for another plan', async () => {
    const first = await portal.plan('developer', 'blog', 3);
    const { body } = await portal.run('developer', first, 'same-key-1');
    await portal.ended('developer', body.id);
    const second = await portal.plan('developer', 'blog', 4);
    const { status } = await portal.run('developer', second, 'same-key-1');
    expect(status).toBe(409);
  });

  it('hold one target for one person at a time', async () => {
    const hold = gate();
    portal.platform.beforeWrite = () => hold.passed;
    const mine = await portal.plan('developer', 'blog', 3);
    const theirs = await portal.plan('operator', 'blog', 4);
    const answers = await Promise.all([
      portal.run('developer', mine),
      portal.run('operator', theirs),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const lost = answers.find(({ status }) => status === 409)!;
    expect(lost.body.error.code).toBe('target-locked');
    const winner = answers.find(({ status }) => status === 200)!.body;
    expect(lost.body.error.message).toContain(winner.requester);
    hold.open();
    await portal.ended('operator', winner.id);
    expect(portal.platform.writes).toHaveLength(1);
    // The lock is free again, and the refused plan was not used up.
    const again = await portal.plan('operator', 'blog', 5);
    expect((await portal.run('operator', again)).status).toBe(200);
  });

  it('refuse when the object has changed since the preview', async () => {
    const plan = await portal.plan('developer', 'blog', 3);
    portal.platform.change('prod', 'blog', 7);
    const { status, body } = await portal.run('developer', plan);
    expect([status, body.error.code]).toEqual([409, 'plan-changed']);
    expect(portal.platform.writes).toEqual([]);
  });

  it('fail when the object changes in the last moment', async () => {
    portal.platform.beforeWrite = async () =>
      portal.platform.change('prod', 'blog', 9);
    const plan = await portal.plan('developer', 'blog', 3);
    const { body } = await portal.run('developer', plan);
    const run = await portal.ended('developer', body.id);
    expect(run).toMatchObject({
      state: 'failed',
      steps: [{ state: 'failed', error: 'Thing blog has changed meanwhile' }],
      undo: { possible: false, reason: 'It has changed nothing.' },
    });
    expect(portal.platform.get('prod', 'blog').size).toBe(9);
  });

  it('refuse when rights were lost since the plan', async () => {
    const plan = await portal.plan('developer', 'blog', 3);
    portal.entities.find(
      entity => entity.metadata.name === 'developer',
    )!.relations = [];
    const { status, body } = await portal.run('developer', plan);
    expect([status, body.error.code]).toEqual([403, 'not-permitted']);
    expect(portal.platform.writes).toEqual([]);
  });

  it('belong to the person who planned', async () => {
    const plan = await portal.plan('developer', 'blog', 3);
    const { status } = await portal.run('operator', plan);
    expect(status).toBe(403);
  });

  it('are cancelled while watching; the change stays and is said to', async () => {
    portal.platform.verify = async function* endless(signal) {
      yield { type: 'progress', progress: { message: '1 of 3' } };
      await new Promise(resolve => signal.addEventListener('abort', resolve));
    };
    const plan = await portal.plan('developer', 'blog', 3);
    const { body } = await portal.run('developer', plan);
    await until(async () => {
      const { state } = (await portal.get('developer', `/runs/${body.id}`))
        .body;
      return state === 'verifying' || undefined;
    });
    const other = await portal.post('lead', `/runs/${body.id}/cancel`);
    expect(other.status).toBe(403);
    const { status } = await portal.post(
      'developer',
      `/runs/${body.id}/cancel`,
    );
    expect(status).toBe(200);
    const run = await portal.ended('developer', body.id);
    expect(run).toMatchObject({ state: 'cancelled', undo: { possible: true } });
    expect((await events(run.id)).at(-1)).toMatchObject({
      state: 'cancelled',
      reason: expect.stringContaining('stays'),
    });
  });

  it('report stalls and failures with their evidence', async () => {
    portal.platform.verify = async function* stall() {
      yield {
        type: 'progress',
        progress: { message: '0 of 3', stalled: true },
      };
      yield {
        type: 'evidence',
        source: 'event',
        subject: 'pod x',
        text: 'ImagePullBackOff',
      };
      yield { type: 'failed', reason: 'Progress deadline exceeded' };
    };
    const plan = await portal.plan('developer', 'blog', 3);
    const { body } = await portal.run('developer', plan);
    const run = await portal.ended('developer', body.id);
    expect(run).toMatchObject({
      state: 'failed',
      progress: { stalled: true },
      steps: [{ error: 'Progress deadline exceeded' }],
    });
    expect(await events(run.id)).toContainEqual(
      expect.objectContaining({ type: 'evidence', text: 'ImagePullBackOff' }),
    );
    expect(portal.notifications).toHaveBeenCalledTimes(1);
  });

  it('say why, when a change takes too long', async () => {
    const impatient = await startPortal({
      titanium: { runs: { verifyTimeout: { milliseconds: 50 } } },
    });
    impatient.platform.verify = async function* wait(signal) {
      yield { type: 'progress', progress: { message: '1 of 3 ready.' } };
      await new Promise(resolve => signal.addEventListener('abort', resolve));
    };
    impatient.platform.diagnosis = [
      {
        type: 'evidence',
        source: 'log',
        subject: 'pod x',
        text: 'cannot connect to the database',
      },
    ];
    const plan = await impatient.plan('developer', 'blog', 3);
    const { body } = await impatient.run('developer', plan);
    const run = await impatient.ended('developer', body.id);
    expect(run).toMatchObject({
      state: 'failed',
      steps: [
        {
          error:
            'The change was made but has not taken full effect in time: 1 of 3 ready.',
        },
      ],
      undo: { possible: true },
      retry: { possible: true },
    });
    const { body: page } = await impatient.get(
      'developer',
      `/runs/${run.id}/events`,
    );
    expect(page.events).toContainEqual(
      expect.objectContaining({
        type: 'evidence',
        step: 0,
        text: 'cannot connect to the database',
      }),
    );
    await impatient.stop();
  });

  it('carry out steps in order and skip the rest after a failure', async () => {
    const grow = (
      await portal.post('developer', '/plans', {
        action: {
          id: 'fake.grow',
          input: { cluster: 'fake', namespace: 'prod', name: 'blog', size: 6 },
        },
      })
    ).body;
    const { body } = await portal.run('developer', grow);
    const run = await portal.ended('developer', body.id);
    expect(run.steps.map(step => step.state)).toEqual([
      'succeeded',
      'succeeded',
    ]);
    expect(run.undo).toEqual({
      possible: false,
      reason: 'Growing cannot be taken back.',
    });
    const undo = await portal.post('developer', `/runs/${run.id}/undo`);
    expect(undo.status).toBe(409);

    const next = (
      await portal.post('developer', '/plans', {
        action: {
          id: 'fake.grow',
          input: { cluster: 'fake', namespace: 'prod', name: 'blog', size: 9 },
        },
      })
    ).body;
    portal.platform.verify = async function* refuse() {
      yield { type: 'failed', reason: 'no' };
    };
    const second = await portal.run('developer', next);
    const failed = await portal.ended('developer', second.body.id);
    expect(failed.steps.map(step => step.state)).toEqual(['failed', 'skipped']);
  });
});
