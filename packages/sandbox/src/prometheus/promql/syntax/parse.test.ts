import fc from 'fast-check';
import { ParseError } from './errors';
import { parsePromql } from './parse';

const WORDS =
  'up sum rate ( ) [ ] { } [5m] [5m:1m] {a="b"} = =~ != "x" \' ` 1 5m offset @ by without on ignoring group_left bool and or unless + - * ^ == , topk inf start end # : \\ \n 한 🙂 1e 0x'.split(
    ' ',
  );

/** The whole promise: an expression, or a ParseError. */
function isAnswered(query: string): boolean {
  try {
    return typeof parsePromql(query).kind === 'string';
  } catch (error) {
    return (
      error instanceof ParseError &&
      /^\d+:\d+: parse error: ./s.test(error.message)
    );
  }
}

describe('parsePromql', () => {
  it('answers any text with an expression or a parse error', () => {
    const result = fc.check(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), isAnswered),
      { numRuns: 1000 },
    );
    expect(result.counterexample).toBeNull();
  });

  it('answers any row of words with an expression or a parse error', () => {
    const words = fc
      .array(fc.constantFrom(...WORDS), { maxLength: 14 })
      .chain(list => fc.constantFrom(list.join(''), list.join(' ')));
    const result = fc.check(fc.property(words, isAnswered), { numRuns: 4000 });
    expect(result.counterexample).toBeNull();
  });

  it.each([
    ['parentheses', (n: number) => '('.repeat(n) + ')'.repeat(n)],
    ['closed sums', (n: number) => `${'sum('.repeat(n)}up${')'.repeat(n)}`],
    ['minus signs', (n: number) => `${'-'.repeat(n)}up`],
    ['additions', (n: number) => `up${' + up'.repeat(n)}`],
    ['brackets', (n: number) => '['.repeat(n)],
    ['quotes', (n: number) => `{a="${'\\"'.repeat(n)}"}`],
    ['matchers', (n: number) => `{${'a="b",'.repeat(n)}}`],
  ])('stands a thousand nested or repeated %s', (_name, make) => {
    expect(isAnswered(make(1000))).toBe(true);
    expect(isAnswered(make(20_000))).toBe(true);
  });

  it('binds modifiers to the last operand', () => {
    expect(parsePromql('a + b offset 5m')).toMatchObject({
      kind: 'binary',
      left: { kind: 'selector', name: 'a', offset: 0 },
      right: { kind: 'selector', name: 'b', offset: 300_000 },
    });
    expect(parsePromql('-a @ 5')).toMatchObject({
      kind: 'unary',
      expr: { kind: 'selector', at: 5000 },
    });
  });
});
