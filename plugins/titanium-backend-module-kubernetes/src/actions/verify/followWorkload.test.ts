import { DEFAULT_PROBE } from '../networkProbe/probeConfig';
import { ActionDeps, DEFAULT_VERIFY_TIMINGS } from '../deps';
import { followWorkload } from './followWorkload';
import { scaleStatus } from './rolloutStatus';

const OWNER = { metadata: { name: 'db', namespace: 'prod', uid: 'set-uid' } };

const pod = (name: string) => ({
  metadata: {
    name,
    uid: name,
    ownerReferences: [
      {
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        name: 'db',
        uid: 'set-uid',
        controller: true,
      },
    ],
  },
  status: { phase: 'Running' },
});

/** As the controller tells it once it has asked for the pods to be stopped. */
const SCALED = {
  ...OWNER,
  kind: 'StatefulSet',
  metadata: { ...OWNER.metadata, generation: 2 },
  spec: { replicas: 1 },
  status: { observedGeneration: 2, replicas: 1, readyReplicas: 1 },
};

it('a scale is not done while pods run whose end is not told yet', async () => {
  let stop = () => {};
  const stopped = new Promise<void>(resolve => {
    stop = resolve;
  });
  const objects: Record<string, object[]> = {
    statefulsets: [SCALED],
    pods: [pod('db-0'), pod('db-1')],
    replicasets: [],
  };
  async function* follow(_: string, { plural }: { plural: string }) {
    yield [
      {
        type: 'synced',
        objects: objects[plural].map((object: any) => [
          object.metadata.uid,
          object,
        ]),
      },
    ];
    await stopped;
    if (plural === 'pods') {
      yield [{ type: 'removed', key: 'db-1' }];
    }
  }
  const deps = {
    clusters: { resources: () => undefined, watches: { follow } },
    timings: DEFAULT_VERIFY_TIMINGS,
    probe: DEFAULT_PROBE,
  } as unknown as ActionDeps;
  const updates = followWorkload(
    deps,
    {
      ref: {
        cluster: 'titanium',
        namespace: 'prod',
        kind: 'statefulset',
        name: 'db',
      },
      uid: 'set-uid',
      generation: 2,
      status: scaleStatus,
      pods: 'all',
      superseded: async () => undefined,
    },
    AbortSignal.timeout(10_000),
  );
  const { value: first } = await updates.next();
  expect(first).toMatchObject({
    type: 'progress',
    progress: { message: expect.stringContaining('1 pod is still stopping') },
  });
  stop();
  const rest: unknown[] = [];
  for await (const { type } of updates) {
    rest.push(type);
  }
  expect(rest.at(-1)).toBe('succeeded');
});
