import { ViewState } from '@titanium-portal/backstage-plugin-titanium-common';
import { until } from '@titanium-portal/test-utils';
import { testApplication } from './__testUtils__/argoObjects';
import { Fault, ScriptedArgo } from './__testUtils__/ScriptedArgo';
import { serviceEntity, startPortal, TestPortal } from './__testUtils__/portal';

jest.setTimeout(90_000);

let argo: ScriptedArgo;
let portal: TestPortal;

beforeAll(async () => {
  argo = new ScriptedArgo();
  argo.apps.set('shop', testApplication());
  const url = await argo.start();
  portal = await startPortal({
    argocd: [{ name: 'main', url, token: 'argo-token', cluster: 'titanium' }],
    entities: [serviceEntity('shop', 'group:default/shop-team')],
  });
});

afterEach(() => argo.faults.clear());

afterAll(async () => {
  await portal?.stop();
  await argo?.stop();
});

const APP = /^GET \/api\/v1\/applications\/shop(\?|$)/;
const LIST = /^GET \/api\/v1\/applications\?/;
const TREE = /^GET .*\/resource-tree/;
const MANAGED = /^GET .*\/managed-resources/;

function strange(body: unknown): Partial<Fault> {
  return { status: 200, body };
}

/** An application in which one thing is not what it should be. */
function bent(bend: (app: any) => void): Partial<Fault> {
  const app = testApplication();
  bend(app);
  return strange(app);
}

const ANYWHERE: [string, Partial<Fault>][] = [
  ['null', strange(null)],
  ['text', strange('welcome')],
  ['a page', { status: 200, text: '<html>Welcome' }],
  ['nothing', { status: 200, text: '' }],
  ['half an answer', { ...bent(() => {}), truncated: true }],
  ['a redirect', { status: 302, body: {} }],
];
const APPLICATIONS: [string, Partial<Fault>][] = [
  ...ANYWHERE,
  ['no application', strange({})],
  ['a list', strange([testApplication()])],
  ['no specification', bent(app => delete app.spec)],
  ['a policy that is none', bent(app => (app.spec.syncPolicy = 'on'))],
  ['automated: yes', bent(app => (app.spec.syncPolicy.automated = 'yes'))],
  ['a history that is none', bent(app => (app.status.history = {}))],
  ['revisions of numbers', bent(app => (app.status.history[0].revision = 7))],
  ['labels that are none', bent(app => (app.metadata.labels = { a: {} }))],
  ['a phase that is none', bent(app => (app.status.operationState.phase = 1))],
];

const put = (where: RegExp, fault: Partial<Fault>) =>
  argo.faults.set(where, { status: 200, body: null, ...fault });

const WORDS =
  /answered something unexpected; check its address|did not answer with JSON|cannot be reached|redirect/;

describe('an application that cannot be one', () => {
  it.each(APPLICATIONS)('%s: nothing is planned on it', async (_, fault) => {
    put(APP, fault);
    for (const action of ['rollback', 'sync', 'pauseAutoSync', 'refresh']) {
      const { status, body } = await portal.plan(
        'developer',
        `argocd.app.${action}`,
        { application: 'shop' },
        'component:default/shop',
      );
      expect([action, status, body.error?.message]).toEqual([
        action,
        fault.status === 302 ? 409 : 503,
        expect.stringMatching(WORDS),
      ]);
    }
  });

  it.each(APPLICATIONS)('%s: what was known stays', async (_, fault) => {
    const view = async (holds: (state: ViewState) => unknown) =>
      until(async () => {
        const state = await portal.view('shop');
        return holds(state) ? state : undefined;
      });
    const state = (of: ViewState) => of.status['argocd:main']?.state;
    await view(each => state(each) === 'live');
    put(APP, fault);
    argo.cut();
    const stale = await view(each => state(each) === 'stale');
    expect(stale.status['argocd:main'].message).toMatch(WORDS);
    expect(stale.collections.application.shop).toMatchObject({
      health: 'Healthy',
    });
    argo.faults.clear();
    await view(each => state(each) === 'live');
  });
});

it.each<[string, RegExp, string, Partial<Fault>]>([
  ['a list', LIST, 'argocd.app.list', strange({ items: {} })],
  ['a list', LIST, 'argocd.app.list', strange({ items: [{}] })],
  ['a list', LIST, 'argocd.app.list', { status: 200, text: 'x' }],
  ['a tree', TREE, 'argocd.app.resources', strange({ nodes: [null] })],
  ['a difference', MANAGED, 'argocd.app.diff', strange({ items: [{}] })],
  ['a difference', MANAGED, 'argocd.app.diff', strange(null)],
])('%s that cannot be one is told of', async (_, where, read, fault) => {
  put(where, fault);
  const input = read === 'argocd.app.list' ? {} : { application: 'shop' };
  const { status, body } = await portal.read('operator', read, input);
  expect([status, body.error]).toEqual([
    503,
    expect.objectContaining({
      code: 'platform-unavailable',
      message: expect.stringMatching(WORDS),
    }),
  ]);
});

it('a rollback whose answer cannot be one is looked after, not repeated', async () => {
  const { body: plan } = await portal.plan('developer', 'argocd.app.rollback', {
    application: 'shop',
  });
  put(/^POST .*rollback/, { ...strange({}), afterwards: true });
  const { body: run } = await portal.run('developer', plan.id);
  expect(await portal.ended('developer', run.id, 30_000)).toMatchObject({
    state: 'succeeded',
  });
  expect(argo.count('POST', /rollback/)).toBe(1);
});
