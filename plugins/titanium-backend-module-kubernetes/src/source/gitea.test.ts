import { kustomizeBuild } from '@titanium-portal/sandbox';
import { parseAllDocuments } from 'yaml';
import {
  KubernetesPortal,
  startKubernetesPortal,
} from '../__testUtils__/portal';

jest.setTimeout(120_000);

const SOURCE = 'backstage.io/source-location';
const OVERLAY = 'k8s-manifests/overlays/solid-cloud';
const entityRef = 'component:default/prod-blog-service';

describe("a service's source in Gitea", () => {
  let portal: KubernetesPortal;
  const root = (repository = 'prod-blog-service') =>
    `${portal.platform.sandbox.urls.gitea}/titanium-portal/${repository}/src/branch/main/`;
  beforeAll(async () => {
    portal = await startKubernetesPortal({
      platforms: ['gitea'],
      annotations: ({ urls }) => ({
        [SOURCE]: `url:${urls.gitea}/titanium-portal/prod-blog-service/src/branch/main/`,
      }),
    });
  });
  afterAll(() => portal?.stop());

  async function look(type: 'file' | 'kustomize', path: string) {
    const { status, body } = await portal.call('developer', '/read', {
      action: {
        id: 'kubernetes.manifest.source',
        input: {
          cluster: 'titanium',
          namespace: 'titanium-prod',
          source: { type, path },
        },
      },
      entityRef,
    });
    expect(status).toBe(200);
    const { columns, rows } = body.result;
    return Object.fromEntries(
      columns.map((column: string, index: number) => [column, rows[0][index]]),
    );
  }

  it('is read by the portal’s own reader', async () => {
    const found = await look('file', `${OVERLAY}/hpa.yaml`);
    expect(found).toMatchObject({
      reason: null,
      url: `${root()}${OVERLAY}/hpa.yaml`,
    });
    expect(found.text).toMatch(/kind: HorizontalPodAutoscaler/);
  });

  it.each([
    [`${OVERLAY}/nothing.yaml`, 'not-found'],
    [`../../../prod-api-gateway/src/branch/main/${OVERLAY}/hpa.yaml`, 'path'],
    [`${OVERLAY}/%2e%2e/hpa.yaml`, 'path'],
  ])('has no %s (%s)', async (path, reason) => {
    expect(await look('file', path)).toMatchObject({ reason, text: null });
  });

  it('is built from its overlay as Argo CD builds it', async () => {
    const { git } = portal.platform.sandbox.world;
    const repository = git.get(
      'https://github.com/titanium-portal/prod-blog-service.git',
    )!;
    const found = await look('kustomize', OVERLAY);
    expect(found).toMatchObject({
      reason: null,
      url: `${root()}${OVERLAY}/kustomization.yaml`,
    });
    expect(found.files.split('\n').sort()).toEqual(
      Object.keys(repository.files(repository.head!.id)).sort(),
    );
    const byName = (objects: any[]) =>
      Object.fromEntries(
        objects.map(object => [
          `${object.kind}/${object.metadata.name}`,
          object,
        ]),
      );
    expect(
      byName(parseAllDocuments(found.text).map(document => document.toJS())),
    ).toEqual(
      byName(kustomizeBuild(repository.files(repository.head!.id), OVERLAY)),
    );
  });

  it('is applied without taking it from Argo CD, and undone', async () => {
    const { text } = await look('file', `${OVERLAY}/hpa.yaml`);
    const { body: plan } = await portal.call('operator', '/plans', {
      statement: {
        text: `kubectl apply -f ${OVERLAY}/hpa.yaml -n titanium-prod`,
        language: 'bash',
      },
      entityRef,
      fields: { manifest: text.replace(/maxReplicas: \d+/, 'maxReplicas: 9') },
    });
    expect(plan).toMatchObject({
      risk: 'medium',
      undo: { possible: true },
      steps: [
        { preview: { entries: [{ path: 'spec.maxReplicas', after: '9' }] } },
      ],
    });
    const run = await portal.carryOut('operator', plan);
    expect(run.state).toBe('succeeded');
    const { body: undo } = await portal.call(
      'operator',
      `/runs/${run.id}/undo`,
      {},
    );
    expect(undo.steps).toMatchObject([
      { preview: { entries: [{ path: 'spec.maxReplicas', before: '9' }] } },
    ]);
  });

  it('is applied as a folder by two people', async () => {
    const { text } = await look('kustomize', OVERLAY);
    const { body: plan } = await portal.call('operator', '/plans', {
      statement: {
        text: `kubectl apply -k ${OVERLAY} -n titanium-prod`,
        language: 'bash',
      },
      entityRef,
      fields: { manifest: text.replace(/maxReplicas: \d+/, 'maxReplicas: 7') },
    });
    expect(plan).toMatchObject({ risk: 'high', state: 'awaiting_approval' });
    expect(plan.steps).toHaveLength(5);
    const run = await portal.carryOut('operator', plan);
    expect(run.state).toBe('succeeded');
  });

  it('says when it is forbidden or away', async () => {
    const { gitea } = portal.platform.sandbox.world.faults;
    gitea.forbidden = true;
    expect(await look('file', `${OVERLAY}/hpa.yaml`)).toMatchObject({
      reason: 'forbidden',
      text: null,
    });
    gitea.forbidden = false;
    gitea.failWithStatus = 503;
    expect(await look('file', `${OVERLAY}/hpa.yaml`)).toMatchObject({
      reason: 'unreadable',
      text: null,
    });
    gitea.failWithStatus = undefined;
  });
});
