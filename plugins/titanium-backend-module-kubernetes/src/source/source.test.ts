import { Readable } from 'node:stream';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { AuthenticationError, NotFoundError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { TitaniumClusters } from '@titanium-portal/backstage-plugin-titanium-node';
import {
  KubernetesPortal,
  startKubernetesPortal,
} from '../__testUtils__/portal';
import { createSourceRead } from '../reads/source';

jest.setTimeout(120_000);

const TREE = 'https://github.com/titanium/blog/tree/main/';
const MANIFEST = `# The service's own comment.
apiVersion: v1
kind: ConfigMap
metadata:
  name: blog-config
data:
  theme: dark
`;

const SOURCE = 'backstage.io/source-location';
const MANAGED_BY = 'backstage.io/managed-by-location';

type Files = Record<string, string | Buffer | Error>;

/** What a reader would answer for the files, each at its whole address. */
const readerOf = (files: Files, streamed = true) =>
  jest.fn(async (url: string) => {
    const file = files[url] ?? new NotFoundError(`${url} is not there`);
    if (file instanceof Error) throw file;
    const buffer = async () => Buffer.from(file);
    return streamed
      ? { buffer, stream: () => Readable.from([Buffer.from(file)]) }
      : { buffer };
  });

async function look(
  path: string,
  options: {
    files?: Files;
    readUrl?: jest.Mock;
    annotations?: Record<string, string>;
    type?: 'file' | 'kustomize';
    streamed?: boolean;
    timeout?: number;
    noEntity?: boolean;
  } = {},
) {
  const readUrl =
    options.readUrl ?? readerOf(options.files ?? {}, options.streamed);
  const read = createSourceRead({
    clusters: { reader: () => ({}) } as unknown as TitaniumClusters,
    urlReader: mockServices.urlReader.mock({ readUrl }),
    integrations: ScmIntegrations.fromConfig(new ConfigReader({})),
    timeout: options.timeout,
  });
  const annotations = options.annotations ?? { [SOURCE]: `url:${TREE}` };
  const result: any = await read.run(
    read.input.parse({
      cluster: 'titanium',
      namespace: null,
      source: { type: options.type ?? 'file', path },
    }),
    {
      signal: new AbortController().signal,
      logger: mockServices.logger.mock(),
      requester: 'user:default/somebody',
      entity: options.noEntity
        ? undefined
        : {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Component',
            metadata: { name: 'blog', annotations },
          },
    },
  );
  const [reason, url, detail, text, files] = result.rows[0];
  const asked = readUrl.mock.calls.length;
  return { reason, url, detail, text, files, asked };
}

describe('the source of an entity', () => {
  it.each([
    ['k8s/hpa.yaml', { [SOURCE]: `url:${TREE}` }, `${TREE}k8s/hpa.yaml`],
    ['./hpa.yml', { [SOURCE]: `url:${TREE}` }, `${TREE}hpa.yml`],
    // Without its last slash the folder's parent would be read.
    [
      'hpa.json',
      { [SOURCE]: `url:${TREE}services/blog` },
      `${TREE}services/blog/hpa.json`,
    ],
    [
      'hpa.yaml',
      { [MANAGED_BY]: `url:${TREE}services/catalog-info.yaml` },
      `${TREE}services/hpa.yaml`,
    ],
    [
      'hpa.yaml',
      {
        [SOURCE]: 'dir:/srv/blog',
        [MANAGED_BY]: 'url:https://git.example/blog/catalog-info.yaml?at=main',
      },
      'https://git.example/blog/hpa.yaml?at=main',
    ],
    [
      'k8s/hpa.yaml',
      { [SOURCE]: 'url:https://dev.azure.com/o/p/_git/r?path=%2Fblog' },
      'https://dev.azure.com/o/p/_git/r/?path=%2Fblog%2Fk8s%2Fhpa.yaml',
    ],
  ])('holds %s below %j', async (path, annotations, url) => {
    expect(
      await look(path, {
        annotations: annotations as Record<string, string>,
        files: { [url]: MANIFEST },
      }),
    ).toMatchObject({ reason: null, url, text: MANIFEST, asked: 1 });
  });

  it.each([
    '../other/hpa.yaml',
    'k8s/../../hpa.yaml',
    '..',
    '/etc/hpa.yaml',
    '//evil.example/hpa.yaml',
    'https://evil.example/hpa.yaml',
    'file:///etc/hpa.yaml',
    'k8s/%2e%2e/hpa.yaml',
    'k8s%2fhpa.yaml',
    'k8s\\..\\hpa.yaml',
    'k8s//hpa.yaml',
    'k8s/.git/hpa.yaml',
    'k8s/hpa.yaml?ref=other',
    'k8s/hpa.yaml#L1',
    'k8s/\thpa.yaml',
    '~/hpa.yaml',
    '<file>',
  ])('does not lead to %j', async path => {
    for (const type of ['file', 'kustomize'] as const) {
      expect(await look(path, { type })).toMatchObject({
        reason: 'path',
        text: null,
        asked: 0,
      });
    }
  });

  it.each([
    ['file:/srv/blog/'],
    ['dir:.'],
    ['url:file:///srv/blog/'],
    ['url:ftp://git.example/blog/'],
    ['url:https://me:token@github.com/titanium/blog/tree/main/'],
    ['url:not an address'],
    // Whole hosts and owners hold what is not the entity's.
    ['url:https://github.com/'],
    ['url:https://github.com/titanium/'],
  ])('is not read at %s', async location => {
    expect(
      await look('hpa.yaml', { annotations: { [SOURCE]: location } }),
    ).toMatchObject({ reason: 'location-type', asked: 0 });
  });

  it('is nowhere without an entity or a location', async () => {
    expect(await look('a.yaml', { noEntity: true })).toMatchObject({
      reason: 'no-entity',
    });
    expect(await look('a.yaml', { annotations: {} })).toMatchObject({
      reason: 'no-location',
    });
  });

  it.each(['k8s', 'k8s/', '.', './', '.env.yaml/', 'deploy.sh'])(
    'is not read as a whole or for other files (%s)',
    async path => {
      const { reason, asked } = await look(path);
      expect(['folder', 'path']).toContain(reason);
      expect(asked).toBe(0);
    },
  );

  it.each([
    ['not-found', new NotFoundError('x')],
    ['not-found', new Error(`Request failed for ${TREE}, 404 Not Found`)],
    ['forbidden', new Error(`Request failed for ${TREE}, 403 Forbidden`)],
    ['forbidden', new AuthenticationError('x')],
    ['unreadable', new Error('https://git.example/403/a.yaml is odd')],
    [
      'no-integration',
      Object.assign(
        new Error('not allowed. You may need to configure an integration'),
        { name: 'NotAllowedError' },
      ),
    ],
  ])('says %s', async (reason, error) => {
    const url = `${TREE}a.yaml`;
    expect(await look('a.yaml', { files: { [url]: error } })).toMatchObject({
      reason,
      url,
      text: null,
    });
  });

  it('says when the repository does not answer, whatever the reader heeds', async () => {
    expect(
      await look('a.yaml', {
        readUrl: jest.fn(() => new Promise(() => {})),
        timeout: 1,
      }),
    ).toMatchObject({ reason: 'timeout' });
  });

  it.each([true, false])('is capped (streamed: %s)', async streamed => {
    const most = 256 * 1024;
    for (const size of [most + 1, most * 4]) {
      expect(
        await look('a.yaml', {
          streamed,
          files: { [`${TREE}a.yaml`]: MANIFEST.padEnd(size, '#') },
        }),
      ).toMatchObject({ reason: 'too-large', text: null });
    }
  });

  it('stops reading where a manifest must end', async () => {
    let sent = 0;
    function* endless() {
      for (;;) {
        sent += 1;
        yield Buffer.alloc(64 * 1024, '#');
      }
    }
    const readUrl = jest.fn(async () => ({
      buffer: async () => Buffer.alloc(0),
      stream: () => Readable.from(endless()),
    }));
    expect(await look('a.yaml', { readUrl })).toMatchObject({
      reason: 'too-large',
    });
    expect(sent).toBeLessThan(100);
  });

  it.each([
    ['apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata: {p: eA==}'],
    [
      'apiVersion: v1\nkind: SecretList\nitems:\n- metadata: {name: a}\n  data: {p: eA==}',
    ],
    [
      'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: List\n  items:\n  - apiVersion: v1\n    kind: Secret\n    metadata: {name: a}\n    stringData: {p: hush}',
    ],
    [`${MANIFEST}---\napiVersion: v1\nkind: Secret\nstringData: {p: hush}`],
    [
      'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - name: a\n    env:\n    - {name: DB_PASSWORD, value: hush}',
    ],
    ['password: hush'],
    ['just text'],
    [''],
  ])('does not show %j', async text => {
    const found = await look('a.yaml', { files: { [`${TREE}a.yaml`]: text } });
    expect(found).toMatchObject({ reason: 'refused', text: null });
    expect(found.detail).not.toMatch(/hush|eA==/);
  });

  it('shows references to Secrets, which hold no values', async () => {
    const text =
      'apiVersion: example.io/v1\nkind: Certificate\nmetadata: {name: a}\nspec:\n  ref: {kind: Secret, name: b}';
    expect(
      await look('a.yaml', { files: { [`${TREE}a.yaml`]: text } }),
    ).toMatchObject({ reason: null, text });
  });

  it('does not show what is no text', async () => {
    expect(
      await look('a.yaml', {
        files: { [`${TREE}a.yaml`]: Buffer.from([0xff, 0xfe, 0xfd]) },
      }),
    ).toMatchObject({ reason: 'unreadable', text: null });
  });

  it.each([
    ['overlays/prod', 'overlays/prod/kustomization.yaml'],
    ['overlays/prod/', 'overlays/prod/kustomization.yml'],
    ['.', 'Kustomization'],
  ])('builds the folder %s', async (path, file) => {
    const url = `${TREE}${file}`;
    const folder = file.replace(/[^/]*$/, '');
    expect(
      await look(path, {
        type: 'kustomize',
        files: {
          [url]: 'resources: [a.yaml]\nnamespace: prod',
          [`${TREE}${folder}a.yaml`]: MANIFEST,
        },
      }),
    ).toMatchObject({
      reason: null,
      url,
      text: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: blog-config\n  namespace: prod\ndata:\n  theme: dark\n',
      files: `${file}\n${folder}a.yaml`,
    });
  });

  it('does not show a Secret that a folder is built of', async () => {
    expect(
      await look('k8s', {
        type: 'kustomize',
        files: {
          [`${TREE}k8s/kustomization.yaml`]: 'resources: [a.yaml]',
          [`${TREE}k8s/a.yaml`]:
            'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {p: hush}',
        },
      }),
    ).toMatchObject({ reason: 'refused', text: null, files: null });
  });

  it('says when a folder has no kustomization', async () => {
    expect(await look('overlays', { type: 'kustomize' })).toMatchObject({
      reason: 'not-found',
      asked: 3,
    });
  });
});

describe('over HTTP', () => {
  const entityRef = 'component:default/prod-blog-service';
  let portal: KubernetesPortal;
  beforeAll(async () => {
    const readUrl = readerOf({ [`${TREE}k8s/config.yaml`]: MANIFEST });
    portal = await startKubernetesPortal({
      annotations: { [SOURCE]: `url:${TREE}` },
      features: [mockServices.urlReader.mock({ readUrl }).factory],
    });
  });
  afterAll(() => portal?.stop());

  const ask = (
    person: 'developer' | 'operator',
    path: string,
    more: object = {},
  ) =>
    portal.call(person, '/read', {
      action: {
        id: 'kubernetes.manifest.source',
        input: {
          cluster: 'titanium',
          namespace: 'titanium-prod',
          source: { type: 'file', path },
          ...more,
        },
      },
      entityRef,
    });

  it('becomes what is applied, as if it had been pasted', async () => {
    const { status, body } = await ask('developer', 'k8s/config.yaml');
    expect([status, body.result?.rows]).toEqual([
      200,
      [[null, `${TREE}k8s/config.yaml`, null, MANIFEST, null]],
    ]);
    const { body: plan } = await portal.call('operator', '/plans', {
      statement: {
        text: 'kubectl apply -f k8s/config.yaml -n titanium-prod',
        language: 'bash',
      },
      entityRef,
      fields: { manifest: body.result.rows[0][3] },
    });
    expect(plan).toMatchObject({
      action: 'kubernetes.manifest.apply',
      steps: [{ input: { name: 'blog-config', mode: 'create' } }],
    });
  });

  it('is only for who may read the target', async () => {
    const { status } = await ask('developer', 'k8s/config.yaml', {
      namespace: 'kube-system',
    });
    expect(status).toBe(403);
  });

  it('takes no address from the caller', async () => {
    const { status } = await ask('operator', 'k8s/config.yaml', {
      url: 'https://evil.example/a.yaml',
    });
    expect(status).toBe(400);
  });
});
