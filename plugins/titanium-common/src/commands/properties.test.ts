import fc from 'fast-check';
import { read, wordsOf } from './__testUtils__/echoGrammar';
import { compilePattern } from './filters/pattern';
import { quoteWord } from './quoteWord';

/** Text made of the pieces that readers trip over. */
const shellish = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...'tool|show|make| |\n|\\|\\\n|\'|"|`|$|$(|(|)|{|}|[|]|<|>|<<|<<EOF\n|EOF\n|;|&&|\\||&|#|$X|${X}|<pod>|X=|for |do |done |if |fi |*|?|-n|--all|$(date +%F)|\r|\0|\u202e'
          .split(/(?<!\\)\|/)
          .map(piece => piece.replace('\\|', '|')),
      ),
      fc.string({ maxLength: 5 }),
    ),
    { maxLength: 40 },
  )
  .map(pieces => pieces.join(''));

const languages = fc.constantFrom('bash', 'console', 'text', null, 'sql');

describe('reading any text', () => {
  it('never throws, and points into the statement', () => {
    fc.assert(
      fc.property(shellish, languages, (text, language) => {
        for (const statement of read(text, language)) {
          const { position, line, reason, verdict } = statement;
          expect(line).toBeGreaterThan(0);
          expect(line).toBeLessThanOrEqual(text.split('\n').length);
          expect(text).toContain(statement.text.split('\n')[0]);
          expect(verdict !== 'refuse' || reason !== null).toBe(true);
          const { offset, length } = position ?? { offset: 0, length: 0 };
          expect(offset).toBeGreaterThanOrEqual(0);
          expect(offset).toBeLessThanOrEqual(statement.text.length);
          expect(length).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 5000 },
    );
  });

  it('reads a statement alone as it reads it in its block', () => {
    fc.assert(
      fc.property(shellish, text => {
        const found = read(text).filter(
          ({ action, variables }) => action && !variables,
        );
        for (const statement of found) {
          const [again, ...more] = read(statement.text);
          expect(more).toEqual([]);
          expect({ ...again, line: 0 }).toEqual({ ...statement, line: 0 });
        }
      }),
      { numRuns: 3000 },
    );
  });
});

describe('words', () => {
  it('come back as they were quoted', () => {
    const word = fc
      .stringMatching(/^[ -~\n가-힣]{0,20}$/)
      // A placeholder is one in quotes too.
      .filter(text => !/[<{[]/.test(text));
    fc.assert(
      fc.property(fc.array(word, { maxLength: 5 }), words => {
        const text = `tool show ${words.map(quoteWord).join(' ')}`;
        expect(wordsOf(text)).toEqual(words);
      }),
      { numRuns: 3000 },
    );
  });

  it('are never empty or more than one by a value', () => {
    const value = fc.oneof(
      fc.string(),
      fc.constantFrom('', ' ', '*', '-A', '--all', '$(x)', ';', '\n', 'a b'),
    );
    fc.assert(
      fc.property(
        value,
        fc.constantFrom('<pod>', '$POD', '{pod}', '[POD]'),
        (given, placeholder) => {
          const [statement, ...more] = read(
            `tool make ${placeholder} end`,
            'bash',
            { [placeholder]: given },
          );
          expect(more).toEqual([]);
          const words = statement.input?.words as string[] | undefined;
          expect(words === undefined || words.length === 2).toBe(true);
          expect(words?.[0]).not.toBe('');
          expect(words?.[0]?.startsWith('-')).not.toBe(true);
          expect(words?.[0] ?? given).toBe(given);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('stay placeholders while their variables are not set', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,8}$/), name => {
        const [statement] = read(`tool make $${name}`);
        expect(statement.input?.words).toEqual([`$${name}`]);
        expect(statement.placeholders).toMatchObject([{ text: `$${name}` }]);
      }),
    );
  });
});

describe('patterns', () => {
  it('match as a regular expression does', () => {
    const atom = fc.constantFrom(
      'a',
      'b',
      '.',
      '[ab]',
      '[^a]',
      'a*',
      '.*',
      'b+',
      'a?',
      '\\.',
    );
    const pattern = fc
      .array(fc.array(atom, { minLength: 1, maxLength: 5 }), {
        minLength: 1,
        maxLength: 3,
      })
      .map(alternatives => alternatives.map(a => a.join('')).join('|'));
    fc.assert(
      fc.property(
        pattern,
        fc.stringMatching(/^[abc.]{0,12}$/),
        fc.boolean(),
        (source, line, whole) => {
          const compiled = compilePattern(source, {
            syntax: 'extended',
            ignoreCase: false,
            word: false,
            line: whole,
          });
          const expected = new RegExp(whole ? `^(?:${source})$` : source);
          expect(compiled.ok && compiled.test(line)).toBe(expected.test(line));
        },
      ),
      { numRuns: 5000 },
    );
  });
});
