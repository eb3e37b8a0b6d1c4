import { startPortal, TestPortal } from '../__testUtils__/backend';

describe('retry', () => {
  let portal: TestPortal;
  beforeEach(async () => {
    portal = await startPortal();
  });
  afterEach(() => portal.stop());

  async function failed(): Promise<string> {
    const { verify } = portal.platform;
    portal.platform.verify = async function* fail() {
      yield { type: 'failed', reason: 'no' };
    };
    const plan = await portal.plan('developer', 'blog', 5);
    const { body } = await portal.run('developer', plan);
    const run = await portal.ended('developer', body.id);
    expect(run.retry).toEqual({ possible: true });
    portal.platform.verify = verify;
    return body.id;
  }

  it('is a plan of things as they are now, never the old one', async () => {
    const id = await failed();
    portal.platform.change('prod', 'blog', 9);
    const { body: plan } = await portal.post('developer', `/runs/${id}/retry`);
    expect(plan).toMatchObject({
      state: 'draft',
      input: { size: 5 },
      origin: { type: 'tab', retryOf: id },
    });
    expect(plan.steps[0].preview.entries).toEqual([
      { path: '.size', before: '9', after: '5' },
    ]);
    const { body } = await portal.run('developer', plan);
    expect((await portal.ended('developer', body.id)).state).toBe('succeeded');
  });

  it('is decided for who asks', async () => {
    const id = await failed();
    const { body: run } = await portal.get('lead', `/runs/${id}`);
    expect(run.retry.possible).toBe(false);
    const { body: plan } = await portal.post('lead', `/runs/${id}/retry`);
    expect(plan).toMatchObject({
      requester: 'user:default/lead',
      decision: { allowed: false },
    });
    expect((await portal.run('lead', plan)).status).toBe(403);
  });

  it('is not for what succeeded or is under way', async () => {
    const plan = await portal.plan('developer', 'blog', 5);
    const { body } = await portal.run('developer', plan);
    const run = await portal.ended('developer', body.id);
    expect(run.retry).toEqual({
      possible: false,
      reason: 'Only what did not succeed is tried again.',
      wording: { key: 'succeeded' },
    });
    const { status } = await portal.post('developer', `/runs/${body.id}/retry`);
    expect(status).toBe(409);
  });

  it('of an undo is an undo', async () => {
    const plan = await portal.plan('developer', 'blog', 5);
    const { body } = await portal.run('developer', plan);
    await portal.ended('developer', body.id);
    const { body: undo } = await portal.post(
      'developer',
      `/runs/${body.id}/undo`,
    );
    portal.platform.beforeWrite = async () =>
      portal.platform.change('prod', 'blog', 8);
    const { body: first } = await portal.run('developer', undo);
    expect((await portal.ended('developer', first.id)).state).toBe('failed');
    portal.platform.beforeWrite = async () => {};
    const { body: again } = await portal.post(
      'developer',
      `/runs/${first.id}/retry`,
    );
    expect(again.origin).toMatchObject({
      type: 'undo',
      undoOf: body.id,
      retryOf: first.id,
    });
    expect(again.threeWay).toEqual([
      { path: '.size', base: '5', theirs: '8', ours: '2', conflict: true },
    ]);
    const { body: second } = await portal.run('developer', again);
    await portal.ended('developer', second.id);
    const { body: original } = await portal.get(
      'developer',
      `/runs/${body.id}`,
    );
    expect(original.state).toBe('undone');
    const { status } = await portal.post(
      'developer',
      `/runs/${first.id}/retry`,
    );
    expect(status).toBe(409);
  });
});
