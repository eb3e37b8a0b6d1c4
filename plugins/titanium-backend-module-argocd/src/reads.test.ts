import { testApplication } from './__testUtils__/argoObjects';
import { ScriptedArgo } from './__testUtils__/ScriptedArgo';
import { serviceEntity, startPortal, TestPortal } from './__testUtils__/portal';

jest.setTimeout(60_000);

const ENTITY = 'component:default/shop';
let argo: ScriptedArgo;
let portal: TestPortal;

beforeAll(async () => {
  argo = new ScriptedArgo();
  argo.apps.set('shop', testApplication());
  const hidden = testApplication({ name: 'hidden' });
  hidden.spec.destination!.namespace = 'kube-system';
  argo.apps.set('hidden', hidden);
  const url = await argo.start();
  portal = await startPortal({
    argocd: [{ name: 'main', url, token: 'argo-token', cluster: 'titanium' }],
    entities: [serviceEntity('shop', 'group:default/shop-team')],
  });
});

afterAll(async () => {
  await portal?.stop();
  await argo?.stop();
});

const statement = (text: string, values?: Record<string, string>) =>
  portal.call('developer', '/read', {
    statement: { text, values, entityRef: ENTITY },
  });

it('lists applications of the namespace', async () => {
  const { status, body } = await statement('argocd app list | grep shop');
  expect(status).toBe(200);
  expect(body.result.rows.map((row: any) => row.cells.slice(0, 6))).toEqual([
    ['shop', 'prod', 'prod', 'Synced', 'Healthy', 'Auto-Prune-SelfHeal'],
  ]);
  const all = await portal.read('operator', 'argocd.app.list', {});
  expect(all.body.result.rows).toHaveLength(2);
  const none = await portal.read('developer', 'argocd.app.list', {});
  expect(none.status).toBe(403);
});

it('shows one, as table, tree and YAML', async () => {
  const { body } = await statement('argocd app get shop');
  expect(body.result).toMatchObject({
    type: 'description',
    facts: expect.arrayContaining([
      { name: 'Sync policy', value: 'Automated (prune) (self heal)' },
    ]),
  });
  const tree = await statement('argocd app get shop -o tree');
  expect(tree.body.result.rows).toHaveLength(3);
  const yaml = await statement('argocd app get <app-name> -o yaml', {
    '<app-name>': 'shop',
  });
  expect(yaml.body.result).toMatchObject({ type: 'objects', format: 'yaml' });
});

it('shows deployments with commit, author and images', async () => {
  const { body } = await statement('argocd app history shop');
  expect(body.result.rows[0].cells).toEqual([
    '2',
    '2030-01-01T00:02:00Z',
    'ccccccc',
    'change ccc',
    'Kim Minji',
    'registry.example/shop:ccccccc',
    'automated',
  ]);
});

describe('a difference', () => {
  const diff = async (...revisions: string[]) => {
    const { body } = await portal.read('developer', 'argocd.app.diff', {
      application: 'shop',
      revisions,
    });
    return body;
  };

  it('with what the sources want names a Secret without its values', async () => {
    const body = await diff();
    const secret = body.result.objects.find(
      ({ ref }: { ref: { kind: string } }) => ref.kind === 'Secret',
    );
    expect(secret).toEqual({
      ref: { kind: 'Secret', namespace: 'prod', name: 'creds' },
      change: 'changed',
      live: null,
      desired: null,
      entries: [],
    });
    expect(JSON.stringify(body)).not.toContain('++++');
  });

  it('with an earlier deployment shows what that would change', async () => {
    const body = await diff('b'.repeat(40));
    expect(body.result.objects).toEqual([
      expect.objectContaining({
        ref: { kind: 'Deployment', namespace: 'prod', name: 'shop' },
        entries: [
          expect.objectContaining({
            path: 'spec.template.spec.containers[app].image',
          }),
        ],
      }),
    ]);
    expect(JSON.stringify(body)).not.toContain('hunter2');
  });
});

it('keeps what is elsewhere, or not there at all, for operators', async () => {
  const answers = await Promise.all(
    ['hidden', 'nothing'].map(application =>
      portal.read('developer', 'argocd.app.get', { application }),
    ),
  );
  answers.forEach(({ status, body }) => {
    expect([status, body.error.code]).toEqual([403, 'not-permitted']);
    expect(body.error.message).toContain('only platform-operators may read it');
  });
  const operator = await portal.read('operator', 'argocd.app.get', {
    application: 'nothing',
  });
  expect(operator.status).toBe(404);
});

describe('a rollback from a document', () => {
  const TEXT = 'argocd app rollback <app-name> <revision-id>';
  const choices = (placeholder: string, values = {}) =>
    portal.call('developer', '/choices', {
      statement: { text: TEXT, values, entityRef: ENTITY },
      placeholder,
    });

  it('offers applications and their deployments', async () => {
    expect((await choices('<app-name>')).body.choices).toEqual([
      { value: 'shop', detail: 'Synced, Healthy' },
    ]);
    const revisions = await choices('<revision-id>', { '<app-name>': 'shop' });
    expect(revisions.body.choices[1]).toEqual({
      value: '1',
      detail: 'bbbbbbb · change bbb · Kim Minji · shop:bbbbbbb',
      time: '2030-01-01T00:01:00Z',
    });
    // An application of another namespace is nobody's to look into.
    const other = await choices('<revision-id>', { '<app-name>': 'hidden' });
    expect(other.body.choices).toEqual([]);
  });

  it('plans what the text says', async () => {
    const values = { '<app-name>': 'shop', '<revision-id>': '1' };
    const { body } = await portal.call('developer', '/plans', {
      statement: { text: TEXT, values, entityRef: ENTITY },
    });
    expect(body).toMatchObject({
      action: 'argocd.app.rollback',
      input: { application: 'shop', id: 1 },
      command: 'argocd app rollback shop 1',
      decision: { allowed: true },
    });
  });
});

describe('what a page names and is gone', () => {
  const check = async (
    person: 'developer' | 'operator',
    ...named: [string, object][]
  ) => {
    const { status, body } = await portal.call(person, '/targets/check', {
      steps: named.map(([action, input]) => ({
        action,
        input: { cluster: 'titanium', ...input },
      })),
    });
    expect(status).toBe(200);
    return body.states;
  };
  const old = { application: 'shop', id: 41 };
  // Names of their own each time: what was seen is kept for a while.
  let asked = 0;
  const gone = () => {
    asked += 1;
    return { application: `gone-${asked}` };
  };
  afterEach(() => {
    argo.denied = [];
    argo.faults.clear();
  });

  it('is told for reads and for changes', async () => {
    expect(
      await check(
        'operator',
        ['argocd.app.get', { application: 'shop' }],
        ['argocd.app.get', gone()],
        ['argocd.app.history', gone()],
        ['argocd.app.diff', { application: 'shop' }],
        ['argocd.app.diff', gone()],
        ['argocd.app.sync', { application: 'shop' }],
        ['argocd.app.sync', gone()],
        ['argocd.app.rollback', { application: 'shop', id: 1 }],
        ['argocd.app.rollback', old],
        ['argocd.app.list', {}],
      ),
    ).toEqual([
      'there',
      'missing',
      'missing',
      'there',
      'missing',
      'there',
      'missing',
      'there',
      'missing',
      'unknown',
    ]);
  });

  it('is told to who may read where it was delivered to only', async () => {
    expect(
      await check(
        'developer',
        ['argocd.app.rollback', old],
        ['argocd.app.get', gone()],
        ['argocd.app.sync', gone()],
        ['argocd.app.get', { application: 'hidden' }],
        ['argocd.app.refresh', { application: 'hidden' }],
      ),
    ).toEqual(['missing', 'unknown', 'unknown', 'unknown', 'unknown']);
  });

  it('is unknown where the account may not see all, and while Argo CD is away', async () => {
    argo.denied = ['get'];
    const steps = (): [string, object][] => [
      ['argocd.app.get', gone()],
      ['argocd.app.sync', gone()],
    ];
    expect(await check('operator', ...steps())).toEqual(['unknown', 'unknown']);
    argo.denied = [];
    argo.faults.set(/applications\/gone/, { status: 503, body: {} });
    expect(await check('operator', ...steps())).toEqual(['unknown', 'unknown']);
  });
});
