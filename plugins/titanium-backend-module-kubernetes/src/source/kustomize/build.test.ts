import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { problem } from '../problem';
import { buildKustomization } from './build';

const documents = (text: string) =>
  (parseAllDocuments(text) as any[]).map(document => document.toJS());

type Texts = Record<string, string>;

/** Builds a folder of files that are given as texts. */
async function build(folder: string, files: Texts) {
  const asked: string[] = [];
  const built = await buildKustomization(
    folder.split('/').filter(Boolean),
    async names => {
      const path = names.join('/');
      asked.push(path);
      return Object.hasOwn(files, path)
        ? { url: `https://git.example/${path}`, text: files[path] }
        : problem('not-found', { url: `https://git.example/${path}` });
    },
  );
  return { ...{ reason: null, text: '' }, ...built, asked };
}

/** A ConfigMap, as a file. */
const config = (name: string, more = '') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n${more}`;

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: blog
spec:
  template:
    spec:
      containers:
        - name: blog
          image: team.example/blog:v1
`;

/** Builds one folder with a kustomization of these fields and one Deployment. */
const one = (fields: string, object = DEPLOYMENT) =>
  build('k8s', {
    'k8s/kustomization.yaml': `resources: [object.yaml]\n${fields}`,
    'k8s/object.yaml': object,
  });

// Their `expected.yaml` is what `kubectl kustomize` 1.29.4 prints.
describe('what kubectl builds', () => {
  const fixtures = join(__dirname, '__fixtures__');
  it.each([
    ['fields', 'k8s'],
    ['bases', 'overlays/prod'],
    ['order', 'all'],
  ])('is what is built here (%s)', async (name, folder) => {
    const built = await buildKustomization(folder.split('/'), async names => {
      try {
        const file = join(fixtures, name, ...names);
        return { url: file, text: readFileSync(file, 'utf8') };
      } catch {
        return problem('not-found');
      }
    });
    if ('reason' in built) {
      throw new Error(JSON.stringify(built));
    }
    expect(documents(built.text)).toEqual(
      documents(readFileSync(join(fixtures, name, 'expected.yaml'), 'utf8')),
    );
  });

  it('is told with the files it is built of', async () => {
    const { files, url } = (await build('overlays/prod', {
      'overlays/prod/kustomization.yaml': 'resources: [../base, a.yaml]',
      'overlays/prod/a.yaml': config('a'),
      'overlays/base/Kustomization': 'resources: [b.yaml]',
      'overlays/base/b.yaml': config('b'),
    })) as any;
    expect(url).toBe('https://git.example/overlays/prod/kustomization.yaml');
    expect(files).toEqual([
      'overlays/prod/kustomization.yaml',
      'overlays/base/Kustomization',
      'overlays/base/b.yaml',
      'overlays/prod/a.yaml',
    ]);
  });
});

describe('what is not built', () => {
  it.each([
    'bases: [../base]',
    'buildMetadata: [originAnnotations]',
    'commonLabels: {a: b}',
    'components: [../c]',
    'configMapGenerator: [{name: a, literals: [a=b]}]',
    'configurations: [a.yaml]',
    'crds: [a.json]',
    'generatorOptions: {disableNameSuffixHash: true}',
    'generators: [a.yaml]',
    'helmCharts: [{name: a}]',
    'helmChartInflationGenerator: []',
    'imageTags: []',
    'inventory: {}',
    'namePrefix: a-',
    'nameSuffix: -a',
    'openapi: {path: a.json}',
    'patches: [{path: a.yaml}]',
    'patchesJson6902: []',
    'patchesStrategicMerge: [a.yaml]',
    'replacements: []',
    'secretGenerator: [{name: a, literals: [a=b]}]',
    'sortOptions: {order: fifo}',
    'transformers: [a.yaml]',
    'validators: [a.yaml]',
    'vars: []',
    'anythingElse: 1',
    'Namespace: prod',
  ])('is named (%s)', async fields => {
    const [field] = fields.split(':');
    expect(await one(fields)).toMatchObject({
      reason: 'kustomize-field',
      detail: `k8s/kustomization.yaml: ${field}`,
      text: '',
    });
  });

  it.each([
    ['images: [{name: a, tagSuffix: -b}]', 'images[0].tagSuffix'],
    ['images: [{name: "a*", newTag: b}]', 'images a*'],
    [
      'labels: [{pairs: {a: b}, includeSelectors: true}]',
      'labels[0].includeSelectors',
    ],
    ['labels: [{pairs: {a: b}, fields: []}]', 'labels[0].fields'],
  ])('is named where it is (%s)', async (fields, detail) => {
    expect(await one(fields)).toMatchObject({
      reason: 'kustomize-field',
      detail: `k8s/kustomization.yaml: ${detail}`,
    });
  });

  it.each([
    'namespace: "a b"',
    'namespace: 5',
    'images: [{name: team.example/blog, newTag: 1.2}]',
    'labels: [{pairs: {a: 1}}]',
    'labels: {a: b}',
    'commonAnnotations: {a: true}',
    'commonAnnotations: {config.kubernetes.io/local-config: "true"}',
    'replicas: [{name: blog, count: "3"}]',
    'replicas: [{name: blog, count: -1}]',
    'replicas: [{name: nobody, count: 1}]',
    'kind: Component',
    'apiVersion: kustomize.config.k8s.io/v1alpha1',
    'resources: [b.yaml]',
    '---\nresources: []',
  ])('is what kustomize refuses (%s)', async fields => {
    expect(await one(fields)).toMatchObject({ reason: 'kustomize-invalid' });
  });

  it.each([
    'https://evil.example/a.yaml',
    'https://github.com/team/blog//k8s?ref=v1',
    'github.com/team/blog',
    'git@github.com:team/blog',
    'team/blog.git',
    'ssh://host/blog',
    '/etc/a.yaml',
    '/etc',
    '../a.yaml',
    'b/../a.yaml',
    '../..',
    '../../../base',
    '../%2e%2e/base',
    'a//b',
    '.git/config.yaml',
    'b\\..\\a.yaml',
  ])('leads out of the folder (%s)', async path => {
    const { reason, detail, asked } = (await one(`namespace: prod\n`).then(() =>
      build('k8s', {
        'k8s/kustomization.yaml': `resources: [${JSON.stringify(path)}]`,
      }),
    )) as any;
    expect({ reason, detail }).toEqual({
      reason: 'kustomize-path',
      detail: `k8s/kustomization.yaml: ${path}`,
    });
    expect(asked.every((name: string) => name.startsWith('k8s/'))).toBe(true);
  });

  it.each([
    ['namespace: prod', 'v1', 'Namespace'],
    ['namespace: prod', 'rbac.authorization.k8s.io/v1', 'RoleBinding'],
    ['namespace: prod', 'rbac.authorization.k8s.io/v1', 'ClusterRoleBinding'],
    ['namespace: prod', 'apiextensions.k8s.io/v1', 'CustomResourceDefinition'],
    ['', 'v1', 'List'],
    ['', 'v1', 'ConfigMapList'],
    ['', 'kustomize.config.k8s.io/v1beta1', 'Kustomization'],
  ])(
    'is an object that kustomize handles apart (%s, %s %s)',
    async (...args) => {
      const [fields, apiVersion, kind] = args;
      expect(
        await one(
          fields,
          `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\n`,
        ),
      ).toMatchObject({
        reason: 'kustomize-object',
        detail: `k8s/object.yaml: ${kind} a`,
      });
    },
  );

  it.each([
    'config.kubernetes.io/local-config',
    'internal.config.kubernetes.io/path',
    'kustomize.config.k8s.io/needs-hash',
  ])('is an object with kustomize’s own annotation %s', async key => {
    const annotations = `  annotations: {${key}: "true"}\n`;
    expect(await one('', config('a', annotations))).toMatchObject({
      reason: 'kustomize-object',
    });
  });

  it.each([
    [
      'an image that only the pattern matches',
      'images: [{name: teamxexample/blog}, {name: team.example.blog, newTag: b}]',
      'team.example/blog:v1',
    ],
    ['an image that is no text', 'images: [{name: a, newTag: b}]', '5'],
    ['an image that is nothing', 'images: [{name: a, newTag: b}]', 'null'],
  ])('is %s', async (_, fields, image) => {
    expect(
      await one(fields, DEPLOYMENT.replace('team.example/blog:v1', image)),
    ).toMatchObject({ reason: 'kustomize-object' });
  });

  it('is the same object twice, also when only the namespace makes it one', async () => {
    const twice = [config('a', '  namespace: x\n'), config('a')].join('---\n');
    expect(await one('', twice)).toMatchObject({ reason: null });
    expect(await one('namespace: prod', twice)).toMatchObject({
      reason: 'kustomize-invalid',
      detail: 'k8s/object.yaml: ConfigMap a',
    });
  });

  it('is an object without a namespace twice, whatever namespaces are written', async () => {
    const volume = (namespace: string) =>
      `apiVersion: v1\nkind: PersistentVolume\nmetadata: {name: a, namespace: ${namespace}}\n`;
    expect(
      await one('', [volume('x'), volume('y')].join('---\n')),
    ).toMatchObject({ reason: 'kustomize-invalid' });
  });

  it('is a folder of several kustomizations', async () => {
    expect(
      await build('k8s', {
        'k8s/kustomization.yaml': 'resources: [a.yaml]',
        'k8s/Kustomization': 'resources: [a.yaml]',
        'k8s/a.yaml': config('a'),
      }),
    ).toMatchObject({ reason: 'kustomize-invalid' });
  });

  it('is what is not there', async () => {
    expect(await build('k8s', {})).toMatchObject({
      reason: 'not-found',
      url: 'https://git.example/k8s/kustomization.yaml',
    });
    expect(
      await build('k8s', { 'k8s/kustomization.yaml': 'resources: [a.yaml]' }),
    ).toMatchObject({
      reason: 'not-found',
      url: 'https://git.example/k8s/a.yaml',
    });
  });

  it('is a kustomization that leads to itself', async () => {
    const cycles: Texts[] = [
      { 'a/kustomization.yaml': 'resources: [.]' },
      { 'a/kustomization.yaml': 'resources: [..]', 'kustomization.yaml': '' },
      {
        'a/kustomization.yaml': 'resources: [../b]',
        'b/kustomization.yaml': 'resources: [../a]',
      },
    ];
    for (const files of cycles) {
      expect(await build('a', files)).toMatchObject({
        reason: 'kustomize-cycle',
      });
    }
  });

  it('is too deep, too many or too much', async () => {
    const deep: Texts = {};
    for (let index = 0; index < 40; index += 1) {
      const folder = Array(index + 1)
        .fill('a')
        .join('/');
      deep[`${folder}/kustomization.yaml`] = 'resources: [a]';
    }
    const many = Array.from({ length: 60 }, (_, index) => `c${index}.yaml`);
    for (const files of [
      deep,
      {
        'a/kustomization.yaml': `resources: [${many}]`,
        ...Object.fromEntries(
          many.map((name, index) => [`a/${name}`, config(`c${index}`)]),
        ),
      },
      {
        'a/kustomization.yaml': 'resources: [a.yaml, b.yaml]',
        'a/a.yaml': config('a').padEnd(200_000, '#'),
        'a/b.yaml': config('b').padEnd(200_000, '#'),
      },
    ]) {
      const { reason, asked } = await build('a', files as Texts);
      expect(reason).toBe('kustomize-limit');
      expect(asked.length).toBeLessThanOrEqual(50);
    }
  });

  it('never ends a build in anything but a reason', async () => {
    const value = fc.letrec(tie => ({
      tree: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom<unknown>(
          null,
          0,
          1.5,
          true,
          '',
          'a',
          '..',
          'k8s',
          'object.yaml',
          'constructor',
        ),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(
          fc.constantFrom(
            'name',
            'namespace',
            'metadata',
            'spec',
            'containers',
            'image',
            'pairs',
            'count',
            'constructor',
          ),
          tie('tree'),
          { maxKeys: 3 },
        ),
      ),
    })).tree;
    const field = fc.constantFrom(
      'resources',
      'namespace',
      'images',
      'labels',
      'replicas',
      'commonAnnotations',
      'toString',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(field, value, { maxKeys: 3 }),
        value,
        fc.constantFrom('v1', 'constructor', 'apps/v1'),
        async (fields, spec, apiVersion) => {
          const { reason } = await build('k8s', {
            'k8s/kustomization.yaml': JSON.stringify({
              resources: ['object.yaml'],
              namespace: 'prod',
              images: [{ name: 'a', newTag: 'b' }],
              ...fields,
            }),
            'k8s/object.yaml': JSON.stringify({
              apiVersion,
              kind: 'Deployment',
              metadata: { name: 'a' },
              spec,
            }),
          });
          expect(
            reason === null || /^(?:kustomize-|not-found)/.test(reason),
          ).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});
