import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import {
  createTitaniumClusters,
  TitaniumClusters,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { until } from '@titanium-portal/test-utils';
import {
  serviceEntity,
  startTestSandbox,
  TestSandbox,
} from '../__testUtils__/sandbox';
import { ViewReader } from '../__testUtils__/ViewReader';
import { UsagePoller } from '../usage/UsagePoller';
import { createClusterView } from './cluster/clusterView';
import { createPodLogsView } from './podLogs/podLogsView';
import { createPodsView } from './pods/podsView';
import { createRolloutsView } from './rollouts/rolloutsView';

jest.setTimeout(90_000);

describe('views on a cluster', () => {
  let platform: TestSandbox;
  let clusters: TitaniumClusters & { stop(): Promise<void> };
  let readers: ViewReader[] = [];

  beforeAll(async () => {
    platform = await startTestSandbox({ speed: 20 });
    clusters = createTitaniumClusters(
      new ConfigReader(
        JSON.parse(
          JSON.stringify(platform.config).replace(
            platform.sandbox.tokens.actor,
            platform.sandbox.tokens.admin,
          ),
        ),
      ),
      { logger: mockServices.logger.mock() },
    );
  });

  afterEach(async () => {
    await Promise.all(readers.map(reader => reader.stop()));
    readers = [];
  });

  afterAll(async () => {
    await clusters?.stop();
    await platform?.stop();
  });

  const pods = (name: string, annotations: Record<string, string> = {}) => {
    const usage = new UsagePoller(clusters, mockServices.logger.mock(), 200);
    const reader = new ViewReader(
      createPodsView({ clusters, usage }),
      serviceEntity(name, annotations),
    );
    readers.push(reader);
    return reader;
  };
  const logs = (name: string, params: object) => {
    const reader = new ViewReader(
      createPodLogsView({ clusters }),
      serviceEntity(name),
      params as never,
    );
    readers.push(reader);
    return reader;
  };
  const deletePod = (name: string) =>
    clusters.actor('titanium').request({
      method: 'DELETE',
      path: `/api/v1/namespaces/titanium-prod/pods/${name}`,
    });

  it('follows a service as a pod is replaced, and shows its use', async () => {
    const reader = pods('prod-blog-service');
    await until(
      () =>
        reader.rows('pods').length > 0 &&
        reader.status['kubernetes:titanium']?.state === 'live',
    );
    const before = reader.rows('pods').map(row => row.name);
    await until(() => reader.rows('usage').length >= before.length);
    expect(reader.status['metrics:titanium'].state).toBe('live');

    await deletePod(before[0]);
    await until(
      () =>
        reader.rows('pods').some(row => !before.includes(row.name)) &&
        reader.rows('pods').every(row => row.name !== before[0]),
      40_000,
    );
    expect(reader.rows('pods').every(row => row.workload)).toBe(true);
    expect(
      reader.rows('pods').every(row => /^prod-blog-service-/.test(row.name)),
    ).toBe(true);
  });

  it('says what the platform refuses', async () => {
    const { faults } = platform.sandbox.world;
    faults.kubernetes.forbidden = true;
    try {
      const reader = pods('prod-auth-service', {
        // Nothing of it is being watched yet.
        'backstage.io/kubernetes-namespace': 'monitoring',
      });
      await until(
        () => reader.status['kubernetes:titanium']?.state === 'forbidden',
      );
      expect(reader.status['kubernetes:titanium'].message).toMatch(/forbidden/);
      expect(reader.error).toBeUndefined();
    } finally {
      faults.kubernetes.forbidden = false;
    }
  });

  it('merges the lines of a workload in order and without repetition', async () => {
    const reader = logs('prod-api-gateway', {
      workload: 'deployment/prod-api-gateway-deployment',
      tail: 20,
    });
    await until(
      () =>
        reader.lines.length >= 80 &&
        new Set(reader.lines.map(line => line.pod)).size > 1,
      30_000,
    );
    const firstBatch = reader.lines.slice(0, 20).map(line => line.time);
    expect(firstBatch).toEqual([...firstBatch].sort());
    for (const pod of new Set(reader.lines.map(line => line.pod))) {
      const times = reader.lines
        .filter(line => line.pod === pod)
        .map(line => line.time);
      expect(times).toEqual([...new Set(times)].sort());
    }
  });

  it('lets new pods of the workload join', async () => {
    const reader = logs('prod-user-service', {
      workload: 'deployment/prod-user-service-deployment',
      tail: 1,
    });
    await until(() => reader.lines.length > 0, 20_000);
    const known = pods('prod-user-service');
    await until(() => known.rows('pods').length > 0);
    const before = known.rows('pods').map(row => row.name);
    await deletePod(before[0]);
    await until(
      () => reader.lines.some(line => !before.includes(line.pod!)),
      40_000,
    );
    expect(reader.error).toBeUndefined();
  });

  it('never reads pods of others, whatever the names', async () => {
    const reader = logs('prod-blog-service', { pods: ['postgres-0'] });
    await until(
      () =>
        reader.status['logs:titanium/postgres-0']?.state === 'unavailable' &&
        reader.status['logs:titanium/postgres-0'],
    );
    expect(reader.status['logs:titanium/postgres-0'].message).toMatch(
      /does not belong to this service/,
    );
    expect(reader.lines).toEqual([]);
  });

  it.each([
    {},
    { pods: [] },
    { pods: ['../x'] },
    { pods: ['a'], workload: 'deployment/a' },
    { workload: 'secret/a' },
    { pods: ['a'], tail: 1e9 },
    { pods: ['a'], container: '; id' },
  ])('refuses the parameters %j', params => {
    expect(
      createPodLogsView({ clusters }).params.safeParse(params).success,
    ).toBe(false);
  });

  it('shares data only where it is the same', () => {
    const view = createPodLogsView({ clusters });
    const key = (name: string, params: object) =>
      view.scope(serviceEntity(name), params as never).shareKey;
    expect(key('a', { pods: ['x', 'y'] })).toBe(key('a', { pods: ['y', 'x'] }));
    expect(key('a', { pods: ['x'] })).not.toBe(key('b', { pods: ['x'] }));
    expect(key('a', { pods: ['x'] })).not.toBe(
      key('a', { pods: ['x'], previous: true }),
    );
  });

  it('follows a rollout with its revisions, and says who holds it up', async () => {
    const reader = new ViewReader(
      createRolloutsView({ clusters }),
      serviceEntity('prod-user-service'),
    );
    readers.push(reader);
    const row = () => reader.rows('rollouts')[0];
    await until(() => row()?.health === 'healthy');
    expect(row()).toMatchObject({
      kind: 'deployment',
      name: 'prod-user-service-deployment',
      waiting: [],
    });
    const [current] = row().revisions;
    expect(current).toMatchObject({ current: true, ready: row().ready });
    expect(Date.parse(current.createdAt)).not.toBeNaN();

    platform.sandbox.incidents.start('bad-image');
    await until(() => row().revisions[0].revision > current.revision);
    expect(row().revisions[0]).toMatchObject({
      version: 'v1.2.5-does-not-exist',
      current: true,
    });
    await until(() => /ImagePull/.test(row().waiting[0]?.reason), 40_000);
    platform.sandbox.incidents.stop('bad-image');
    await until(
      () => row().health === 'healthy' && !row().waiting.length,
      40_000,
    );
  });

  it('shows the revisions of a statefulset', async () => {
    const reader = new ViewReader(
      createRolloutsView({ clusters }),
      serviceEntity('postgres'),
    );
    readers.push(reader);
    await until(() => reader.rows('rollouts').length === 1);
    expect(reader.rows('rollouts')[0].revisions).toEqual([
      expect.objectContaining({ revision: 1, current: true, ready: 1 }),
    ]);
  });

  it('sums nodes and namespaces up for the whole portal only', async () => {
    const usage = new UsagePoller(clusters, mockServices.logger.mock(), 200);
    const view = createClusterView({ clusters, usage, intervalMs: 50 });
    expect(() => view.scope(serviceEntity('postgres'), {})).toThrow();
    const reader = new ViewReader(view);
    readers.push(reader);
    await until(() => reader.rows('nodes').some(node => node.usage?.cpu > 0));
    const node = reader.rows('nodes')[0];
    expect(node).toMatchObject({ health: 'healthy', status: 'Ready' });
    expect(node.usage.memory).toBeLessThan(node.allocatable.memory);
    const prod = () =>
      reader.rows('namespaces').find(({ name }) => name === 'titanium-prod');
    await until(() => prod()?.usage?.cpu > 0);
    const namespace = prod();
    expect(namespace.pods).toBeGreaterThan(5);
    expect(namespace.requests.cpu).toBeGreaterThan(0);
  });
});
