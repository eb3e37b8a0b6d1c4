import { NS_PER_S } from './__testUtils__/client';
import { useLoki } from './__testUtils__/context';

jest.setTimeout(60_000);

/** Pushing lines, and reading them again. */
describe('Loki API: lines', () => {
  const loki = useLoki();
  let base: bigint;

  beforeAll(async () => {
    base = (await loki().now()) - 600n * NS_PER_S;
  });

  it('is ready and tells its version', async () => {
    expect(await loki().get('/ready')).toMatchObject({
      status: 200,
      text: 'ready',
    });
    const { json } = await loki().api('status/buildinfo');
    expect(json.version).toMatch(/^3\.\d+\.\d+/);
  });

  it('answers pushed lines newest first, or oldest first', async () => {
    const pushed = [0n, 1n, 2n].map(
      index => [base + index, `line ${index}`] as const,
    );
    const reply = await loki().push({ case: 'order' }, pushed);
    expect(reply.status).toBe(204);
    const query = `{run="${loki().run}", case="order"}`;
    const read = async (direction: string) => {
      const { json } = await loki().api('query_range', { query, direction });
      expect(json.status).toBe('success');
      expect(json.data.resultType).toBe('streams');
      return json.data.result[0].values;
    };
    const oldestFirst = pushed.map(([time, line]) => [String(time), line]);
    expect(await read('forward')).toEqual(oldestFirst);
    expect(await read('backward')).toEqual([...oldestFirst].reverse());
    expect(await read('BACKWARD')).toEqual([...oldestFirst].reverse());
  });

  it('takes start in and leaves end out, to the nanosecond', async () => {
    await loki().push(
      { case: 'bounds' },
      [0n, 1n, 2n].map(index => [base + index, `${index}`] as const),
    );
    const lines = await loki().lines(`{run="${loki().run}", case="bounds"}`, {
      start: String(base + 1n),
      end: String(base + 2n),
    });
    expect(lines).toEqual([[String(base + 1n), '1']]);
  });

  it('understands times as nanoseconds, as seconds and as RFC 3339', async () => {
    const at = base + 20n * NS_PER_S;
    await loki().push({ case: 'times' }, [[at, 'here']]);
    const query = `{run="${loki().run}", case="times"}`;
    const seconds = Number(at / NS_PER_S);
    for (const [start, end] of [
      [String(at), String(at + 1n)],
      [String(seconds), String(seconds + 1)],
      [`${seconds}.0`, `${seconds}.5`],
      [
        new Date(seconds * 1000).toISOString(),
        new Date(seconds * 1000 + 1000).toISOString(),
      ],
    ]) {
      expect(await loki().lines(query, { start, end })).toHaveLength(1);
    }
  });

  it('answers 100 lines unless told, and never more than 5000', async () => {
    await loki().push(
      { case: 'limit' },
      Array.from({ length: 130 }, (_, index) => [
        base + BigInt(index),
        `n=${index}`,
      ]),
    );
    const query = `{run="${loki().run}", case="limit"}`;
    const { json } = await loki().api('query_range', { query });
    expect(json.data.result[0].values).toHaveLength(100);
    expect(json.data.result[0].values[0][1]).toBe('n=129');
    const more = await loki().api('query_range', { query, limit: '10000' });
    expect(more).toMatchObject({
      status: 400,
      text: 'max entries limit per query exceeded, limit > max_entries_limit_per_query (10000 > 5000)',
    });
    expect(more.type).toContain('text/plain');
  });

  it('pages back with the oldest time as end', async () => {
    const query = `{run="${loki().run}", case="limit"}`;
    const found: string[] = [];
    let end = String(base + NS_PER_S);
    for (;;) {
      const page = await loki().lines(query, { end, limit: '50' });
      if (page.length === 0) {
        break;
      }
      found.unshift(...page.map(([, line]) => line));
      [[end]] = page;
    }
    expect(found).toEqual(
      Array.from({ length: 130 }, (_, index) => `n=${index}`),
    );
  });

  it('keeps a line that is pushed twice once, and lines that come late', async () => {
    await loki().push({ case: 'late' }, [[base + 5n, 'second']]);
    await loki().push({ case: 'late' }, [[base + 1n, 'first']]);
    await loki().push({ case: 'late' }, [[base + 5n, 'second']]);
    expect(await loki().texts(`{run="${loki().run}", case="late"}`)).toEqual([
      'first',
      'second',
    ]);
  });

  it('keeps structured metadata apart when asked to', async () => {
    await loki().push({ case: 'metadata' }, [
      [base, '{"user":7}', { trace: 'abc' }],
    ]);
    const query = `{run="${loki().run}", case="metadata"} | json`;
    const together = await loki().streams(query);
    expect(together[0]).toMatchObject({
      case: 'metadata',
      trace: 'abc',
      user: '7',
    });
    const { json } = await loki().api(
      'query_range',
      { query },
      { 'X-Loki-Response-Encoding-Flags': 'categorize-labels' },
    );
    expect(json.data.encodingFlags).toEqual(['categorize-labels']);
    const [{ stream, values }] = json.data.result;
    expect(stream).toMatchObject({ case: 'metadata', run: loki().run });
    expect(stream).not.toHaveProperty('trace');
    expect(values[0].slice(0, 2)).toEqual([String(base), '{"user":7}']);
    expect(values[0][2]).toMatchObject({
      structuredMetadata: { trace: 'abc' },
      parsed: { user: '7' },
    });
  });

  it('takes any name for the name of a label', async () => {
    const at = (await loki().now()) - 60n * NS_PER_S;
    await loki().push({ app: 'names' }, [[at, '{"toString":"x","n":"1"}']]);
    const own = `{run="${
      loki().run
    }", app="names", valueOf="", toString!~".+"}`;
    const [all] = await loki().streams(
      `${own} | json | hasOwnProperty="" | toString="x"`,
    );
    expect(all).toMatchObject({ toString: 'x', n: '1' });
    const [some] = await loki().streams(`${own} | json a="valueOf", b="n"`);
    expect(some).toMatchObject({ b: '1' });
    expect(some).not.toHaveProperty('a');
    const { json } = await loki().api('label/valueOf/values');
    expect(json.data).toBeUndefined();
  });

  it('leaves numbers in lines as they are written', async () => {
    const at = (await loki().now()) - 60n * NS_PER_S;
    await loki().push({ app: 'numbers' }, [
      [
        at,
        '{"id":12345678901234567890,"price":1.50,"big":1e21,"n":7,"in":{"a":7}}',
      ],
    ]);
    const own = `{run="${loki().run}", app="numbers"}`;
    const [part] = await loki().streams(`${own} | json id="id", part="in"`);
    expect(part).toMatchObject({
      id: '12345678901234567890',
      part: '{"a":7}',
    });
    const [stream] = await loki().streams(`${own} | json`);
    expect(stream).toMatchObject({
      id: '12345678901234567890',
      price: '1.50',
      big: '1e21',
      n: '7',
    });
  });

  it('finds the level of a line', async () => {
    await loki().push({ case: 'level' }, [
      [base + 1n, '{"level":"error","msg":"x"}'],
      [base + 2n, 'ts=1 level=warn msg=y'],
      [base + 3n, 'nothing to see'],
    ]);
    const query = `{run="${loki().run}", case="level"}`;
    const levels = (await loki().streams(query)).map(
      stream => stream.detected_level,
    );
    expect(levels.sort()).toEqual(['error', 'unknown', 'warn']);
    expect(
      await loki().texts(`${query} | detected_level="error"`),
    ).toHaveLength(1);
  });

  it('refuses what it cannot take', async () => {
    const old = (await loki().now()) - 8n * 86_400n * NS_PER_S;
    const late = await loki().push({ case: 'old' }, [[old, 'x']]);
    expect(late.status).toBe(400);
    expect(late.text).toContain('has timestamp too old');
    expect((await loki().pushRaw('{')).status).toBe(400);
    const body = '{"streams":[{"stream":{},"values":[["1","x"]]}]}';
    expect((await loki().pushRaw(body)).status).toBe(400);
    expect(
      (await loki().pushRaw('\u0001', 'application/x-protobuf')).status,
    ).toBe(400);
  });
});
