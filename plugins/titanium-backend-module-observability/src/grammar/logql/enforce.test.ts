import fc from 'fast-check';
import { LabelMatcher, matcherText } from '../labelMatchers';
import { enforceMatchers } from './enforce';
import { readLogql } from './syntax';

const OWN: LabelMatcher[] = [
  { name: 'namespace', op: '=', value: 'shop' },
  { name: 'app', op: '=', value: 'cart' },
];
const HELD = OWN.map(matcherText).join(', ');

function enforced(query: string): string {
  const result = enforceMatchers(query, OWN);
  return result.ok ? result.text : result.message;
}

function holdsAll(text: string): boolean {
  const read = readLogql(text);
  return (
    read.ok &&
    read.selectors.every(({ matchers }) =>
      OWN.every(own =>
        matchers.some(
          each =>
            each.name === own.name &&
            each.op === own.op &&
            each.value === own.value,
        ),
      ),
    )
  );
}

describe('matchers in every selector', () => {
  it.each([
    ['', `{${HELD}}`],
    ['{}', `{${HELD}}`],
    ['{ } |= "x"', `{${HELD} } |= "x"`],
    ['{app="cart"}', `{namespace="shop", app="cart"}`],
    ['{namespace="shop", app="cart"} | json', undefined],
    ['{namespace="other"}', `{${HELD}, namespace="other"}`],
    ['{namespace=~".*"}', `{${HELD}, namespace=~".*"}`],
    ['{namespace!="shop"}', `{${HELD}, namespace!="shop"}`],
    ['{app=`cart`}', '{namespace="shop", app=`cart`}'],
    ['{app="c\\u0061rt"}', '{namespace="shop", app="c\\u0061rt"}'],
    [
      '{app="x"} or {namespace="other"}',
      `{${HELD}, app="x"} or {${HELD}, namespace="other"}`,
    ],
    [
      'sum(rate({app="x"} |= "}" [5m])) / count_over_time({a="b"} | unwrap c [1m])',
      undefined,
    ],
    ['{a="}"} |= `{`', `{${HELD}, a="}"} |= \`{\``],
    ['{a="b" # , namespace="shop"}\n}', undefined],
    ['vector(1)', 'vector(1)'],
  ])('%s', (query, expected) => {
    const result = enforceMatchers(query, OWN);
    expect(result.ok).toBe(true);
    const { text } = result as { text: string };
    expect(holdsAll(text)).toBe(true);
    expect(text.trimEnd()).toBe(expected ?? text.trimEnd());
    expect(text).not.toContain('#');
  });

  it.each([
    ['{app="x"', 'line 1, col 9'],
    ['{app="x"}}', 'line 1, col 10'],
    ['{app="x"} {namespace="other"}', 'line 1, col 11'],
    ['{app="x"}\n|= "y" |', 'line 2, col 9'],
    ['{app="x"} // {', 'line 1, col 11'],
    ["{app='x'}", 'line 1, col 6'],
    ['{app="x\n"}', 'line 1, col 6'],
    ['{app="x"}\u00a0|= "a"', 'line 1, col 10'],
    ['{app="\\q"}', 'line 1, col 2'],
    ['{app="x"} |= "\u0000"', 'line 1, col 15'],
    ['| json', 'line 1, col 1'],
    ['{} |= ', 'line 1, col 6'],
    ['{}|~ "a" [', 'line 1, col 10'],
  ])('refuses %j at %s', (query, place) => {
    expect(enforced(query)).toContain(`parse error at ${place}`);
  });

  it('tells places of what Loki was sent as places of what was written', () => {
    const written = '{} |= "a" | foo';
    const result = enforceMatchers(written, OWN);
    expect(result.ok).toBe(false);
    const good = enforceMatchers('{a="b"} |= "c"', OWN);
    if (!good.ok) {
      throw new Error(good.message);
    }
    const at = good.text.indexOf('"c"');
    expect(good.origin(at)).toBe('{a="b"} |= '.length);
    expect(good.origin(0)).toBe(0);
    expect(good.origin(3)).toBe(1);
  });
});

const value = fc.string({ maxLength: 12, unit: 'binary' });
const quoted = value.map(text => JSON.stringify(text));
const name = fc.constantFrom('app', 'namespace', 'pod', 'a_b');
const op = fc.constantFrom('=', '!=', '=~', '!~');
const matcher = fc.tuple(name, op, quoted).map(parts => parts.join(''));
const selector = fc
  .array(matcher, { maxLength: 3 })
  .map(all => `{${all.join(', ')}}`);
const stage = fc.oneof(
  quoted.map(text => `|= ${text}`),
  quoted.map(text => `|~ ${text} or "b"`),
  fc.constantFrom('| json', '| logfmt', '| drop a', '\n# {app="x"}\n'),
  matcher.map(text => `| ${text}`),
);
const logs = fc
  .tuple(selector, fc.array(stage, { maxLength: 3 }))
  .map(([first, rest]) => [first, ...rest].join(' '));
const query = fc.letrec(tie => ({
  query: fc.oneof(
    { depthSize: 'small' },
    logs,
    logs.map(text => `rate(${text} [5m])`),
    tie('query').map(text => `sum by (app) (${text})`),
    fc
      .tuple(tie('query'), fc.constantFrom('or', 'and', '/'), tie('query'))
      .map(parts => parts.join(' ')),
  ),
})).query as fc.Arbitrary<string>;

describe('whatever the query says', () => {
  it('every selector of what is let through holds every matcher', () => {
    let through = 0;
    fc.assert(
      fc.property(query, text => {
        const result = enforceMatchers(text, OWN);
        through += Number(result.ok);
        return !result.ok || holdsAll(result.text);
      }),
      { numRuns: 1000 },
    );
    // The property must not hold for want of queries.
    expect(through).toBeGreaterThan(300);
  });

  it('text that is no query is refused or holds the matchers, and never throws', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '"',
      '`',
      '#',
      '\n',
      '\\',
      ',',
      ' or ',
      '|=',
      'app="x"',
      'namespace=~".*"',
      '(',
      ')',
      '[5m]',
      'rate',
      "'",
      '//',
      '/*',
      '\u2028',
      '\u202e',
    );
    let asked = 0;
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 60 }),
          fc.array(pieces, { maxLength: 16 }).map(all => all.join('')),
        ),
        text => {
          asked += 1;
          const result = enforceMatchers(text, OWN);
          return result.ok
            ? holdsAll(result.text)
            : /^parse error at line \d+, col \d+: /.test(result.message);
        },
      ),
      { numRuns: 2000 },
    );
    expect(asked).toBe(2000);
  });

  it('reads long and deep text in linear time', () => {
    const began = performance.now();
    enforceMatchers(`${'('.repeat(8000)}`, OWN);
    enforceMatchers(`{app="${'x'.repeat(15_000)}"}`, OWN);
    enforceMatchers(`{a="b"} ${'|= "x" '.repeat(2000)}`, OWN);
    enforceMatchers('{'.repeat(1_000_000), OWN);
    expect(performance.now() - began).toBeLessThan(3000);
  });
});
