import { MERGE_PATCH } from './__testUtils__/client';
import { useContract } from './__testUtils__/context';
import { deployment } from './__testUtils__/objects';

const PROD = '/apis/apps/v1/namespaces/titanium-prod/deployments';
const GATEWAY = 'prod-api-gateway-deployment';

jest.setTimeout(120_000);

/** Who may do what, and what the others are told. */
describe('Kubernetes API: access', () => {
  const contract = useContract();

  it('answers 401 without a token and with an unknown one', async () => {
    const { client } = contract();
    for (const as of ['nobody', { token: 'nope' }] as const) {
      const reply = await client.send('/api/v1/pods', { as });
      expect(reply.json).toEqual({
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Failure',
        message: 'Unauthorized',
        reason: 'Unauthorized',
        code: 401,
      });
    }
  });

  it('lets the reader read, and nothing else', async () => {
    const { client } = contract();
    await client.get(PROD, { as: 'reader' });
    const reply = await client.patch(
      `${PROD}/${GATEWAY}`,
      MERGE_PATCH,
      { spec: { replicas: 9 } },
      { as: 'reader' },
    );
    expect(reply.json).toMatchObject({
      code: 403,
      reason: 'Forbidden',
      message: `deployments.apps "${GATEWAY}" is forbidden: User "reader" cannot patch resource "deployments" in API group "apps" in the namespace "titanium-prod"`,
      details: { name: GATEWAY, group: 'apps', kind: 'deployments' },
    });
  });

  it('keeps Secrets from the reader', async () => {
    const { client } = contract();
    const secrets = '/api/v1/namespaces/titanium-prod/secrets';
    const list = await client.send(secrets, { as: 'reader' });
    expect(list.json.message).toBe(
      'secrets is forbidden: User "reader" cannot list resource "secrets" in API group "" in the namespace "titanium-prod"',
    );
    const all = await client.send('/api/v1/secrets', { as: 'reader' });
    expect(all.json.message).toBe(
      'secrets is forbidden: User "reader" cannot list resource "secrets" in API group "" at the cluster scope',
    );
    const one = await client.send(`${secrets}/postgres-secret`, {
      as: 'reader',
    });
    expect(one.status).toBe(403);
    const actor = await client.send(`${secrets}/postgres-secret`, {
      as: 'actor',
    });
    expect(actor.status).toBe(200);
  });

  it('lets the actor do what its roles say, and no more', async () => {
    const { client, namespace, core } = contract();
    const dryRun = await client.patch(
      `${PROD}/${GATEWAY}/scale?dryRun=All`,
      MERGE_PATCH,
      { spec: { replicas: 3 } },
      { as: 'actor' },
    );
    expect(dryRun.status).toBe(200);
    const remove = await client.delete(
      `/api/v1/namespaces/${namespace}`,
      {},
      {
        as: 'actor',
      },
    );
    expect(remove.json.message).toBe(
      `namespaces "${namespace}" is forbidden: User "actor" cannot delete resource "namespaces" in API group "" in the namespace "${namespace}"`,
    );
    const secret = await client.send(`${core}/secrets`, { as: 'actor' });
    expect(secret.status).toBe(403);
    const roles = await client.create(
      '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings',
      {},
      { as: 'actor' },
    );
    expect(roles.status).toBe(403);
  });

  it('refuses paths that are no resources by name', async () => {
    const reply = await contract().client.send('/metrics', { as: 'reader' });
    expect(reply.json).toMatchObject({
      code: 403,
      message: 'forbidden: User "reader" cannot get path "/metrics"',
    });
  });

  it('impersonates for those who may', async () => {
    const { client } = contract();
    const headers = { 'impersonate-user': 'reader' };
    const admin = await client.send(`${PROD}/${GATEWAY}`, {
      method: 'DELETE',
      headers,
    });
    expect(admin.json.message).toContain('User "reader" cannot delete');
    const reader = await client.send(PROD, { as: 'reader', headers });
    expect(reader.json.message).toBe(
      'users "reader" is forbidden: User "reader" cannot impersonate resource "users" in API group "" at the cluster scope',
    );
  });

  it('follows roles and bindings as they change', async () => {
    const { client, namespace, apps } = contract();
    const rbac = `/apis/rbac.authorization.k8s.io/v1/namespaces/${namespace}`;
    const headers = {
      'impersonate-user': `system:serviceaccount:${namespace}:robot`,
    };
    const before = await client.send(`${apps}/deployments`, { headers });
    expect(before.status).toBe(403);
    await client.create(`${rbac}/roles`, {
      metadata: { name: 'look' },
      rules: [
        { apiGroups: ['apps'], resources: ['deployments'], verbs: ['list'] },
      ],
    });
    const binding = await client.create(`${rbac}/rolebindings`, {
      metadata: { name: 'look' },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'Role',
        name: 'look',
      },
      subjects: [{ kind: 'ServiceAccount', name: 'robot', namespace }],
    });
    expect(binding.status).toBe(201);
    const after = await client.send(`${apps}/deployments`, { headers });
    expect(after.status).toBe(200);
    await client.delete(`${rbac}/rolebindings/look`);
    const again = await client.send(`${apps}/deployments`, { headers });
    expect(again.status).toBe(403);
  });

  it('reviews access', async () => {
    const { client } = contract();
    const review = async (as: 'reader' | 'actor', subresource?: string) => {
      const reply = await client.create(
        '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
        {
          apiVersion: 'authorization.k8s.io/v1',
          kind: 'SelfSubjectAccessReview',
          spec: {
            resourceAttributes: {
              verb: 'patch',
              group: 'apps',
              resource: 'deployments',
              subresource,
              namespace: 'titanium-prod',
            },
          },
        },
        { as },
      );
      return [reply.status, reply.json.status.allowed];
    };
    expect(await review('reader')).toEqual([201, false]);
    expect(await review('actor')).toEqual([201, true]);
    expect(await review('actor', 'scale')).toEqual([201, true]);
    expect(await review('actor', 'status')).toEqual([201, false]);
  });

  it('lists the rules of a user', async () => {
    const reply = await contract().client.create(
      '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews',
      { spec: { namespace: 'titanium-prod' } },
      { as: 'actor' },
    );
    const { resourceRules, nonResourceRules, incomplete } = reply.json.status;
    expect(incomplete).toBe(false);
    expect(resourceRules).toContainEqual(
      expect.objectContaining({
        resources: ['secrets'],
        verbs: expect.arrayContaining(['get', 'patch']),
      }),
    );
    expect(nonResourceRules).toContainEqual(
      expect.objectContaining({ verbs: ['get'] }),
    );
  });

  it('knows tokens', async () => {
    const { client, target } = contract();
    const review = (token: string) =>
      client.create('/apis/authentication.k8s.io/v1/tokenreviews', {
        spec: { token },
      });
    const known = await review(target.tokens.reader);
    expect(known.json.status).toMatchObject({
      authenticated: true,
      user: { username: 'reader' },
    });
    const unknown = await review('nope');
    expect(unknown.json.status.authenticated).toBeUndefined();
  });

  it('checks rights before it looks', async () => {
    const { client, apps, namespace } = contract();
    const reply = await client.create(
      `${apps}/deployments?dryRun=All`,
      deployment(namespace, 'x'),
      { as: 'reader' },
    );
    expect(reply.status).toBe(403);
  });
});
