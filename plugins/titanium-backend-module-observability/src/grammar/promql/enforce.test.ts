import fc from 'fast-check';
import { LabelMatcher, quote } from '../labelMatchers';
import { enforcePromql, namespaceOfPromql } from './enforce';
import { parsePromql } from './parsePromql';

const NAMESPACE: LabelMatcher = { name: 'namespace', op: '=', value: 'prod' };
const APP: LabelMatcher = { name: 'app', op: '=', value: 'cart' };
const OWN = [NAMESPACE, APP];

function enforced(query: string): string {
  const result = enforcePromql(query, OWN);
  if (!result.ok) {
    throw new Error(`${result.error.message} at ${result.error.offset}`);
  }
  return result.text;
}

function selectorsOf(text: string) {
  const parsed = parsePromql(text);
  if (!parsed.ok) {
    throw new Error(`${text}: ${parsed.error.message}`);
  }
  return parsed.query.selectors;
}

describe('enforcePromql', () => {
  const all = 'namespace="prod", app="cart"';

  it.each([
    ['up', `up{${all}}`],
    ['up{}', `up{${all}}`],
    ['{__name__="up"}', `{${all}, __name__="up"}`],
    ['{__name__=~".+"}', `{${all}, __name__=~".+"}`],
    ['{"my.metric", "a b"="x"}', `{${all}, "my.metric", "a b"="x"}`],
    ['up{job="x",}', `up{${all}, job="x",}`],
    // A contradiction stays: it selects nothing.
    ['up{namespace="other"}', `up{${all}, namespace="other"}`],
    ['up or down', `up{${all}} or down{${all}}`],
    [
      'sum by (a) (rate(x{b!="c"}[5m])) / on (a) y offset 5m',
      `sum by (a) (rate(x{${all}, b!="c"}[5m])) / on (a) y{${all}} offset 5m`,
    ],
    [
      'max_over_time(rate(x[1m])[1h:5m] @ end())',
      `max_over_time(rate(x{${all}}[1m])[1h:5m] @ end())`,
    ],
    ['absent(up)', `absent(up{${all}})`],
    ['up # } or {a="b"}\n- down', `up{${all}}  \n- down{${all}}`],
    [`up{a='it"s # no'}`, `up{${all}, a="it\\"s # no"}`],
    ['up{a=`\\d`}', `up{${all}, a="\\\\d"}`],
    ['up{a="\\u0041"}', `up{${all}, a="A"}`],
    ['1 + time()', '1 + time()'],
    ['sum', `sum{${all}}`],
  ])('bounds %s', (query, expected) => {
    expect(enforced(query)).toBe(expected);
  });

  it.each([
    ['', 0],
    ['sum(', 4],
    ['up}', 2],
    ['up{a="b"', 8],
    ['up{a="b}', 8],
    ['up{a="b" or c="d"}', 9],
    ['up; drop', 2],
    ['rate(x[$__rate_interval])', 7],
    ['up{a="\\q"}', 3],
    ['up\u2028or down', 2],
    ['ｕp', 0],
    ['info(up)', 0],
  ])('refuses %j with a position', (query, offset) => {
    const result = enforcePromql(query, OWN);
    expect(result).toMatchObject({ ok: false, error: { offset } });
  });

  const label = fc.constantFrom('namespace', 'app', 'job', '__name__', 'x');
  const value = fc.oneof(
    fc.constantFrom('prod', 'other', '', '.*', '"} or {a="b', '#', '\\', "'"),
    fc
      .string({ unit: 'binary', maxLength: 8 })
      .filter(text => !/[\ud800-\udfff]/.test(text)),
  );
  const literal = value.chain(text =>
    fc.constantFrom(
      quote(text),
      ...(/[`]/.test(text) ? [] : [`\`${text}\``]),
      ...(/['\\\n]/.test(text) ? [] : [`'${text}'`]),
    ),
  );
  const matcher = fc
    .tuple(label, fc.constantFrom('=', '!=', '=~', '!~'), literal)
    .map(parts => parts.join(''));
  const selector = fc
    .tuple(
      fc.constantFrom('up', 'http_requests_total', 'a:b', 'sum'),
      fc.array(matcher, { maxLength: 3 }),
      fc.constantFrom('', ','),
    )
    .map(([name, list, comma]) =>
      list.length ? `${name}{${list.join(',')}${comma}}` : name,
    );
  const { expression } = fc.letrec<{ expression: string }>(tie => ({
    expression: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      selector,
      selector.map(text => `rate(${text}[5m])`),
      selector.map(text => `${text} offset 1h`),
      tie('expression').map(text => `sum by (app) (${text})`),
      tie('expression').map(text => `topk without (x) (3, ${text})`),
      tie('expression').map(text => `max_over_time((${text})[1h:])`),
      tie('expression').map(text => `(${text}) # {namespace="x"}\n`),
      fc
        .tuple(
          tie('expression'),
          fc.constantFrom('or', '/', 'and on (app)', '> bool', 'unless'),
          tie('expression'),
        )
        .map(([a, op, b]) => `(${a}) ${op} (${b})`),
    ),
  }));

  it('leaves no selector without a matcher, whatever the query', () => {
    fc.assert(
      fc.property(expression, query => {
        const before = selectorsOf(query);
        const after = selectorsOf(enforced(query));
        expect(after).toHaveLength(before.length);
        after.forEach(({ matchers }, index) => {
          expect(matchers).toEqual(expect.arrayContaining(OWN));
          // And keeps those it had: they can only narrow.
          expect(matchers).toEqual(
            expect.arrayContaining(before[index].matchers),
          );
        });
      }),
      { numRuns: 500 },
    );
  });

  it('lets no text through that is not a query held within', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            expression,
            fc.constantFrom('{', '}', '"', "'", '`', '#', '\n', '\\', ' or '),
          ),
          { maxLength: 6 },
        ),
        parts => {
          const result = enforcePromql(parts.join(''), OWN);
          const held = result.ok ? selectorsOf(result.text) : [];
          for (const { matchers } of held) {
            expect(matchers).toEqual(expect.arrayContaining(OWN));
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('takes long and deep queries in good time', () => {
    const from = Date.now();
    expect(enforcePromql('('.repeat(19_000), OWN).ok).toBe(false);
    expect(enforcePromql('a+'.repeat(9_000), OWN).ok).toBe(false);
    const nested = (depth: number) =>
      `${'('.repeat(depth)}a${')'.repeat(depth)}`;
    expect(enforcePromql(nested(200), OWN).ok).toBe(true);
    // Whatever becomes of it, it is soon.
    enforcePromql(nested(9_000), OWN);
    expect(enforcePromql('"'.repeat(30_000), OWN).ok).toBe(false);
    expect(Date.now() - from).toBeLessThan(3_000);
  });
});

describe('namespaceOfPromql', () => {
  it.each([
    ['up{namespace="prod"}', 'prod'],
    ['up{"namespace"="prod"} / down{namespace=\'prod\'}', 'prod'],
    ['up{namespace="prod"} or down', null],
    ['up{namespace="prod"} or down{namespace="other"}', null],
    ['up{namespace="prod", namespace="other"}', null],
    ['up{namespace=~"prod"}', null],
    ['up{namespace!="prod"}', null],
    ['up{namespace=""}', null],
    ['info(up{namespace="prod"})', null],
    ['time()', null],
  ])('%s: %s', (query, expected) => {
    const parsed = parsePromql(query);
    expect(parsed.ok && namespaceOfPromql(parsed.query)).toBe(expected);
  });
});
