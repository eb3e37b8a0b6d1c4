import { Plan } from '@titanium-portal/backstage-plugin-titanium-common';
import { until } from '@titanium-portal/test-utils';
import { Person, startPortal, TestPortal } from '../__testUtils__/backend';

describe('approvals', () => {
  let portal: TestPortal;
  let plan: Plan;
  beforeEach(async () => {
    portal = await startPortal();
    plan = await portal.plan('operator', 'blog', 60);
  });
  afterEach(() => portal.stop());

  const now = async () =>
    (await portal.get('operator', `/plans/${plan.id}`)).body as Plan;
  const revoke = (person: Person) => {
    portal.entities.find(entity => entity.metadata.name === person)!.relations =
      [];
  };
  const sent = (title: RegExp) =>
    portal.notifications.mock.calls.filter(([{ payload }]) =>
      title.test(payload.title),
    );

  it('name the plan that was seen', async () => {
    const path = `/plans/${plan.id}/approve`;
    const none = await portal.post('lead', path);
    expect([none.status, none.body.error.code]).toEqual([400, 'invalid-input']);
    const other = await portal.post('lead', path, { hash: '0'.repeat(64) });
    expect([other.status, other.body.error.code]).toEqual([
      409,
      'plan-changed',
    ]);
    expect((await now()).state).toBe('awaiting_approval');
    const { body } = await portal.approve('lead', plan);
    expect(body).toMatchObject({
      state: 'approved',
      approval: { judgement: { verdict: 'approved', by: 'user:default/lead' } },
    });
  });

  it('are refused for what has changed meanwhile', async () => {
    portal.platform.change('prod', 'blog', 7);
    const { status, body } = await portal.approve('lead', plan);
    expect([status, body.error.code]).toEqual([409, 'plan-changed']);
    expect((await now()).state).toBe('awaiting_approval');
  });

  it('lapse with the rights of who gave them', async () => {
    await portal.approve('lead', plan);
    revoke('lead');
    const { status, body } = await portal.run('operator', plan);
    expect([status, body.error.code]).toEqual([409, 'approval-required']);
    expect(portal.platform.writes).toEqual([]);
    const waiting = await now();
    expect(waiting.state).toBe('awaiting_approval');
    expect(waiting.approval.judgement).toBeUndefined();
    expect(sent(/^Approval wanted/)).toHaveLength(2);
    // Who has lost the right cannot give it again; somebody else can.
    expect((await portal.approve('lead', plan)).status).toBe(403);
    expect((await portal.approve('second-lead', plan)).status).toBe(200);
    const { body: run } = await portal.run('operator', plan);
    expect((await portal.ended('operator', run.id)).state).toBe('succeeded');
    const { rows } = (await portal.get('operator', `/runs/${run.id}/audit`))
      .body;
    const events = rows.map((row: { event: string }) => row.event);
    expect(events).toEqual(
      expect.arrayContaining(['plan.approval_lapsed', 'run.denied']),
    );
  });

  it('do not give their requester rights that were lost', async () => {
    await portal.approve('lead', plan);
    revoke('operator');
    const { status } = await portal.run('operator', plan);
    expect(status).toBe(403);
    expect(portal.platform.writes).toEqual([]);
  });

  it('are given once, by whoever comes first', async () => {
    const answers = await Promise.all([
      portal.approve('lead', plan),
      portal.approve('second-lead', plan),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { body: run } = await portal.run('operator', plan);
    await portal.ended('operator', run.id);
    const again = await portal.approve('second-lead', plan);
    expect([again.status, again.body.error.code]).toEqual([
      409,
      'plan-consumed',
    ]);
    expect(await now()).toMatchObject({ state: 'consumed', runId: run.id });
  });

  it('can be withdrawn before the start', async () => {
    await portal.approve('lead', plan);
    await portal.post('second-lead', `/plans/${plan.id}/reject`, {
      reason: 'not tonight',
    });
    expect((await portal.run('operator', plan)).status).toBe(409);
    expect((await now()).approval.judgement).toMatchObject({
      verdict: 'rejected',
      by: 'user:default/second-lead',
      reason: 'not tonight',
    });
  });

  it('leave a row for each refusal', async () => {
    await portal.approve('developer', plan);
    await portal.approve('operator', plan);
    const { body } = await portal.get(
      'operator',
      `/audit?subject=${plan.id}&event=plan.approval_denied`,
    );
    expect(body.rows.map((row: { actor: string }) => row.actor)).toEqual([
      'user:default/operator',
      'user:default/developer',
    ]);
  });

  it('tell approvers and the requester, each once, with a link', async () => {
    await portal.approve('lead', plan);
    const { body } = await portal.run('operator', plan);
    await portal.ended('operator', body.id);
    await until(() => portal.notifications.mock.calls[2]);
    expect(
      portal.notifications.mock.calls.map(([{ recipients, payload }]) => [
        recipients.entityRef,
        payload.title,
        payload.link,
      ]),
    ).toEqual([
      [
        ['group:default/platform-leads'],
        'Approval wanted: Resize to 60',
        `/titanium/plans/${plan.id}`,
      ],
      [
        'user:default/operator',
        'Resize to 60: approved',
        `/titanium/plans/${plan.id}`,
      ],
      [
        ['user:default/operator', 'user:default/lead'],
        'Resize to 60: succeeded',
        `/titanium/runs/${body.id}`,
      ],
    ]);
  });
});

describe('plans that do not hold any more', () => {
  let portal: TestPortal;
  beforeEach(async () => {
    portal = await startPortal();
  });
  afterEach(() => portal.stop());

  it('are made anew by their requester, and need a new approval', async () => {
    const plan = await portal.plan('operator', 'blog', 60);
    await portal.approve('lead', plan);
    portal.platform.change('prod', 'blog', 7);
    expect((await portal.run('operator', plan)).body.error.code).toBe(
      'plan-changed',
    );
    const stranger = await portal.post('lead', `/plans/${plan.id}/renew`);
    expect(stranger.status).toBe(403);
    const { body: renewed } = await portal.post(
      'operator',
      `/plans/${plan.id}/renew`,
    );
    expect(renewed).toMatchObject({
      state: 'awaiting_approval',
      input: plan.input,
      origin: { type: 'tab', renewalOf: plan.id },
    });
    expect(renewed.hash).not.toBe(plan.hash);
    const { body: old } = await portal.get('operator', `/plans/${plan.id}`);
    expect(old.state).toBe('expired');
    expect((await portal.run('operator', plan)).status).toBe(409);
  });

  it('are not made anew once they have become a run', async () => {
    const plan = await portal.plan('operator', 'blog', 5);
    const { body } = await portal.run('operator', plan);
    await portal.ended('operator', body.id);
    const { status } = await portal.post('operator', `/plans/${plan.id}/renew`);
    expect(status).toBe(409);
  });
});
