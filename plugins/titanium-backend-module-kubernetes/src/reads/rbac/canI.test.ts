import { JsonObject } from '@backstage/types';
import { ReadRunner } from '../__testUtils__/ReadRunner';
import { allows, ruleLines } from './rules';
import { userNamed } from './subjects';

const CAN_I = 'kubernetes.auth.canI';
const DEFAULT = 'system:serviceaccount:titanium-prod:default';

jest.setTimeout(60_000);

const question = (fields: JsonObject) => ({
  cluster: 'titanium',
  namespace: 'titanium-prod',
  as: DEFAULT,
  list: false,
  verb: null,
  resource: null,
  name: null,
  ...fields,
});

describe('rights of others', () => {
  let runner: ReadRunner;
  beforeAll(async () => {
    runner = await ReadRunner.start();
  });
  afterAll(() => runner?.stop());

  const list = (fields: JsonObject = {}) =>
    runner.ask(CAN_I, question({ list: true, ...fields }));
  const can = async (verb: string, resource: string, fields = {}) =>
    (await runner.ask(CAN_I, question({ verb, resource, ...fields }))).text;

  it('lists them as kubectl does, without impersonation', async () => {
    const table = await list();
    expect(table.columns.map(({ name }: { name: string }) => name)).toEqual([
      'Resources',
      'Non-Resource URLs',
      'Resource Names',
      'Verbs',
    ]);
    const rows = table.rows.map(({ cells }: { cells: string[] }) => cells);
    expect(rows).toContainEqual(['pods', '[]', '[]', '[get list watch]']);
    // Everybody who is signed in may ask about themselves.
    expect(rows).toContainEqual([
      'selfsubjectaccessreviews.authorization.k8s.io',
      '[]',
      '[]',
      '[create]',
    ]);
    expect(rows).toContainEqual(['', '[/healthz]', '[]', '[get]']);
    expect(rows.some(([resource]: string[]) => /secrets/.test(resource))).toBe(
      false,
    );
  });

  it('knows groups of service accounts', async () => {
    await runner.write(
      'POST',
      '/apis/rbac.authorization.k8s.io/v1/namespaces/monitoring/rolebindings',
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        metadata: { name: 'all-of-prod' },
        roleRef: {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'ClusterRole',
          name: 'titanium-reader',
        },
        subjects: [
          {
            apiGroup: 'rbac.authorization.k8s.io',
            kind: 'Group',
            name: 'system:serviceaccounts:titanium-prod',
          },
        ],
      },
    );
    const where = { namespace: 'monitoring' };
    expect(await can('list', 'deployments', where)).toBe(
      'yes\nRoleBinding monitoring/all-of-prod to ClusterRole titanium-reader',
    );
    expect(
      await can('list', 'deployments', {
        ...where,
        as: 'system:serviceaccount:argocd:default',
      }),
    ).toBe('no');
  });

  it('answers one question, and by which binding', async () => {
    expect(await can('get', 'po')).toBe(
      'yes\nRoleBinding titanium-prod/pod-reader to Role pod-reader',
    );
    expect(await can('get', 'pods/log')).toMatch(/^yes\n/);
    expect(await can('delete', 'pods')).toBe('no');
    expect(await can('list', 'pods', { namespace: 'argocd' })).toBe('no');
    expect(await can('get', '/healthz')).toMatch(/^yes\nClusterRoleBinding/);
    expect(await can('*', '*', { as: 'reader' })).toBe('no');
  });

  it('answers for the portal itself when nobody is named', async () => {
    expect(await can('delete', 'pods', { as: null })).toBe('yes');
    expect(await can('delete', 'nodes', { as: null })).toBe('no');
    const table = await list({ as: null });
    expect(table.rows.length).toBeGreaterThan(10);
  });

  it('is for readers of the namespace only about its own accounts', async () => {
    const at = async (fields: JsonObject) =>
      (await runner.target(CAN_I, question({ list: true, ...fields })))
        .namespace;
    expect(await at({})).toBe('titanium-prod');
    expect(await at({ as: 'system:serviceaccount:argocd:x' })).toBeNull();
    expect(await at({ as: 'somebody' })).toBeNull();
    expect(await at({ as: null })).toBeNull();
    expect(await at({ namespace: null })).toBeNull();
  });

  it.each([
    { list: true, verb: 'get' },
    { verb: 'get' },
    { verb: 'get; id', resource: 'pods' },
    { verb: 'get', resource: '../secrets' },
    { verb: 'get', resource: 'pods', as: 'a\nb' },
    { verb: 'get', resource: 'pods', as: '' },
    { list: true, extra: 1 },
  ])('refuses %j', fields => {
    expect(runner.isValid(CAN_I, question(fields))).toBe(false);
  });

  it('prints the command of kubectl', () => {
    expect(runner.command(CAN_I, question({ list: true }))).toBe(
      `kubectl auth can-i --list --as=${DEFAULT} -n titanium-prod`,
    );
    expect(
      runner.command(
        CAN_I,
        question({ verb: 'get', resource: 'pods', name: 'x', as: null }),
      ),
    ).toBe('kubectl auth can-i get pods/x -n titanium-prod');
  });
});

describe('rules', () => {
  const wanted = { verb: 'get', group: '', resource: 'pods/log', name: 'a' };

  it.each([
    [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }, true],
    [{ verbs: ['get'], apiGroups: [''], resources: ['pods'] }, false],
    [{ verbs: ['get'], apiGroups: [''], resources: ['*/log'] }, true],
    [{ verbs: ['get'], apiGroups: ['apps'], resources: ['pods/log'] }, false],
    [
      {
        verbs: ['get'],
        apiGroups: [''],
        resources: ['pods/log'],
        resourceNames: ['b'],
      },
      false,
    ],
    [{ verbs: ['get'], nonResourceURLs: ['*'] }, false],
  ])('%j decides %s', (rule, allowed) => {
    expect(allows(rule, wanted)).toBe(allowed);
  });

  it('reads paths by their beginning', () => {
    const rule = { verbs: ['get'], nonResourceURLs: ['/apis/*'] };
    expect(allows(rule, { verb: 'get', path: '/apis/apps' })).toBe(true);
    expect(allows(rule, { verb: 'get', path: '/version' })).toBe(false);
  });

  it('joins verbs of equal lines', () => {
    expect(
      ruleLines([
        { verbs: ['get'], apiGroups: ['apps'], resources: ['deployments'] },
        {
          verbs: ['get', 'list'],
          apiGroups: ['apps'],
          resources: ['deployments'],
        },
      ]),
    ).toEqual([
      {
        resource: 'deployments.apps',
        url: null,
        names: [],
        verbs: ['get', 'list'],
      },
    ]);
  });

  it('knows who everybody is', () => {
    expect(userNamed(DEFAULT).groups).toEqual([
      'system:serviceaccounts',
      'system:serviceaccounts:titanium-prod',
      'system:authenticated',
    ]);
    expect(userNamed('system:anonymous').groups).toEqual([
      'system:unauthenticated',
    ]);
  });
});
