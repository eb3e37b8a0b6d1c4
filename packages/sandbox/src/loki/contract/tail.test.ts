import { Tail } from './__testUtils__/client';
import { useLoki } from './__testUtils__/context';

jest.setTimeout(60_000);

/** Lines as they come, over WebSocket. */
describe('Loki API: tail', () => {
  const loki = useLoki();
  const tails: Tail[] = [];

  function tail(query: string, more: Record<string, string> = {}): Tail {
    const one = loki().tail({ query, ...more });
    tails.push(one);
    return one;
  }

  afterEach(async () => {
    for (const one of tails.splice(0)) {
      one.close();
      await one.until(() => one.closed || one.refused);
    }
  });

  it('begins with the newest lines, then sends what comes', async () => {
    const now = await loki().now();
    await loki().push(
      { case: 'tail' },
      [3n, 2n, 1n].map(
        back => [now - back * 1_000_000_000n, `past ${back}`] as const,
      ),
    );
    const one = tail(`{run="${loki().run}", case="tail"}`, { limit: '2' });
    await one.until(() => one.lines.length >= 2);
    expect(one.lines).toEqual(['past 2', 'past 1']);
    await loki().push({ case: 'tail' }, [[await loki().now(), 'news']]);
    await one.until(() => one.lines.includes('news'));
  });

  it('sends only what passes the query, as the query makes it', async () => {
    const one = tail(
      `{run="${loki().run}"} |= "yes" | logfmt | line_format "{{.n}}"`,
      { start: String(await loki().now()) },
    );
    await one.until(() => one.opened);
    const now = await loki().now();
    await loki().push({ case: 'filter' }, [
      [now + 1n, 'no n=1'],
      [now + 2n, 'yes n=2'],
    ]);
    await one.until(() => one.lines.length > 0);
    expect(one.lines).toEqual(['2']);
  });

  it.each([
    [
      { query: '{app="x"}', delay_for: '6' },
      "delay_for can't be greater than 5",
    ],
    [{ query: '{app=' }, 'parse error at line 1, col 6'],
    [{ query: 'rate({app="x"}[1m])' }, 'parse error'],
  ])('refuses %j', async (values, message) => {
    const one = loki().tail(values as Record<string, string>);
    await one.until(() => one.refused);
    expect(one.refused!.status).toBe(400);
    expect(one.refused!.text).toContain(message);
  });

  it('lets ten follow, and tells the eleventh why it may not', async () => {
    const ten = Array.from({ length: 10 }, () => tail(loki().selector));
    for (const one of ten) {
      await one.until(() => one.opened);
    }
    const eleventh = tail(loki().selector);
    await eleventh.until(() => eleventh.closed);
    expect(eleventh.opened).toBe(true);
    expect(eleventh.closed).toEqual({
      code: 1011,
      reason:
        'max concurrent tail requests limit exceeded, count > limit (11 > 10)',
    });
    ten[0].close();
    await ten[0].until(() => ten[0].closed);
    await expect(reopened(() => tail(loki().selector))).resolves.toBe(true);
  });

  /** The server hears of a closed socket a moment later. */
  async function reopened(open: () => Tail): Promise<boolean> {
    for (let attempt = 0; attempt < 20; attempt++) {
      const one = open();
      await loki().push({ case: 'again' }, [
        [await loki().now(), `again ${attempt}`],
      ]);
      await one.until(() => one.closed || one.lines.length > 0);
      if (!one.closed) {
        return true;
      }
    }
    return false;
  }
});
