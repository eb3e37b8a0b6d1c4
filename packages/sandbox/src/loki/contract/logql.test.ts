import { NS_PER_S } from './__testUtils__/client';
import { useLoki } from './__testUtils__/context';

jest.setTimeout(60_000);

// eslint-disable-next-line no-control-regex
const COLOURS = /\u001b\[[0-9;]*m/g;
const LINES = [
  '{"level":"info","msg":"request","status":200,"latency":"12ms","size":"1KB","user":{"id":1}}',
  '{"level":"error","msg":"upstream failed","status":503,"latency":"1.5s","size":"3KB","user":{"id":2}}',
  'level=warn msg="slow request" status=200 duration=900ms',
  '10.0.0.7 - "GET /blog/api/posts HTTP/1.1" 404 17',
  '\u001b[31mERROR\u001b[0m: 사용자를 찾을 수 없습니다',
];

/** The language of queries. */
describe('Loki API: LogQL', () => {
  const loki = useLoki();
  let base: bigint;
  let all: string;

  beforeAll(async () => {
    base = (await loki().now()) - 600n * NS_PER_S;
    all = `{run="${loki().run}"}`;
    await loki().push(
      { app: 'one' },
      LINES.map((line, index) => [base + BigInt(index) * NS_PER_S, line]),
    );
    await loki().push({ app: 'two' }, [[base, 'other']]);
  });

  it.each([
    ['app="one"', 5],
    ['app!="one"', 1],
    ['app=~"o.e|three"', 5],
    ['app=~"on"', 0],
    ['app!~"t.*"', 5],
    ['app=""', 0],
    ['missing=""', 6],
  ])('selects streams with %s', async (matcher, count) => {
    const query = `{run="${loki().run}", ${matcher}}`;
    expect(await loki().texts(query)).toHaveLength(count);
  });

  it.each([
    ['|= "request"', [0, 2]],
    ['|= "upstream" or "slow"', [1, 2]],
    ['!= "request" != "other"', [1, 3, 4]],
    ['!= "request" or "other"', [1, 3, 4]],
    ['|~ "status.{1,2}(503|200)"', [0, 1, 2]],
    ['|~ "(?i)error"', [1, 4]],
    ['|~ `^\\d+\\.`', [3]],
    ['!~ "level|other" |= "사용자"', [4]],
    ['|> "<_> - <_> 404 <_>"', [3]],
    ['| json | status=503', [1]],
    ['| json | __error__="" | status>=200 and status<300', [0]],
    ['| json | latency > 1s', [1]],
    ['| json | size > 2KB', [1]],
    ['| json | user_id="2"', [1]],
    ['| json s="status", id="user.id" | s="200" | id=1', [0]],
    ['| json | level="info" or level="error"', [0, 1]],
    ['| json | (level="info" or level="error") and status=503', [1]],
    ['| logfmt | msg="slow request"', [2]],
    ['| logfmt | duration > 500ms', [2]],
    ['| logfmt took="duration" | took="900ms"', [2]],
    ['| regexp `" (?P<code>\\d{3}) ` | code="404"', [3]],
    [
      '| pattern `<ip> - "<method> <path> <_>" <code> <_>` | path=~"/blog/.+"',
      [3],
    ],
    ['| decolorize |= "ERROR: "', [4]],
    ['| detected_level="warn"', [2]],
  ])('reads lines with %s', async (pipeline, expected) => {
    const texts = await loki().texts(
      `{run="${loki().run}", app="one"} ${pipeline}`,
    );
    const original = (text: string) => text.replace(COLOURS, '');
    expect(texts.map(original)).toEqual(
      expected.map(index => original(LINES[index])),
    );
  });

  it('formats lines and labels', async () => {
    const one = `{run="${loki().run}", app="one"}`;
    expect(
      await loki().texts(
        `${one} | json | level="error" | line_format "{{.level | ToUpper}}: {{.msg}} ({{.status}})"`,
      ),
    ).toEqual(['ERROR: upstream failed (503)']);
    const [renamed] = await loki().streams(
      `${one} | json | level="error" | label_format severity=level, text="<{{.msg}}>" | keep severity, text`,
    );
    expect(renamed).toEqual({ severity: 'error', text: '<upstream failed>' });
    const [dropped] = await loki().streams(
      `${one} | json | level="error" | drop msg, status="503", size="1KB"`,
    );
    expect(dropped).not.toHaveProperty('msg');
    expect(dropped).not.toHaveProperty('status');
    expect(dropped).toHaveProperty('size', '3KB');
  });

  it('counts', async () => {
    const time = base + 60n * NS_PER_S;
    const values = (query: string, label?: string) =>
      loki().values(query.replaceAll('{}', all), time, label);
    expect(await values('sum(count_over_time({}[2m]))')).toEqual({ '': 6 });
    expect(
      await values('sum by (app) (count_over_time({}[2m]))', 'app'),
    ).toEqual({ one: 5, two: 1 });
    expect(await values('sum by (app) (rate({}[1m30s])) * 90', 'app')).toEqual({
      one: 5,
      two: 1,
    });
    expect(
      await values(
        'sum without (app, run, detected_level) (count_over_time({}[2m]))',
      ),
    ).toEqual({ '': 6 });
    expect(await values('sum(bytes_over_time({} |= "other" [2m]))')).toEqual({
      '': 5,
    });
    expect(
      await values('count(sum by (app) (count_over_time({}[2m])))'),
    ).toEqual({ '': 2 });
    expect(
      await values('topk(1, sum by (app) (count_over_time({}[2m])))', 'app'),
    ).toEqual({ one: 5 });
    expect(
      await values('sum by (app) (count_over_time({}[2m])) > 2', 'app'),
    ).toEqual({ one: 5 });
    expect(
      await values('sum by (app) (count_over_time({}[2m])) > bool 2', 'app'),
    ).toEqual({ one: 1, two: 0 });
    expect(
      await values(
        '1 + 2 * sum(count_over_time({}[2m])) / sum(count_over_time({}[2m])) - 3 ^ 2',
      ),
    ).toEqual({ '': -6 });
    expect(
      await values(
        'sum by (app) (count_over_time({}[2m])) / on () group_left sum(count_over_time({}[2m]))',
        'app',
      ),
    ).toEqual({ one: 5 / 6, two: 1 / 6 });
    expect(await values('sum(count_over_time({}[2m] offset 5m))')).toEqual({});
    expect(await values('absent_over_time({run="nobody"}[2m])')).toEqual({
      '': 1,
    });
  });

  it('calculates with values in lines', async () => {
    const time = base + 60n * NS_PER_S;
    const json = `${all} | json | __error__=""`;
    const values = (query: string) => loki().values(query, time);
    expect(
      await values(`sum(sum_over_time(${json} | unwrap status [2m]))`),
    ).toEqual({ '': 703 });
    expect(
      await values(
        `max(max_over_time(${json} | unwrap duration(latency) [2m]))`,
      ),
    ).toEqual({ '': 1.5 });
    expect(
      await values(
        `quantile_over_time(0.5, ${json} | unwrap status [2m]) by (run)`,
      ),
    ).toEqual({ '': 351.5 });
    expect(
      await values(`avg_over_time(${json} | unwrap bytes(size) [2m]) by (run)`),
    ).toEqual({ '': 2000 });
  });

  it('answers a value for each step', async () => {
    const start = base - (base % (60n * NS_PER_S));
    const { json } = await loki().api('query_range', {
      query: `sum(count_over_time(${all}[1m]))`,
      start: String(start),
      end: String(start + 120n * NS_PER_S),
      step: '60',
    });
    expect(json.data.resultType).toBe('matrix');
    const [{ values }] = json.data.result;
    const total = values.reduce(
      (sum: number, [, value]: [number, string]) => sum + Number(value),
      0,
    );
    expect(total).toBe(6);
    expect(values[0][0] % 60).toBe(0);
  });

  it.each([
    ['{app="x"', 'parse error at line 1, col 9: syntax error: unexpected $end'],
    [
      '{app=x}',
      'parse error at line 1, col 6: syntax error: unexpected IDENTIFIER',
    ],
    ['{app="x"}\n|= |', 'parse error at line 2, col 4: syntax error:'],
    ['{}', 'parse error'],
    ['rate({app="x"})', 'parse error'],
    [
      '{app=~".*"}',
      'queries require at least one regexp or equality matcher that does not have an empty-compatible value',
    ],
    ['{app=~"("}', 'error parsing regexp'],
    ['{app="x"} |~ "(?=a)"', 'error parsing regexp'],
    [
      'sum_over_time({app="x"}[1m])',
      'invalid aggregation sum_over_time without unwrap',
    ],
  ])('refuses %s', async (query, message) => {
    const reply = await loki().api('query_range', { query });
    expect(reply.status).toBe(400);
    expect(reply.type).toContain('text/plain');
    expect(reply.text).toContain(message);
  });

  it('tells which lines a parser could not read', async () => {
    const query = `sum(count_over_time(${all} | json [10m]))`;
    const reply = await loki().api('query', {
      query,
      time: String(base + 60n * NS_PER_S),
    });
    expect(reply.status).toBe(400);
    expect(reply.text).toContain("pipeline error: 'JSONParserErr' for series:");
  });

  it('answers lines only over a range', async () => {
    expect(await loki().api('query', { query: all })).toMatchObject({
      status: 400,
      text: 'log queries are not supported as an instant query type, please change your query to a range query type',
    });
  });

  it('is not held up by any regular expression', async () => {
    await loki().push({ app: 'long' }, [[base, 'a'.repeat(50_000)]]);
    const started = performance.now();
    await loki().texts(`${all} |~ "(a+)+$|(a|aa)+b|(.*)*x"`);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
