import { conditionOf } from '../objects';
import { R } from '../resources';
import { GATEWAY, TestCluster, waitingReasons } from '../testing/cluster';

// A World lives a month before each of these.
jest.setTimeout(60_000);

const REVISION = 'deployment.kubernetes.io/revision';
const image = (version: string) => `idongju/api-gateway:${version}`;

describe('a rollout', () => {
  it('replaces pods one by one and never serves with fewer than asked for', () => {
    const cluster = new TestCluster();
    const before = cluster.readyPodsOf('api-gateway').map(p => p.metadata.name);
    const seen: number[] = [];
    cluster.world.store.watch(R.pods, {}, () =>
      seen.push(cluster.readyPodsOf('api-gateway').length),
    );
    cluster.setImage(GATEWAY, image('v1.2.4'));
    cluster.pass(1);
    expect(cluster.progress(GATEWAY)).toMatchObject({ status: 'True' });
    expect(cluster.progress(GATEWAY)?.reason).not.toBe(
      'NewReplicaSetAvailable',
    );
    cluster.untilRolledOut(GATEWAY, 60);
    cluster.pass(5);
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(2);
    expect(Math.max(...seen)).toBeLessThanOrEqual(3);
    const pods = cluster.podsOf('api-gateway');
    expect(pods).toHaveLength(2);
    for (const pod of pods) {
      expect(before).not.toContain(pod.metadata.name);
      expect(pod.spec.containers[0].image).toBe(image('v1.2.4'));
      expect(pod.spec.containers[1].name).toBe('istio-proxy');
    }
    expect(cluster.get(R.deployments, GATEWAY).status).toMatchObject({
      replicas: 2,
      updatedReplicas: 2,
      readyReplicas: 2,
      availableReplicas: 2,
      observedGeneration: cluster.get(R.deployments, GATEWAY).metadata
        .generation,
    });
    const reasons = cluster
      .eventsOf(GATEWAY)
      .map(event => `${event.reason}: ${event.message}`);
    expect(reasons[0]).toMatch(
      /^ScalingReplicaSet: Scaled up replica set .* to 1$/,
    );
    expect(reasons.at(-1)).toMatch(/Scaled down replica set .* to 0 from 1$/);
  });

  it('keeps its revisions and gives an old one the newest number when it comes back', () => {
    const cluster = new TestCluster();
    const revisions = cluster.revisionsOf(GATEWAY);
    expect([...revisions.keys()].sort()).toEqual(['1', '2', '3', '4']);
    expect(
      revisions.get('3')!.metadata.annotations!['kubernetes.io/change-cause'],
    ).toBe('trace headers on every upstream');
    cluster.setImage(GATEWAY, image('v1.2.2'));
    cluster.until(
      () =>
        cluster.get(R.deployments, GATEWAY).metadata.annotations![REVISION] ===
        '5',
      5,
    );
    const after = cluster.revisionsOf(GATEWAY);
    expect([...after.keys()].sort()).toEqual(['1', '2', '4', '5']);
    expect(after.get('5')!.metadata.uid).toBe(revisions.get('3')!.metadata.uid);
    expect(
      after.get('5')!.metadata.annotations![
        'deployment.kubernetes.io/revision-history'
      ],
    ).toBe('3');
  });

  it('forgets revisions past the limit', () => {
    const cluster = new TestCluster();
    cluster.edit(R.deployments, GATEWAY, ({ spec }) => {
      spec.revisionHistoryLimit = 2;
    });
    cluster.setImage(GATEWAY, image('v1.2.5'));
    cluster.untilRolledOut(GATEWAY, 60);
    cluster.pass(5);
    expect([...cluster.revisionsOf(GATEWAY).keys()].sort()).toEqual([
      '3',
      '4',
      '5',
    ]);
  });

  it('stops at an image that does not exist, keeps serving, and fails at its deadline', () => {
    const cluster = new TestCluster();
    cluster.setImage(GATEWAY, image('v9-does-not-exist'));
    const bad = () =>
      cluster
        .podsOf('api-gateway')
        .find(pod => pod.spec.containers[0].image.endsWith('does-not-exist'));
    cluster.until(
      () => Boolean(bad() && waitingReasons(bad()!).includes('ErrImagePull')),
      30,
    );
    cluster.until(
      () => waitingReasons(bad()!).includes('ImagePullBackOff'),
      10,
    );
    cluster.pass(120);
    expect(cluster.readyPodsOf('api-gateway')).toHaveLength(2);
    const events = cluster.eventsOf(bad()!.metadata.name);
    const pulling = events.find(
      event =>
        event.reason === 'Pulling' && event.message.includes('does-not-exist'),
    );
    expect(pulling!.count).toBeGreaterThan(2);
    expect(events.map(event => event.message)).toContain(
      'Error: ImagePullBackOff',
    );
    cluster.pass(600);
    expect(cluster.progress(GATEWAY)).toMatchObject({
      status: 'False',
      reason: 'ProgressDeadlineExceeded',
    });
    cluster.setImage(GATEWAY, image('v1.2.3'));
    cluster.untilRolledOut(GATEWAY, 30);
    cluster.pass(5);
    expect(bad()).toBeUndefined();
  });

  it('waits while it is paused, and scales nevertheless', () => {
    const cluster = new TestCluster();
    cluster.edit(R.deployments, GATEWAY, ({ spec }) => {
      spec.paused = true;
      spec.template.spec.containers[0].image = image('v1.2.6');
    });
    cluster.pass(30);
    expect(cluster.progress(GATEWAY)).toMatchObject({
      status: 'Unknown',
      reason: 'DeploymentPaused',
    });
    expect(
      cluster.podsOf('api-gateway').map(pod => pod.spec.containers[0].image),
    ).toEqual([image('v1.2.3'), image('v1.2.3')]);
    cluster.edit(R.deployments, GATEWAY, ({ spec }) => {
      delete spec.paused;
    });
    cluster.untilRolledOut(GATEWAY, 60);
    expect(
      cluster.podsOf('api-gateway').map(pod => pod.spec.containers[0].image),
    ).toContain(image('v1.2.6'));
  });

  it('says what cannot be scheduled', () => {
    const cluster = new TestCluster();
    cluster.edit(R.deployments, GATEWAY, ({ spec }) => {
      spec.template.spec.containers[0].resources.requests.cpu = '32';
    });
    cluster.pass(5);
    const pending = cluster
      .podsOf('api-gateway')
      .find(pod => !pod.spec.nodeName)!;
    expect(pending.status.phase).toBe('Pending');
    expect(conditionOf(pending, 'PodScheduled')).toMatchObject({
      status: 'False',
      reason: 'Unschedulable',
      message: expect.stringContaining(
        '0/3 nodes are available: 3 Insufficient cpu.',
      ),
    });
    expect(
      cluster.eventsOf(pending.metadata.name).map(event => event.reason),
    ).toEqual(['FailedScheduling']);
  });

  it('replaces everything at once under Recreate', () => {
    const cluster = new TestCluster();
    cluster.edit(R.deployments, GATEWAY, ({ spec }) => {
      spec.strategy = { type: 'Recreate' };
      spec.template.spec.containers[0].image = image('v1.2.7');
    });
    const old = new Set(
      cluster.podsOf('api-gateway').map(pod => pod.metadata.uid),
    );
    let left = old.size;
    let leftAtFirstStart: number | undefined;
    cluster.world.store.watch(R.pods, {}, ({ type, object }) => {
      if (type === 'DELETED' && old.has(object.metadata.uid)) {
        left -= 1;
      } else if (type === 'ADDED') {
        leftAtFirstStart ??= left;
      }
    });
    cluster.pass(1);
    expect(cluster.readyPodsOf('api-gateway').length).toBeLessThanOrEqual(2);
    cluster.until(() => leftAtFirstStart !== undefined, 10);
    expect(leftAtFirstStart).toBe(0);
    cluster.until(() => cluster.readyPodsOf('api-gateway').length === 2, 30);
  });

  it('removes everything a deleted deployment owned', () => {
    const cluster = new TestCluster();
    cluster.world.store.delete(R.deployments, 'titanium-prod', GATEWAY);
    cluster.pass(10);
    expect(cluster.podsOf('api-gateway')).toEqual([]);
    expect(
      cluster
        .list(R.replicaSets)
        .filter(set => set.metadata.name.startsWith(GATEWAY)),
    ).toEqual([]);
  });
});
