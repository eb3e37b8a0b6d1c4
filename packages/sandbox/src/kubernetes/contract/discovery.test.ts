import { useContract } from './__testUtils__/context';

const AGGREGATED =
  'application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json';

jest.setTimeout(120_000);

/** Version, health, discovery and OpenAPI. */
describe('Kubernetes API: discovery', () => {
  const contract = useContract();

  it('says which version it is', async () => {
    expect(await contract().client.get('/version')).toMatchObject({
      major: '1',
      minor: '29',
      gitVersion: 'v1.29.7',
    });
  });

  it.each(['/healthz', '/livez', '/readyz'])(
    'answers %s without a token',
    async path => {
      const reply = await contract().client.send(path, { as: 'nobody' });
      expect([reply.status, reply.text]).toEqual([200, 'ok']);
    },
  );

  it('lists groups with their preferred versions', async () => {
    const { client } = contract();
    expect((await client.get('/api')).versions).toEqual(['v1']);
    const { groups } = await client.get('/apis');
    const autoscaling = groups.find((g: any) => g.name === 'autoscaling');
    expect(autoscaling.preferredVersion.groupVersion).toBe('autoscaling/v2');
    expect(groups.map((g: any) => g.name)).toEqual(
      expect.arrayContaining([
        'apps',
        'batch',
        'metrics.k8s.io',
        'networking.istio.io',
        'monitoring.coreos.com',
        'argoproj.io',
      ]),
    );
  });

  it('describes resources with short names, categories and subresources', async () => {
    const list = await contract().client.get('/apis/apps/v1');
    const named = (name: string) =>
      list.resources.find((resource: any) => resource.name === name);
    expect(named('deployments')).toMatchObject({
      kind: 'Deployment',
      singularName: 'deployment',
      namespaced: true,
      shortNames: ['deploy'],
      categories: ['all'],
      verbs: expect.arrayContaining(['get', 'list', 'watch', 'patch']),
    });
    expect(named('deployments/scale')).toMatchObject({
      group: 'autoscaling',
      version: 'v1',
      kind: 'Scale',
    });
  });

  it('gives all of discovery in one answer to clients that ask so', async () => {
    const reply = await contract().client.send('/apis', {
      headers: { accept: AGGREGATED },
    });
    expect(reply.headers['content-type']).toContain('as=APIGroupDiscoveryList');
    const istio = reply.json.items.find(
      (item: any) => item.metadata.name === 'networking.istio.io',
    );
    const gateways = istio.versions[0].resources.find(
      (resource: any) => resource.resource === 'gateways',
    );
    expect(gateways).toMatchObject({
      responseKind: { kind: 'Gateway' },
      scope: 'Namespaced',
      shortNames: ['gw'],
    });
  });

  it('publishes OpenAPI v3 with field validation and merge keys', async () => {
    const { client } = contract();
    const index = await client.get('/openapi/v3');
    const document = await client.get(
      index.paths['apis/apps/v1'].serverRelativeURL,
    );
    const { patch } =
      document.paths['/apis/apps/v1/namespaces/{namespace}/deployments/{name}'];
    expect(patch['x-kubernetes-group-version-kind']).toEqual({
      group: 'apps',
      version: 'v1',
      kind: 'Deployment',
    });
    expect(patch.parameters.map((p: any) => p.name)).toEqual(
      expect.arrayContaining(['dryRun', 'fieldValidation']),
    );
    const { schemas } = document.components;
    expect(
      schemas['io.k8s.api.core.v1.PodSpec'].properties.containers,
    ).toMatchObject({ 'x-kubernetes-patch-merge-key': 'name' });
  });

  it('does not know what it does not serve', async () => {
    const { client } = contract();
    for (const path of ['/openapi/v2', '/apis/nope.example/v1', '/nope']) {
      const reply = await client.send(path);
      expect([path, reply.status, reply.json.reason]).toEqual([
        path,
        404,
        'NotFound',
      ]);
    }
    const reply = await client.send('/api/v1/namespaces/default/nopes');
    expect(reply.json).toMatchObject({
      code: 404,
      message: 'the server could not find the requested resource',
    });
  });

  it('answers JSON where protobuf is offered as well, and refuses what it cannot write', async () => {
    const { client } = contract();
    const both = await client.send('/api/v1/namespaces/default', {
      headers: {
        accept: 'application/vnd.kubernetes.protobuf,application/json',
      },
    });
    expect(both.headers['content-type']).toBe('application/json');
    const only = await client.send('/api/v1/namespaces/default', {
      headers: { accept: 'application/vnd.kubernetes.protobuf' },
    });
    expect(only.json).toMatchObject({ code: 406, reason: 'NotAcceptable' });
  });
});
