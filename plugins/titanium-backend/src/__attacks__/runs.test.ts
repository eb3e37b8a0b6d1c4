import { mockCredentials } from '@backstage/backend-test-utils';
import { Plan } from '@titanium-portal/backstage-plugin-titanium-common';
import request from 'supertest';
import { until } from '@titanium-portal/test-utils';
import { startPortal, TestPortal } from '../__testUtils__/backend';
import { refusalOf } from '../__testUtils__/refusals';
import { openStream } from '../__testUtils__/streams';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startPortal();
});
afterAll(() => portal.stop());

/** How often the auditor was told of something refused. */
const told = (event: string) =>
  portal.auditEvents.mock.calls.filter(
    ([outcome, { eventId }]) => outcome === 'fail' && eventId === event,
  ).length;

/** A request in a person's name by a plugin that acts for them. */
const actingFor = (person: string, path: string, body: object = {}) =>
  request(portal.url)
    .post(path)
    .set(
      'authorization',
      mockCredentials.service.header({
        onBehalfOf: mockCredentials.user(`user:default/${person}`),
        targetPluginId: 'titanium',
      }),
    )
    .send(body);

/** Holds every write until it is let go. */
function holdWrites(): () => void {
  let letGo = () => {};
  const held = new Promise<void>(resolve => {
    letGo = resolve;
  });
  portal.platform.beforeWrite = () => held;
  return () => {
    portal.platform.beforeWrite = async () => {};
    letGo();
  };
}

async function ended(id: string) {
  return portal.ended('operator', id);
}

describe('runs under attack', () => {
  it('hold their target against a second person, who is told and recorded', async () => {
    const letGo = holdWrites();
    const mine = await portal.plan('developer', 'blog', 3);
    const theirs = await portal.plan('operator', 'blog', 4);
    const { body: run } = await portal.run('developer', mine);
    const recorded = await refusalOf(portal, () =>
      portal.run('operator', theirs),
    );
    expect(recorded).toMatchObject({
      requester: 'user:default/operator',
      route: '/runs',
      status: 409,
      code: 'target-locked',
    });
    letGo();
    await ended(run.id);
    expect(portal.platform.get('prod', 'blog').size).toBe(3);
  });

  it('are not started by anybody else, not even who may see and do all', async () => {
    const plan = await portal.plan('developer', 'blog', 5);
    const before = told('run-denied');
    expect((await portal.run('operator', plan)).status).toBe(403);
    expect(
      (
        await actingFor('developer', '/runs', {
          planId: plan.id,
          idempotencyKey: 'key-acting',
        })
      ).status,
    ).toBe(403);
    expect(told('run-denied')).toBe(before + 2);
  });

  it('answer a replayed key with the run it made, and refuse it for another plan', async () => {
    const first = await portal.plan('developer', 'blog', 6);
    const one = await portal.run('developer', first, 'key-replayed');
    const two = await portal.run('developer', first, 'key-replayed');
    expect(two.body.id).toBe(one.body.id);
    await ended(one.body.id);
    const other = await portal.plan('developer', 'blog', 7);
    const recorded = await refusalOf(portal, () =>
      portal.run('developer', other, 'key-replayed'),
    );
    expect(recorded.status).toBe(409);
    // Keys belong to their person: another's key finds nothing.
    const theirs = await portal.plan('operator', 'blog', 8);
    const run = await portal.run('operator', theirs, 'key-replayed');
    expect(run.body.id).not.toBe(one.body.id);
    await ended(run.body.id);
  });

  it('are stopped by a person only', async () => {
    const letGo = holdWrites();
    const plan = await portal.plan('developer', 'blog', 9);
    const { body: run } = await portal.run('developer', plan);
    const before = told('run-cancel-denied');
    const { status } = await actingFor('developer', `/runs/${run.id}/cancel`);
    expect(status).toBe(403);
    expect(told('run-cancel-denied')).toBe(before + 1);
    letGo();
    expect((await ended(run.id)).state).toBe('succeeded');
  });

  it('are not taken back by who may not do them', async () => {
    const plan = await portal.plan('operator', 'gateway', 9);
    const { body: run } = await portal.run('operator', plan);
    await ended(run.id);
    const before = told('plan-denied');
    const { body: undo } = await portal.post(
      'developer',
      `/runs/${run.id}/undo`,
    );
    expect((undo as Plan).decision.allowed).toBe(false);
    const started = await portal.run('developer', undo);
    expect(started.status).toBe(403);
    await until(() => (told('plan-denied') > before ? true : undefined));
    expect(portal.platform.get('prod', 'gateway').size).toBe(9);
  });

  it('are not followed by who may not see them', async () => {
    const { body: plan } = await portal.post('operator', '/plans', {
      action: {
        id: 'fake.resize',
        input: {
          cluster: 'fake',
          namespace: 'elsewhere',
          name: 'thing',
          size: 9,
        },
      },
    });
    const { body: run } = await portal.run('operator', plan);
    await ended(run.id);
    const before = told('run-read-denied');
    const stream = await openStream(portal.url, portal.header('developer'), [
      { topic: 'run', params: { id: run.id } },
      { topic: 'run', params: { id: '00000000-0000-4000-8000-000000000000' } },
    ]);
    const answers = [
      await stream.next('refused'),
      await stream.next('refused'),
    ];
    stream.close();
    // Forbidden and unknown ones look alike; only the audit tells them apart.
    const [forbidden, unknown] = answers.map(({ id: _, ...rest }) => rest);
    expect(forbidden).toEqual(unknown);
    await until(() => (told('run-read-denied') > before ? true : undefined));
  });

  it('are refused to who has lost the service since the plan, at once', async () => {
    const plan = await portal.plan('developer', 'blog', 11);
    const at = portal.entities.findIndex(
      ({ metadata }) => metadata.name === 'blog',
    );
    const targetRef = 'group:default/core-team';
    portal.entities[at] = {
      ...portal.entities[at],
      relations: [{ type: 'ownedBy', targetRef }],
    };
    const before = told('run-denied');
    const { status } = await portal.run('developer', plan);
    expect([status, told('run-denied')]).toEqual([403, before + 1]);
  });

  it('leave their target as it was when everything was refused', async () => {
    const writes = portal.platform.writes.map(text => text.split(' ')[1]);
    expect(writes).toEqual([
      'blog=3',
      'blog=6',
      'blog=8',
      'blog=9',
      'gateway=9',
      'thing=9',
    ]);
  });
});
