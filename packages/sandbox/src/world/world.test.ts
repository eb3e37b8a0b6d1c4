import { RealClock } from './clock';
import { Incidents } from './incidents';
import { R } from './resources';
import { GATEWAY, TestCluster } from './testing/cluster';
import { LogLine } from './types';

// A World lives a month before each of these.
jest.setTimeout(60_000);

function logs(cluster: TestCluster, app: string): readonly LogLine[] {
  const [pod] = cluster.podsOf(app);
  const container = pod.spec.containers[0].name;
  return cluster.world.runtime.logs(pod.metadata.uid!, container)!;
}

describe('a World', () => {
  it('begins with everything running, and a past', () => {
    const cluster = new TestCluster();
    const pods = cluster.world.store.list(R.pods);
    expect(
      pods.filter(pod => !['Running', 'Succeeded'].includes(pod.status.phase)),
    ).toEqual([]);
    expect(
      cluster.list(R.services).map(({ metadata }) => metadata.name),
    ).toEqual([
      'postgres',
      'prod-api-gateway',
      'prod-auth-service',
      'prod-blog-service',
      'prod-user-service',
    ]);
    expect(logs(cluster, 'api-gateway').length).toBeGreaterThan(100);
    expect(cluster.get(R.deployments, GATEWAY).metadata.creationTimestamp).toBe(
      '2025-10-03T09:00:00Z',
    );
  });

  it('binds its workloads to the catalog by label and annotation', () => {
    const cluster = new TestCluster();
    const id = 'backstage.io/kubernetes-id';
    for (const pod of cluster.podsOf('user-service')) {
      expect(pod.metadata.labels![id]).toBe('prod-user-service');
      expect(pod.metadata.annotations![id]).toBe('prod-user-service');
    }
    for (const object of [
      cluster.get(R.deployments, 'prod-user-service-deployment'),
      cluster.get(R.statefulSets, 'postgres'),
    ]) {
      expect(object.metadata.labels![id]).toBe(
        object.metadata.annotations![id],
      );
    }
  });

  it('is the same for the same seed, and another for another', () => {
    const dump = (seed: string) => {
      const cluster = new TestCluster({ seed });
      cluster.setImage(GATEWAY, 'idongju/api-gateway:v1.2.4');
      cluster.pass(60);
      return JSON.stringify([
        cluster.world.store.dump(),
        logs(cluster, 'api-gateway').map(line => line.text),
      ]);
    };
    const first = dump('one');
    expect(dump('one') === first).toBe(true);
    expect(dump('two') === first).toBe(false);
  });

  it('never shows a password of anybody else: secrets are its own', () => {
    const secrets = (seed: string) => {
      const { data } = new TestCluster({ seed }).get(
        R.secrets,
        'postgres-secret',
      );
      return Buffer.from(data.POSTGRES_PASSWORD, 'base64').toString();
    };
    expect(secrets('one')).toHaveLength(32);
    expect(secrets('one')).not.toBe(secrets('two'));
  });

  it('goes on after a restart where it was', () => {
    const before = new TestCluster();
    const incidents = new Incidents(before.world);
    before.setImage(GATEWAY, 'idongju/api-gateway:v1.2.4');
    incidents.start('crash-loop');
    incidents.start('load');
    before.clock.advance(4500);
    const saved = JSON.parse(JSON.stringify(before.world.save()));
    const kept = JSON.parse(JSON.stringify(incidents.save()));

    const after = new TestCluster({ saved, seed: saved.seed });
    const restored = new Incidents(after.world);
    restored.restore(kept);
    expect(after.clock.now()).toBe(before.clock.now());
    expect(
      restored
        .list()
        .filter(item => item.active)
        .map(item => item.name),
    ).toEqual(['crash-loop', 'load']);
    after.untilRolledOut(GATEWAY, 120);
    after.until(
      () =>
        after.podsOf('blog-service').some(pod => {
          const [status] = pod.status.containerStatuses ?? [];
          return status?.restartCount >= 2;
        }),
      120,
    );
    restored.stop('crash-loop');
    restored.stop('load');
    after.untilRolledOut('prod-blog-service-deployment', 120);
    const uids = after.world.store.list(R.pods).map(pod => pod.metadata.uid);
    expect(new Set(uids).size).toBe(uids.length);
    // Objects made after the restart have uids of their own: the random numbers go on, too.
    const known = new Set(
      saved.store.collections.flatMap(
        (item: { objects: { metadata: { uid: string } }[] }) =>
          item.objects.map(object => object.metadata.uid),
      ),
    );
    const fresh = after
      .podsOf('api-gateway')
      .filter(pod => !known.has(pod.metadata.uid!));
    expect(fresh.length).toBeGreaterThan(0);
  });

  it('spreads a big load over many namespaces', () => {
    const cluster = new TestCluster({ pods: 1000 });
    const pods = cluster.world.store
      .list(R.pods)
      .filter(pod => pod.metadata.namespace!.startsWith('load-'));
    expect(pods).toHaveLength(1000);
    expect(pods.every(pod => pod.status.phase === 'Running')).toBe(true);
    const spaces = cluster.world.store
      .list(R.namespaces)
      .filter(({ metadata }) => metadata.name.startsWith('load-'));
    expect(spaces.length).toBeGreaterThanOrEqual(100);
    expect(
      cluster.world.store
        .list(R.pods)
        .filter(
          pod =>
            pod.metadata.namespace === 'titanium-prod' &&
            pod.spec.nodeName.startsWith('load-'),
        ),
    ).toEqual([]);
  });
});

describe('the log of a container', () => {
  it('rises in time, is the same whenever it is read, and follows on', () => {
    const cluster = new TestCluster();
    const [pod] = cluster.podsOf('blog-service');
    const uid = pod.metadata.uid!;
    const first = [...cluster.world.runtime.logs(uid, 'blog-service')!];
    const followed: LogLine[] = [];
    let ended = false;
    cluster.world.runtime.followLogs(uid, 'blog-service', {
      line: line => followed.push(line),
      ended: () => {
        ended = true;
      },
    });
    cluster.pass(60);
    const later = cluster.world.runtime.logs(uid, 'blog-service')!;
    expect(followed.length).toBeGreaterThan(5);
    expect([...first, ...followed].slice(-later.length)).toEqual([...later]);
    const times = later.map(line => line.timeNs);
    expect(
      times.every((time, index) => !index || time > times[index - 1]),
    ).toBe(true);
    cluster.edit(R.pods, pod.metadata.name, ({ metadata }) => {
      metadata.deletionTimestamp = '2025-11-03T09:02:00Z';
      metadata.deletionGracePeriodSeconds = 30;
    });
    cluster.pass(5);
    expect(ended).toBe(true);
  });

  it('speaks Korean, colours its levels, and prints stack traces where its program does', () => {
    const cluster = new TestCluster();
    const text = (app: string) =>
      logs(cluster, app)
        .map(line => line.text)
        .join('\n');
    expect(text('blog-service')).toMatch(/게시글 \d+번을 조회했습니다/);
    expect(text('user-service')).toContain('\u001b[32mINFO\u001b[0m');
    expect(text('user-service')).toContain(
      'Traceback (most recent call last):',
    );
    expect(
      Math.max(...logs(cluster, 'api-gateway').map(({ text: t }) => t.length)),
    ).toBeGreaterThan(4000);
  });

  it('is absent for what never ran', () => {
    const cluster = new TestCluster();
    const [pod] = cluster.podsOf('blog-service');
    const { runtime } = cluster.world;
    expect(runtime.logs(pod.metadata.uid!, 'nobody')).toBeUndefined();
    expect(
      runtime.logs(pod.metadata.uid!, 'blog-service', { previous: true }),
    ).toBeUndefined();
  });
});

describe('usage', () => {
  it('comes with the first sample after the start and follows the requests per pod', () => {
    const cluster = new TestCluster();
    cluster.world.store.delete(
      R.horizontalPodAutoscalers,
      'titanium-prod',
      'prod-api-gateway-hpa',
    );
    const cpu = () =>
      cluster.readyPodsOf('api-gateway').map(pod => {
        const usage = cluster.world.runtime.podUsage(pod.metadata.uid!);
        return usage?.containers[0].cpuNanocores;
      });
    const [before] = cpu();
    expect(before! / 1e6).toBeGreaterThan(30);
    cluster.scale(GATEWAY, 4);
    cluster.until(() => cluster.readyPodsOf('api-gateway').length === 4, 14);
    expect(cpu()).toContain(undefined);
    cluster.pass(31);
    const after = cpu();
    expect(after).not.toContain(undefined);
    expect(Math.max(...(after as number[]))).toBeLessThan(before! * 0.75);
    const node = cluster.world.runtime.nodeUsage('node-1')!;
    expect(node.cpuNanocores).toBeGreaterThan(100e6);
    expect(cluster.world.runtime.nodeUsage('node-9')).toBeUndefined();
  });
});

describe('the clock of a running sandbox', () => {
  it('follows the wall, as many times faster as told', async () => {
    const clock = new RealClock(1_000_000, 100);
    const order: number[] = [];
    const done = new Promise<void>(resolve => {
      clock.after(4000, () => order.push(clock.now()));
      clock.after(8000, () => {
        order.push(clock.now());
        resolve();
      });
    });
    const cancel = clock.after(2000, () => order.push(-1));
    cancel();
    const started = performance.now();
    clock.run();
    await done;
    clock.stop();
    expect(performance.now() - started).toBeGreaterThan(70);
    expect(order[0]).toBeGreaterThanOrEqual(1_004_000);
    expect(order[1]).toBeGreaterThanOrEqual(1_008_000);
  });
});
