import { conditionOf } from '../objects';
import { R } from '../resources';
import { NAMESPACE, TestCluster } from '../testing/cluster';
import { KubeObject } from '../types';

// A World lives a month before each of these.
jest.setTimeout(60_000);

function job(name: string, spec: Partial<KubeObject['spec']> = {}): KubeObject {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace: NAMESPACE },
    spec: {
      parallelism: 1,
      completions: 1,
      backoffLimit: 2,
      template: {
        metadata: { annotations: { 'sidecar.istio.io/inject': 'false' } },
        spec: {
          restartPolicy: 'Never',
          containers: [{ name: 'work', image: 'postgres:15' }],
        },
      },
      ...spec,
    },
    status: {},
  };
}

describe('a job', () => {
  it('runs to its completions and says so', () => {
    const cluster = new TestCluster();
    cluster.world.store.create(
      R.jobs,
      job('import', { parallelism: 2, completions: 3 }),
    );
    cluster.pass(3);
    expect(cluster.get(R.jobs, 'import').status.active).toBe(2);
    cluster.until(
      () => Boolean(conditionOf(cluster.get(R.jobs, 'import'), 'Complete')),
      60,
    );
    expect(cluster.get(R.jobs, 'import').status).toMatchObject({
      succeeded: 3,
      completionTime: expect.any(String),
    });
    expect(cluster.eventsOf('import').at(-1)).toMatchObject({
      reason: 'Completed',
    });
  });

  it('fails once its pods have failed too often', () => {
    const cluster = new TestCluster();
    cluster.world.store.create(
      R.jobs,
      job('broken', {
        backoffLimit: 1,
        template: {
          spec: {
            restartPolicy: 'Never',
            containers: [
              { name: 'work', image: 'idongju/blog-service:v1.3.0' },
            ],
          },
        },
      }),
    );
    cluster.pass(60);
    expect(conditionOf(cluster.get(R.jobs, 'broken'), 'Failed')).toMatchObject({
      reason: 'BackoffLimitExceeded',
    });
    expect(cluster.get(R.jobs, 'broken').status.failed).toBe(2);
  });

  it('counts its deadline from its start', () => {
    const cluster = new TestCluster();
    cluster.world.store.create(
      R.jobs,
      job('in-time', { activeDeadlineSeconds: 60 }),
    );
    cluster.world.store.create(
      R.jobs,
      job('too-long', {
        activeDeadlineSeconds: 20,
        template: {
          spec: {
            restartPolicy: 'Never',
            containers: [{ name: 'work', image: 'postgres:missing' }],
          },
        },
      }),
    );
    cluster.pass(10);
    expect(conditionOf(cluster.get(R.jobs, 'too-long'), 'Failed')).toBe(
      undefined,
    );
    cluster.pass(50);
    const end = (name: string) =>
      cluster.get(R.jobs, name).status.conditions[0];
    expect(end('in-time').type).toBe('Complete');
    expect(end('too-long').reason).toBe('DeadlineExceeded');
  });

  it('is removed with its pods when its time to live is over', () => {
    const cluster = new TestCluster();
    cluster.world.store.create(
      R.jobs,
      job('short', { ttlSecondsAfterFinished: 30 }),
    );
    cluster.until(() => !cluster.find(R.jobs, 'short'), 90);
    cluster.pass(1);
    expect(
      cluster
        .list(R.pods)
        .filter(pod => pod.metadata.name.startsWith('short-')),
    ).toEqual([]);
  });

  it('starts every night from its CronJob, and three are kept', () => {
    const cluster = new TestCluster();
    const names = () =>
      cluster.list(R.jobs).map(({ metadata }) => metadata.name);
    const before = names();
    expect(before).toHaveLength(3);
    cluster.pass(24 * 60 * 60);
    expect(names()).toHaveLength(3);
    expect(names().slice(0, 2)).toEqual(before.slice(1));
    expect(cluster.get(R.cronJobs, 'postgres-backup').status).toMatchObject({
      lastScheduleTime: '2025-11-04T02:00:00Z',
    });
  });
});

describe('a StatefulSet', () => {
  it('starts pods in order, each when the one before is ready', () => {
    const cluster = new TestCluster();
    cluster.edit(R.statefulSets, 'postgres', ({ spec }) => {
      spec.replicas = 3;
    });
    const order: string[] = [];
    cluster.world.store.watch(R.pods, {}, ({ type, object }) => {
      if (object.metadata.labels?.app !== 'postgres') {
        return;
      }
      if (type === 'ADDED') {
        order.push(`created ${object.metadata.name}`);
      }
      const ready = `ready ${object.metadata.name}`;
      if (
        conditionOf(object, 'Ready')?.status === 'True' &&
        !order.includes(ready)
      ) {
        order.push(ready);
      }
    });
    cluster.until(() => cluster.readyPodsOf('postgres').length === 3, 60);
    expect(order.filter(step => !step.endsWith('postgres-0'))).toEqual([
      'created postgres-1',
      'ready postgres-1',
      'created postgres-2',
      'ready postgres-2',
    ]);
    expect(
      cluster.get(R.persistentVolumeClaims, 'postgres-data-postgres-2').status,
    ).toMatchObject({ phase: 'Bound' });
    cluster.edit(R.statefulSets, 'postgres', ({ spec }) => {
      spec.replicas = 1;
    });
    cluster.until(() => cluster.podsOf('postgres').length === 1, 30);
    expect(cluster.podsOf('postgres')[0].metadata.name).toBe('postgres-0');
    expect(
      cluster.find(R.persistentVolumeClaims, 'postgres-data-postgres-2'),
    ).toBeDefined();
  });

  it('rolls a changed template and keeps the revision before', () => {
    const cluster = new TestCluster();
    const before = cluster.get(R.statefulSets, 'postgres').status;
    expect(before.currentRevision).toBe(before.updateRevision);
    const uid = cluster.podsOf('postgres')[0].metadata.uid;
    cluster.edit(R.statefulSets, 'postgres', ({ spec }) => {
      spec.template.metadata.annotations['kubectl.kubernetes.io/restartedAt'] =
        '2025-11-03T09:00:00Z';
    });
    cluster.pass(1);
    const during = cluster.get(R.statefulSets, 'postgres').status;
    expect(during.updateRevision).not.toBe(before.updateRevision);
    expect(during.currentRevision).toBe(before.currentRevision);
    cluster.until(
      () =>
        cluster.get(R.statefulSets, 'postgres').status.currentRevision ===
        during.updateRevision,
      60,
    );
    expect(cluster.readyPodsOf('postgres')[0].metadata.uid).not.toBe(uid);
    expect(
      cluster
        .list(R.controllerRevisions)
        .filter(item => item.metadata.name.startsWith('postgres-'))
        .map(item => item.revision)
        .sort(),
    ).toEqual([1, 2]);
  });
});

describe('a DaemonSet', () => {
  it('runs on each node and follows new ones', () => {
    const cluster = new TestCluster();
    const status = () =>
      cluster.get(R.daemonSets, 'promtail', 'monitoring').status;
    expect(status()).toMatchObject({
      desiredNumberScheduled: 3,
      numberReady: 3,
    });
    const node = structuredClone(
      cluster.world.store.get(R.nodes, undefined, 'node-3')!,
    );
    node.metadata = { name: 'node-4', labels: node.metadata.labels };
    cluster.world.store.create(R.nodes, node);
    cluster.until(() => status().numberReady === 4, 30);
  });
});

describe('a service', () => {
  it('lists the ready pods behind it, and drops one that is being deleted at once', () => {
    const cluster = new TestCluster();
    const addresses = () =>
      cluster
        .get(R.endpoints, 'prod-user-service')
        .subsets[0].addresses.map((item: any) => item.targetRef.name);
    expect(addresses()).toEqual(
      cluster.readyPodsOf('user-service').map(pod => pod.metadata.name),
    );
    const [pod] = cluster.readyPodsOf('user-service');
    cluster.edit(R.pods, pod.metadata.name, ({ metadata }) => {
      metadata.deletionTimestamp = '2025-11-03T09:00:30Z';
      metadata.deletionGracePeriodSeconds = 30;
    });
    cluster.clock.advance(10);
    expect(addresses()).toHaveLength(1);
    expect(addresses()).not.toContain(pod.metadata.name);
    cluster.until(() => addresses().length === 2, 30);
    expect(
      cluster
        .list(R.endpointSlices)
        .find(
          slice =>
            slice.metadata.labels!['kubernetes.io/service-name'] ===
            'prod-user-service',
        )!.endpoints,
    ).toHaveLength(2);
  });
});

describe('a namespace', () => {
  it('gets its account, and is emptied before it goes', () => {
    const cluster = new TestCluster();
    expect(cluster.find(R.serviceAccounts, 'default', 'argocd')).toBeDefined();
    const { store } = cluster.world;
    const space = structuredClone(
      store.get(R.namespaces, undefined, 'argocd')!,
    );
    space.metadata.deletionTimestamp = '2025-11-03T09:00:00Z';
    store.update(R.namespaces, space);
    cluster.until(() => !store.get(R.namespaces, undefined, 'argocd'), 60);
    expect(
      store
        .dump()
        .collections.flatMap(({ objects }) => objects)
        .filter(object => object.metadata.namespace === 'argocd'),
    ).toEqual([]);
  });
});
