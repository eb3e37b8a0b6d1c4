import { Incidents } from '../world/incidents';
import { R } from '../world/resources';
import { GATEWAY, TestCluster } from '../world/testing/cluster';
import { LOKI } from '.';
import { platformOptions } from './__testUtils__/platform';
import { LokiClient } from './contract/__testUtils__/client';

jest.setTimeout(60_000);

const NS_PER_MS = 1_000_000n;
const HOUR_MS = 3_600_000;

/** Loki over a World whose time stands still. */
describe('Loki of the World', () => {
  let cluster: TestCluster;
  let loki: LokiClient;
  let close: () => Promise<void>;

  beforeEach(async () => {
    cluster = new TestCluster();
    const server = await LOKI.start(platformOptions(cluster.world));
    loki = new LokiClient(server.url);
    close = () => server.close();
  });

  afterEach(async () => {
    await close();
    cluster.world.stop();
  });

  const ns = (ms: number) => String(BigInt(ms) * NS_PER_MS);
  const now = () => cluster.clock.now();

  it('holds what each container said, under its labels', async () => {
    const [pod] = cluster.readyPodsOf('api-gateway');
    const { uid, name } = pod.metadata;
    const said = cluster.world.runtime
      .logs(uid!, 'api-gateway')!
      .filter(({ timeNs }) => timeNs < BigInt(now()) * NS_PER_MS);
    const query = `{pod="${name}", container="api-gateway"}`;
    const lines = await loki.lines(query, { start: String(said[0].timeNs) });
    expect(lines).toEqual(said.map(({ timeNs, text }) => [`${timeNs}`, text]));
    const [stream] = await loki.streams(query);
    expect(stream).toMatchObject({
      namespace: 'titanium-prod',
      app: 'api-gateway',
      pod: name,
      container: 'api-gateway',
      node: pod.spec.nodeName,
      job: 'titanium-prod/api-gateway',
    });
  });

  it('goes back for hours, and says the same again', async () => {
    const read = (hours: number) =>
      loki.lines('{app="blog-service"}', {
        start: ns(now() - hours * HOUR_MS),
        end: ns(now() - hours * HOUR_MS + 10 * 60_000),
      });
    for (const hours of [1, 6, 48]) {
      const lines = await read(hours);
      expect(lines.length).toBeGreaterThan(300);
      expect(await read(hours)).toEqual(lines);
    }
  });

  it('counts as many lines as it answers', async () => {
    const values = {
      start: ns(now() - HOUR_MS + 1),
      end: ns(now()),
    };
    const lines = await loki.lines('{app="auth-service"} |= "로그인"', values);
    const counted = await loki.values(
      'sum(count_over_time({app="auth-service"} |= "로그인" [1h]))',
      BigInt(now()) * NS_PER_MS - 1n,
    );
    expect(lines.length).toBeGreaterThan(100);
    expect(counted).toEqual({ '': lines.length });
  });

  it('keeps the lines of pods that are gone, to their last word', async () => {
    const [pod] = cluster.readyPodsOf('api-gateway');
    cluster.world.store.delete(R.pods, 'titanium-prod', pod.metadata.name);
    cluster.pass(120);
    const texts = await loki.texts(
      `{pod="${pod.metadata.name}", container="api-gateway"}`,
    );
    expect(texts.length).toBeGreaterThan(100);
    expect(texts.at(-1)).toContain('shutting down');
  });

  it('begins the errors of a bad release with the release', async () => {
    const query = '{app="api-gateway"} |= "upstream pool exhausted"';
    expect(await loki.texts(query)).toEqual([]);
    const started = now();
    new Incidents(cluster.world).start('bad-release');
    cluster.untilRolledOut(GATEWAY, 120);
    cluster.pass(60);
    const lines = await loki.lines(query);
    expect(lines.length).toBeGreaterThan(3);
    expect(BigInt(lines[0][0])).toBeGreaterThan(BigInt(started) * NS_PER_MS);
    const levels = await loki.streams(`${query} | container="api-gateway"`);
    expect(new Set(levels.map(stream => stream.detected_level))).toEqual(
      new Set(['error']),
    );
  });

  it('holds every run of a container that crashes, stack traces in order', async () => {
    new Incidents(cluster.world).start('crash-loop');
    cluster.until(
      () =>
        cluster
          .podsOf('blog-service')
          .some(pod =>
            pod.status.containerStatuses?.some(
              (status: { restartCount: number }) => status.restartCount >= 2,
            ),
          ),
      180,
    );
    const lines = await loki.texts(
      '{app="blog-service", container="blog-service"} |~ "BLOG_SEARCH_URL|at requireVariable"',
    );
    expect(lines.length).toBeGreaterThanOrEqual(6);
    lines.forEach((line, index) => {
      const isTrace = line.startsWith('    at ');
      expect(isTrace).toBe(index % 3 === 2);
    });
  });

  it('sends lines as their moments come', async () => {
    const query = '{app="api-gateway", container="api-gateway"}';
    const started = now();
    const tail = loki.tail({ query, start: ns(started), limit: '1' });
    // The first look at the past is over when a pushed line comes through.
    await tail.until(() => tail.opened);
    await loki.push({ app: 'api-gateway', container: 'api-gateway' }, [
      [BigInt(started) * NS_PER_MS, 'mark'],
    ]);
    await tail.until(() => tail.lines.includes('mark'));
    cluster.pass(30);
    const end = now() - 250;
    const expected = await loki.texts(`${query} |= "ts" != "mark"`);
    const recent = (
      await loki.lines(`${query} != "mark"`, {
        start: ns(started),
        end: ns(end),
      })
    ).map(([, line]) => line);
    expect(expected.length).toBeGreaterThan(recent.length);
    await tail.until(() => tail.lines.length > recent.length);
    const received = tail.lines.filter(line => line !== 'mark');
    expect(received.slice(0, recent.length)).toEqual(recent);
    tail.close();
  });

  it('ends a tail after an hour', async () => {
    const tail = loki.tail({ query: '{app="nobody"}', start: ns(now()) });
    await tail.until(() => tail.opened);
    await loki.push({ app: 'nobody' }, [[BigInt(now()) * NS_PER_MS, 'mark']]);
    await tail.until(() => tail.lines.includes('mark'));
    cluster.pass(3602);
    await tail.until(() => tail.closed);
    expect(tail.closed).toEqual({
      code: 1011,
      reason: 'reached tail max duration limit',
    });
  });

  it('answers as its faults wish', async () => {
    cluster.world.faults.loki.failWithStatus = 503;
    expect((await loki.api('labels')).status).toBe(503);
    const tail = loki.tail({ query: '{app="x"}' });
    await tail.until(() => tail.refused);
    expect(tail.refused!.status).toBe(503);
  });
});

it('leaves out pods that are there for load only', async () => {
  const cluster = new TestCluster({ pods: 100 });
  const server = await LOKI.start(platformOptions(cluster.world));
  const loki = new LokiClient(server.url);
  const { json } = await loki.api('label/namespace/values');
  expect(json.data).toEqual(
    expect.arrayContaining(['titanium-prod', 'monitoring', 'argocd']),
  );
  expect(json.data.join()).not.toContain('load-');
  await server.close();
  cluster.world.stop();
});
