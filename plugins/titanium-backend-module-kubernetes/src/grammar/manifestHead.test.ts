import fc from 'fast-check';
import { isRecord, readYaml } from '../yaml/readYaml';
import { readHead } from './manifestHead';

const PLAIN = `# Settings of the blog
apiVersion: apps/v1 # since 1.9
kind: Deployment
metadata:
  labels:
    name: other
  name: blog
  namespace: "prod"
spec:
  template:
    metadata:
      name: third
`;

/** What the whole text says, read as the plan reads it. */
function whole(text: string) {
  try {
    const documents = readYaml(text);
    const [{ value }] = documents;
    if (documents.length !== 1 || !isRecord(value) || !isRecord(value.metadata))
      return undefined;
    const { name, namespace = null } = value.metadata;
    return { apiVersion: value.apiVersion, kind: value.kind, name, namespace };
  } catch {
    return undefined;
  }
}

describe('the head of a manifest', () => {
  it('is read from plain lines', () => {
    const text = PLAIN.replace('"prod"', 'prod');
    expect(readHead(text)).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      name: 'blog',
      namespace: 'prod',
    });
    expect(readHead(text.replace('  namespace: prod\n', ''))).toMatchObject({
      namespace: null,
    });
  });

  it.each([
    ['a quoted namespace', PLAIN],
    [
      'a second document',
      `${PLAIN.replace('"prod"', 'prod')}---\nkind: Secret\n`,
    ],
    ['a key twice', `${PLAIN.replace('"prod"', 'prod')}kind: Secret\n`],
    ['JSON', '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"a"}}'],
    ['flow style', 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n'],
    ['a number', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: 12\n'],
    ['a truth', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: yes\n'],
    ['an anchor', 'apiVersion: v1\nkind: Pod\nmetadata: &a\n  name: b\n'],
    ['a tag', 'apiVersion: v1\nkind: !!str Pod\nmetadata:\n  name: b\n'],
    [
      'a text of lines',
      'apiVersion: v1\nx: "a\nkind: Pod\nmetadata:\n  name: b\n',
    ],
    ['a tab', 'apiVersion: v1\nkind: Pod\nmetadata:\n\tname: b\n'],
    ['a merge', 'apiVersion: v1\nkind: Pod\nmetadata:\n  <<: {}\n  name: b\n'],
  ])('is left to a reader of YAML for %s', (_, text) => {
    expect(readHead(text)).toBeUndefined();
  });

  it('is what the whole text says, whenever both can be told', () => {
    const line = fc.constantFrom(
      'apiVersion: v1',
      'kind: ConfigMap',
      'kind: Secret',
      'metadata:',
      'metadata: {name: z}',
      '  name: a',
      '  name: b # c',
      "  name: 'it''s'",
      '    name: deep',
      '  namespace: prod',
      '  labels:',
      '  labels: "x',
      'data:',
      'data: |',
      'data: "a',
      '  key: value',
      '- kind: Pod',
      '  "name": q',
      '? kind',
      ': Pod',
      '---',
      '...',
      '# kind: Pod',
      '',
      '\tname: t',
      'kind: >-',
      '  Pod',
    );
    const lines = [
      'apiVersion: v1',
      'kind: ConfigMap',
      'metadata:',
      '  name: first',
      'data:',
      '  key: value',
    ];
    const edit = fc.tuple(fc.nat(lines.length), fc.nat(1), line);
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 3 }), edits => {
        const edited = [...lines];
        edits.forEach(([at, removed, added]) =>
          edited.splice(at, removed, added),
        );
        const text = edited.join('\n');
        const head = readHead(text);
        const told = whole(text);
        // What the plan refuses is nobody's object, whatever its head says.
        expect(head && told ? head : told).toEqual(told);
      }),
      { numRuns: 5000 },
    );
    // Their order does not matter.
    fc.assert(
      fc.property(
        fc.shuffledSubarray(
          [
            'apiVersion: v1',
            'kind: ConfigMap',
            'metadata:\n  labels:\n    name: x\n  name: a\n  namespace: prod',
            'data:\n  name: third',
            'spec: {}',
          ],
          { minLength: 3 },
        ),
        parts => {
          const text = parts.join('\n');
          const head = readHead(text);
          expect(head ?? whole(text)).toEqual(whole(text));
        },
      ),
    );
  });
});
