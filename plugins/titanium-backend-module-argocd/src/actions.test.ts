import { Plan, Run } from '@titanium-portal/backstage-plugin-titanium-common';
import { JsonObject } from '@backstage/types';
import { COMMITS, imageOf, testApplication } from './__testUtils__/argoObjects';
import { ScriptedArgo } from './__testUtils__/ScriptedArgo';
import { serviceEntity, startPortal, TestPortal } from './__testUtils__/portal';

jest.setTimeout(60_000);

let argo: ScriptedArgo;
let portal: TestPortal;

beforeEach(async () => {
  argo = new ScriptedArgo();
  argo.apps.set('shop', testApplication());
  ['other', 'team'].forEach(name =>
    argo.apps.set(name, testApplication({ name })),
  );
  const url = await argo.start();
  portal = await startPortal({
    argocd: [{ name: 'main', url, token: 'argo-token', cluster: 'titanium' }],
    entities: [
      serviceEntity('shop', 'group:default/shop-team'),
      serviceEntity('other', 'group:default/other-team'),
      serviceEntity('team', 'group:default/shop-team', {
        'argocd/app-namespace': 'argocd',
      }),
    ],
  });
});

afterEach(async () => {
  await portal?.stop();
  await argo?.stop();
});

const plan = async (verb: string, input: JsonObject = {}): Promise<Plan> => {
  const { status, body } = await portal.plan(
    'developer',
    `argocd.app.${verb}`,
    { application: 'shop', ...input },
  );
  expect([status, body.error?.message]).toEqual([200, undefined]);
  return body;
};

const finished = async ({ id }: Plan): Promise<Run> => {
  const { status, body } = await portal.run('developer', id);
  expect([status, body.error?.message]).toEqual([200, undefined]);
  return portal.ended('developer', body.id);
};

const undo = async (run: Run): Promise<Plan> =>
  (await portal.call('developer', `/runs/${run.id}/undo`, {})).body;

const codes = ({ warnings }: Plan) => warnings.map(({ code }) => code);
const automated = (name = 'shop') =>
  argo.apps.get(name)!.spec.syncPolicy?.automated;
const off = (name = 'shop') =>
  argo.change(name, app => {
    app.spec.syncPolicy = {};
  });

describe('the rollback plan', () => {
  it('has no pause where automatic sync is off, and its undo goes forward', async () => {
    off();
    const drafted = await plan('rollback', { id: 0 });
    expect(drafted.steps.map(({ kind }) => kind)).toEqual([
      'rollback',
      'verify',
    ]);
    const run = await finished(drafted);
    expect(run).toMatchObject({ state: 'succeeded' });
    expect(argo.running).toBe(COMMITS[0]);
    const back = await undo(run);
    expect(back).toMatchObject({
      action: 'argocd.app.rollback',
      input: { id: 2 },
    });
    expect(await finished(back)).toMatchObject({ state: 'succeeded' });
    expect(argo.running).toBe(COMMITS[2]);
  });

  it('warns of a running operation, a closed window, a parent and hooks', async () => {
    argo.windows = {
      assignedWindows: [
        { kind: 'deny', schedule: '* * * * *', duration: '1h' },
      ],
      canSync: false,
    };
    argo.change('shop', app => {
      app.operation = { sync: { revision: COMMITS[2] } };
      app.metadata.annotations = {
        'argocd.argoproj.io/tracking-id':
          'apps:argoproj.io/Application:argocd/shop',
      };
    });
    expect(codes(await plan('rollback'))).toEqual([
      'argocd-operation-running',
      'argocd-sync-window',
      'argocd-auto-sync',
      'argocd-parent',
      'argocd-not-pruned',
    ]);
  });

  it('is refused where an ApplicationSet would turn automatic sync on again', async () => {
    argo.change('shop', app => {
      app.metadata.ownerReferences = [{ kind: 'ApplicationSet', name: 'all' }];
    });
    const refused = await portal.plan('developer', 'argocd.app.rollback', {
      application: 'shop',
    });
    expect(refused.status).toBe(409);
    expect(refused.body.error.message).toContain('git revert ccccccc');
    argo.applicationSets.all = {
      spec: {
        ignoreApplicationDifferences: [{ jsonPointers: ['/spec/syncPolicy'] }],
      },
    };
    expect((await plan('rollback')).steps).toHaveLength(3);
  });

  it('is refused before anything is changed where the account lacks a right', async () => {
    argo.denied = ['sync', 'rollback'];
    const { status, body } = await portal.plan(
      'developer',
      'argocd.app.rollback',
      { application: 'shop' },
    );
    expect([status, body.error.message]).toEqual([
      409,
      expect.stringContaining('no right to sync application shop'),
    ]);
    argo.denied = ['rollback'];
    expect((await plan('rollback')).steps).toHaveLength(3);
  });

  it('deploys the newest again', async () => {
    const drafted = await plan('rollback', { id: 2 });
    expect(drafted).toMatchObject({
      confirmLabel: 'Deploy again',
      summary: { key: 'argocd.redeploy' },
    });
    expect(await finished(drafted)).toMatchObject({ state: 'succeeded' });
    expect(argo.apps.get('shop')!.status!.history).toHaveLength(4);
  });

  it('looks where the entity says the application is', async () => {
    const { body } = await portal.plan(
      'developer',
      'argocd.app.rollback',
      { application: 'team' },
      'component:default/team',
    );
    expect(body).toMatchObject({
      decision: { allowed: true },
      steps: [{ input: { appNamespace: 'argocd' } }, {}, {}],
    });
  });

  it('says when nothing can be told of a revision', async () => {
    argo.faults.set(/manifests/, {
      status: 500,
      body: { code: 2, message: 'repo server: token=abc is wrong' },
    });
    const { steps } = await plan('rollback');
    expect(steps[1].preview).toMatchObject({
      source: 'none',
      reason: expect.stringContaining('cannot tell'),
    });
    expect(JSON.stringify(steps)).not.toContain('token=abc');
  });

  it('names a deployment that is not kept', async () => {
    const { status, body } = await portal.plan(
      'developer',
      'argocd.app.rollback',
      { application: 'shop', id: 77 },
    );
    expect(status).toBe(404);
    expect(body.error.message).toContain('Kept are: 0, 1, 2');
  });

  it('is asked for again when something was deployed meanwhile', async () => {
    const { id } = await plan('rollback');
    argo.change('shop', app => {
      app.status!.history!.push({
        ...app.status!.history![2],
        id: 3,
        revision: 'd'.repeat(40),
      });
    });
    const { status, body } = await portal.run('developer', id);
    expect([status, body.error.code]).toEqual([409, 'plan-changed']);
  });
});

describe('what goes wrong in a rollback', () => {
  const BUSY =
    'error setting app operation: another operation is already in progress';

  it.each([400, 409, 500])(
    'is matched by code and words, not by status %s, and tried once',
    async status => {
      const drafted = await plan('rollback');
      argo.faults.set(/POST .*rollback/, {
        status,
        body: { error: BUSY, code: 9, message: BUSY },
      });
      const run = await finished(drafted);
      expect(run.state).toBe('failed');
      const [, rollback] = run.steps;
      expect(rollback.error).toContain(
        'Another operation is already in progress',
      );
      expect(rollback.error).toContain('Automatic sync stays paused');
      expect(argo.count('POST', /rollback/)).toBe(1);
      expect(automated()).toMatchObject({ enabled: false });
      const restored = await undo(run);
      expect(restored.action).toBe('argocd.app.restoreAutoSync');
      expect(await finished(restored)).toMatchObject({ state: 'succeeded' });
      expect(automated()).toEqual({ prune: true, selfHeal: true });
    },
  );

  it('tells a lost answer from a lost request', async () => {
    const first = await plan('rollback');
    argo.faults.set(/POST .*rollback/, {
      status: 0,
      body: null,
      times: 1,
      afterwards: true,
    });
    expect(await finished(first)).toMatchObject({ state: 'succeeded' });
    expect(argo.count('POST', /rollback/)).toBe(1);

    const second = await plan('rollback', { id: 0 });
    argo.faults.set(/POST .*rollback/, { status: 0, body: null, times: 1 });
    expect(await finished(second)).toMatchObject({ state: 'unknown' });
    expect(argo.count('POST', /rollback/)).toBe(2);
    expect(argo.running).toBe(COMMITS[1]);
  });

  it('fails with the words of the operation', async () => {
    argo.holdOperations = true;
    const drafted = await plan('rollback');
    const { body } = await portal.run('developer', drafted.id);
    for (let seen = 0; seen === 0; seen = argo.count('POST', /rollback/)) {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    argo.finish('shop', 'Failed', 'one or more objects failed to apply');
    const run = await portal.ended('developer', body.id);
    expect(run.state).toBe('failed');
    expect(run.steps[1].error).toContain('one or more objects failed to apply');
    expect(run.steps[2].state).toBe('skipped');
  });

  it('fails when pods do not become ready, and says why', async () => {
    argo.podReady = false;
    argo.podMessage = 'Back-off pulling image';
    const drafted = await plan('rollback');
    argo.change('shop', app => {
      app.status!.health = { status: 'Degraded' };
    });
    const run = await finished(drafted);
    expect(run.state).toBe('failed');
    expect(run.steps[2].error).toContain('Degraded and does not recover');
    expect(run.progress).toMatchObject({
      stalled: true,
      waitingFor: [{ kind: 'pod', reason: 'ImagePullBackOff' }],
    });
    const { body } = await portal.call('developer', `/runs/${run.id}/events`);
    expect(body.events).toContainEqual(
      expect.objectContaining({
        type: 'evidence',
        text: 'Back-off pulling image',
      }),
    );
  });

  it('goes on when the watch is cut and Argo CD is away for a moment', async () => {
    argo.holdOperations = true;
    const { id } = await plan('rollback');
    const { body } = await portal.run('developer', id);
    for (let seen = 0; seen === 0; seen = argo.count('POST', /rollback/)) {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    argo.faults.set(/GET/, {
      status: 503,
      body: { message: 'away' },
      times: 6,
    });
    argo.cut();
    argo.work('shop');
    argo.finish('shop');
    expect(await portal.ended('developer', body.id)).toMatchObject({
      state: 'succeeded',
    });
  });
});

describe('the other actions', () => {
  it('syncs, and takes that back', async () => {
    off();
    argo.change('shop', app => {
      app.status!.history!.pop();
      app.status!.sync!.status = 'OutOfSync';
    });
    argo.running = COMMITS[1];
    const drafted = await plan('sync');
    expect(drafted.steps[0].preview).toMatchObject({
      source: 'dry-run',
      entries: expect.arrayContaining([
        {
          path: 'deployment/shop spec.template.spec.containers[app].image',
          before: JSON.stringify(imageOf(COMMITS[1])),
          after: JSON.stringify(imageOf(COMMITS[2])),
        },
      ]),
    });
    const run = await finished(drafted);
    expect(run).toMatchObject({ state: 'succeeded' });
    expect(argo.running).toBe(COMMITS[2]);
    const back = await undo(run);
    expect(back).toMatchObject({
      action: 'argocd.app.rollback',
      input: { id: 1 },
    });
  });

  it('asks a second person before it prunes, and nobody for a dry run', async () => {
    const { body: prunes } = await portal.plan('operator', 'argocd.app.sync', {
      application: 'shop',
      prune: true,
    });
    expect(prunes).toMatchObject({ risk: 'high', state: 'awaiting_approval' });
    const dry = await plan('sync', { dryRun: true, prune: true });
    expect(dry).toMatchObject({ risk: 'low', undo: { possible: false } });
    expect(await finished(dry)).toMatchObject({ state: 'succeeded' });
    expect(argo.apps.get('shop')!.status!.history).toHaveLength(3);
  });

  it('does not sync through a closed window, nor to another revision beside automatic sync', async () => {
    const refused = await portal.plan('developer', 'argocd.app.sync', {
      application: 'shop',
      revision: 'v1',
    });
    expect(refused.body.error.message).toContain('Pause automatic sync first');
    argo.windows = { assignedWindows: [{ kind: 'deny' }] };
    const closed = await portal.plan('developer', 'argocd.app.sync', {
      application: 'shop',
    });
    expect([closed.status, closed.body.error.message]).toEqual([
      409,
      expect.stringContaining('sync window'),
    ]);
  });

  it('pauses and restores automatic sync', async () => {
    const run = await finished(await plan('pauseAutoSync'));
    expect(automated()).toEqual({
      enabled: false,
      prune: true,
      selfHeal: true,
    });
    expect(run.steps[0].before).toEqual({
      autoSync: { enabled: true, prune: true, selfHeal: true },
    });
    await finished(await undo(run));
    expect(automated()).toEqual({ prune: true, selfHeal: true });
  });

  it('terminates, and refreshes', async () => {
    const none = await portal.plan('developer', 'argocd.app.terminate', {
      application: 'shop',
    });
    expect(none.status).toBe(409);
    argo.change('shop', app => {
      app.operation = { sync: { revision: COMMITS[2] } };
    });
    argo.work('shop');
    expect(await finished(await plan('terminate'))).toMatchObject({
      state: 'succeeded',
    });
    expect(argo.apps.get('shop')!.operation).toBeUndefined();
    await finished(await plan('refresh', { hard: true }));
    expect(argo.count('GET', /refresh=hard/)).toBe(1);
  });
});

describe('who may', () => {
  it('is the owner of the service the application belongs to', async () => {
    const other = await portal.plan('developer', 'argocd.app.rollback', {
      application: 'other',
    });
    expect(other.body).toMatchObject({
      decision: { allowed: false, code: 'not-owner' },
    });
    argo.change('shop', app => {
      // Selected by the annotation of one service, labelled for another: nobody's.
      app.metadata.labels = { 'backstage.io/kubernetes-id': 'other' };
    });
    const { decision } = await plan('rollback');
    expect(decision.allowed).toBe(false);
    const operator = await portal.plan('operator', 'argocd.app.rollback', {
      application: 'shop',
    });
    expect(operator.body.decision.allowed).toBe(true);
  });

  it('is nobody but operators for clusters that the portal does not know', async () => {
    argo.change('shop', app => {
      app.spec.destination = { server: 'https://elsewhere', namespace: 'prod' };
    });
    const { status } = await portal.read('stranger', 'argocd.app.get', {
      application: 'shop',
    });
    expect(status).toBe(403);
  });

  it.each([
    '../../secrets/x',
    '%2e%2e%2f',
    'a/status',
    '$(id)',
    'a;id',
    '',
    '*',
  ])('refuses %s as a name', async application => {
    const { status } = await portal.plan('operator', 'argocd.app.sync', {
      application,
    });
    expect(status).toBe(400);
    const named = await portal.plan('operator', 'argocd.app.sync', {
      application: 'shop',
      appNamespace: application,
    });
    expect(named.status).toBe(400);
  });
});
