import { mockServices } from '@backstage/backend-test-utils';
import type { KubernetesObject } from '@kubernetes/client-node';
import {
  ResourcePath,
  TitaniumClusters,
  WatchUpdate,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { until } from '@titanium-portal/test-utils';
import { serviceEntity } from '../../__testUtils__/sandbox';
import { ViewReader } from '../../__testUtils__/ViewReader';
import { Wakeup } from '../../streams/Wakeup';
import { UsagePoller } from '../../usage/UsagePoller';
import { createPodsView } from './podsView';

/** Watches that say what tests let them say. */
class FakeClusters {
  private readonly said = new Map<string, WatchUpdate[]>();
  private readonly wakeups = new Set<Wakeup>();
  readonly clusters = {
    names: () => ['titanium'],
    reader: () => ({
      request: async () => {
        throw Object.assign(new Error('the server could not find it'), {
          upstreamStatus: 404,
        });
      },
    }),
    watches: {
      follow: (
        _: string,
        path: ResourcePath,
        { signal }: { signal: AbortSignal },
      ) => this.follow(path.plural, signal),
    },
  } as unknown as TitaniumClusters;

  say(plural: string, ...updates: WatchUpdate[]): void {
    this.said.set(plural, [...(this.said.get(plural) ?? []), ...updates]);
    this.wakeups.forEach(wakeup => wakeup.call());
  }

  private async *follow(plural: string, signal: AbortSignal) {
    const wakeup = new Wakeup();
    this.wakeups.add(wakeup);
    signal.addEventListener('abort', wakeup.call);
    while (!signal.aborted) {
      const updates = this.said.get(plural);
      this.said.delete(plural);
      if (updates) {
        yield updates;
      } else {
        await wakeup.wait();
      }
    }
  }
}

const status = (
  state: Extract<WatchUpdate, { type: 'status' }>['state'],
  message?: string,
): WatchUpdate => ({ type: 'status', state, since: new Date(0), message });
const synced = (...objects: KubernetesObject[]): WatchUpdate => ({
  type: 'synced',
  objects: new Map(objects.map(object => [object.metadata!.uid!, object])),
});
const pod: KubernetesObject = {
  metadata: {
    uid: 'p',
    name: 'p',
    namespace: 'titanium-prod',
    labels: { 'backstage.io/kubernetes-id': 'web' },
  },
};
const OTHERS = [
  'deployments',
  'replicasets',
  'statefulsets',
  'daemonsets',
  'jobs',
];

describe('the view of pods', () => {
  let fake: FakeClusters;
  let reader: ViewReader;

  beforeEach(() => {
    fake = new FakeClusters();
    reader = new ViewReader(
      createPodsView({
        clusters: fake.clusters,
        usage: new UsagePoller(fake.clusters, mockServices.logger.mock()),
        patienceMs: 1,
      }),
      serviceEntity('web'),
    );
  });

  afterEach(() => reader.stop());

  it('waits for the pods themselves, however long, and for the others not for long', async () => {
    OTHERS.forEach(plural => fake.say(plural, synced(), status('live')));
    await until(() => reader.status['metrics:titanium']);
    fake.say('deployments', status('stale', 'cut'));
    await until(() => reader.status['kubernetes:titanium'].state === 'stale');
    // An empty table would say that there are no pods.
    expect(reader.collections.pods).toBeUndefined();

    fake.say('pods', synced(pod), status('live'));
    await until(() => reader.rows('pods').length === 1);
  });

  it('shows no pods as none', async () => {
    [...OTHERS, 'pods', 'horizontalpodautoscalers'].forEach(plural =>
      fake.say(plural, synced(), status('live')),
    );
    await until(() => reader.collections.pods);
    expect(reader.rows('pods')).toEqual([]);
  });

  it('tells apart what is refused from what the view is about', async () => {
    OTHERS.forEach(plural => fake.say(plural, synced(), status('live')));
    fake.say('pods', synced(pod), status('live'));
    fake.say(
      'horizontalpodautoscalers',
      status('forbidden', 'cannot list hpas'),
    );
    await until(
      () => reader.status['kubernetes:titanium:horizontalpodautoscaler'],
    );
    await until(() => reader.status['kubernetes:titanium'].state === 'live');
    expect(
      reader.status['kubernetes:titanium:horizontalpodautoscaler'],
    ).toMatchObject({ state: 'forbidden', message: 'cannot list hpas' });
    expect(reader.rows('pods')).toHaveLength(1);

    fake.say('horizontalpodautoscalers', synced(), status('live'));
    await until(
      () =>
        reader.status['kubernetes:titanium:horizontalpodautoscaler'].state ===
        'live',
    );
  });

  it('keeps rows while they are stale, and says why there is no use', async () => {
    [...OTHERS, 'horizontalpodautoscalers'].forEach(plural =>
      fake.say(plural, synced(), status('live')),
    );
    fake.say('pods', synced(pod), status('live'));
    await until(() => reader.rows('pods').length === 1);
    fake.say('pods', status('stale', 'connection refused'));
    await until(() => reader.status['kubernetes:titanium'].state === 'stale');
    expect(reader.rows('pods')).toHaveLength(1);
    expect(reader.status['metrics:titanium']).toMatchObject({
      state: 'unavailable',
      message: expect.stringContaining('metrics-server'),
    });
  });

  it('refuses a cluster that is not configured', () => {
    expect(() =>
      createPodsView({
        clusters: fake.clusters,
        usage: new UsagePoller(fake.clusters, mockServices.logger.mock()),
      }).scope(
        serviceEntity('web', { 'backstage.io/kubernetes-cluster': 'other' }),
        {},
      ),
    ).toThrow(/"other", which is not configured. Configured: titanium/);
  });
});
