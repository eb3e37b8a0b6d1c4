import {
  DeliveryApplicationRow,
  DeliveryHistoryRow,
  DeliveryOperationRow,
  ViewState,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { until } from '@titanium-portal/test-utils';
import { COMMITS, imageOf, testApplication } from './__testUtils__/argoObjects';
import { ScriptedArgo } from './__testUtils__/ScriptedArgo';
import { serviceEntity, startPortal, TestPortal } from './__testUtils__/portal';

jest.setTimeout(60_000);

let argo: ScriptedArgo;
let portal: TestPortal;

beforeEach(async () => {
  argo = new ScriptedArgo();
  ['shop', 'other'].forEach(name =>
    argo.apps.set(name, testApplication({ name })),
  );
  const url = await argo.start();
  portal = await startPortal({
    argocd: [
      {
        name: 'main',
        url,
        token: 'argo-token',
        cluster: 'titanium',
        publicUrl: 'https://argocd.example/',
      },
    ],
    entities: [
      serviceEntity('shop', 'group:default/shop-team'),
      serviceEntity('other', 'group:default/other-team'),
      serviceEntity('gone', 'group:default/shop-team'),
      serviceEntity('bare', 'group:default/shop-team', {
        'argocd/app-name': '',
      }),
      serviceEntity('bad', 'group:default/shop-team', {
        'argocd/app-name': '../../applicationsets/x',
      }),
      serviceEntity('lost', 'group:default/shop-team', {
        'argocd/instance-name': 'nowhere',
      }),
    ],
  });
});

afterEach(async () => {
  await portal?.stop();
  await argo?.stop();
});

const when = (
  holds: (state: ViewState) => unknown,
  name = 'shop',
): Promise<ViewState> =>
  until(async () => {
    const state = await portal.view(name);
    return holds(state) ? state : undefined;
  });
const status = (state: ViewState) => state.status['argocd:main'];
const application = (state: ViewState, name = 'shop') =>
  state.collections.application?.[name] as DeliveryApplicationRow | undefined;
const operation = ({ collections }: ViewState) =>
  collections.operation?.operation as DeliveryOperationRow | undefined;

it('shows objects, deployments, the operation and windows', async () => {
  argo.windows = {
    assignedWindows: [
      { kind: 'deny', schedule: '0 9 * * *', duration: '1h', timeZone: 'UTC' },
      { kind: 'allow', schedule: '0 0 * * *', duration: '24h' },
    ],
    activeWindows: [{ kind: 'allow', schedule: '0 0 * * *', duration: '24h' }],
    canSync: true,
  };
  const state = await when(
    ({ collections }) =>
      Object.values(collections.history ?? {}).every(
        row => (row as DeliveryHistoryRow).images.length > 0,
      ) && collections.history,
  );
  expect(application(state)).toMatchObject({
    key: 'shop',
    instance: 'main',
    project: 'prod',
    namespace: 'prod',
    url: 'https://argocd.example/applications/argocd/shop',
    images: [imageOf(COMMITS[2])],
    revisions: [
      {
        id: COMMITS[2],
        author: 'Kim Minji',
        message: 'change ccc\n\nbody',
        url: `https://github.com/example/deploy/commit/${COMMITS[2]}`,
      },
    ],
  });
  expect(Object.keys(state.collections.history)).toEqual([
    '000000',
    '000001',
    '000002',
  ]);
  expect(state.collections.history['000001']).toMatchObject({
    id: 1,
    initiatedBy: 'automated',
    current: false,
    images: [imageOf(COMMITS[1])],
  });
  expect(
    state.collections.resources['apps/Deployment/prod/shop'],
  ).toMatchObject({
    managed: true,
    sync: 'Synced',
    health: 'Healthy',
  });
  expect(state.collections.resources['/Pod/prod/shop-ccc']).toMatchObject({
    managed: false,
    parents: ['apps/Deployment/prod/shop'],
  });
  expect(state.collections.windows).toMatchObject({
    0: { kind: 'deny', active: false, canSync: true },
    1: { kind: 'allow', active: true },
  });
  expect(operation(state)).toMatchObject({ kind: 'sync', phase: 'Succeeded' });
});

it('follows an operation, and knows a rollback from a sync', async () => {
  argo.holdOperations = true;
  await when(application);
  argo.change('shop', app => {
    app.operation = {
      sync: {
        revision: COMMITS[0],
        syncStrategy: { apply: {} },
      },
      initiatedBy: { username: 'titanium' },
    };
  });
  await when(state => operation(state)?.phase === 'Pending');
  argo.work('shop', 'waiting for healthy state');
  const running = await when(state => operation(state)?.phase === 'Running');
  expect(operation(running)).toMatchObject({
    kind: 'rollback',
    initiatedBy: 'titanium',
    message: 'waiting for healthy state',
  });
  argo.finish('shop');
  const done = await when(state => application(state)?.sync === 'OutOfSync');
  expect(Object.keys(done.collections.history)).toHaveLength(4);
});

it('asks Argo CD once for all who look', async () => {
  await Promise.all(
    Array.from({ length: 40 }, (_, at) =>
      when(
        state => application(state, at % 2 ? 'shop' : 'other'),
        at % 2 ? 'shop' : 'other',
      ),
    ),
  );
  expect(argo.streams.size).toBe(1);
  expect(argo.count('GET', /stream\/applications/)).toBe(1);
  expect(argo.count('GET', /\/applications\?fields=/)).toBe(1);
  const listed = argo.requests.find(({ url }) => /\?fields=/.test(url))!;
  expect(listed.url).not.toContain('status.resources');
  // Read at first, and once more when the watch had begun; then only the one that changed.
  const reads = () => argo.count('GET', /\/applications\/other$/);
  await until(() => reads() === 2);
  argo.change('shop', app => {
    app.status!.health = { status: 'Degraded', message: 'no' };
  });
  await when(state => application(state)?.health === 'Degraded');
  expect(reads()).toBe(2);
});

it('comes back after the watch was cut, with what was missed', async () => {
  await when(application);
  argo.cut();
  const app = argo.apps.get('shop')!;
  app.status!.health = { status: 'Progressing' };
  const state = await when(now => application(now)?.health === 'Progressing');
  expect(status(state).state).toBe('live');
});

it('keeps what it knew while Argo CD is away', async () => {
  await when(state => status(state)?.state === 'live');
  argo.faults.set(/GET/, {
    status: 503,
    body: { code: 14, message: 'upstream token=abc away' },
  });
  argo.cut();
  const stale = await when(state => status(state).state === 'stale');
  expect(application(stale)?.health).toBe('Healthy');
  expect(status(stale).message).toContain('away');
  expect(status(stale).message).not.toContain('abc');
  expect(Date.parse(status(stale).since)).toBeLessThan(Date.now());
  argo.faults.clear();
  await when(state => status(state).state === 'live');
});

it('says when the account is refused, and when there is no such application', async () => {
  argo.faults.set(/GET/, {
    status: 200 + 201,
    body: { code: 16, message: 'invalid session: token is expired' },
  });
  const refused = await when(state => status(state)?.state === 'forbidden');
  expect(status(refused).message).toContain('does not accept');
  argo.faults.clear();
  const gone = await when(
    state => status(state)?.state === 'unavailable',
    'gone',
  );
  expect(status(gone).message).toContain('has no application gone');
});

it('tells when the application is taken away', async () => {
  await when(state => application(state, 'other'), 'other');
  argo.remove('other');
  const state = await when(now => status(now).state === 'unavailable', 'other');
  expect(application(state, 'other')).toBeUndefined();
});

it.each([
  ['bare', 'Add to its metadata.annotations: "argocd/app-name: bare"'],
  ['bad', 'is not the name of an application'],
  ['lost', 'Configured: main'],
])('refuses the annotations of %s', async (name, words) => {
  const { status: code, body } = await portal.call(
    'stranger',
    `/entities/default/component/${name}/delivery`,
  );
  expect(code).toBe(400);
  expect(body.error.message).toContain(words);
});

it('takes words of the cluster for words', async () => {
  argo.change('shop', app => {
    app.spec.source!.repoURL = `${'javascript'}:alert(1)//github.com/a/b`;
    app.status!.history!.forEach(entry => {
      entry.source = app.spec.source;
    });
    app.status!.health = {
      status: 'Degraded',
      message: 'ok \u202e gnirts \u0000 password=hunter2',
    };
    app.status!.conditions = [
      { type: 'ComparisonError', message: '<script>x</script>' },
    ];
  });
  const state = await when(now => application(now)?.health === 'Degraded');
  const row = application(state)!;
  expect(row.healthMessage).toBe('ok \\u202e gnirts \\u0000 password=••••••');
  expect(row.revisions[0].url).toBeNull();
  expect(row.conditions[0].message).toBe('<script>x</script>');
});
