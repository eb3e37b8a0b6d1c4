import fc from 'fast-check';
import { definitions } from '../schema/definitions';
import { jsonPatch } from './json';
import { mergePatch } from './merge';
import { strategicMergePatch } from './strategic';

const DEPLOYMENT = definitions['io.k8s.api.apps.v1.Deployment'];
const POD_SPEC = definitions['io.k8s.api.core.v1.PodSpec'];

const json = fc.letrec(tie => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string({ maxLength: 3 }),
    fc.integer(),
    fc.boolean(),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value')),
  ),
})).value;
const object = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), json);

/** The merge patch that turns one object into another. */
function difference(from: any, to: any): any {
  const patch: any = {};
  for (const key of new Set([...Object.keys(from), ...Object.keys(to)])) {
    const isMap = (value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value);
    if (!(key in to)) {
      patch[key] = null;
    } else if (isMap(from[key]) && isMap(to[key])) {
      patch[key] = difference(from[key], to[key]);
    } else if (JSON.stringify(from[key]) !== JSON.stringify(to[key])) {
      patch[key] = to[key];
    }
  }
  return patch;
}

describe('mergePatch', () => {
  it('takes one object to another by their difference', () => {
    fc.assert(
      fc.property(object, object, (from, to) => {
        expect(mergePatch(from, difference(from, to))).toEqual(to);
      }),
    );
  });

  it('gives the same when applied again, and leaves its input alone', () => {
    fc.assert(
      fc.property(object, object, (from, patch) => {
        const before = structuredClone(from);
        const once = mergePatch(from, patch);
        expect(mergePatch(once, patch)).toEqual(once);
        expect(from).toEqual(before);
      }),
    );
  });

  it('does not touch prototypes', () => {
    const patch = JSON.parse('{"__proto__":{"polluted":true}}');
    const result = mergePatch({}, patch);
    expect(({} as any).polluted).toBeUndefined();
    expect(Object.keys(result)).toEqual(['__proto__']);
  });
});

describe('jsonPatch', () => {
  const current = { kind: 'X', metadata: { name: 'a' } } as any;

  it('applies RFC 6902', () => {
    expect(
      jsonPatch(current, [
        { op: 'add', path: '/metadata/labels', value: { 'a/b': '1' } },
        { op: 'replace', path: '/metadata/labels/a~1b', value: '2' },
      ]).metadata.labels,
    ).toEqual({ 'a/b': '2' });
    expect(current.metadata.labels).toBeUndefined();
  });

  it('says which operation failed', () => {
    expect(() =>
      jsonPatch(current, [{ op: 'replace', path: '/spec/x', value: 1 }]),
    ).toThrow('the server rejected our request due to an error in our request');
    expect(() => jsonPatch(current, { op: 'add' })).toThrow(
      'error decoding patch',
    );
  });
});

const container = (name: string, image: string, more: object = {}) => ({
  name,
  image,
  ...more,
});

describe('strategicMergePatch', () => {
  const spec = {
    containers: [
      container('web', 'web:1', {
        env: [{ name: 'A', value: '1' }],
        ports: [{ containerPort: 80, protocol: 'TCP' }],
      }),
      container('side', 'side:1'),
    ],
    volumes: [{ name: 'data', emptyDir: {} }],
  };

  it('merges maps and keyed lists, and appends what is new', () => {
    const result = strategicMergePatch(
      spec,
      {
        containers: [
          { name: 'side', image: 'side:2' },
          { name: 'web', env: [{ name: 'B', value: '2' }] },
          { name: 'new', image: 'new:1' },
        ],
      },
      POD_SPEC,
    );
    expect(result.containers).toEqual([
      container('web', 'web:1', {
        env: [
          { name: 'A', value: '1' },
          { name: 'B', value: '2' },
        ],
        ports: [{ containerPort: 80, protocol: 'TCP' }],
      }),
      container('side', 'side:2'),
      container('new', 'new:1'),
    ]);
  });

  it('deletes and replaces by $patch', () => {
    expect(
      strategicMergePatch(
        spec,
        { containers: [{ name: 'side', $patch: 'delete' }] },
        POD_SPEC,
      ).containers,
    ).toHaveLength(1);
    expect(
      strategicMergePatch(
        spec,
        { containers: [{ name: 'only', image: 'x' }, { $patch: 'replace' }] },
        POD_SPEC,
      ).containers,
    ).toEqual([container('only', 'x')]);
    expect(
      strategicMergePatch(
        { metadata: { labels: { a: '1' } } },
        { metadata: { labels: { $patch: 'replace', b: '2' } } },
        DEPLOYMENT,
      ).metadata.labels,
    ).toEqual({ b: '2' });
  });

  it('orders by $setElementOrder, what it does not name keeps its place', () => {
    const three = {
      containers: ['a', 'b', 'c'].map(name => container(name, 'x')),
    };
    const result = strategicMergePatch(
      three,
      {
        '$setElementOrder/containers': [
          { name: 'c' },
          { name: 'new' },
          { name: 'a' },
        ],
        containers: [{ name: 'new', image: 'y' }],
      },
      POD_SPEC,
    );
    expect(result.containers.map((item: any) => item.name)).toEqual([
      'b',
      'c',
      'new',
      'a',
    ]);
  });

  it('keeps only the $retainKeys', () => {
    const deployment = {
      spec: {
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } },
      },
    };
    expect(
      strategicMergePatch(
        deployment,
        { spec: { strategy: { $retainKeys: ['type'], type: 'Recreate' } } },
        DEPLOYMENT,
      ).spec.strategy,
    ).toEqual({ type: 'Recreate' });
  });

  it('merges lists of primitives as sets', () => {
    const original = { metadata: { finalizers: ['a', 'b'] } };
    const patch = (metadata: object) =>
      strategicMergePatch(original, { metadata }, DEPLOYMENT).metadata
        .finalizers;
    expect(patch({ finalizers: ['c', 'a'] })).toEqual(['a', 'b', 'c']);
    expect(patch({ '$deleteFromPrimitiveList/finalizers': ['a'] })).toEqual([
      'b',
    ]);
    expect(
      patch({
        '$setElementOrder/finalizers': ['c', 'b'],
        finalizers: ['c'],
        '$deleteFromPrimitiveList/finalizers': ['a'],
      }),
    ).toEqual(['c', 'b']);
  });

  it('replaces lists that have no merge key', () => {
    const result = strategicMergePatch(
      { containers: [container('a', 'x', { args: ['1', '2'] })] },
      { containers: [{ name: 'a', args: ['3'] }] },
      POD_SPEC,
    );
    expect(result.containers[0].args).toEqual(['3']);
  });

  it('refuses items without their key and unknown directives', () => {
    expect(() =>
      strategicMergePatch(spec, { containers: [{ image: 'x' }] }, POD_SPEC),
    ).toThrow('does not contain declared merge key: name');
    expect(() =>
      strategicMergePatch(spec, { $patch: 'destroy' }, POD_SPEC),
    ).toThrow('Unknown patch type found: destroy');
  });

  const containers = fc.uniqueArray(
    fc.record({
      name: fc.constantFrom('a', 'b', 'c', 'd'),
      image: fc.constantFrom('x:1', 'x:2'),
    }),
    { selector: item => item.name, minLength: 1 },
  );

  it('gives the same when applied again', () => {
    fc.assert(
      fc.property(containers, containers, (have, want) => {
        const patch = { containers: want };
        const once = strategicMergePatch({ containers: have }, patch, POD_SPEC);
        expect(strategicMergePatch(once, patch, POD_SPEC)).toEqual(once);
      }),
    );
  });

  it('reaches any list by deletions, items and an order, as kubectl apply asks', () => {
    fc.assert(
      fc.property(containers, containers, (have, want) => {
        const names = want.map(({ name }) => name);
        const patch = {
          '$setElementOrder/containers': names.map(name => ({ name })),
          containers: [
            ...want,
            ...have
              .filter(({ name }) => !names.includes(name))
              .map(({ name }) => ({ name, $patch: 'delete' })),
          ],
        };
        expect(
          strategicMergePatch({ containers: have }, patch, POD_SPEC).containers,
        ).toEqual(want);
      }),
    );
  });
});
