import { workloadRow } from './workloadRow';

const metadata = { name: 'w', namespace: 'ns', uid: 'u', generation: 2 };

function deployment(spec: object, status: object, conditions: object[] = []) {
  return {
    metadata,
    spec: { replicas: 3, ...spec },
    status: {
      observedGeneration: 2,
      replicas: 3,
      updatedReplicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
      conditions,
      ...status,
    },
  };
}

const row = (object: object, kind = 'deployment') =>
  workloadRow(object as never, { cluster: 'one', kind, hpa: undefined });

describe('workloadRow', () => {
  it.each<[string, object, string, string]>([
    ['ready', deployment({}, {}), 'healthy', '3 of 3 ready'],
    [
      'short of one',
      deployment({}, { readyReplicas: 2, availableReplicas: 2 }),
      'degraded',
      '2 of 3 ready',
    ],
    [
      'rolling',
      deployment({}, { updatedReplicas: 1 }),
      'progressing',
      'Rolling out: 1 of 3 updated',
    ],
    [
      'ending old ones',
      deployment({}, { replicas: 4 }),
      'progressing',
      'Rolling out: 1 old to end',
    ],
    [
      'unseen',
      deployment({}, { observedGeneration: 1 }),
      'progressing',
      'Waiting for the controller',
    ],
    [
      'paused',
      deployment({ paused: true }, {}),
      'paused',
      'Paused, 3 of 3 ready',
    ],
    [
      'scaled to nothing',
      deployment(
        { replicas: 0 },
        { replicas: 0, updatedReplicas: 0, readyReplicas: 0 },
      ),
      'healthy',
      'Scaled to 0',
    ],
    [
      'given up',
      deployment({}, {}, [
        {
          type: 'Progressing',
          status: 'False',
          reason: 'ProgressDeadlineExceeded',
          message: 'has timed out progressing',
        },
      ]),
      'failed',
      'has timed out progressing',
    ],
  ])('%s', (_, object, health, message) => {
    expect(row(object)).toMatchObject({ health, message });
  });

  it('counts what the other kinds count', () => {
    expect(
      row(
        {
          metadata,
          spec: { replicas: 1 },
          status: {
            observedGeneration: 2,
            replicas: 1,
            readyReplicas: 1,
            currentRevision: 'r',
            updateRevision: 'r',
          },
        },
        'statefulset',
      ),
    ).toMatchObject({ desired: 1, ready: 1, updated: 1, health: 'healthy' });
    expect(
      row(
        {
          metadata,
          status: {
            observedGeneration: 2,
            desiredNumberScheduled: 3,
            numberReady: 2,
            updatedNumberScheduled: 3,
            numberAvailable: 2,
          },
        },
        'daemonset',
      ),
    ).toMatchObject({ desired: 3, ready: 2, health: 'degraded' });
    expect(
      row({ metadata, spec: {}, status: { succeeded: 1 } }, 'job'),
    ).toMatchObject({ health: 'healthy', message: 'Complete' });
  });

  it('shows its autoscaler', () => {
    const hpa = {
      metadata: { name: 'h' },
      spec: {
        minReplicas: 2,
        maxReplicas: 5,
        metrics: [
          {
            type: 'Resource',
            resource: { name: 'cpu', target: { averageUtilization: 70 } },
          },
        ],
      },
      status: {
        currentReplicas: 3,
        currentMetrics: [
          {
            type: 'Resource',
            resource: { name: 'cpu', current: { averageUtilization: 41 } },
          },
        ],
      },
    };
    expect(
      workloadRow(deployment({}, {}) as never, {
        cluster: 'one',
        kind: 'deployment',
        hpa: hpa as never,
      }).hpa,
    ).toEqual({
      name: 'h',
      min: 2,
      max: 5,
      current: 3,
      cpuPercent: 41,
      cpuTarget: 70,
    });
  });
});
