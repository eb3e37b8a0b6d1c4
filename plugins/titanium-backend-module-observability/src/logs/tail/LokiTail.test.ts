import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import {
  LogLine,
  SourceStatus,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { until } from '@titanium-portal/test-utils';
import { serviceEntity } from '../../__testUtils__/portal';
import { ObservabilityPlatforms, readPlatforms } from '../../platforms';
import { FakeLoki } from '../__testUtils__/FakeLoki';
import { createLogsView } from './logsView';

const TIMINGS = {
  reopen: 60_000,
  poll: 20,
  refused: 60_000,
  backoff: [20],
};

jest.setTimeout(30_000);

describe('a live log', () => {
  let loki: FakeLoki;
  let platforms: Map<string, ObservabilityPlatforms>;
  const opened: AbortController[] = [];

  beforeEach(async () => {
    loki = await new FakeLoki().start();
    platforms = readPlatforms(
      new ConfigReader({
        titanium: {
          observability: {
            titanium: {
              loki: { url: loki.url, tenant: 'shop', token: 'sesame-sesame' },
            },
          },
        },
      }),
    );
  });

  afterEach(async () => {
    opened.splice(0).forEach(each => each.abort());
    await platforms.get('titanium')!.loki!.close();
    await loki.stop();
  });

  function open(timings: Partial<typeof TIMINGS> = {}) {
    const view = createLogsView(platforms, { ...TIMINGS, ...timings });
    const { input } = view.scope(
      serviceEntity('prod-api-gateway', 'api-gateway'),
      { query: '' },
    );
    const abort = new AbortController();
    opened.push(abort);
    const seen = {
      lines: [] as LogLine[],
      dropped: 0,
      status: undefined as SourceStatus | undefined,
      statuses: [] as string[],
      texts: () => seen.lines.map(({ text }) => text),
      stop: () => abort.abort(),
    };
    void (async () => {
      for await (const changes of view.open(input, {
        signal: abort.signal,
        logger: mockServices.logger.mock(),
      })) {
        for (const change of changes) {
          if (change.op === 'lines') {
            seen.lines.push(...change.lines);
          } else if (change.op === 'gap') {
            seen.dropped += change.dropped;
          } else if (change.op === 'status') {
            seen.status = change.status;
            seen.statuses.push(change.status.state);
          }
        }
      }
    })();
    return seen;
  }

  const live = (seen: ReturnType<typeof open>) =>
    until(() => seen.status?.state === 'live' && loki.tails.size === 1);

  it('begins with what was written before, then tells each line once', async () => {
    loki.write('before', false);
    const seen = open();
    await live(seen);
    loki.write('one');
    loki.write('two');
    await until(() => seen.lines.length === 3);
    expect(seen.texts()).toEqual(['before', 'one', 'two']);
    expect(seen.lines[1]).toMatchObject({
      pod: 'p',
      level: 'unknown',
      labels: { app: 'api-gateway' },
    });
    expect(loki.tailHeaders).toMatchObject({
      'x-scope-orgid': 'shop',
      authorization: 'Bearer sesame-sesame',
    });
    expect(loki.tailHeaders['sec-websocket-extensions']).toBeUndefined();
  });

  it('misses and repeats nothing over a lost connection', async () => {
    const seen = open();
    await live(seen);
    loki.write('one');
    await until(() => seen.lines.length === 1);
    loki.broken = { status: 503, text: 'ingester is shutting down' };
    loki.drop();
    loki.write('while it was away', false);
    await until(() => seen.status?.state === 'stale');
    expect(seen.status?.message).toContain('ingester is shutting down');
    expect(Date.parse(seen.status!.since)).toBeLessThanOrEqual(Date.now());
    loki.broken = undefined;
    await live(seen);
    loki.write('two');
    await until(() => seen.lines.length === 3);
    expect(seen.texts()).toEqual(['one', 'while it was away', 'two']);
    expect(seen.dropped).toBe(0);
  });

  it('opens its tail again before Loki would end it', async () => {
    const seen = open({ reopen: 2_100 });
    await live(seen);
    loki.write('one');
    await until(() => loki.tailsOpened === 2, 10_000);
    await until(() => loki.tails.size === 1);
    loki.write('two');
    await until(() => seen.lines.length === 2);
    expect(seen.texts()).toEqual(['one', 'two']);
  });

  it('asks again and again where Loki has no tail to give, and says why', async () => {
    loki.tailLimit = true;
    const seen = open();
    await until(
      () => seen.status?.state === 'live' && seen.status.message !== undefined,
    );
    expect(seen.status?.message).toContain(
      'max concurrent tail requests limit exceeded',
    );
    loki.write('one', false);
    await until(() => seen.lines.length === 1);
    loki.write('two', false);
    await until(() => seen.lines.length === 2);
    expect(seen.texts()).toEqual(['one', 'two']);
    expect(loki.tailsOpened).toBe(1);
  });

  it('follows no redirect', async () => {
    loki.redirect = true;
    const seen = open();
    await until(() => seen.status?.message?.includes('302'));
    expect(seen.status?.state).toBe('live');
  });

  it.each([
    [503, 'no', 'unavailable'],
    [401, 'no org id', 'forbidden'],
    [403, 'not you', 'forbidden'],
  ])(
    'status %d at the first question is %s: %s',
    async (status, text, state) => {
      loki.broken = { status, text };
      const seen = open();
      await until(() => seen.status?.state === state);
      expect(seen.status?.message).toContain(text);
    },
  );

  it('goes on with the newest lines after a flood, and says how many are missing', async () => {
    const seen = open();
    await live(seen);
    loki.broken = { status: 503, text: 'away' };
    loki.drop();
    const at = BigInt(Date.now()) * 1_000_000n;
    for (let index = 0; index < 40_000; index += 1) {
      loki.write(`line ${index}`, false, at + BigInt(index) * 1_000_000n);
    }
    loki.broken = undefined;
    await until(() => seen.texts().includes('line 39999'), 20_000);
    expect(seen.dropped).toBeGreaterThan(0);
    expect(new Set(seen.texts()).size).toBe(seen.lines.length);
    expect(seen.lines.length).toBeLessThan(26_000);
  });

  it('leaves Loki when nobody looks any more', async () => {
    const seen = open();
    await live(seen);
    seen.stop();
    await until(() => loki.tails.size === 0);
    expect(loki.tailsOpened).toBe(1);
  });
});
