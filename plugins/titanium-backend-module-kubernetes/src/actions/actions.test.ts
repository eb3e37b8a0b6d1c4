import type {
  KubernetesObject,
  V1Deployment,
  V1Pod,
} from '@kubernetes/client-node';
import { JsonObject } from '@backstage/types';
import { readBlock } from '@titanium-portal/backstage-plugin-titanium-common';
import { until } from '@titanium-portal/test-utils';
import { kubectlGrammar } from '../grammar';
import { ActionRunner, Drafted } from './__testUtils__/runner';

const GATEWAY = 'prod-api-gateway-deployment';
const AUTH = 'prod-auth-service-deployment';
const USER = 'prod-user-service-deployment';
const BLOG = 'prod-blog-service-deployment';
const NAMESPACE = 'titanium-prod';
const APPS = `/apis/apps/v1/namespaces/${NAMESPACE}`;

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
      namespace: NAMESPACE,
    },
    name,
  );
}

async function podsOf(prefix: string, namespace = NAMESPACE): Promise<V1Pod[]> {
  const { items } = await runner.clusters.reader('titanium').list<V1Pod>({
    group: '',
    version: 'v1',
    plural: 'pods',
    namespace,
  });
  return items.filter(({ metadata }) => metadata!.name!.startsWith(prefix));
}

const codes = ({ plan }: Drafted) => plan.warnings.map(({ code }) => code);

describe('scale', () => {
  const scale = (fields: JsonObject) =>
    runner.draft('kubernetes.workload.scale', {
      kind: 'deployment',
      ...fields,
    });

  it('previews by dry run, without changing anything', async () => {
    const before = await deployment(GATEWAY);
    const { plan } = await scale({ name: GATEWAY, replicas: 3 });
    expect(plan.steps[0].preview).toMatchObject({
      source: 'dry-run',
      entries: [{ path: 'spec.replicas', before: '2', after: '3' }],
    });
    expect(plan.steps[0].fence).toBe('resourceVersion');
    expect(plan).toMatchObject({
      sentence: `Scale deployment titanium-prod/${GATEWAY} from 2 to 3 replicas.`,
      confirmLabel: 'Scale to 3',
      undo: { possible: true },
    });
    const after = await deployment(GATEWAY);
    expect(after.metadata!.generation).toBe(before.metadata!.generation);
  });

  it('drafts the same twice, so that an unchanged plan stays valid', async () => {
    const first = await scale({ name: GATEWAY, replicas: 3 });
    const second = await scale({ name: GATEWAY, replicas: 3 });
    expect(second.plan).toEqual(first.plan);
  });

  it('names the autoscaler and what it will do', async () => {
    const inside = await scale({ name: GATEWAY, replicas: 3 });
    expect(inside.plan.warnings).toEqual([
      expect.objectContaining({
        code: 'hpa',
        severity: 'warning',
        values: expect.objectContaining({
          name: 'prod-api-gateway-hpa',
          effect: 'back',
          desired: 2,
        }),
      }),
    ]);
    const outside = await scale({ name: GATEWAY, replicas: 50 });
    expect(outside.plan.warnings[0]).toMatchObject({
      code: 'hpa',
      severity: 'danger',
      values: { effect: 'outside' },
    });
    const zero = await scale({ name: GATEWAY, replicas: 0 });
    expect(zero.plan.warnings[0]).toMatchObject({
      values: { effect: 'disabled' },
    });
    expect(codes(zero)).toContain('scale-to-zero');
  });

  it('raises the risk of scaling a database', async () => {
    const drafted = await scale({
      kind: 'statefulset',
      name: 'postgres',
      replicas: 2,
    });
    expect(drafted.plan.risk).toBe('high');
    expect(drafted.plan.warnings).toContainEqual(
      expect.objectContaining({ code: 'database-scale', severity: 'danger' }),
    );
    const same = await scale({
      kind: 'statefulset',
      name: 'postgres',
      replicas: 1,
    });
    expect(same.plan.risk).toBeUndefined();
    expect(codes(same)).toContain('no-change');
  });

  it('refuses another current number than the one expected', async () => {
    await expect(
      scale({ name: GATEWAY, replicas: 3, currentReplicas: 7 }),
    ).rejects.toThrow('expects 7 replicas, but there are 2');
  });

  it.each([
    { replicas: '3' },
    { replicas: 3.5 },
    { replicas: -1 },
    { replicas: 1e9 },
    { replicas: Number.NaN },
    { replicas: [3] },
    { replicas: 3, namespace: 'a/b' },
    { replicas: 3, name: '../x' },
    { replicas: 3, kind: 'secret' },
    { replicas: 3, extra: true },
    JSON.parse('{"replicas": 3, "__proto__": {"name": "x"}}'),
  ])('refuses %j', fields => {
    const action = runner.action('kubernetes.workload.scale');
    const input = Object.assign(
      JSON.parse(JSON.stringify(fields, (_, v) => v)),
      {
        cluster: 'titanium',
        kind: 'deployment',
        name: GATEWAY,
        namespace: NAMESPACE,
        ...fields,
      },
    );
    if (Object.hasOwn(fields, '__proto__')) {
      Object.defineProperty(input, '__proto__', {
        value: { name: 'x' },
        enumerable: true,
      });
    }
    expect(action.input.safeParse(input).success).toBe(false);
  });

  it('scales, tells how it goes, and can be taken back', async () => {
    // Nothing scales this one by itself.
    const place = { namespace: 'monitoring', name: 'prometheus-operator' };
    const run = await runner.run('kubernetes.workload.scale', {
      kind: 'deployment',
      ...place,
      replicas: 3,
    });
    expect(run.outcome).toBe('succeeded');
    expect(run.plan.warnings).toEqual([]);
    expect(run.applied).toMatchObject({
      before: { replicas: 1 },
      after: { replicas: 3 },
    });
    const messages = run.progress.map(({ message }) => message);
    expect(messages.slice(-1)).toEqual(['3 of 3 ready']);
    expect(messages.join('\n')).toMatch(
      /[12] of 3 ready, waiting for prometheus-operator-\S+ \(.+\)/,
    );

    const undo = runner.undoOf(run, run.applied)!;
    expect(undo).toMatchObject({
      action: 'kubernetes.workload.scale',
      input: { ...place, replicas: 1, currentReplicas: null },
    });
    const back = await runner.run(undo.action, undo.input);
    expect(back.outcome).toBe('succeeded');
    // Not before those that stop have gone.
    const left = await podsOf(place.name, place.namespace);
    expect(left).toHaveLength(1);
  });

  it('says so when the autoscaler undoes it', async () => {
    const run = await runner.run('kubernetes.workload.scale', {
      kind: 'deployment',
      name: GATEWAY,
      replicas: 8,
    });
    expect(run).toMatchObject({
      outcome: 'failed',
      reason: expect.stringMatching(
        /It was scaled to 8, but is at \d again: the autoscaler prod-api-gateway-hpa \(2 to 5\)/,
      ),
    });
  });

  it('refuses to write when the object has changed since', async () => {
    const drafted = await scale({ name: AUTH, replicas: 3 });
    await runner.patch(`${APPS}/deployments/${AUTH}`, {
      spec: { minReadySeconds: 1 },
    });
    await expect(runner.apply(drafted)).rejects.toMatchObject({
      name: 'ConflictError',
      code: 'plan-changed',
    });
    expect((await deployment(AUTH)).spec!.replicas).not.toBe(3);
  });

  it('can tell afterwards whether it was written', async () => {
    const drafted = await scale({ name: USER, replicas: 4 });
    await expect(runner.reconcile(drafted)).resolves.toEqual({
      outcome: 'not-applied',
    });
    const applied = await runner.apply(drafted);
    const found = await runner.reconcile(drafted);
    expect(found).toMatchObject({
      outcome: 'applied',
      applied: {
        ...applied,
        state: { ...applied.state, resourceVersion: expect.any(String) },
      },
    });
    await runner.patch(`${APPS}/deployments/${USER}`, {
      spec: { replicas: 2 },
    });
    await expect(runner.reconcile(drafted)).resolves.toMatchObject({
      outcome: 'unknown',
    });
  });

  it('ends quietly when it is no longer watched', async () => {
    const drafted = await scale({ name: GATEWAY, replicas: 4 });
    const applied = await runner.apply(drafted);
    const controller = new AbortController();
    const verified = await runner.verify(drafted, applied, {
      signal: controller.signal,
      on: () => controller.abort(),
    });
    expect(verified.outcome).toBe('aborted');
  });
});

describe('restart', () => {
  it('shows the change without the time it will be made', async () => {
    const draft = () =>
      runner.draft('kubernetes.workload.restart', {
        kind: 'deployment',
        name: BLOG,
      });
    const { plan } = await draft();
    expect(plan.steps[0].preview.entries).toEqual([
      {
        path: 'spec.template.metadata.annotations["kubectl.kubernetes.io/restartedAt"]',
        before: null,
        after: '"(time of the run)"',
      },
    ]);
    expect(plan.undo).toMatchObject({ possible: false });
    expect((await draft()).plan).toEqual(plan);
  });

  it('replaces all pods', async () => {
    const before = await podsOf(BLOG);
    const run = await runner.run('kubernetes.workload.restart', {
      kind: 'deployment',
      name: BLOG,
    });
    expect(run.outcome).toBe('succeeded');
    const after = await until(async () => {
      const pods = await podsOf(BLOG);
      return pods.length === before.length && pods;
    });
    const names = before.map(({ metadata }) => metadata!.name);
    after.forEach(({ metadata }) =>
      expect(names).not.toContain(metadata!.name),
    );
    await expect(runner.reconcile(run)).resolves.toMatchObject({
      outcome: 'applied',
      applied: { after: run.applied.after },
    });
  });

  it('restarts a statefulset and says that it is away meanwhile', async () => {
    const run = await runner.run('kubernetes.workload.restart', {
      kind: 'statefulset',
      name: 'postgres',
    });
    expect(codes(run)).toContain('single-replica');
    expect(run.outcome).toBe('succeeded');
  });

  it('refuses a paused deployment, as kubectl does', async () => {
    const path = `${APPS}/deployments/${AUTH}`;
    await runner.patch(path, { spec: { paused: true } });
    const fields = { kind: 'deployment', name: AUTH };
    await expect(
      runner.draft('kubernetes.workload.restart', fields),
    ).rejects.toThrow(/paused/);
    await expect(
      runner.draft('kubernetes.workload.undo', fields),
    ).rejects.toThrow('cannot rollback a paused deployment');
    const scaled = await runner.draft('kubernetes.workload.scale', {
      ...fields,
      replicas: 3,
    });
    expect(codes(scaled)).toContain('paused');
    await runner.patch(path, { spec: { paused: false } });
  });
});

describe('taking over', () => {
  it.each([
    ['kubernetes.workload.scale', { replicas: 3 }],
    ['kubernetes.workload.restart', {}],
  ])('of %s makes a late write fail', async (id, fields) => {
    const drafted = await runner.draft(id, {
      kind: 'deployment',
      name: BLOG,
      ...fields,
    });
    const before = await deployment(BLOG);
    let asked = 0;
    const late = runner.apply(drafted, async () => {
      asked += 1;
      if (asked > 1) throw new Error('taken over');
      // Stands still between its last read and its write, while another takes over.
      await runner.fence(drafted);
      await expect(runner.reconcile(drafted)).resolves.toEqual({
        outcome: 'not-applied',
      });
    });
    await expect(late).rejects.toThrow('taken over');
    const after = await deployment(BLOG);
    expect(after.metadata!.generation).toBe(before.metadata!.generation);
    expect(after.spec).toEqual(before.spec);
    expect(after.metadata!.annotations).toMatchObject({
      'titanium/fence': expect.stringMatching(/^test-\d+\/2\//),
    });
    // The plan still holds: nothing that it touches has changed.
    await runner.apply(drafted);
  });
});

describe('roll back', () => {
  const fields = { kind: 'deployment', name: USER };

  it('refuses a revision that is not kept', async () => {
    await expect(
      runner.draft('kubernetes.workload.undo', { ...fields, revision: 99 }),
    ).rejects.toMatchObject({
      name: 'NotFoundError',
      code: 'target-not-found',
    });
  });

  it('explains a bad image while it waits, and takes it back', async () => {
    const before = await deployment(USER);
    const [container] = before.spec!.template.spec!.containers;
    const { incidents } = runner.world.sandbox;
    incidents.start('bad-image');
    // A restart of the broken deployment never gets ready.
    const stuck = await until(async () => {
      const pods = await podsOf(USER);
      return pods.some(pod =>
        pod.status?.containerStatuses?.some(
          ({ state }) => state?.waiting?.reason === 'ImagePullBackOff',
        ),
      );
    }, 30_000);
    expect(stuck).toBe(true);
    const restart = await runner.draft('kubernetes.workload.restart', fields);
    const applied = await runner.apply(restart);
    const controller = new AbortController();
    const verified = await runner.verify(restart, applied, {
      signal: controller.signal,
      on: update => update.type === 'evidence' && controller.abort(),
    });
    const last = verified.progress[verified.progress.length - 1];
    expect(last).toMatchObject({ stalled: true });
    expect(last.message).toMatch(/ErrImagePull|ImagePullBackOff/);
    expect(verified.evidence[0]).toMatchObject({
      source: 'event',
      subject: expect.stringContaining(USER),
      text: expect.stringMatching(/image/i),
    });
    // The pod of the restart may still be in its first steps.
    const diagnosis = await until(async () => {
      const found = await runner.diagnose(restart, applied);
      return found.some(({ source }) => source === 'event') && found;
    }, 30_000);
    expect(diagnosis).toContainEqual(
      expect.objectContaining({
        source: 'event',
        subject: expect.stringContaining(USER),
        text: expect.stringMatching(/image/i),
      }),
    );

    const good = Number(
      before.metadata!.annotations!['deployment.kubernetes.io/revision'],
    );
    const run = await runner.run('kubernetes.workload.undo', {
      ...fields,
      revision: good,
    });
    expect(run.outcome).toBe('succeeded');
    expect(run.plan.sentence).toMatch(/does-not-exist to .*\)\.$/);
    const after = await deployment(USER);
    expect(after.spec!.template.spec!.containers[0].image).toBe(
      container.image,
    );
    expect(after.metadata!.annotations!['kubernetes.io/change-cause']).toBe(
      before.metadata!.annotations!['kubernetes.io/change-cause'],
    );
    expect(run.applied.after).toMatchObject({ revision: good });

    const undo = runner.undoOf(run, run.applied)!;
    expect(undo.action).toBe('kubernetes.workload.undo');
    const again = await runner.draft(undo.action, undo.input);
    expect(again.plan.sentence).toContain('does-not-exist');
  });

  it('fails when the deployment gives up', async () => {
    const { incidents } = runner.world.sandbox;
    const { annotations } = (await deployment(BLOG)).metadata!;
    const good = Number(annotations!['deployment.kubernetes.io/revision']);
    incidents.start('pending');
    await until(async () =>
      (await podsOf(BLOG)).some(({ status }) => status?.phase === 'Pending'),
    );
    await runner.patch(`${APPS}/deployments/${BLOG}`, {
      spec: { progressDeadlineSeconds: 30 },
    });
    const run = await runner.run('kubernetes.workload.restart', {
      kind: 'deployment',
      name: BLOG,
    });
    expect(run).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining('ProgressDeadlineExceeded'),
    });
    expect(run.evidence[0]).toMatchObject({
      source: 'event',
      text: expect.stringMatching(/FailedScheduling/),
    });
    const back = await runner.run('kubernetes.workload.undo', {
      kind: 'deployment',
      name: BLOG,
      revision: good,
    });
    expect(back.outcome).toBe('succeeded');
  });

  it('says when nothing would change', async () => {
    const live = await deployment(GATEWAY);
    const drafted = await runner.draft('kubernetes.workload.undo', {
      kind: 'deployment',
      name: GATEWAY,
      revision: Number(
        live.metadata!.annotations!['deployment.kubernetes.io/revision'],
      ),
    });
    expect(codes(drafted)).toContain('no-change');
    expect(drafted.plan.steps[0].preview.entries).toEqual([]);
  });

  it('refuses to write when the object has changed since', async () => {
    const drafted = await runner.draft('kubernetes.workload.undo', {
      kind: 'deployment',
      name: GATEWAY,
    });
    await runner.patch(`${APPS}/deployments/${GATEWAY}`, {
      spec: { minReadySeconds: 2 },
    });
    await expect(runner.apply(drafted)).rejects.toMatchObject({
      code: 'plan-changed',
    });
  });

  it('takes a statefulset back by its controller revisions', async () => {
    const path = `${APPS}/statefulsets/postgres`;
    await runner.patch(path, {
      spec: { template: { metadata: { annotations: { trial: 'one' } } } },
    });
    const settled = () =>
      until(async () => {
        const live: KubernetesObject & { status?: any; spec?: any } =
          await runner.clusters.reader('titanium').get(
            {
              group: 'apps',
              version: 'v1',
              plural: 'statefulsets',
              namespace: NAMESPACE,
            },
            'postgres',
          );
        return (
          live.status.observedGeneration === live.metadata!.generation &&
          live.status.currentRevision === live.status.updateRevision &&
          live.status.readyReplicas === live.spec.replicas &&
          live
        );
      }, 30_000);
    await settled();
    const run = await runner.run('kubernetes.workload.undo', {
      kind: 'statefulset',
      name: 'postgres',
    });
    expect(run.plan.steps[0].preview.entries).toEqual([
      {
        path: 'spec.template.metadata.annotations.trial',
        before: '"one"',
        after: null,
      },
    ]);
    expect(run.outcome).toBe('succeeded');
    const live = await settled();
    expect(live.spec.template.metadata.annotations?.trial).toBeUndefined();
  });
});

describe('delete pod', () => {
  it('deletes one pod and waits for its successor', async () => {
    const [pod] = await podsOf(BLOG);
    const run = await runner.run('kubernetes.pod.delete', {
      name: pod.metadata!.name!,
    });
    expect(run.outcome).toBe('succeeded');
    expect(run.plan.steps[0].preview).toMatchObject({
      source: 'dry-run',
      entries: [
        {
          path: 'metadata.name',
          before: JSON.stringify(pod.metadata!.name),
          after: null,
        },
      ],
    });
    const names = (await podsOf(BLOG)).map(({ metadata }) => metadata!.name);
    expect(names).not.toContain(pod.metadata!.name);
    // Its autoscaler may have added one meanwhile.
    expect(names.length).toBeGreaterThanOrEqual(2);
    await expect(runner.reconcile(run)).resolves.toMatchObject({
      outcome: 'applied',
    });
  });

  it('warns for the only replica, and never deletes a successor', async () => {
    const drafted = await runner.draft('kubernetes.pod.delete', {
      name: 'postgres-0',
    });
    expect(codes(drafted)).toContain('single-replica');
    const other = await runner.run('kubernetes.pod.delete', {
      name: 'postgres-0',
    });
    expect(other.outcome).toBe('succeeded');
    // The name is the same, the pod is another.
    await expect(runner.apply(drafted)).rejects.toMatchObject({
      code: 'plan-changed',
    });
  });

  it('cannot be aimed at what is no pod', async () => {
    await expect(
      runner.draft('kubernetes.pod.delete', { name: 'nothing-here' }),
    ).rejects.toMatchObject({ code: 'target-not-found' });
  });
});

describe('toCommand', () => {
  it('reads back as the same action', async () => {
    const [pod] = await podsOf(BLOG);
    const drafts = await Promise.all([
      runner.draft('kubernetes.workload.scale', {
        kind: 'deployment',
        name: BLOG,
        replicas: 2,
      }),
      runner.draft('kubernetes.workload.restart', {
        kind: 'deployment',
        name: BLOG,
      }),
      runner.draft('kubernetes.pod.delete', { name: pod.metadata!.name! }),
    ]);
    for (const { action, input } of drafts) {
      const [statement] = readBlock(action.toCommand(input), {
        language: 'bash',
        grammars: [kubectlGrammar],
        context: { clusters: ['titanium'] },
      });
      expect(statement).toMatchObject({
        verdict: 'change',
        action: action.id,
        input,
      });
    }
  });
});
