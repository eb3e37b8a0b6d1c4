import { readBlock } from '@titanium-portal/backstage-plugin-titanium-common';
import { promqlGrammar } from './index';

const context = { clusters: ['titanium'], cluster: 'titanium' };

function parse(query: string, values: Record<string, string> = {}) {
  return promqlGrammar.parse(query, { ...context, values });
}

describe('promqlGrammar', () => {
  it.each([
    ['up{namespace="prod"}', 'prometheus.queryRange'],
    ['sum by (pod) (rate(x{namespace="prod"}[5m]))', 'prometheus.queryRange'],
    ['(sum(rate(x{namespace="prod"}[5m])))', 'prometheus.queryRange'],
    ['x{namespace="prod"} / y{namespace="prod"}', 'prometheus.queryRange'],
    ['x{namespace="prod"} > bool 3', 'prometheus.queryRange'],
    ['topk(3, x{namespace="prod"})', 'prometheus.query'],
    ['sort_desc(x{namespace="prod"})', 'prometheus.query'],
    ['up{namespace="prod"} == 0', 'prometheus.query'],
    ['x{namespace="prod"}[5m]', 'prometheus.query'],
  ])('runs %s as %s, in its namespace', (query, action) => {
    expect(parse(query)).toMatchObject({
      verdict: 'read',
      action,
      input: { cluster: 'titanium', query, scope: 'query' },
      target: { namespace: 'prod', allNamespaces: false },
      placeholders: [],
    });
  });

  it('is for all namespaces where a selector names none', () => {
    expect(parse('up').target).toMatchObject({
      namespace: null,
      allNamespaces: true,
    });
    expect(parse('time()')).toMatchObject({
      action: 'prometheus.query',
      target: { namespace: null },
    });
  });

  it('asks for placeholders and fills them without changing the query', () => {
    const query = 'rate(x{namespace="<namespace>", app=~"$APP"}[5m])';
    expect(parse(query)).toMatchObject({
      placeholders: [
        { text: '<namespace>', type: 'namespace' },
        { text: '$APP', type: 'text' },
      ],
      target: { namespace: '<namespace>' },
    });
    expect(
      parse(query, { '<namespace>': 'prod', $APP: 'a.b' }).input,
    ).toMatchObject({
      query: 'rate(x{namespace="prod", app=~"a\\\\.b"}[5m])',
    });
    for (const value of ['x"} or up{a="', "x' or '", 'a\nb']) {
      const { verdict, input } = parse(query, {
        '<namespace>': value,
        $APP: 'a',
      });
      const held = `namespace=${JSON.stringify(value)}, app=~"a"}[5m])`;
      expect(verdict === 'refuse' || String(input!.query).endsWith(held)).toBe(
        true,
      );
    }
  });

  it('understands strings in single quotes', () => {
    expect(parse(`up{namespace='prod', a='it"s'}`)).toMatchObject({
      input: { query: 'up{namespace="prod", a="it\\"s"}' },
      target: { namespace: 'prod' },
    });
    expect(parse(`up{namespace='<ns>'}`).placeholders).toHaveLength(1);
  });

  it('refuses with a position what is no query', () => {
    expect(parse('sum by (pod rate(x[5m])')).toMatchObject({
      verdict: 'refuse',
      action: null,
      position: { offset: 12, length: 4 },
    });
  });

  it.each([
    ['promql', 'sum(rate(x{namespace="prod"}[5m]))'],
    [
      'text',
      'histogram_quantile(0.95, sum by (le) (rate(x{namespace="prod"}[5m])))',
    ],
    ['text', 'up{namespace="prod"}'],
  ])('reads a block of %s', (language, text) => {
    const statements = readBlock(text, {
      language,
      grammars: [],
      queries: [promqlGrammar],
      context: () => context,
    });
    expect(statements).toEqual([
      expect.objectContaining({ action: 'prometheus.queryRange', line: 1 }),
    ]);
  });
});
