import { composeQuery, decomposeQuery, errorPlace, selectorOf } from './query';

const NONE = { search: '', regex: false, levels: [], labels: [] };

describe('filters of a query', () => {
  it.each([
    { ...NONE, search: 'a "quoted\\" \n text' },
    { ...NONE, search: '5..', regex: true, levels: ['error', 'warn'] },
    {
      ...NONE,
      levels: ['info'],
      labels: [
        { name: 'pod', op: '=' as const, value: 'a' },
        { name: 'status', op: '!=' as const, value: '"' },
      ],
    },
  ])('can be taken out again: %j', filters => {
    const base = '{app="x"} | json';
    expect(decomposeQuery(composeQuery(base, filters))).toEqual({
      base,
      filters,
    });
  });

  it('leaves alone what it did not write', () => {
    const text = '{app="x"} |= "a" | json | line_format "{{.msg}}"';
    expect(decomposeQuery(text)).toEqual({ base: text, filters: NONE });
  });
});

it('finds the place of an error in several lines', () => {
  expect(errorPlace('{a="b"}\n|= x', 'parse error at line 2, col 4: no')).toBe(
    11,
  );
  expect(errorPlace('{}', 'too slow')).toBeNull();
});

it('knows the selector of an entity', () => {
  const of = (annotations: Record<string, string>) =>
    selectorOf({
      apiVersion: 'v1',
      kind: 'Component',
      metadata: { name: 'a', annotations },
    });
  expect(of({})).toBe('{}');
  expect(
    of({
      'backstage.io/kubernetes-namespace': 'shop',
      'backstage.io/kubernetes-id': 'cart',
    }),
  ).toBe('{namespace="shop", app="cart"}');
  expect(
    of({
      'backstage.io/kubernetes-namespace': 'shop',
      'titanium/loki-selector': '{app="x"}',
    }),
  ).toBe('{namespace="shop", app="x"}');
});
