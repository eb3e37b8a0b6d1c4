import { startPortal, TestPortal } from './__testUtils__/backend';

describe('titanium plugin', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await startPortal();
  });
  afterAll(() => portal.stop());

  it('tells who asks', async () => {
    const { body, status } = await portal.get('developer', '/me');
    expect(status).toBe(200);
    expect(body).toEqual({
      userRef: 'user:default/developer',
      readOnly: false,
      memberOf: ['group:default/blog-writers', 'group:default/blog-team'],
      modules: ['fakectl', 'logql', 'thing-logs', 'things'],
    });
  });

  it('plans, runs, verifies, audits and takes back', async () => {
    const plan = await portal.plan('developer', 'blog', 3);
    expect(plan.decision.reason).toBe('');
    expect(plan).toMatchObject({
      state: 'draft',
      risk: 'medium',
      decision: { allowed: true },
      boundEntityRefs: ['component:default/blog'],
    });
    const { body: started, status } = await portal.run('developer', plan);
    expect({ status, started }).toMatchObject({ status: 200 });
    const run = await portal.ended('developer', started.id);
    expect(run.state).toBe('succeeded');
    expect(portal.platform.get('prod', 'blog').size).toBe(3);
  });
});
