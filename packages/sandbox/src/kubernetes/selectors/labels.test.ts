import fc from 'fast-check';
import { parseLabelSelector } from './labels';

const key = fc.constantFrom('app', 'tier', 'in', 'notin', 'example.com/team');
const value: fc.Arbitrary<string> = fc.constantFrom('a', 'b', 'c-1', '');
const labels = fc.dictionary(key, value);
const spaces = fc.constantFrom('', ' ', '  ');

type Labels = Record<string, string>;
interface Term {
  text: string;
  holds(labels: Labels): boolean;
}

const list = fc.uniqueArray(value, { minLength: 1, maxLength: 3 });

/** A requirement as text, beside what it means. */
const term: fc.Arbitrary<Term> = fc.oneof(
  fc
    .tuple(key, value, fc.constantFrom('=', '=='), spaces)
    .map(([k, v, operator, s]) => ({
      text: `${k}${s}${operator}${s}${v}`,
      holds: (given: Labels) => given[k] === v,
    })),
  fc.tuple(key, value, spaces).map(([k, v, s]) => ({
    text: `${k}${s}!=${s}${v}`,
    holds: (given: Labels) => given[k] !== v,
  })),
  fc.tuple(key, list, spaces).map(([k, vs, s]) => ({
    text: `${k} in${s}(${vs.join(`${s},${s}`)})`,
    holds: (given: Labels) => k in given && vs.includes(given[k]),
  })),
  fc.tuple(key, list, spaces).map(([k, vs, s]) => ({
    text: `${k} notin${s}(${vs.join(`,${s}`)})`,
    holds: (given: Labels) => !(k in given) || !vs.includes(given[k]),
  })),
  key.map(k => ({ text: k, holds: (given: Labels) => k in given })),
  key.map(k => ({ text: `!${k}`, holds: (given: Labels) => !(k in given) })),
);

/** The status code a selector is refused with; `undefined` when it is read. */
function failureOf(selector: string): number | undefined {
  try {
    parseLabelSelector(selector)({});
    return undefined;
  } catch (error) {
    return (error as { code: number }).code;
  }
}

describe('parseLabelSelector', () => {
  it('means what it says, for every requirement and their conjunction', () => {
    fc.assert(
      fc.property(fc.array(term, { maxLength: 4 }), labels, (terms, given) => {
        const matches = parseLabelSelector(
          terms.map(({ text }) => text).join(','),
        );
        expect(matches(given)).toBe(terms.every(({ holds }) => holds(given)));
      }),
    );
  });

  it('compares numbers', () => {
    const matches = parseLabelSelector('n>2,n<10');
    expect(['1', '3', '10', 'x'].filter(n => matches({ n }))).toEqual(['3']);
  });

  it('knows a missing label from an inherited property', () => {
    expect(parseLabelSelector('constructor')({})).toBe(false);
    expect(parseLabelSelector('a')(undefined)).toBe(false);
  });

  it.each([
    ['a in b', "unable to parse requirement: found 'b' expected: '('"],
    [
      'a,',
      "unable to parse requirement: found '', expected: identifier after ','",
    ],
    [
      '=a',
      "unable to parse requirement: found '=', expected: !, identifier, or 'end of string'",
    ],
    [
      'a b',
      "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt",
    ],
    ['a in (x', "unable to parse requirement: found '', expected: ',' or ')'"],
    [
      'a>x',
      `values[0][a]: Invalid value: "x": for 'Gt', 'Lt' operators, the value must be an integer`,
    ],
  ])('refuses %s', (text, message) => {
    expect(() => parseLabelSelector(text)).toThrow(message);
  });

  it('ends on every input', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        expect([undefined, 400]).toContain(failureOf(text));
      }),
    );
  });
});
