import { DeliveryHistoryRow } from '@titanium-portal/backstage-plugin-titanium-common';
import { until } from '@titanium-portal/test-utils';
import { COMMITS, imageOf, testApplication } from './__testUtils__/argoObjects';
import { ScriptedArgo } from './__testUtils__/ScriptedArgo';
import { serviceEntity, startPortal, TestPortal } from './__testUtils__/portal';

jest.setTimeout(60_000);

let argo: ScriptedArgo;
let portal: TestPortal;

beforeEach(async () => {
  argo = new ScriptedArgo();
  argo.apps.set('shop', testApplication());
  const url = await argo.start();
  portal = await startPortal({
    argocd: [{ name: 'main', url, token: 'argo-token', cluster: 'titanium' }],
    entities: [serviceEntity('shop', 'group:default/shop-team')],
  });
});

afterEach(async () => {
  await portal?.stop();
  await argo?.stop();
});

const rollback = async (id: number | null = null) =>
  portal.plan('developer', 'argocd.app.rollback', { application: 'shop', id });

it('shows the application with its history', async () => {
  const state = await until(async () => {
    const view = await portal.view('shop');
    const rows = Object.values(
      view.collections.history ?? {},
    ) as DeliveryHistoryRow[];
    return rows.length === 3 &&
      rows.every(row => row.revisions[0].author && row.images.length)
      ? view
      : undefined;
  });
  expect(state.status['argocd:main'].state).toBe('live');
  expect(state.collections.application.shop).toMatchObject({
    sync: 'Synced',
    health: 'Healthy',
    cluster: 'titanium',
    autoSync: { enabled: true, prune: true, selfHeal: true },
  });
});

it('pauses automatic sync, rolls back and watches', async () => {
  const { status, body: plan } = await rollback();
  expect(status).toBe(200);
  expect(plan.steps.map((step: any) => step.kind)).toEqual([
    'pause-autosync',
    'rollback',
    'verify',
  ]);
  expect(plan.sentence).toBe(
    `Roll application shop back from deployment 2 (ccccccc) to 1 (bbbbbbb): "change bbb", by Kim Minji, images ${imageOf(
      COMMITS[1],
    )}, deployed 2030-01-01T00:01:00Z.`,
  );
  expect(plan.steps[1].preview.entries).toEqual([
    {
      path: 'deployment/shop spec.template.spec.containers[app].image',
      before: JSON.stringify(imageOf(COMMITS[2])),
      after: JSON.stringify(imageOf(COMMITS[1])),
    },
  ]);
  expect(JSON.stringify(plan)).not.toContain('hunter2');
  const { body: run } = await portal.run('developer', plan.id);
  const ended = await portal.ended('developer', run.id);
  expect(ended.state).toBe('succeeded');
  expect(argo.running).toBe(COMMITS[1]);
  expect(ended.progress?.message).toContain('OutOfSync is normal now');
  const { body: undo } = await portal.call(
    'developer',
    `/runs/${run.id}/undo`,
    {},
  );
  expect(undo).toMatchObject({
    action: 'argocd.app.restoreAutoSync',
    input: { prune: true, selfHeal: true },
  });
  const { body: second } = await portal.run('developer', undo.id);
  expect((await portal.ended('developer', second.id)).state).toBe('succeeded');
  expect(argo.running).toBe(COMMITS[2]);
  expect(argo.apps.get('shop')!.spec.syncPolicy!.automated).toEqual({
    prune: true,
    selfHeal: true,
  });
});
