import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DeliveryApplicationRow,
  DeliveryHistoryRow,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Sandbox, startSandbox } from '@titanium-portal/sandbox';
import { until } from '@titanium-portal/test-utils';
import { serviceEntity, startPortal, TestPortal } from './__testUtils__/portal';

jest.setTimeout(240_000);

const APP = 'prod-api-gateway';
let dataDir: string;
let sandbox: Sandbox;
let portal: TestPortal;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'titanium-argocd-'));
  sandbox = await startSandbox({
    dataDir,
    freePorts: true,
    platforms: ['argocd'],
    seed: 'argocd-module',
    speed: 20,
  });
  portal = await startPortal({
    argocd: [
      {
        name: 'titanium',
        url: sandbox.urls.argocd!,
        token: sandbox.tokens.argocd,
        cluster: 'titanium',
      },
    ],
    entities: [
      serviceEntity(APP, 'group:default/shop-team', {
        'backstage.io/kubernetes-namespace': 'titanium-prod',
      }),
    ],
  });
});

afterAll(async () => {
  await portal?.stop();
  await sandbox?.close();
  await rm(dataDir, { recursive: true, force: true });
});

const application = async () => {
  const { collections } = await portal.view(APP);
  return collections.application?.[APP] as DeliveryApplicationRow | undefined;
};

const historyWithImages = () =>
  until(async () => {
    const { collections } = await portal.view(APP);
    const rows = Object.values(collections.history ?? {});
    const known = rows as DeliveryHistoryRow[];
    return known.length > 1 && known.every(row => row.images.length > 0)
      ? known
      : undefined;
  });

it('goes back to the deployment before, and forward again by its undo', async () => {
  const newest = (await historyWithImages()).at(-1)!;
  const { body: plan } = await portal.plan('developer', 'argocd.app.rollback', {
    application: APP,
  });
  expect(plan.steps.map(({ kind }: { kind: string }) => kind)).toEqual([
    'pause-autosync',
    'rollback',
    'verify',
  ]);
  expect(plan.steps[1].preview.entries.length).toBeGreaterThan(0);
  const { body: run } = await portal.run('developer', plan.id);
  const ended = await portal.ended('developer', run.id, 120_000);
  expect(ended).toMatchObject({ state: 'succeeded' });
  expect(ended.progress?.message).toContain('OutOfSync is normal now');
  expect(await application()).toMatchObject({
    sync: 'OutOfSync',
    health: 'Healthy',
    autoSync: { enabled: false },
  });

  const { body: undo } = await portal.call(
    'developer',
    `/runs/${run.id}/undo`,
    {},
  );
  const { body: second } = await portal.run('developer', undo.id);
  expect(await portal.ended('developer', second.id, 120_000)).toMatchObject({
    state: 'succeeded',
  });
  const after = await until(async () => {
    const row = await application();
    return row?.sync === 'Synced' ? row : undefined;
  });
  expect(after).toMatchObject({
    health: 'Healthy',
    autoSync: { enabled: true },
  });
  expect(after.images).toEqual(newest.images);
});

it('syncs, and tries a sync, and tells that nothing changes', async () => {
  for (const dryRun of [true, false]) {
    const { body: plan } = await portal.plan('developer', 'argocd.app.sync', {
      application: APP,
      dryRun,
    });
    const { body: run } = await portal.run('developer', plan.id);
    expect(await portal.ended('developer', run.id, 60_000)).toMatchObject({
      state: 'succeeded',
    });
  }
});

it('finds drift, and syncs it away', async () => {
  const input = { application: 'prod-blog-service' };
  sandbox.incidents.start('argo-drift');
  const drift = await until(async () => {
    const { body } = await portal.read('operator', 'argocd.app.diff', input);
    return body.result.objects.length > 0 ? body.result.objects : undefined;
  }, 60_000);
  expect(drift[0]).toMatchObject({
    ref: { kind: 'HorizontalPodAutoscaler' },
    change: 'changed',
    entries: [{ path: 'spec.maxReplicas' }],
  });
  const { body: plan } = await portal.plan(
    'operator',
    'argocd.app.sync',
    input,
  );
  expect(plan.steps[0].preview.entries).toHaveLength(1);
  const { body: run } = await portal.run('operator', plan.id);
  expect(await portal.ended('operator', run.id, 60_000)).toMatchObject({
    state: 'succeeded',
  });
  const after = await portal.read('operator', 'argocd.app.diff', input);
  expect(after.body.result.objects).toEqual([]);
});

it('goes back with several sources', async () => {
  const { body: plan } = await portal.plan('operator', 'argocd.app.rollback', {
    application: 'prod-blog-service',
  });
  expect(plan.steps[1].input.revisions).toHaveLength(2);
  const { body: run } = await portal.run('operator', plan.id);
  expect(await portal.ended('operator', run.id, 120_000)).toMatchObject({
    state: 'succeeded',
  });
});

it('leaves an application to its ApplicationSet', async () => {
  const { status, body } = await portal.plan(
    'operator',
    'argocd.app.rollback',
    { application: 'prod-user-service' },
  );
  expect([status, body.error.message]).toEqual([
    409,
    expect.stringContaining('ApplicationSet'),
  ]);
});

it('takes a bad release back', async () => {
  sandbox.incidents.start('bad-release');
  const before = (await historyWithImages()).at(-1)!;
  const bad = await until(async () => {
    const newest = (await historyWithImages()).at(-1)!;
    return newest.id > before.id ? newest : undefined;
  }, 60_000);
  expect(bad.images).not.toEqual(before.images);
  const { body: plan } = await portal.plan('developer', 'argocd.app.rollback', {
    application: APP,
    id: before.id,
  });
  const { body: run } = await portal.run('developer', plan.id);
  expect(await portal.ended('developer', run.id, 120_000)).toMatchObject({
    state: 'succeeded',
  });
  expect((await application())?.images).toEqual(before.images);
});
