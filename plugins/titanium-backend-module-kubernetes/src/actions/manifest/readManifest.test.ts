import { readManifest } from './readManifest';
import { readYaml } from './readYaml';

const read = (text: string, namespace: string | null = 'titanium-prod') =>
  readManifest(text, { known: undefined, namespace });
const configMap = (data: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\ndata:\n${data}`;

describe('readYaml', () => {
  it.each([
    ['yes', 'a: yes'],
    ['on', 'a: [on]'],
    ['y', 'a: y'],
    ['a number with underscores', 'a: 1_000'],
    ['a binary number', 'a: 0b11'],
    ['an exponent, which kubectl takes for a text', 'a: 12e3'],
    ['a leading zero that is not octal', 'a: 089'],
    ['infinity', 'a: .inf'],
    ['a number beyond exactness', 'a: 9007199254740993'],
    ['a key that is a word for true', 'on: 1'],
    ['a key that is a number', '1: a'],
    ['a merge key', 'x: &x {a: 1}\ny:\n  <<: *x'],
    ['a tag', 'a: !!binary aGk='],
    ['a custom tag', 'a: !secret x'],
    ['a double key', 'a: 1\na: 2'],
    ['a prototype', '__proto__: {a: 1}'],
    ['an unknown alias', 'a: *nothing'],
    ['broken text', 'a: [1'],
  ])('refuses %s, with its position', (_, text) => {
    expect(() => readYaml(text)).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    );
  });

  it('says where', () => {
    expect(() => readYaml('a: 1\nb:\n  c: off')).toThrow(
      expect.objectContaining({ position: { line: 3, column: 6 } }),
    );
  });

  it.each([
    ['file modes', 'a: 0644', { a: 420 }],
    ['quoted words', 'a: "yes"', { a: 'yes' }],
    ['words in a block', 'a: |\n  on\n', { a: 'on\n' }],
    ['negative numbers', 'a: -3', { a: -3 }],
    ['fractions', 'a: 1.50', { a: 1.5 }],
    ['versions, which are texts', 'a: 1.2.3', { a: '1.2.3' }],
    ['dates, which are texts', 'a: 2026-11-25', { a: '2026-11-25' }],
    ['times, which are texts', 'a: 12:30', { a: '12:30' }],
    ['null', 'a: ~', { a: null }],
    ['aliases', 'a: &x [1, 2]\nb: *x', { a: [1, 2], b: [1, 2] }],
    ['JSON', '{"a": {"b": [true]}}', { a: { b: [true] } }],
  ])('reads %s as kubectl does', (_, text, value) => {
    expect(readYaml(text)[0].value).toEqual(value);
  });

  it('refuses bombs at once', () => {
    const levels = Array.from(
      { length: 30 },
      (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]`,
    );
    for (const bomb of [
      ['a0: &a0 [x, x]', ...levels].join('\n'),
      '['.repeat(100_000),
      `${'{a: '.repeat(5_000)}1${'}'.repeat(5_000)}`,
      'a: 1\n'.repeat(200_000),
      `- ${'- '.repeat(50_000)}`,
      '---\n'.repeat(50_000),
      Array.from({ length: 30_000 }, (_, n) => `k${n}: 1`).join('\n'),
    ]) {
      expect(() => readYaml(bomb)).toThrow(
        expect.objectContaining({ code: 'invalid-input' }),
      );
    }
  });
});

describe('readManifest', () => {
  it('keeps what a person wrote and drops what only the server writes', () => {
    const [{ object, namespace }] = read(
      [
        'apiVersion: apps/v1',
        'kind: Deployment',
        'metadata:',
        '  name: web',
        '  uid: u1',
        '  generation: 4',
        '  resourceVersion: "12"',
        '  creationTimestamp: null',
        '  annotations:',
        '    kubectl.kubernetes.io/last-applied-configuration: "{}"',
        '    note: kept',
        'spec: {replicas: 2}',
        'status: {replicas: 1}',
      ].join('\n'),
    );
    expect(object).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {
        name: 'web',
        namespace: 'titanium-prod',
        annotations: { note: 'kept' },
      },
      spec: { replicas: 2 },
    });
    expect(namespace).toBe('titanium-prod');
  });

  it('reads lists and several documents', () => {
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'svc' },
    };
    const objects = read(
      `---\n${configMap(
        '  a: "1"',
      )}\n---\napiVersion: v1\nkind: List\nitems:\n- ${JSON.stringify(
        service,
      )}\n---\n`,
    );
    expect(objects.map(({ object, name }) => [object.kind, name])).toEqual([
      ['ConfigMap', 'web'],
      ['Service', 'svc'],
    ]);
  });

  it.each([
    ['no namespace', configMap('  a: b'), null, /names no namespace/],
    [
      'two namespaces',
      configMap('  a: b').replace('name: web', 'name: web\n  namespace: x'),
      'y',
      /make them the same/,
    ],
    [
      'a Secret',
      'apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {a: b}',
      'x',
      /create secret generic s --from-literal/,
    ],
    [
      'a Secret in a list',
      'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Secret, metadata: {name: s}}',
      'x',
      /create secret generic/,
    ],
    [
      'an unknown kind',
      'apiVersion: v1\nkind: Wizard\nmetadata: {name: s}',
      'x',
      /no matches for kind "Wizard"/,
    ],
    ['no name', 'apiVersion: v1\nkind: ConfigMap', 'x', /metadata.name/],
    ['no object', '# nothing\n---\n', 'x', /holds no object/],
    ['a text', 'hello', 'x', /not a Kubernetes object/],
    [
      'a hidden value',
      configMap('  url: postgres://u:••••••@h/d'),
      'x',
      /stands for a value the portal does not show/,
    ],
    [
      'a credential',
      configMap('  DB_PASSWORD: hunter2'),
      'x',
      /data\.DB_PASSWORD holds what looks like a credential/,
    ],
    [
      'the same twice',
      `${configMap('  a: b')}\n---\n${configMap('  a: c')}`,
      'x',
      /twice/,
    ],
    [
      'a kind that is a path',
      'apiVersion: v1\nkind: ../pods\nmetadata: {name: s}',
      'x',
      /apiVersion and kind/,
    ],
  ])('refuses %s', (_, text, namespace, message) => {
    expect(() => read(text, namespace)).toThrow(message as RegExp);
  });

  it('never repeats a credential in its refusal', () => {
    expect(() => read(configMap('  DB_PASSWORD: hunter2'))).toThrow(
      expect.objectContaining({
        message: expect.not.stringContaining('hunter2'),
      }),
    );
  });
});
