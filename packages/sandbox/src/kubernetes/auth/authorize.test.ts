import { MemoryStore } from '../../world/store';
import { Authorizer } from './authorize';
import { RoleResolver } from './rbac';
import { roleSeed } from './roles';
import { tokenUser, userNamed } from './users';

function createAuthorizer() {
  let serial = 0;
  const store = new MemoryStore({
    clock: { now: () => 0 },
    random: {
      uuid: () => String((serial += 1)),
      suffix: () => String((serial += 1)),
    },
  });
  for (const { id, object } of roleSeed()) {
    store.create(id, object);
  }
  return { store, authorizer: new Authorizer(new RoleResolver(store)) };
}

const RBAC = 'rbac.authorization.k8s.io';

describe('Authorizer', () => {
  const { store, authorizer } = createAuthorizer();
  const may = (
    user: string,
    verb: string,
    path: string,
    namespace = 'titanium-prod',
    name?: string,
  ) => {
    const [group, resource, subresource] = path.split('/');
    return authorizer.allows(tokenUser(user), {
      verb,
      group,
      resource,
      subresource,
      namespace,
      name,
    });
  };

  it.each([
    ['reader', 'list', '/pods', true],
    ['reader', 'get', '/pods/log', true],
    ['reader', 'list', 'metrics.k8s.io/pods', true],
    ['reader', 'watch', 'argoproj.io/applications', true],
    ['reader', 'get', '/secrets', false],
    ['reader', 'list', '/secrets', false],
    ['reader', 'watch', '/secrets', false],
    ['reader', 'create', '/pods/exec', false],
    ['reader', 'impersonate', '/users', false],
    ['actor', 'patch', 'apps/deployments', true],
    ['actor', 'update', 'apps/statefulsets/scale', true],
    ['actor', 'delete', '/pods', true],
    ['actor', 'create', 'batch/jobs', true],
    ['actor', 'patch', 'autoscaling/horizontalpodautoscalers', true],
    ['actor', 'list', '/secrets', false],
    ['actor', 'create', '/secrets', false],
    ['actor', 'delete', 'apps/deployments', false],
    ['actor', 'deletecollection', '/pods', false],
    ['actor', 'patch', 'apps/deployments/status', false],
    ['actor', 'create', 'rbac.authorization.k8s.io/rolebindings', false],
    ['actor', 'impersonate', '/users', false],
    ['admin', 'delete', '/namespaces', true],
    ['admin', 'impersonate', '/users', true],
    ['stranger', 'list', '/pods', false],
  ])('%s may %s %s: %s', (user, verb, path, expected) => {
    expect(may(user, verb, path)).toBe(expected);
  });

  it('lets the actor get and change the Secrets of the runbook, by name', () => {
    const secret = (verb: string, name: string, namespace = 'titanium-prod') =>
      may('actor', verb, '/secrets', namespace, name);
    expect(secret('get', 'postgres-secret')).toBe(true);
    expect(secret('patch', 'prod-app-secrets')).toBe(true);
    expect(secret('get', 'another')).toBe(false);
    expect(secret('delete', 'postgres-secret')).toBe(false);
    expect(secret('get', 'postgres-secret', 'argocd')).toBe(false);
  });

  it('limits rules to names, and lists need no name', () => {
    store.create(
      { group: RBAC, resource: 'roles' },
      {
        apiVersion: `${RBAC}/v1`,
        kind: 'Role',
        metadata: { name: 'one', namespace: 'x' },
        rules: [
          {
            apiGroups: [''],
            resources: ['configmaps'],
            resourceNames: ['mine'],
            verbs: ['get'],
          },
        ],
      },
    );
    store.create(
      { group: RBAC, resource: 'rolebindings' },
      {
        apiVersion: `${RBAC}/v1`,
        kind: 'RoleBinding',
        metadata: { name: 'one', namespace: 'x' },
        roleRef: { kind: 'Role', name: 'one' },
        subjects: [{ kind: 'Group', name: 'system:serviceaccounts:x' }],
      },
    );
    const user = userNamed('system:serviceaccount:x:robot');
    const wanted = { verb: 'get', group: '', resource: 'configmaps' };
    const allows = (namespace: string, name?: string) =>
      authorizer.allows(user, { ...wanted, namespace, name });
    expect(allows('x', 'mine')).toBe(true);
    expect(allows('x', 'other')).toBe(false);
    expect(allows('x')).toBe(false);
    expect(allows('y', 'mine')).toBe(false);
  });

  it('says so when a binding names a missing role', () => {
    store.create(
      { group: RBAC, resource: 'clusterrolebindings' },
      {
        apiVersion: `${RBAC}/v1`,
        kind: 'ClusterRoleBinding',
        metadata: { name: 'dangling' },
        roleRef: { kind: 'ClusterRole', name: 'nope' },
        subjects: [{ kind: 'User', name: 'lost' }],
      },
    );
    expect(() =>
      authorizer.assert(tokenUser('lost'), {
        verb: 'list',
        group: '',
        resource: 'pods',
      }),
    ).toThrow(
      'pods is forbidden: User "lost" cannot list resource "pods" in API group "" at the cluster scope: RBAC: clusterrole.rbac.authorization.k8s.io "nope" not found',
    );
  });

  it('matches paths by prefix', () => {
    const path = (user: string, url: string) =>
      authorizer.allowsPath(tokenUser(user), 'get', url);
    expect(path('stranger', '/apis/apps/v1')).toBe(true);
    expect(path('stranger', '/metrics')).toBe(false);
    expect(path('admin', '/metrics')).toBe(true);
  });
});
