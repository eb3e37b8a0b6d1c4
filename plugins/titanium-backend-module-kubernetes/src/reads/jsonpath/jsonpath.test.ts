import { evaluateJsonPath, valueAt } from './jsonpath';

const list = {
  items: [
    {
      metadata: { name: 'a', labels: { 'app.kubernetes.io/name': 'x' } },
      spec: { containers: [{ name: 'c1' }, { name: 'c2' }] },
      status: { conditions: [{ type: 'Ready', status: 'True' }] },
    },
    {
      metadata: { name: 'b' },
      spec: { containers: [{ name: 'c3' }] },
      status: { conditions: [{ type: 'Ready', status: 'False' }] },
    },
  ],
};

describe('evaluateJsonPath', () => {
  it.each([
    ['{.items[*].metadata.name}', 'a b'],
    ['.items[0].metadata.name', 'a'],
    ['{.items[-1].metadata.name}', 'b'],
    ["{.items[0].metadata.labels['app.kubernetes.io/name']}", 'x'],
    ['{.items[0].metadata.labels.app\\.kubernetes\\.io/name}', 'x'],
    ['{.items[0].status.conditions[?(@.type=="Ready")].status}', 'True'],
    ['{.items[?(@.metadata.name != "a")].metadata.name}', 'b'],
    [
      '{range .items[*]}{.metadata.name}{"\\t"}{.spec.containers[*].name}{"\\n"}{end}',
      'a\tc1 c2\nb\tc3\n',
    ],
    [
      'count: {.items[0].spec.containers}',
      'count: [{"name":"c1"},{"name":"c2"}]',
    ],
    ['{.missing.field}', ''],
    ['{.items[9]}', ''],
    ['{.constructor}{.__proto__}', ''],
  ])('%s', (template, expected) => {
    expect(evaluateJsonPath(template, list)).toBe(expected);
  });

  it.each([
    '{..name}',
    '{.items[0:2]}',
    '{.items[?(@.a=~/x/)]}',
    '{range .items[*]}{.a}',
    '{end}',
    '{.a',
    '{.items[0}',
    '{.a b}',
    `${'{range .items[*]}'.repeat(20)}${'{end}'.repeat(20)}`,
    'x'.repeat(5_000),
  ])('refuses %s', template => {
    expect(() => evaluateJsonPath(template, list)).toThrow(/not supported/);
  });

  it('caps what it prints', () => {
    const many = { items: new Array(1_000).fill({ text: 'x'.repeat(1_000) }) };
    expect(() => evaluateJsonPath('{.items[*].text}', many)).toThrow(
      /too long/,
    );
  });

  it('finds values to sort by', () => {
    expect(valueAt('.metadata.name', list.items[1])).toBe('b');
  });
});

it('prints the lines of custom columns', () => {
  const text = evaluateJsonPath(
    '{"NAME\\tNODE\\n"}{range .items[*]}{.metadata.name}{"\\t"}{.spec.nodeName}{"\\n"}{end}',
    {
      items: [
        { metadata: { name: 'a' }, spec: { nodeName: 'n1' } },
        { metadata: { name: 'b' }, spec: {} },
      ],
    },
  );
  expect(text).toBe('NAME\tNODE\na\tn1\nb\t\n');
});
