import { echoGrammar } from './__testUtils__/echoGrammar';
import { checkPlaceholderValue } from './placeholderValues';
import { readSource } from './readSource';
import { PlaceholderType } from './types';

const read = (text: string, values?: Record<string, string>) =>
  readSource(
    { text, values },
    { grammars: [echoGrammar], context: { clusters: [] } },
  );

describe('readSource', () => {
  it('puts values in as single words', () => {
    expect(
      read('tool make <pod> "$X"', { '<pod>': 'web-1', $X: 'a.b' }),
    ).toMatchObject({
      ok: true,
      statement: {
        verdict: 'change',
        input: { words: ['web-1', 'a.b'] },
        placeholders: [],
      },
    });
  });

  it('takes the value of a variable in either notation', () => {
    expect(read('tool show ${X} $X', { '${X}': 'a', $X: 'a' })).toMatchObject({
      ok: true,
      statement: { input: { words: ['a', 'a'] } },
    });
  });

  it.each([
    [undefined, 'placeholder-missing'],
    ['', 'placeholder-missing'],
    [' ', 'invalid-input'],
    ['-A', 'invalid-input'],
    ['--all', 'invalid-input'],
    ['a b', 'invalid-input'],
    ['a;b', 'invalid-input'],
    ['$(id)', 'invalid-input'],
    ['`id`', 'invalid-input'],
    ['a\nb', 'invalid-input'],
    ['a\0b', 'invalid-input'],
    ['a\u2028b', 'invalid-input'],
    ['a\u202eb', 'invalid-input'],
    ['a\u200bb', 'invalid-input'],
    ['*', 'invalid-input'],
    ['../secrets', 'invalid-input'],
    ['%2e%2e', 'invalid-input'],
    ['pod/exec', 'invalid-input'],
    ['a,b', 'invalid-input'],
    ['A', 'invalid-input'],
  ])('refuses the value %j: %s', (value, code) => {
    const values: Record<string, string> =
      value === undefined ? {} : { '<pod>': value };
    expect(read('tool make <pod>', values)).toMatchObject({
      ok: false,
      code,
      placeholder: '<pod>',
    });
  });

  it('ignores values that belong to nothing', () => {
    expect(read('tool show a', { a: 'b', __proto__: 'x' })).toMatchObject({
      ok: true,
      statement: { input: { words: ['a'] } },
    });
  });

  it.each(['', 'tool show a; tool show b', 'tool talk', 'ls', 'tool what'])(
    'refuses %j',
    text => {
      expect(read(text)).toMatchObject({
        ok: false,
        code: 'statement-refused',
      });
    },
  );
});

describe('checkPlaceholderValue', () => {
  it.each<[PlaceholderType, string[], unknown[]]>([
    ['pod', ['web-1', 'a.b'], ['Web', '-a', 'a_b', 'a..b', 'x'.repeat(254)]],
    ['namespace', ['prod'], ['a.b', 'x'.repeat(64)]],
    ['container', ['istio-proxy'], ['a/b']],
    ['replicas', ['0', '12'], ['-1', '1.5', '1e9', '03', '٣', 3, ['3'], null]],
    ['revision', ['7'], ['seven', '+7']],
    ['image-tag', ['v1.2.3', 'latest'], ['a:b', '.a']],
    ['cluster', ['titanium'], ['a b']],
    ['text', ['a@b.c', 'x/y:z'], ['a=b', 'a,b', '(a)', 'a|b', '.hidden']],
  ])('%s', (type, good, bad) => {
    good.forEach(value =>
      expect(checkPlaceholderValue(type, value)).toBeNull(),
    );
    bad.forEach(value =>
      expect(checkPlaceholderValue(type, value)).toEqual(expect.any(String)),
    );
  });
});
