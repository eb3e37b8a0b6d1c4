import { conditionOf } from '../../objects';
import { R } from '../../resources';
import { GATEWAY, TestCluster } from '../../testing/cluster';
import { Incidents } from '../../incidents';

// A World lives a month before each of these.
jest.setTimeout(60_000);

const HPA = 'prod-api-gateway-hpa';
const replicas = (cluster: TestCluster) =>
  cluster.get(R.deployments, GATEWAY).spec.replicas;

describe('an autoscaler', () => {
  it('leaves a quiet service at its size for a day', () => {
    const cluster = new TestCluster();
    const sizes = new Set<number>();
    for (let minute = 0; minute < 24 * 60; minute += 10) {
      cluster.pass(600);
      sizes.add(replicas(cluster));
    }
    expect([...sizes]).toEqual([2]);
    expect(cluster.get(R.horizontalPodAutoscalers, HPA).status).toMatchObject({
      currentReplicas: 2,
      desiredReplicas: 2,
    });
  });

  it('undoes a manual scale once it has seen the new pod', () => {
    const cluster = new TestCluster();
    cluster.scale(GATEWAY, 3);
    cluster.until(() => cluster.readyPodsOf('api-gateway').length === 3, 14);
    cluster.until(() => replicas(cluster) === 2, 90);
    cluster.until(() => cluster.podsOf('api-gateway').length === 2, 10);
    expect(cluster.eventsOf(HPA).at(-1)).toMatchObject({
      reason: 'SuccessfulRescale',
      message: 'New size: 2; reason: All metrics below target',
    });
  });

  it.each([0, 4, 8, 12])(
    'lets a manual scale stand for a whole period, %d seconds after its look',
    phase => {
      const cluster = new TestCluster();
      cluster.pass(phase);
      cluster.scale(GATEWAY, 3);
      cluster.pass(14);
      expect(replicas(cluster)).toBe(3);
      expect(cluster.readyPodsOf('api-gateway')).toHaveLength(3);
    },
  );

  it('brings a size outside its bounds back at its next look', () => {
    const cluster = new TestCluster();
    cluster.scale(GATEWAY, 9);
    cluster.pass(16);
    expect(replicas(cluster)).toBe(5);
    cluster.scale(GATEWAY, 1);
    cluster.pass(16);
    expect(replicas(cluster)).toBeGreaterThanOrEqual(2);
  });

  it('grows under load up to its maximum and shrinks minutes after it', () => {
    const cluster = new TestCluster();
    const incidents = new Incidents(cluster.world);
    incidents.start('load');
    cluster.until(() => replicas(cluster) === 5, 180);
    const scaler = cluster.get(R.horizontalPodAutoscalers, HPA);
    expect(conditionOf(scaler, 'ScalingLimited')).toMatchObject({
      status: 'True',
      reason: 'TooManyReplicas',
    });
    incidents.stop('load');
    cluster.pass(120);
    expect(replicas(cluster)).toBe(5);
    cluster.until(() => replicas(cluster) === 2, 600);
  });

  it('does nothing while the service is scaled to zero', () => {
    const cluster = new TestCluster();
    cluster.scale(GATEWAY, 0);
    cluster.pass(60);
    expect(replicas(cluster)).toBe(0);
    expect(
      conditionOf(
        cluster.get(R.horizontalPodAutoscalers, HPA),
        'ScalingActive',
      ),
    ).toMatchObject({ status: 'False', reason: 'ScalingDisabled' });
  });
});
