import { mockCredentials } from '@backstage/backend-test-utils';
import { startPortal, TestPortal } from '../__testUtils__/backend';

const developer = mockCredentials.user('user:default/developer', {
  actor: { subject: 'plugin:mcp-actions' },
});

describe('what agents and templates are offered', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await startPortal();
  });
  afterAll(() => portal.stop());

  const call = async (name: string, input: object, credentials = developer) =>
    (await portal.offered.get(name)!({ input, credentials })).output;

  it('is to read, to plan and to look, and nothing else', () => {
    expect([...portal.offered.keys()].sort()).toEqual([
      'get-run',
      'plan',
      'read',
    ]);
  });

  it('reads as the person', async () => {
    expect(
      await call('read', { statement: 'fakectl get blog -n prod' }),
    ).toMatchObject({ result: { type: 'text', text: 'size 2' } });
    await expect(
      call('read', { statement: 'fakectl get thing -n elsewhere' }),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
  });

  it('plans, and leaves the confirmation to the person', async () => {
    const output = await call('plan', {
      statement: 'fakectl resize blog -n prod --size=3',
    });
    expect(output).toMatchObject({
      allowed: true,
      link: `http://portal.example/titanium/plans/${output.planId}`,
    });
    expect(portal.platform.writes).toEqual([]);
    const { body: plan } = await portal.get(
      'developer',
      `/plans/${output.planId}`,
    );
    expect(plan.origin.type).toBe('actions-registry');
    const { body } = await portal.run('developer', plan);
    await portal.ended('developer', body.id);
    expect(await call('get-run', { runId: body.id })).toMatchObject({
      state: 'succeeded',
    });
  });

  it('is refused to services', async () => {
    await expect(
      call(
        'read',
        { statement: 'fakectl get blog -n prod' },
        mockCredentials.service() as never,
      ),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
  });
});
