import { ConfigReader } from '@backstage/config';
import { mockServices } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import type { KubernetesObject } from '@kubernetes/client-node';
import {
  createTitaniumClusters,
  TitaniumClusters,
} from '@titanium-portal/backstage-plugin-titanium-node';
import {
  serviceEntity,
  startTestSandbox,
  TestSandbox,
} from '../__testUtils__/sandbox';
import {
  findResource,
  parseLabelSelector,
  readSelection,
  resolveTarget,
} from '.';

jest.setTimeout(60_000);

const ID = 'backstage.io/kubernetes-id';

describe('parseLabelSelector', () => {
  it.each<[string, Record<string, string>, boolean]>([
    ['a=b', { a: 'b' }, true],
    ['a==b,c!=d', { a: 'b' }, true],
    ['a=b', { a: 'bb' }, false],
    ['a in (b, c)', { a: 'c' }, true],
    ['a notin (b)', { a: 'b' }, false],
    ['a notin (b)', {}, true],
    ['a', { a: '' }, true],
    ['!a', {}, true],
    ['a=', { a: '' }, true],
    ['app.kubernetes.io/name=x', { 'app.kubernetes.io/name': 'x' }, true],
    ['toString', {}, false],
  ])('%s on %j: %s', (text, labels, expected) => {
    expect(parseLabelSelector(text).matches(labels)).toBe(expected);
  });

  it.each([
    '',
    ' ',
    ',',
    'a=b,',
    'a=b c',
    'a in b',
    'a in (',
    '=b',
    'a=b}',
    'a;b',
    'a>1',
  ])('refuses %j', text => {
    expect(() => parseLabelSelector(text)).toThrow(/not a label selector/);
  });
});

describe('readSelection', () => {
  it('says which line to add', () => {
    const entity = serviceEntity('web');
    delete entity.metadata.annotations![ID];
    expect(() => readSelection(entity)).toThrow(
      /no annotation backstage.io\/kubernetes-id.*"backstage.io\/kubernetes-id: web"/,
    );
  });

  it('prefers the label selector', () => {
    expect(
      readSelection(
        serviceEntity('web', {
          'backstage.io/kubernetes-label-selector': 'app=web',
        }),
      ).by,
    ).toEqual({ type: 'selector', selector: 'app=web' });
  });
});

describe('findResource', () => {
  it.each(['po', 'pod', 'pods', 'Pod'])('knows %s without a cluster', name => {
    expect(findResource(undefined, name)?.plural).toBe('pods');
  });

  it('asks the cluster for others, by group where names clash', () => {
    const gateway = (group: string) => ({
      group,
      version: 'v1',
      kind: 'Gateway',
      plural: 'gateways',
      singular: 'gateway',
      shortNames: [],
      namespaced: true,
    });
    const known = [
      gateway('networking.istio.io'),
      gateway('gateway.networking.k8s.io'),
    ];
    expect(findResource(known, 'gateway')?.group).toBe('networking.istio.io');
    expect(
      findResource(known, 'gateway.gateway.networking.k8s.io')?.group,
    ).toBe('gateway.networking.k8s.io');
    expect(findResource(known, 'nothing')).toBeUndefined();
  });

  it('lets no custom kind stand in for a built-in one', () => {
    const fake = {
      group: 'evil.example',
      version: 'v1',
      kind: 'Deployment',
      plural: 'deployments',
      singular: 'deployment',
      shortNames: [],
      namespaced: true,
    };
    const real = findResource(undefined, 'deployment')!;
    expect(findResource([fake, real], 'deployment')?.group).toBe('apps');
  });
});

describe('resolveTarget on a cluster', () => {
  let platform: TestSandbox;
  let clusters: TitaniumClusters & { stop(): Promise<void> };

  beforeAll(async () => {
    platform = await startTestSandbox();
    clusters = createTitaniumClusters(new ConfigReader(platform.config), {
      logger: mockServices.logger.mock(),
    });
  });

  afterAll(async () => {
    await clusters?.stop();
    await platform?.stop();
  });

  const resolve = (kind: string, name: string) =>
    resolveTarget(clusters, {
      cluster: 'titanium',
      namespace: 'titanium-prod',
      kind,
      name,
    });
  const aPod = async () => {
    const list = await clusters.reader('titanium').list({
      group: '',
      version: 'v1',
      plural: 'pods',
      namespace: 'titanium-prod',
    });
    return list.items.find(
      (item: KubernetesObject) =>
        item.metadata?.labels?.[ID] === 'prod-api-gateway',
    )!.metadata!.name!;
  };

  it('binds a workload and its pods to their entity, and to no other', async () => {
    for (const target of [
      await resolve('deployment', 'prod-api-gateway-deployment'),
      await resolve('pod', await aPod()),
    ]) {
      expect(target.claim).toEqual({
        annotation: ID,
        value: 'prod-api-gateway',
      });
      expect(target.isSelectedBy(serviceEntity('prod-api-gateway'))).toBe(true);
      expect(target.isSelectedBy(serviceEntity('prod-blog-service'))).toBe(
        false,
      );
      const { metadata, ...rest } = serviceEntity('prod-api-gateway');
      expect(target.isSelectedBy({ ...rest, metadata: { name: 'x' } })).toBe(
        false,
      );
      for (const [annotation, value] of [
        ['backstage.io/kubernetes-namespace', 'other'],
        ['backstage.io/kubernetes-cluster', 'other'],
      ]) {
        expect(
          target.isSelectedBy(
            serviceEntity('prod-api-gateway', { [annotation]: value }),
          ),
        ).toBe(false);
      }
      expect(metadata.name).toBe('prod-api-gateway');
    }
  });

  it('claims nothing for an object whose claim and whose controller contradict', async () => {
    const name = await aPod();
    const client = clusters.reader('titanium');
    const spied = jest
      .spyOn(client, 'get')
      .mockImplementationOnce(async (path, each) => {
        spied.mockRestore();
        const object = await client.get<any>(path, each);
        object.metadata.labels[ID] = 'prod-blog-service';
        return object;
      });
    expect((await resolve('pod', name)).claim).toBeUndefined();
  });

  it('does not find what is not there', async () => {
    await expect(resolve('deployment', 'nothing')).rejects.toMatchObject({
      name: new NotFoundError().name,
      code: 'target-not-found',
    });
  });

  it('refuses names that are none', async () => {
    await expect(resolve('pod', '../../secrets/x')).rejects.toMatchObject({
      name: 'InputError',
    });
  });
});
