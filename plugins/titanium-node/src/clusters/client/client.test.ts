import { mockServices } from '@backstage/backend-test-utils';
import { ScriptedCluster } from '../__testUtils__/ScriptedCluster';
import { DefaultTitaniumClusters } from '../DefaultTitaniumClusters';

const PODS = { group: '', version: 'v1', plural: 'pods', namespace: 'ns' };

describe('cluster clients', () => {
  let cluster: ScriptedCluster;
  let clusters: DefaultTitaniumClusters;

  const open = (config = cluster.config()) => {
    clusters = DefaultTitaniumClusters.fromConfig(config, {
      logger: mockServices.logger.mock(),
      limits: { headTimeoutMs: 300, maxResponseBytes: 100_000 },
    });
  };

  beforeEach(async () => {
    cluster = await ScriptedCluster.start();
    open();
  });

  afterEach(async () => {
    await clusters.stop();
    await cluster.stop();
  });

  it.each([
    [403, 'NotAllowedError', 'platform-forbidden'],
    [401, 'PlatformError', 'platform-forbidden'],
    [404, 'NotFoundError', undefined],
    [409, 'ConflictError', undefined],
    [422, 'PlatformError', 'platform-rejected'],
    [410, 'PlatformError', 'platform-rejected'],
    [429, 'PlatformError', 'platform-unavailable'],
    [500, 'PlatformError', 'platform-unavailable'],
  ])(
    'turns %i into %s with the words of the platform',
    async (status, name, code) => {
      cluster.refuse = status;
      await expect(clusters.reader('test').list(PODS)).rejects.toMatchObject({
        name,
        ...(code && { code }),
        upstreamStatus: status,
        message: expect.stringContaining(`answers ${status} on purpose`),
      });
    },
  );

  it('does not follow redirects', async () => {
    cluster.answers['/api/v1/namespaces/ns/pods/a'] = [307, {}];
    await expect(clusters.reader('test').get(PODS, 'a')).rejects.toMatchObject({
      name: 'PlatformError',
      code: 'platform-rejected',
      message: expect.stringContaining('redirect'),
    });
  });

  it('takes tokens out of refusals', async () => {
    cluster.answers['/api/v1/namespaces/ns/pods/a'] = [
      422,
      { kind: 'Status', message: 'invalid password=hunter2-hunter2' },
    ];
    await expect(clusters.reader('test').get(PODS, 'a')).rejects.toThrow(
      expect.objectContaining({
        message: expect.not.stringContaining('hunter2'),
      }),
    );
  });

  it('caps answers', async () => {
    cluster.answers['/api/v1/namespaces/ns/pods/a'] = [
      200,
      { data: 'x'.repeat(200_000) },
    ];
    await expect(clusters.reader('test').get(PODS, 'a')).rejects.toThrow(
      /more than 100000 bytes/,
    );
  });

  it('gives up on a silent platform', async () => {
    cluster.silent = true;
    await expect(clusters.reader('test').list(PODS)).rejects.toMatchObject({
      code: 'platform-unavailable',
    });
  });

  it('stops when the caller has gone', async () => {
    cluster.silent = true;
    const controller = new AbortController();
    const answer = clusters
      .reader('test')
      .list(PODS, { signal: controller.signal });
    controller.abort();
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('says that the platform is away', async () => {
    await cluster.stop();
    await expect(clusters.reader('test').list(PODS)).rejects.toMatchObject({
      code: 'platform-unavailable',
      message: 'Kubernetes cluster test cannot be reached: connection refused',
      notSent: true,
    });
  });

  it('trusts only the configured authority', async () => {
    const other = await ScriptedCluster.start();
    const config = cluster.config().get<any>();
    config.kubernetes.clusterLocatorMethods[0].clusters[0].caData = (
      other.config().get() as any
    ).kubernetes.clusterLocatorMethods[0].clusters[0].caData;
    await clusters.stop();
    open(cluster.config(config));
    await expect(clusters.reader('test').list(PODS)).rejects.toMatchObject({
      code: 'platform-unavailable',
      message: expect.stringContaining('certificate'),
    });
    expect(cluster.requests.join()).not.toContain('/pods');
    await other.stop();
  });

  it('writes with the actor only', async () => {
    expect(() => clusters.actor('test')).toThrow(
      /titanium\.clusters\.test\.actor is not configured/,
    );
    await clusters.stop();
    open(
      cluster.config({
        titanium: { clusters: { test: { actor: { token: 'actor-token' } } } },
      }),
    );
    cluster.answers['/api/v1/namespaces/ns/pods/a'] = [200, {}];
    await clusters.actor('test').get(PODS, 'a');
    expect(cluster.headers.map(headers => headers.authorization)).toContain(
      'Bearer actor-token',
    );
  });

  it('knows no other clusters', () => {
    expect(() => clusters.reader('other')).toThrow(/no cluster named other/);
  });
});
