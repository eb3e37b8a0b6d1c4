import { conditionOf } from '../objects';
import { R } from '../resources';
import { TestCluster, waitingReasons } from '../testing/cluster';
import { INCIDENTS, Incidents } from '.';

// A World lives a month before each of these.
jest.setTimeout(60_000);

function setUp() {
  const cluster = new TestCluster();
  return { cluster, incidents: new Incidents(cluster.world) };
}

function logsOf(cluster: TestCluster, app: string): string[] {
  return cluster
    .podsOf(app)
    .flatMap(
      pod =>
        cluster.world.runtime.logs(
          pod.metadata.uid!,
          pod.spec.containers[0].name,
        ) ?? [],
    )
    .map(line => line.text);
}

describe('incidents', () => {
  it('are listed with what they strike, and unknown names are refused', () => {
    const { incidents } = setUp();
    expect(incidents.list().map(({ name }) => name)).toEqual([
      'bad-image',
      'crash-loop',
      'oom',
      'pending',
      'bad-release',
      'argo-drift',
      'load',
      'log-flood',
      'watch-expiry',
      ...[
        'api',
        'prometheus',
        'alertmanager',
        'loki',
        'grafana',
        'argocd',
      ].flatMap(api =>
        ['slow', 'failing', 'forbidden', 'silent'].map(how => `${api}-${how}`),
      ),
    ]);
    expect(() => incidents.start('fire')).toThrow(/no incident "fire"/);
  });

  it('start once, and restore everything when they stop', () => {
    const { cluster, incidents } = setUp();
    const templates = () =>
      cluster.list(R.deployments).map(({ spec }) => spec.template);
    const before = templates();
    for (const { name } of INCIDENTS) {
      expect(incidents.start(name)).toMatchObject({ active: true });
      expect(incidents.start(name)).toMatchObject({ active: true });
      cluster.pass(20);
      expect(incidents.stop(name)).toMatchObject({ active: false });
      cluster.pass(40);
    }
    expect(templates()).toEqual(before);
    expect(cluster.world.faults.kubernetes).toEqual({
      latencyMs: 0,
      failWithStatus: undefined,
      forbidden: false,
      silent: false,
    });
    cluster.pass(60);
    expect(cluster.readyPodsOf('blog-service').length).toBeGreaterThanOrEqual(
      2,
    );
  });

  it('bad-image ends in ImagePullBackOff', () => {
    const { cluster, incidents } = setUp();
    incidents.start('bad-image');
    const reasons = () =>
      cluster.podsOf('user-service').flatMap(waitingReasons);
    cluster.until(() => reasons().includes('ImagePullBackOff'), 30);
    expect(cluster.readyPodsOf('user-service')).toHaveLength(2);
  });

  it('crash-loop restarts with growing pauses and keeps the log of the run before', () => {
    const { cluster, incidents } = setUp();
    incidents.start('crash-loop');
    const crashing = () =>
      cluster.podsOf('blog-service').find(pod => {
        const [status] = pod.status.containerStatuses ?? [];
        return status?.restartCount >= 3;
      });
    cluster.until(() => Boolean(crashing()), 180);
    cluster.until(
      () => waitingReasons(crashing()!).includes('CrashLoopBackOff'),
      10,
    );
    const pod = crashing()!;
    const [status] = pod.status.containerStatuses;
    expect(status.lastState.terminated).toMatchObject({
      exitCode: 1,
      reason: 'Error',
    });
    expect(status.state.waiting.message).toMatch(/^back-off \d+m?\d*s/);
    const previous = cluster.world.runtime
      .logs(pod.metadata.uid!, 'blog-service', { previous: true })!
      .map(line => line.text);
    expect(previous.join('\n')).toContain(
      'environment variable BLOG_SEARCH_URL is not set',
    );
    const backOff = cluster
      .eventsOf(pod.metadata.name)
      .find(event => event.reason === 'BackOff');
    expect(backOff!.count).toBeGreaterThanOrEqual(2);
  });

  it('oom kills a ready container with exit code 137', () => {
    const { cluster, incidents } = setUp();
    incidents.start('oom');
    const killed = () =>
      cluster
        .podsOf('auth-service')
        .flatMap(pod => pod.status.containerStatuses ?? [])
        .find(
          status =>
            (status.state.terminated ?? status.lastState.terminated)?.reason ===
            'OOMKilled',
        );
    cluster.until(() => Boolean(killed()), 90);
    expect(
      (killed().state.terminated ?? killed().lastState.terminated).exitCode,
    ).toBe(137);
  });

  it('pending leaves a pod unschedulable', () => {
    const { cluster, incidents } = setUp();
    incidents.start('pending');
    cluster.pass(5);
    const pod = cluster
      .podsOf('blog-service')
      .find(({ status }) => status.phase === 'Pending')!;
    expect(conditionOf(pod, 'PodScheduled')).toMatchObject({
      reason: 'Unschedulable',
    });
  });

  it('bad-release answers with 5xx and says why', () => {
    const { cluster, incidents } = setUp();
    const failures = () =>
      logsOf(cluster, 'api-gateway').filter(line =>
        line.includes('upstream pool exhausted'),
      );
    expect(failures()).toEqual([]);
    incidents.start('bad-release');
    cluster.pass(8);
    cluster.untilRolledOut('prod-api-gateway-deployment');
    cluster.pass(120);
    expect(failures().length).toBeGreaterThan(10);
    incidents.stop('bad-release');
    cluster.pass(8);
    cluster.untilRolledOut('prod-api-gateway-deployment');
    cluster.pass(5);
    expect(failures()).toEqual([]);
  });

  it('bad-release is a commit that Argo CD deploys, and stopping it another one', () => {
    const { cluster, incidents } = setUp();
    const app = () => cluster.get(R.applications, 'prod-api-gateway', 'argocd');
    const repository = cluster.world.git.get(app().spec.source.repoURL)!;
    const before = app().status.sync.revision;
    incidents.start('bad-release');
    const { id, author, message } = repository.head!;
    expect([author.name, message]).toEqual([
      'Jiho Kang',
      'release v1.3.0: smaller upstream pool',
    ]);
    cluster.until(() => app().status.history.at(-1).id === 8, 30);
    expect(app().status.history.at(-1)).toMatchObject({
      revision: id,
      initiatedBy: { automated: true },
    });
    expect(
      cluster.get(R.deployments, 'prod-api-gateway-deployment').metadata
        .annotations!['kubernetes.io/change-cause'],
    ).toBe('release v1.3.0: smaller upstream pool');
    incidents.stop('bad-release');
    expect(repository.head!.message).toMatch(/^Revert "release v1\.3\.0/);
    expect(repository.files(repository.head!.id)).toEqual(
      repository.files(before),
    );
    cluster.until(
      () =>
        app().status.sync.revision === repository.head!.id &&
        app().status.sync.status === 'Synced',
      30,
    );
  });

  it('bad-release needs auto-sync to go out', () => {
    const { cluster, incidents } = setUp();
    const app = cluster.get(R.applications, 'prod-api-gateway', 'argocd');
    cluster.world.argocd.update({
      ...app,
      spec: { ...app.spec, syncPolicy: {} },
    });
    expect(() => incidents.start('bad-release')).toThrow(/auto-sync/);
    expect(
      incidents.list().find(({ name }) => name === 'bad-release')!.active,
    ).toBe(false);
  });

  it('argo-drift makes an application OutOfSync', () => {
    const { cluster, incidents } = setUp();
    const status = () =>
      cluster.get(R.applications, 'prod-blog-service', 'argocd').status.sync
        .status;
    incidents.start('argo-drift');
    cluster.until(() => status() === 'OutOfSync', 10);
    cluster.pass(200);
    expect(status()).toBe('OutOfSync');
    incidents.stop('argo-drift');
    cluster.until(() => status() === 'Synced', 10);
  });

  it('leave alone what somebody has put right meanwhile', () => {
    const { cluster, incidents } = setUp();
    incidents.start('bad-release');
    cluster.pass(15);
    cluster.edit(R.deployments, 'prod-api-gateway-deployment', object => {
      object.metadata.annotations!['kubernetes.io/change-cause'] = 'hotfix';
      object.spec.template.spec.containers[0].image =
        'idongju/api-gateway:v1.3.1';
    });
    incidents.stop('bad-release');
    expect(
      cluster.get(R.deployments, 'prod-api-gateway-deployment').spec.template
        .spec.containers[0].image,
    ).toBe('idongju/api-gateway:v1.3.1');
  });

  it('refuse to release one workload twice', () => {
    const { incidents } = setUp();
    incidents.start('crash-loop');
    expect(() => incidents.start('pending')).toThrow(/crash-loop/);
  });

  it('log-flood multiplies the lines of one service', () => {
    const { cluster, incidents } = setUp();
    incidents.start('log-flood');
    const before = logsOf(cluster, 'blog-service').length;
    const [pod] = cluster.podsOf('blog-service');
    let lines = 0;
    const stop = cluster.world.runtime.followLogs(
      pod.metadata.uid!,
      'blog-service',
      { line: () => (lines += 1), ended() {} },
    );
    cluster.pass(10);
    stop();
    expect(before).toBeGreaterThan(0);
    expect(lines).toBeGreaterThan(500);
  });

  it('watch-expiry forgets the history again and again', () => {
    const { cluster, incidents } = setUp();
    let expiries = 0;
    cluster.world.store.onHistoryExpired(() => {
      expiries += 1;
    });
    incidents.start('watch-expiry');
    cluster.pass(31);
    expect(expiries).toBe(3);
    incidents.stop('watch-expiry');
    cluster.pass(60);
    expect(expiries).toBe(3);
  });
});
