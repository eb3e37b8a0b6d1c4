import { startPortal, TestPortal } from '../__testUtils__/backend';

describe('plans', () => {
  let portal: TestPortal;
  beforeEach(async () => {
    portal = await startPortal();
  });
  afterEach(() => portal.stop());

  const auditRows = async (event: string) => {
    // Denials stand in the auditor too; the table is read through runs only.
    return portal.auditEvents.mock.calls.filter(
      ([, { eventId }]) => eventId === event,
    );
  };

  it('explain a refusal with the owner, and leave a denial in the audit', async () => {
    const plan = await portal.plan('developer', 'gateway', 3);
    expect(plan.decision).toEqual({
      allowed: false,
      code: 'not-owner',
      reason:
        'Thing gateway belongs to gateway, owned by core-team; only they and platform-operators may change it.',
      summary: {
        key: 'notOwner',
        values: {
          object: 'thing gateway',
          entity: 'gateway',
          owners: 'core-team',
          operators: 'platform-operators',
        },
      },
      whoMay: ['group:default/core-team', 'group:default/platform-operators'],
    });
    const { status, body } = await portal.run('developer', plan);
    expect([status, body.error.code, body.error.decision.code]).toEqual([
      403,
      'not-permitted',
      'not-owner',
    ]);
    expect(portal.platform.writes).toEqual([]);
    expect(await auditRows('plan-denied')).toEqual([
      [
        'fail',
        expect.objectContaining({
          severityLevel: 'medium',
          meta: expect.objectContaining({
            requester: 'user:default/developer',
          }),
        }),
        expect.anything(),
      ],
    ]);
    expect(await auditRows('run-denied')).toHaveLength(1);
  });

  it('say that nobody owns what nobody claims, and what two claim', async () => {
    const orphan = await portal.plan('developer', 'orphan', 3);
    expect(orphan.decision).toMatchObject({ allowed: false, code: 'no-owner' });
    const shared = await portal.plan('developer', 'shared', 3);
    expect(shared.decision).toMatchObject({
      allowed: false,
      code: 'ambiguous-owner',
    });
    expect(shared.decision.reason).toContain('component:default/shared-one');
    const seen = await portal.plan('operator', 'shared', 3);
    expect(seen.decision.allowed).toBe(true);
    expect(seen.warnings).toEqual([
      expect.objectContaining({
        code: 'ownership',
        values: {
          claims: [
            'component:default/shared-one',
            'component:default/shared-two',
          ],
        },
      }),
    ]);
  });

  it('follow titanium.ownership where two claim', async () => {
    const settled = await startPortal({
      titanium: {
        ownership: [
          {
            namespace: 'prod',
            name: 'shared',
            entityRef: 'component:default/shared-one',
          },
        ],
      },
    });
    const mine = await settled.plan('developer', 'shared', 3);
    expect(mine.decision.allowed).toBe(true);
    const theirs = await settled.plan('lead', 'shared', 3);
    expect(theirs.decision).toMatchObject({ code: 'not-owner' });
    await settled.stop();
  });

  it('come from statements that are parsed again', async () => {
    const { body: plan } = await portal.post('developer', '/plans', {
      statement: {
        text: 'fakectl resize <pod> --size=5',
        values: { '<pod>': 'blog' },
        entityRef: 'component:default/blog',
      },
    });
    expect(plan).toMatchObject({
      input: { cluster: 'fake', namespace: 'prod', name: 'blog', size: 5 },
      command: 'fakectl resize blog -n prod --size=5',
      entityRef: 'component:default/blog',
      origin: { type: 'document', verified: false },
    });
  });

  it.each([
    ['placeholder-missing', 'fakectl resize <pod> -n prod --size=5', {}],
    ['invalid-input', 'fakectl resize <pod> -n prod', { '<pod>': 'a; id' }],
    ['statement-refused', 'fakectl explode blog -n prod', {}],
    ['statement-refused', 'fakectl get blog -n prod', {}],
    ['statement-refused', 'rm -rf /', {}],
  ])('answer %s for %s', async (code, text, values) => {
    const { status, body } = await portal.post('operator', '/plans', {
      statement: { text, values },
    });
    expect([status, body.error.code]).toEqual([400, code]);
  });

  it('mark that nothing would change', async () => {
    const plan = await portal.plan('developer', 'blog', 2);
    expect(plan.warnings).toEqual([
      expect.objectContaining({ code: 'no-change', severity: 'info' }),
    ]);
  });

  it('expire', async () => {
    const short = await startPortal({
      titanium: { plans: { expiry: { milliseconds: 1 } } },
    });
    const plan = await short.plan('developer', 'blog', 3);
    const { status, body } = await short.run('developer', plan);
    expect([status, body.error.code]).toEqual([409, 'plan-expired']);
    const again = await short.get('developer', `/plans/${plan.id}`);
    expect(again.body.state).toBe('expired');
    await short.stop();
  });

  it('of things that do not exist are 404', async () => {
    const { status, body } = await portal.post('operator', '/plans', {
      action: {
        id: 'fake.resize',
        input: { cluster: 'fake', namespace: 'prod', name: 'no', size: 1 },
      },
    });
    expect([status, body.error.code]).toEqual([404, 'target-not-found']);
    const missing = await portal.post('operator', '/plans', {
      action: { id: 'nothing.like.it', input: {} },
    });
    expect([missing.status, missing.body.error.code]).toEqual([
      404,
      'not-installed',
    ]);
  });

  it('show nothing of namespaces that the person may not read', async () => {
    const answers = await Promise.all(
      ['thing', 'nothing'].map(name =>
        portal.post('developer', '/plans', {
          action: {
            id: 'fake.resize',
            input: { cluster: 'fake', namespace: 'elsewhere', name, size: 1 },
          },
        }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([403, 403]);
    for (const { body } of answers) {
      expect(JSON.stringify(body)).not.toContain('entries');
    }
    const { body } = await portal.get('operator', '/audit?event=plan.denied');
    expect(
      body.rows.map(
        (row: { subject: { target: { name: string } } }) =>
          row.subject.target.name,
      ),
    ).toEqual(expect.arrayContaining(['thing', 'nothing']));
  });

  describe('of high risk', () => {
    it('wait for a second person and then run', async () => {
      const plan = await portal.plan('operator', 'blog', 60);
      expect(plan).toMatchObject({
        state: 'awaiting_approval',
        risk: 'high',
        approval: {
          required: true,
          approvers: ['group:default/platform-leads'],
        },
      });
      expect(portal.notifications).toHaveBeenCalledWith(
        expect.objectContaining({
          recipients: expect.objectContaining({
            entityRef: ['group:default/platform-leads'],
          }),
        }),
      );
      const early = await portal.run('operator', plan);
      expect([early.status, early.body.error.code]).toEqual([
        409,
        'approval-required',
      ]);
      const approved = await portal.post('lead', `/plans/${plan.id}/approve`, {
        hash: plan.hash,
      });
      expect(approved.body.state).toBe('approved');
      const { body: run } = await portal.run('operator', plan);
      expect((await portal.ended('operator', run.id)).state).toBe('succeeded');
      // Approval belongs to the plan and is used up with it.
      const next = await portal.plan('operator', 'blog', 61);
      expect((await portal.run('operator', next)).status).toBe(409);
    });

    it('are never approved by their requester, even one who may approve', async () => {
      portal.entities
        .find(entity => entity.metadata.name === 'second-lead')!
        .relations!.push({
          type: 'memberOf',
          targetRef: 'group:default/platform-operators',
        });
      const plan = await portal.plan('second-lead', 'blog', 60);
      expect(plan.state).toBe('awaiting_approval');
      const own = await portal.post(
        'second-lead',
        `/plans/${plan.id}/approve`,
        {
          hash: plan.hash,
        },
      );
      expect(own.status).toBe(403);
      const other = await portal.post('lead', `/plans/${plan.id}/approve`, {
        hash: plan.hash,
      });
      expect(other.status).toBe(200);
    });

    it('ask again when things have changed since the approval', async () => {
      const plan = await portal.plan('operator', 'blog', 60);
      await portal.post('lead', `/plans/${plan.id}/approve`, {
        hash: plan.hash,
      });
      portal.platform.change('prod', 'blog', 5);
      const { status, body } = await portal.run('operator', plan);
      expect([status, body.error.code]).toEqual([409, 'plan-changed']);
    });

    it('can be rejected, once', async () => {
      const plan = await portal.plan('operator', 'blog', 60);
      const path = `/plans/${plan.id}/reject`;
      const { body } = await portal.post('lead', path, { reason: 'too big' });
      expect(body.state).toBe('rejected');
      expect((await portal.post('lead', path)).status).toBe(409);
      expect((await portal.run('operator', plan)).status).toBe(409);
    });

    it('are refused to owners, who may only do less', async () => {
      const plan = await portal.plan('developer', 'blog', 60);
      expect(plan).toMatchObject({
        state: 'draft',
        decision: { allowed: false, code: 'risk' },
      });
      expect((await portal.run('developer', plan)).status).toBe(403);
    });
  });

  describe('without a permission back end', () => {
    it('are refused, and so is reading', async () => {
      const cut = await startPortal({ permissionBackend: false });
      const { status } = await cut.post('operator', '/plans', {
        action: {
          id: 'fake.resize',
          input: { cluster: 'fake', namespace: 'prod', name: 'blog', size: 3 },
        },
      });
      expect(status).toBe(403);
      const read = await cut.post('operator', '/read', {
        statement: { text: 'fakectl get blog -n prod' },
      });
      expect(read.status).toBe(403);
      const view = await cut.get(
        'operator',
        '/entities/default/component/blog/things',
      );
      expect(view.status).toBe(403);
      await cut.stop();
    });
  });

  describe('with permissions switched off', () => {
    it('are all refused, and the portal says so', async () => {
      const open = await startPortal({ permissions: false });
      const { body: me } = await open.get('operator', '/me');
      expect(me.readOnly).toBe(true);
      const plan = await open.plan('operator', 'blog', 3);
      expect(plan.decision.code).toBe('read-only-portal');
      const { status, body } = await open.run('operator', plan);
      expect([status, body.error.code]).toEqual([403, 'read-only']);
      await open.stop();
    });
  });
});
