import { startHttpServer } from '../../platforms/httpServer';
import { PlatformServer } from '../../platforms/types';
import {
  Exporter,
  Labels,
  Queryable,
  Samples,
  Tsdb,
} from '../../world/metrics';
import { Incidents } from '../../world/incidents';
import { createTestWorld } from '../../world/world';
import { createApi } from '../api/server';
import { RuleEvaluator } from '../rules/evaluator';
import { Notifier } from '../rules/notifier';
import { ask, difference } from './__testUtils__/answers';
import { edgeSeries } from './__testUtils__/edgeSeries';
import {
  EDGE_QUERIES,
  PLATFORM_QUERIES,
  WRONG_QUERIES,
} from './__testUtils__/queries';
import { suiteWith, startPrometheus } from './__testUtils__/realPrometheus';
import { remoteWrite } from './__testUtils__/remoteWrite';
import { StaticStorage } from './__testUtils__/samples';

jest.setTimeout(120_000);

const MINUTE_MS = 60_000;

/** An hour of the World with a bad release in it, as its Prometheus has it. */
function livedHour(): { tsdb: Tsdb; end: number } {
  const { world, clock } = createTestWorld();
  const tsdb = new Tsdb(24 * 60 * MINUTE_MS);
  const exporter = new Exporter(world, tsdb);
  const engine = { storage: tsdb, intervalMs: 15_000 };
  new RuleEvaluator(
    exporter,
    engine,
    new Notifier(
      () => undefined,
      () => {},
    ),
    () => '',
  ).start(clock.now() - 10 * MINUTE_MS);
  exporter.start(40 * MINUTE_MS);
  const incidents = new Incidents(world);
  incidents.start('bad-release');
  clock.advance(10 * MINUTE_MS);
  incidents.stop('bad-release');
  incidents.start('oom');
  clock.advance(10 * MINUTE_MS);
  world.stop();
  return { tsdb, end: clock.now() };
}

const everything = (tsdb: Tsdb): Samples[] =>
  tsdb.find([], -Infinity, Infinity).map(item => item.read(-8.64e15, 8.64e15)!);

const { program, suite, title } = suiteWith('prometheus');

suite(title('PromQL, beside the real Prometheus on the same samples'), () => {
  let real: Awaited<ReturnType<typeof startPrometheus>>;
  let own: PlatformServer;
  let end: number;

  beforeAll(async () => {
    const lived = livedHour();
    end = lived.end;
    const edge = edgeSeries(end - 60 * MINUTE_MS);
    const edges = new StaticStorage(edge);
    const storage: Queryable = {
      select: (...args) =>
        [...lived.tsdb.select(...args), ...edges.select(...args)].sort((a, b) =>
          Labels.compare(a.labels, b.labels),
        ),
    };
    own = await startHttpServer({
      port: 0,
      faults: { latencyMs: 0, forbidden: false, silent: false },
      now: () => end,
      handle: createApi({
        engine: { storage, intervalMs: 15_000 },
        now: () => end,
        routes: {},
      }),
      onError: error => {
        throw error;
      },
    });
    real = await startPrometheus(program);
    await remoteWrite(real.url, [...everything(lived.tsdb), ...edge]);
  });

  afterAll(async () => {
    await own?.close();
    await real?.stop();
  });

  async function compare(
    path: string,
    parameters: Record<string, string>,
    ordered: boolean,
  ) {
    const [ours, theirs] = await Promise.all([
      ask(own.url, path, parameters),
      ask(real.url, path, parameters),
    ]);
    return difference(ours, theirs, ordered);
  }

  const seconds = (time: number) => String(time / 1000);

  describe.each([
    ['of the platform', PLATFORM_QUERIES],
    ['of awkward series', EDGE_QUERIES],
  ])('queries %s', (_title, queries) => {
    it.each(queries)('%s', async query => {
      const ordered = /^(sort|sort_desc)\(/.test(query);
      for (const ago of [0, 7.5, 33.31]) {
        const time = seconds(end - ago * MINUTE_MS);
        expect(await compare('query', { query, time }, ordered)).toBe(
          undefined,
        );
      }
      for (const step of ['60', '17']) {
        const range = {
          query,
          step,
          start: seconds(end - 62 * MINUTE_MS),
          end: seconds(end - 11_117),
        };
        expect(await compare('query_range', range, true)).toBe(undefined);
      }
    });
  });

  it.each(WRONG_QUERIES)('refuses %j', async query => {
    const time = seconds(end);
    expect(await compare('query', { query, time }, false)).toBe(undefined);
    const range = { query, start: seconds(end - MINUTE_MS), end: time };
    expect(await compare('query_range', { ...range, step: '30' }, true)).toBe(
      undefined,
    );
  });

  it.each([
    [{ start: '1', end: '0', step: '1' }],
    [{ start: '0', end: '1', step: '0' }],
    [{ start: '0', end: '1', step: '-5' }],
    [{ start: '0', end: '1', step: 'x' }],
    [{ start: '0', end: '11001', step: '1' }],
    [{ start: '0', end: '11000', step: '1' }],
    [{ start: 'x', end: '1', step: '1' }],
    [{ start: '0', end: 'now', step: '1' }],
    [
      {
        start: '2025-11-03T09:00:00Z',
        end: '2025-11-03T09:01:00Z',
        step: '30s',
      },
    ],
    [{ start: '0', end: '1', step: '' }],
    [{ start: '0', step: '1' }],
    [{ end: '0', step: '1' }],
    [{ start: '0', end: '1', step: '1', timeout: 'x' }],
    [{ start: '0', end: '1', step: '1e30' }],
  ])('parameters of a range: %j', async parameters => {
    expect(
      await compare('query_range', { query: 'up', ...parameters }, true),
    ).toBe(undefined);
  });

  it.each([['time'], ['timeout']])('a wrong %s of a query', async name => {
    expect(await compare('query', { query: '1', [name]: 'x' }, true)).toBe(
      undefined,
    );
  });
});
