import { Incidents } from '../incidents';
import { isReady } from '../objects';
import { R } from '../resources';
import { createTestWorld } from '../world';
import { Exporter, Labels, Matcher, SCRAPE_MS, Tsdb } from '.';
import { MemorySeries } from './tsdb/series';

const HOUR_MS = 60 * 60_000;
const MINUTE_MS = 60_000;

describe('MemorySeries', () => {
  it('gives back what it was given, however it was packed', () => {
    const series = new MemorySeries(Labels.of({ __name__: 'x' }));
    const value = [
      () => 7,
      (slot: number) => slot * 3,
      (slot: number) => slot * 1e6,
      (slot: number) => slot / 7,
      (slot: number) => (slot % 5 === 0 ? NaN : slot),
      (slot: number) => -slot * 1e15,
    ];
    const expected: number[] = [];
    for (let slot = 0; slot < 240 * value.length; slot++) {
      expected.push(value[Math.floor(slot / 240)](slot));
      series.append(slot, expected[slot]);
    }
    const read = series.read(0, 240 * value.length * SCRAPE_MS)!;
    expect([...read.values]).toEqual(expected);
    expect(read.times[100]).toBe(100 * SCRAPE_MS);
    const part = series.read(10.5 * SCRAPE_MS, 12 * SCRAPE_MS)!;
    expect([...part.times]).toEqual([11 * SCRAPE_MS, 12 * SCRAPE_MS]);
    // Constant and whole numbers need less than eight bytes each.
    expect(series.bytes).toBeLessThan(240 * (8 * 4 + 2 + 4) + 1000);
  });

  it('keeps gaps, ends and returns apart, and forgets what is old', () => {
    const series = new MemorySeries(Labels.of({ __name__: 'x' }));
    series.append(1, 5);
    series.append(2, 6);
    series.markStale(3);
    expect(series.isStale).toBe(true);
    series.append(10, 1);
    series.repeat(11);
    const read = series.read(0, 100 * SCRAPE_MS)!;
    expect([...read.times].map(time => time / SCRAPE_MS)).toEqual([
      1, 2, 3, 10, 11,
    ]);
    expect([...read.stale!]).toEqual([0, 0, 1, 0, 0]);
    expect([...read.values]).toEqual([5, 6, NaN, 1, 1]);
    series.dropBefore(5);
    expect([...series.read(0, 100 * SCRAPE_MS)!.values]).toEqual([1, 1]);
  });
});

describe('Matcher', () => {
  it.each([
    ['=', 'a', 'a', true],
    ['!=', 'a', '', true],
    ['=~', '5..', '503', true],
    ['=~', '5..', '5030', false],
    ['=~', '(?i)ABC', 'abc', true],
    ['=~', '.*', 'two\nlines', false],
    ['!~', 'a|b', 'b', false],
    ['=~', '(?-s:.)x(?P<n>\\pL)', 'axé', true],
    ['=~', '[[:digit:]]+\\z', '12', true],
    ['=~', '(a+)+b', 'a'.repeat(5000), false],
  ] as const)('%s %s on %s', (operator, pattern, value, expected) => {
    expect(new Matcher('x', operator, pattern).matches(value)).toBe(expected);
  });

  it.each([
    '(',
    'a(?=b)',
    '(?<=a)b',
    '(a)\\1',
    '[',
    '*',
    'a**',
    'a{1001}',
    '\\q',
    '\\u0041',
  ])('refuses %s', pattern => {
    expect(() => new Matcher('x', '=~', pattern)).toThrow(
      'error parsing regexp',
    );
  });
});

describe('Exporter', () => {
  function start(
    options: { pods?: number; historyMs?: number; retentionMs?: number } = {},
  ) {
    const { world, clock } = createTestWorld({ pods: options.pods });
    const tsdb = new Tsdb(options.retentionMs ?? 24 * HOUR_MS);
    const exporter = new Exporter(world, tsdb);
    exporter.start(options.historyMs ?? HOUR_MS);
    const read = (name: string, labels: Record<string, string> = {}) =>
      tsdb.select(
        [
          new Matcher('__name__', '=', name),
          ...Object.entries(labels).map(
            ([key, value]) => new Matcher(key, '=', value),
          ),
        ],
        -Infinity,
        Infinity,
      );
    return { world, clock, tsdb, exporter, read };
  }

  /** Requests a second between two samples. */
  const change = (values: Float64Array, index: number) =>
    (values[index] - values[index - 1]) / (SCRAPE_MS / 1000);

  it('has a past whose traffic is that of the World', () => {
    const { read, world } = start();
    const [first, ...others] = read('istio_requests_total', {
      app: 'api-gateway',
      response_code: '200',
    });
    expect(others).toHaveLength(1);
    expect(first.times.length).toBeGreaterThanOrEqual(240);
    const service = world.traffic.serviceOf(
      world.store
        .list(R.pods, 'titanium-prod')
        .find(pod => pod.metadata.name === first.labels.get('pod'))!,
    )!;
    for (const index of [50, 150, 230]) {
      const expected = world.traffic.rate(service, first.times[index]) / 2;
      expect(change(first.values, index) / expected).toBeCloseTo(0.99, 1);
    }
    world.stop();
  });

  it('leaves out no scrape when it comes to them late', () => {
    const { world, clock, exporter, read } = start();
    clock.jump(clock.now() + 5 * MINUTE_MS);
    clock.advance(2 * MINUTE_MS);
    const heard: number[] = [];
    exporter.onScrape(time => heard.push(time));
    clock.advance(SCRAPE_MS);
    clock.jump(clock.now() + 3 * SCRAPE_MS);
    expect(heard.map(time => (time - heard[0]) / SCRAPE_MS)).toEqual([
      0, 1, 2, 3,
    ]);
    for (const { times } of read('up', { job: 'kube-state-metrics' })) {
      expect(
        new Set(times.slice(1).map((time, index) => time - times[index])),
      ).toEqual(new Set([SCRAPE_MS]));
    }
    world.stop();
  });

  it('shows a bad release as a step of 5xx at its moment, and its end', () => {
    const { world, clock, read } = start();
    const incidents = new Incidents(world);
    clock.advance(7000);
    const began = clock.now();
    incidents.start('bad-release');
    clock.advance(5 * MINUTE_MS);
    const bad = read('istio_requests_total', {
      app: 'api-gateway',
      response_code: '503',
    });
    expect(bad.length).toBeGreaterThan(0);
    for (const { times, labels } of bad) {
      expect(times[0]).toBeGreaterThan(began);
      expect(times[0]).toBeLessThan(began + 2 * MINUTE_MS);
      const pod = world.store.get(R.pods, 'titanium-prod', labels.get('pod'))!;
      expect(isReady(pod)).toBe(true);
    }
    const failed = bad.reduce(
      (sum, { values }) => sum + change(values, values.length - 1),
      0,
    );
    const total = read('istio_requests_total', { app: 'api-gateway' })
      .filter(({ stale }) => !stale)
      .reduce((sum, { values }) => sum + change(values, values.length - 1), 0);
    expect(failed / total).toBeGreaterThan(0.18);
    expect(failed / total).toBeLessThan(0.26);

    incidents.stop('bad-release');
    clock.advance(5 * MINUTE_MS);
    const after = read('istio_requests_total', { response_code: '503' });
    expect(after).toHaveLength(bad.length);
    for (const { stale } of after) {
      expect(stale?.at(-1)).toBe(1);
    }
    world.stop();
  });

  it('counts upwards, and from nothing again when a container restarts', () => {
    const { world, clock, read } = start();
    new Incidents(world).start('oom');
    clock.advance(10 * MINUTE_MS);
    const restarts = read('kube_pod_container_status_restarts_total', {
      container: 'auth-service',
    });
    expect(
      Math.max(...restarts.flatMap(({ values }) => [...values].filter(Number))),
    ).toBeGreaterThan(1);
    const used = read('container_cpu_usage_seconds_total', {
      container: 'auth-service',
    });
    const drops = used.map(
      ({ values }) =>
        [...values].filter((value, index) => value < values[index - 1]).length,
    );
    expect(Math.max(...drops)).toBeGreaterThan(0);
    for (const { values, stale } of read('istio_requests_total')) {
      const falls = [...values].filter(
        (value, index) =>
          value < values[index - 1] && !stale?.[index] && !stale?.[index - 1],
      );
      expect(falls).toEqual([]);
    }
    world.stop();
  });

  it('keeps buckets, counts and totals together', () => {
    const { world, read } = start();
    const labels = { app: 'blog-service', response_code: '200' };
    const [{ values: counts, labels: one }] = read(
      'istio_request_duration_milliseconds_count',
      labels,
    );
    const pod = { ...labels, pod: one.get('pod') };
    const buckets = read('istio_request_duration_milliseconds_bucket', pod)
      .map(({ labels: own, values }) => ({
        upper: Number(own.get('le').replace('+Inf', 'Infinity')),
        values,
      }))
      .sort((a, b) => a.upper - b.upper);
    expect(buckets).toHaveLength(20);
    for (const index of [0, 100, 200]) {
      const here = buckets.map(({ values }) => values[index]);
      expect(here).toEqual([...here].sort((a, b) => a - b));
      expect(here.at(-1)).toBe(counts[index]);
    }
    expect([...read('istio_requests_total', pod)[0].values]).toEqual([
      ...counts,
    ]);
    world.stop();
  });

  it('costs no more with thousands of other people’s pods', () => {
    const small = start({ historyMs: MINUTE_MS });
    const big = start({ pods: 600, historyMs: MINUTE_MS });
    expect(big.tsdb.size.series).toBe(small.tsdb.size.series);
    expect(small.tsdb.size.series).toBeLessThan(2000);
    small.world.stop();
    big.world.stop();
  });

  it('forgets what is older than its retention, and needs little for the rest', () => {
    const historyMs = 4 * HOUR_MS;
    const { world, clock, tsdb } = start({ historyMs, retentionMs: HOUR_MS });
    const oldest = Math.min(
      ...tsdb.find([], -Infinity, Infinity).map(series => series.firstTime),
    );
    // Whole chunks go, an hour each, and only every hour.
    expect(clock.now() - oldest).toBeLessThanOrEqual(3 * HOUR_MS);
    expect(tsdb.size.bytes).toBeLessThan(8 * 2 ** 20);
    world.stop();
  });
});
