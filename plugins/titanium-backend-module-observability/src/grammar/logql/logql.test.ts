import { logqlGrammar } from '.';

const CONTEXT = { clusters: ['titanium'], cluster: 'titanium', values: {} };

const parse = (query: string, values: Record<string, string> = {}) =>
  logqlGrammar.parse(query, { ...CONTEXT, values });

describe('LogQL in documents', () => {
  it('runs a query as it stands, where its namespace says', () => {
    expect(parse('{namespace="titanium-prod"} |= "error"')).toMatchObject({
      verdict: 'read',
      action: 'loki.query',
      input: {
        cluster: 'titanium',
        query: '{namespace="titanium-prod"} |= "error"',
        scope: 'query',
        range: { last: 3600 },
        direction: 'backward',
      },
      target: { namespace: 'titanium-prod', allNamespaces: false },
      placeholders: [],
    });
  });

  it.each([
    ['{app="x"}', null],
    ['{namespace=~"titanium-.*"}', null],
    ['{namespace="a"} or {app="b"}', null],
    ['{namespace="a", namespace="b"}', null],
    ['rate({namespace="a"}[5m]) / rate({namespace="b"}[5m])', null],
    ['rate({namespace="a"}[5m]) / rate({namespace="a", b="c"}[5m])', 'a'],
  ])('%s looks in namespace %s', (query, namespace) => {
    expect(parse(query).target).toMatchObject({
      namespace,
      allNamespaces: namespace === null,
    });
  });

  it.each([
    [
      '{namespace="<namespace>", pod=~"<pod-name>.*"}',
      ['<namespace>', '<pod-name>'],
    ],
    ['{namespace=$NS}', ['$NS']],
    ['{namespace="${NS}"} |= "$TEXT"', ['${NS}', '$TEXT']],
    ['{namespace="{namespace}"}', ['{namespace}']],
    ['{namespace=[NAME]}', ['[NAME]']],
    ['count_over_time({namespace="a"}[<duration>])', ['<duration>']],
    ['{namespace="a"} |= "[ERROR]"', []],
    ['{namespace="a"} | pattern "<ip> <_> <path>"', []],
    ['{namespace="a"} | line_format "{{.msg}} $1"', []],
    ['rate({namespace="a"}[$__interval])', []],
  ])('%s asks for %j', (query, expected) => {
    const reading = parse(query);
    expect([reading.verdict, reading.reason]).toEqual(['read', null]);
    expect(reading.placeholders.map(({ text }) => text)).toEqual(expected);
  });

  it('offers namespaces and pods where they belong', () => {
    expect(
      parse('{namespace="<ns>", pod="<p>", app="<a>"}').placeholders,
    ).toEqual([
      { text: '<ns>', type: 'namespace' },
      { text: '<p>', type: 'pod' },
      { text: '<a>', type: 'text' },
    ]);
  });

  it('puts values in as values', () => {
    const fill = (query: string, value: string) =>
      parse(query, { '<x>': value }).input?.query;
    expect(fill('{namespace="<x>"}', 'prod')).toBe('{namespace="prod"}');
    expect(fill('{namespace=<x>}', 'prod')).toBe('{namespace="prod"}');
    expect(fill('{namespace="<x>"}', 'a"} or {b="c')).toBe(
      '{namespace="a\\"} or {b=\\"c"}',
    );
    expect(fill('{namespace="a", pod=~"<x>.*"}', 'a.b|c')).toBe(
      '{namespace="a", pod=~"a\\\\.b\\\\|c.*"}',
    );
    expect(parse('{namespace=`<x>`}', { '<x>': 'a`} or {' }).verdict).toBe(
      'refuse',
    );
    expect(
      parse('rate({namespace="a"}[<x>])', { '<x>': '5m]) or (b[1m' }).verdict,
    ).toBe('refuse');
  });

  it.each([
    ['{namespace="a"', /parse error at line 1, col 15/],
    ['{}', /parse error/],
    ['{app=~".*"}', /at least one/],
    ['$QUERY', /stands for a value/],
  ])('refuses %s', (query, reason) => {
    const reading = parse(query);
    expect(reading.verdict).toBe('refuse');
    expect(reading.reason).toMatch(reason);
  });

  it('asks which cluster when there are several', () => {
    const reading = logqlGrammar.parse('{namespace="a"}', {
      clusters: ['one', 'two'],
      values: {},
    });
    expect(reading.placeholders).toEqual([
      { text: '<cluster>', type: 'cluster' },
    ]);
    expect(
      logqlGrammar.parse('{namespace="a"}', {
        clusters: ['one', 'two'],
        values: {},
        asked: { '<cluster>': 'two' },
      }),
    ).toMatchObject({ placeholders: [], target: { cluster: 'two' } });
  });
});
