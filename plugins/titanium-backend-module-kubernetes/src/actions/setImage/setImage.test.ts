import type { V1Deployment } from '@kubernetes/client-node';
import { JsonObject } from '@backstage/types';
import { until } from '@titanium-portal/test-utils';
import { ActionRunner, Drafted } from '../__testUtils__/runner';

const SET = 'kubernetes.workload.setImage';
const USER = 'prod-user-service-deployment';
const GATEWAY = 'prod-api-gateway-deployment';
const APPS = '/apis/apps/v1/namespaces/titanium-prod/deployments';

jest.setTimeout(120_000);

let runner: ActionRunner;
beforeAll(async () => {
  runner = await ActionRunner.start({ speed: 20 });
});
afterAll(() => runner?.stop());

function deployment(name: string): Promise<V1Deployment> {
  return runner.clusters.reader('titanium').get(
    {
      group: 'apps',
      version: 'v1',
      plural: 'deployments',
      namespace: 'titanium-prod',
    },
    name,
  );
}

const imageOf = async (name: string) =>
  (await deployment(name)).spec!.template.spec!.containers[0].image;

const set = (name: string, images: JsonObject[], fields: JsonObject = {}) =>
  runner.draft(SET, { kind: 'deployment', name, images, ...fields });
const user = (image: string) => [{ container: 'user-service', image }];
const codes = ({ plan }: Drafted) => plan.warnings.map(({ code }) => code);

describe('set image', () => {
  it('previews the one field that changes', async () => {
    const before = await deployment(USER);
    const drafted = await set(USER, user('idongju/user-service:v1.2.2'));
    expect(drafted.plan).toMatchObject({
      sentence: `Set the image of deployment titanium-prod/${USER} (user-service: idongju/user-service:v1.2.4 to idongju/user-service:v1.2.2).`,
      undo: { possible: true },
      steps: [
        {
          fence: 'resourceVersion',
          preview: {
            source: 'dry-run',
            entries: [
              {
                path: 'spec.template.spec.containers[user-service].image',
                before: '"idongju/user-service:v1.2.4"',
                after: '"idongju/user-service:v1.2.2"',
              },
            ],
          },
        },
      ],
    });
    expect(codes(drafted)).toEqual(['gitops']);
    expect((await deployment(USER)).metadata!.generation).toBe(
      before.metadata!.generation,
    );
    const again = await set(USER, user('idongju/user-service:v1.2.2'));
    expect(again.plan).toEqual(drafted.plan);
  });

  it('knows when Argo CD will set it back at once', async () => {
    const application =
      '/apis/argoproj.io/v1alpha1/namespaces/argocd/applications/prod-auth-service';
    const heal = (selfHeal: boolean) =>
      runner.patch(
        application,
        { spec: { syncPolicy: { automated: { selfHeal } } } },
        'application/merge-patch+json',
      );
    await heal(true);
    const change = [
      { container: 'auth-service', image: 'idongju/auth-service:v1.2.1' },
    ];
    const { plan } = await until(async () => {
      const drafted = await set('prod-auth-service-deployment', change);
      return codes(drafted).includes('gitops-heals') ? drafted : undefined;
    });
    expect(plan.warnings).toContainEqual(
      expect.objectContaining({
        code: 'gitops-heals',
        severity: 'danger',
        values: { application: 'prod-auth-service', effect: 'template' },
      }),
    );
    await heal(false);
  });

  it('names the containers there are when one is unknown', async () => {
    await expect(
      set(USER, [{ container: 'api', image: 'idongju/user-service:v1' }]),
    ).rejects.toThrow(
      /container named "api" in .*; its containers are: user-service\./,
    );
  });

  it('warns of tags that move, and of images that are there already', async () => {
    const moving = await set(USER, user('idongju/user-service'));
    expect(moving.plan.warnings[0]).toMatchObject({
      code: 'mutable-tag',
      values: { images: 'idongju/user-service' },
    });
    const same = await set(USER, user('idongju/user-service:v1.2.4'));
    expect(codes(same)).toEqual(['no-change']);
    expect(same.plan.undo.possible).toBe(false);
  });

  it.each([
    [{ images: [] }],
    [{ images: user('a b') }],
    [{ images: user('UPPER/case') }],
    [{ images: user('-x') }],
    [{ images: user('a:tag:tag') }],
    [{ images: [...user('a:1'), ...user('a:2')] }],
    [{ images: [{ container: '*', image: 'a:1' }] }],
    [{ images: user('a:1'), kind: 'replicaset' }],
    [{ images: user('a:1'), extra: 1 }],
  ])('refuses %j', fields => {
    const input = {
      cluster: 'titanium',
      namespace: 'titanium-prod',
      kind: 'deployment',
      name: USER,
      ...fields,
    };
    expect(runner.action(SET).input.safeParse(input).success).toBe(false);
  });

  it('takes time in proportion to the length of an image', () => {
    const from = process.cpuUsage();
    runner.action(SET).input.safeParse({
      cluster: 'titanium',
      namespace: 'titanium-prod',
      kind: 'deployment',
      name: USER,
      images: user(`${'a-'.repeat(250)}/!`),
    });
    expect(process.cpuUsage(from).user).toBeLessThan(200_000);
  });

  it('follows the rollout, and can be taken back and forth', async () => {
    const run = await runner.run(SET, {
      kind: 'deployment',
      name: USER,
      images: user('idongju/user-service:v1.2.2'),
    });
    expect(run.outcome).toBe('succeeded');
    expect(run.applied).toMatchObject({
      before: { images: { 'user-service': 'idongju/user-service:v1.2.4' } },
      after: { images: { 'user-service': 'idongju/user-service:v1.2.2' } },
    });
    expect(await imageOf(USER)).toBe('idongju/user-service:v1.2.2');
    await expect(runner.reconcile(run)).resolves.toMatchObject({
      outcome: 'applied',
    });

    const undo = runner.undoOf(run, run.applied)!;
    expect(undo).toEqual({
      action: SET,
      input: { ...run.input, images: user('idongju/user-service:v1.2.4') },
    });
    const back = await runner.run(undo.action, undo.input);
    expect(back.outcome).toBe('succeeded');
    const forth = runner.undoOf(back, back.applied)!;
    expect(forth.input).toEqual(run.input);
  });

  it('says why an image cannot be pulled', async () => {
    const drafted = await set(GATEWAY, [
      { container: 'api-gateway', image: 'idongju/api-gateway:missing' },
    ]);
    const applied = await runner.apply(drafted);
    const controller = new AbortController();
    const verified = await runner.verify(drafted, applied, {
      signal: controller.signal,
      on: update => update.type === 'evidence' && controller.abort(),
    });
    const last = verified.progress[verified.progress.length - 1];
    expect(last).toMatchObject({ stalled: true });
    expect(last.message).toMatch(/ErrImagePull|ImagePullBackOff/);
    expect(verified.evidence[0]).toMatchObject({
      source: 'event',
      text: expect.stringMatching(/image/i),
    });
    expect(await runner.diagnose(drafted, applied)).toContainEqual(
      expect.objectContaining({ text: expect.stringMatching(/image/i) }),
    );
    const undo = runner.undoOf(drafted, applied)!;
    expect((await runner.run(undo.action, undo.input)).outcome).toBe(
      'succeeded',
    );
  });

  it('refuses to write what was changed since, and can tell what it wrote', async () => {
    const drafted = await set(USER, user('idongju/user-service:v1.2.1'));
    await expect(runner.reconcile(drafted)).resolves.toEqual({
      outcome: 'not-applied',
    });
    await runner.patch(`${APPS}/${USER}`, { spec: { minReadySeconds: 1 } });
    await expect(runner.apply(drafted)).rejects.toMatchObject({
      code: 'plan-changed',
    });
    await expect(runner.reconcile(drafted)).resolves.toMatchObject({
      outcome: 'unknown',
    });
  });

  it.each([
    [SET, { images: user('idongju/user-service:v1.2.1') }],
    ['kubernetes.rollout.pause', {}],
  ])('lets no late write of %s pass a taking over', async (id, fields) => {
    const drafted = await runner.draft(id, {
      kind: 'deployment',
      name: USER,
      ...fields,
    });
    const before = await deployment(USER);
    let asked = 0;
    const late = runner.apply(drafted, async () => {
      asked += 1;
      if (asked > 1) throw new Error('taken over');
      await runner.fence(drafted);
    });
    await expect(late).rejects.toThrow('taken over');
    expect((await deployment(USER)).metadata!.generation).toBe(
      before.metadata!.generation,
    );
  });

  it('says that Argo CD has set it back', async () => {
    const drafted = await set(USER, user('idongju/user-service:v1.2.1'));
    const applied = await runner.apply(drafted);
    await runner.patch(`${APPS}/${USER}`, {
      spec: {
        template: {
          spec: {
            containers: [
              { name: 'user-service', image: 'idongju/user-service:v1.2.4' },
            ],
          },
        },
      },
    });
    const verified = await runner.verify(drafted, applied);
    expect(verified).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining(
        'Argo CD (application prod-user-service)',
      ),
    });
  });

  it('leaves a paused rollout waiting, and says so', async () => {
    await runner.patch(`${APPS}/${USER}`, { spec: { paused: true } });
    const run = await runner.run(SET, {
      kind: 'deployment',
      name: USER,
      images: user('idongju/user-service:v1.2.1'),
    });
    expect(codes(run)).toContain('paused');
    expect(run.outcome).toBe('succeeded');
    const undo = runner.undoOf(run, run.applied)!;
    await runner.run(undo.action, undo.input);
    await runner.patch(`${APPS}/${USER}`, { spec: { paused: false } });
  });

  it('prints the command of kubectl', () => {
    const { toCommand } = runner.action(SET);
    expect(
      toCommand({
        cluster: 'titanium',
        namespace: 'titanium-prod',
        kind: 'deployment',
        name: USER,
        images: user('idongju/user-service:v1.2.2'),
      }),
    ).toBe(
      `kubectl set image deployment/${USER} user-service=idongju/user-service:v1.2.2 -n titanium-prod`,
    );
  });
});

describe('pause and resume a rollout', () => {
  const BLOG = 'prod-blog-service-deployment';
  const fields = { kind: 'deployment', name: BLOG };

  it('pauses, holds a change back, and lets it go on', async () => {
    const run = await runner.run('kubernetes.rollout.pause', fields);
    expect(run.outcome).toBe('succeeded');
    expect(run.plan.steps[0].preview.entries).toEqual([
      { path: 'spec.paused', before: null, after: 'true' },
    ]);
    expect(run.plan.warnings.map(({ values }) => values?.effect)).toEqual([
      'pause',
      'spec',
    ]);
    await expect(runner.reconcile(run)).resolves.toMatchObject({
      outcome: 'applied',
    });
    const twice = await runner.draft('kubernetes.rollout.pause', fields);
    expect(codes(twice)).toEqual(['no-change']);

    await runner.run(SET, {
      ...fields,
      images: [
        { container: 'blog-service', image: 'idongju/blog-service:v1.2.1' },
      ],
    });
    const undo = runner.undoOf(run, run.applied)!;
    expect(undo).toEqual({
      action: 'kubernetes.rollout.resume',
      input: run.input,
    });
    const resumed = await runner.run(undo.action, undo.input);
    expect(resumed.outcome).toBe('succeeded');
    const live = await until(async () => {
      const found = await deployment(BLOG);
      return found.spec!.paused ? undefined : found;
    });
    expect(live.status!.updatedReplicas).toBe(live.spec!.replicas);
    expect(runner.undoOf(resumed, resumed.applied)?.action).toBe(
      'kubernetes.rollout.pause',
    );
  });

  it('says when there is nothing to resume', async () => {
    const drafted = await runner.draft('kubernetes.rollout.resume', fields);
    expect(codes(drafted)).toEqual(['no-change']);
    expect(drafted.plan.undo.possible).toBe(false);
  });

  it('refuses when the template has changed since', async () => {
    const drafted = await runner.draft('kubernetes.rollout.pause', fields);
    await runner.patch(`${APPS}/${BLOG}`, { spec: { minReadySeconds: 3 } });
    await expect(runner.apply(drafted)).rejects.toMatchObject({
      code: 'plan-changed',
    });
  });
});
