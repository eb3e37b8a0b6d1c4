import { mockServices } from '@backstage/backend-test-utils';
import { Listener } from '../__testUtils__/Listener';
import { ScriptedCluster } from '../__testUtils__/ScriptedCluster';
import { DefaultTitaniumClusters } from '../DefaultTitaniumClusters';

const PODS = { group: '', version: 'v1', plural: 'pods', namespace: 'ns' };

describe('shared watches', () => {
  let cluster: ScriptedCluster;
  let clusters: DefaultTitaniumClusters;
  const listeners: Listener[] = [];

  const follow = () => {
    const listener = new Listener(signal =>
      clusters.watches.follow('test', PODS, { signal }),
    );
    listeners.push(listener);
    return listener;
  };
  const collectionRequests = () =>
    cluster.requests.filter(request => request.includes('/ns/pods'));

  beforeEach(async () => {
    cluster = await ScriptedCluster.start();
    cluster.put('a');
    cluster.put('b');
    clusters = DefaultTitaniumClusters.fromConfig(cluster.config(), {
      logger: mockServices.logger.mock(),
      timings: {
        idleMs: 50,
        probeAfterMs: 300,
        probeTimeoutMs: 200,
        probeRetryMs: 200,
        graceMs: 600,
      },
    });
  });

  afterEach(async () => {
    await Promise.all(listeners.splice(0).map(listener => listener.stop()));
    await clusters.stop();
    await cluster.stop();
  });

  it('lists once and watches once for all who follow', async () => {
    const first = follow();
    await first.until(l => l.state === 'live' && l.names.length === 2);
    const others = Array.from({ length: 20 }, follow);
    await Promise.all(others.map(l => l.until(o => o.names.length === 2)));
    cluster.put('c');
    await Promise.all(others.map(l => l.until(o => o.names.length === 3)));
    cluster.remove('a');
    await Promise.all(others.map(l => l.until(o => !o.names.includes('a'))));

    expect(collectionRequests()).toHaveLength(2);
    expect(cluster.openWatches).toBe(1);
  });

  it('drops managedFields and sends only its own headers', async () => {
    const listener = follow();
    await listener.until(l => l.state === 'live');
    expect(JSON.stringify([...listener.objects.values()])).not.toContain(
      'managedFields',
    );
    expect(cluster.headers[0].authorization).toBe('Bearer reader-token');
    expect(
      Object.keys(cluster.headers[0]).filter(name =>
        /impersonate|remote/.test(name),
      ),
    ).toEqual([]);
  });

  it('pages long lists', async () => {
    for (let i = 0; i < 1_200; i += 1) {
      cluster.put(`pod-${i}`);
    }
    const listener = follow();
    await listener.until(l => l.names.length === 1_202);
    expect(
      collectionRequests().filter(request => request.includes('limit=500')),
    ).toHaveLength(3);
  });

  it.each(['event', 'status'] as const)(
    'lists again when the history is gone (410 as %s)',
    async how => {
      const listener = follow();
      await listener.until(l => l.state === 'live');
      cluster.put('unseen-by-nobody');
      cluster.expire(how);
      await listener.until(l => l.syncs === 2);
      cluster.put('later');
      expect(await listener.until(l => l.names.includes('later'))).toBeLessThan(
        5_000,
      );
      // Data was never wrong for longer than a blink: no reason to call it stale.
      expect(listener.statuses.map(s => s.state)).not.toContain('stale');
    },
  );

  it('goes on from the last version when the server closes the watch', async () => {
    const listener = follow();
    await listener.until(l => l.state === 'live');
    cluster.closeWatches();
    cluster.put('c');
    await listener.until(l => l.names.includes('c'));
    expect(listener.syncs).toBe(1);
    expect(listener.statuses.map(s => s.state)).toEqual(
      expect.not.arrayContaining(['stale']),
    );
  });

  it('goes on from the last version when a connection breaks within an event', async () => {
    const listener = follow();
    await listener.until(l => l.state === 'live');
    cluster.dropMidLine('c');
    await listener.until(l => l.names.includes('c'));
    cluster.put('d');
    expect(await listener.until(l => l.names.includes('d'))).toBeLessThan(
      5_000,
    );
    expect(listener.syncs).toBe(1);
  });

  it('says stale while the server is away and is right again soon after', async () => {
    const listener = follow();
    await listener.until(l => l.state === 'live');
    await cluster.stop();
    await listener.until(l => l.state === 'stale');
    const stale = listener.statuses[listener.statuses.length - 1];
    expect(stale.message).toMatch(/Kubernetes cluster test/);
    expect(stale.since.getTime()).toBeLessThanOrEqual(Date.now());
    expect(listener.names).toEqual(['a', 'b']);

    cluster.put('c');
    await cluster.listen();
    expect(
      await listener.until(l => l.names.includes('c') && l.state === 'live'),
    ).toBeLessThan(5_000);
  });

  it('notices a connection that went silent and is right again soon after', async () => {
    const listener = follow();
    await listener.until(l => l.state === 'live');
    cluster.silent = true;
    cluster.put('c');
    await listener.until(l => l.state === 'stale');
    cluster.silent = false;
    expect(
      await listener.until(l => l.names.includes('c') && l.state === 'live'),
    ).toBeLessThan(5_000);
  });

  it('says forbidden in the words of the platform', async () => {
    cluster.refuse = 403;
    const listener = follow();
    await listener.until(l => l.state === 'forbidden');
    expect(listener.statuses[listener.statuses.length - 1].message).toBe(
      'answers 403 on purpose',
    );
    expect(listener.syncs).toBe(0);
  });

  it('says unavailable when nothing was ever read, then recovers', async () => {
    cluster.refuse = 500;
    const listener = follow();
    await listener.until(l => l.state === 'unavailable');
    cluster.refuse = undefined;
    await listener.until(l => l.state === 'live' && l.names.length === 2);
    expect(listener.syncs).toBe(1);
  });

  it('ends a while after the last follower has gone', async () => {
    const listener = follow();
    await listener.until(l => l.state === 'live');
    await listener.stop();
    const deadline = Date.now() + 3_000;
    while (cluster.openWatches > 0 && Date.now() < deadline) {
      await new Promise(resolve => setImmediate(resolve));
    }
    expect(cluster.openWatches).toBe(0);
    expect(clusters.watches.size).toBe(0);
  });

  it('stays warm between two followers', async () => {
    const first = follow();
    await first.until(l => l.state === 'live');
    await first.stop();
    const second = follow();
    await second.until(l => l.state === 'live' && l.names.length === 2);
    expect(collectionRequests()).toHaveLength(2);
  });
});
