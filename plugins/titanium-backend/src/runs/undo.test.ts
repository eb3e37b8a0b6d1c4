import { Person, startPortal, TestPortal } from '../__testUtils__/backend';

describe('undo', () => {
  let portal: TestPortal;
  beforeEach(async () => {
    portal = await startPortal();
  });
  afterEach(() => portal.stop());

  async function resized(person: Person, size: number): Promise<string> {
    const plan = await portal.plan(person, 'blog', size);
    const { body } = await portal.run(person, plan);
    await portal.ended(person, body.id);
    return body.id;
  }

  const undo = (person: Person, id: string) =>
    portal.post(person, `/runs/${id}/undo`);

  it('is a plan of its own, and marks the run it took back', async () => {
    const id = await resized('developer', 5);
    const { body: plan } = await undo('developer', id);
    expect(plan).toMatchObject({
      action: 'fake.resize',
      input: { size: 2 },
      origin: { type: 'undo', undoOf: id, verified: true },
    });
    const { body } = await portal.run('developer', plan);
    await portal.ended('developer', body.id);
    expect(portal.platform.get('prod', 'blog').size).toBe(2);
    const original = (await portal.get('developer', `/runs/${id}`)).body;
    expect(original).toMatchObject({
      state: 'undone',
      undoneBy: body.id,
      undo: { possible: false },
    });
    expect((await undo('developer', id)).status).toBe(409);
    const { rows } = (await portal.get('developer', `/runs/${id}/audit`)).body;
    expect(rows.at(-1)).toMatchObject({ event: 'run.undone' });
  });

  it('of another person needs the rights of the action', async () => {
    const id = await resized('operator', 5);
    const { body: owner } = await undo('developer', id);
    expect(owner.decision.allowed).toBe(true);
    const { body: stranger } = await undo('lead', id);
    expect(stranger.decision).toMatchObject({ allowed: false });
    expect((await portal.run('lead', stranger)).status).toBe(403);
  });

  it('needs a second person when the act did', async () => {
    const plan = await portal.plan('operator', 'blog', 60);
    await portal.post('lead', `/plans/${plan.id}/approve`, {
      hash: plan.hash,
    });
    const { body } = await portal.run('operator', plan);
    await portal.ended('operator', body.id);
    const { body: back } = await undo('operator', body.id);
    expect(back).toMatchObject({
      risk: 'high',
      state: 'awaiting_approval',
      input: { size: 2 },
    });
    expect((await portal.run('operator', back)).status).toBe(409);
    // Nor may an owner take back what was beyond them.
    const { body: owners } = await undo('developer', body.id);
    expect(owners.decision).toMatchObject({ allowed: false, code: 'risk' });
  });

  it('is previewed against what is there, after a third change', async () => {
    const id = await resized('developer', 5);
    const { body: before } = await undo('developer', id);
    portal.platform.change('prod', 'blog', 9);
    expect((await portal.run('developer', before)).body.error.code).toBe(
      'plan-changed',
    );
    const { body: now } = await undo('developer', id);
    expect(now.steps[0].preview.entries).toEqual([
      { path: '.size', before: '9', after: '2' },
    ]);
    expect(before.threeWay).toBeUndefined();
    expect(now.threeWay).toEqual([
      { path: '.size', base: '5', theirs: '9', ours: '2', conflict: true },
    ]);
    expect(now.warnings[0]).toMatchObject({
      code: 'changed-since',
      severity: 'danger',
      values: { paths: ['.size'], conflicts: ['.size'] },
    });
  });
});
