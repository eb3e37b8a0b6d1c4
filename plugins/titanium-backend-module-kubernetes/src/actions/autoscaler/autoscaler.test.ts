import type { V2HorizontalPodAutoscaler } from '@kubernetes/client-node';
import { JsonObject } from '@backstage/types';
import { ActionRunner, Drafted } from '../__testUtils__/runner';

const EDIT = 'kubernetes.autoscaler.edit';
const NAME = 'prod-user-service-hpa';
const PATH =
  '/apis/autoscaling/v2/namespaces/titanium-prod/horizontalpodautoscalers';
const NOTHING = { minReplicas: null, maxReplicas: null, cpuUtilization: null };

jest.setTimeout(120_000);

let runner: ActionRunner;
beforeAll(async () => {
  runner = await ActionRunner.start({ speed: 20 });
});
afterAll(() => runner?.stop());

const edit = (fields: JsonObject, name = NAME) =>
  runner.draft(EDIT, { name, ...NOTHING, ...fields });
const codes = ({ plan }: Drafted) =>
  plan.warnings.map(({ code, values }) => `${code} ${values?.effect}`);

function live(name = NAME): Promise<V2HorizontalPodAutoscaler> {
  return runner.clusters.reader('titanium').get(
    {
      group: 'autoscaling',
      version: 'v2',
      plural: 'horizontalpodautoscalers',
      namespace: 'titanium-prod',
    },
    name,
  );
}

it('previews what changes, and nothing else', async () => {
  const drafted = await edit({ maxReplicas: 6, cpuUtilization: 60 });
  expect(drafted.plan).toMatchObject({
    sentence: `Change horizontalpodautoscaler titanium-prod/${NAME}: most replicas 4 to 6, CPU target in per cent 70 to 60.`,
    steps: [{ fence: 'resourceVersion', preview: { source: 'dry-run' } }],
  });
  const paths = drafted.plan.steps[0].preview.entries.map(({ path }) => path);
  expect(paths).toHaveLength(2);
  expect(paths[0]).toBe('spec.maxReplicas');
  expect(paths[1]).toMatch(/^spec\.metrics/);
  expect(codes(drafted)).toEqual(['gitops spec']);
  expect((await live()).spec!.maxReplicas).toBe(4);
  const again = await edit({ maxReplicas: 6, cpuUtilization: 60 });
  expect(again.plan).toEqual(drafted.plan);
});

it('warns when replicas will start or stop at once, or the load no longer counts', async () => {
  expect(codes(await edit({ minReplicas: 3 }))).toContain(
    'autoscaler-range up',
  );
  expect(codes(await edit({ minReplicas: 1, maxReplicas: 1 }))).toEqual([
    'autoscaler-range down',
    'autoscaler-range fixed',
    'gitops spec',
  ]);
  expect(codes(await edit({ minReplicas: 2 }))).toEqual([
    'no-change autoscaler',
  ]);
});

it('says only what changes', async () => {
  const keyOf = async (fields: JsonObject) =>
    (await edit(fields)).plan.summary.key;
  expect(await keyOf({ maxReplicas: 6 })).toBe(
    'kubernetes.editAutoscalerRange',
  );
  expect(await keyOf({ cpuUtilization: 60 })).toBe(
    'kubernetes.editAutoscalerTarget',
  );
  expect(await keyOf({ maxReplicas: 6, cpuUtilization: 60 })).toBe(
    'kubernetes.editAutoscaler',
  );
});

it('asks what to change, and refuses a range upside down', async () => {
  await expect(edit({})).rejects.toThrow('Say what to change');
  await expect(edit({ minReplicas: 9 })).rejects.toThrow(
    'The fewest replicas (9) cannot be more than the most (4).',
  );
});

it.each([
  [{ minReplicas: 0 }],
  [{ minReplicas: '3' }],
  [{ maxReplicas: 1e9 }],
  [{ cpuUtilization: 0 }],
  [{ cpuUtilization: 50.5 }],
  [{ kind: 'horizontalpodautoscaler' }],
])('refuses %j', fields => {
  const input = {
    cluster: 'titanium',
    namespace: 'titanium-prod',
    name: NAME,
    ...NOTHING,
    ...fields,
  };
  expect(runner.action(EDIT).input.safeParse(input).success).toBe(false);
});

it('waits until the workload is in the new range, and goes back', async () => {
  const run = await runner.run(EDIT, {
    name: NAME,
    ...NOTHING,
    minReplicas: 3,
  });
  expect(run.outcome).toBe('succeeded');
  expect(run.applied).toMatchObject({
    before: { min: 2, max: 4, cpu: 70 },
    after: { min: 3, max: 4, cpu: 70 },
  });
  expect((await live()).status!.currentReplicas).toBeGreaterThanOrEqual(3);
  expect(run.progress.at(-1)!.message).toMatch(
    /^\d replicas, the autoscaler wants \d \(3 to 4\)$/,
  );
  await expect(runner.reconcile(run)).resolves.toMatchObject({
    outcome: 'applied',
  });
  const undo = runner.undoOf(run, run.applied)!;
  expect(undo).toEqual({
    action: EDIT,
    input: { ...run.input, minReplicas: 2 },
  });
  const back = await runner.run(undo.action, undo.input);
  expect(back.outcome).toBe('succeeded');
  expect((await live()).spec!.minReplicas).toBe(2);
});

it('refuses to write what was changed since, and can tell what it wrote', async () => {
  const drafted = await edit({ maxReplicas: 7 });
  await expect(runner.reconcile(drafted)).resolves.toEqual({
    outcome: 'not-applied',
  });
  await runner.patch(`${PATH}/${NAME}`, { spec: { maxReplicas: 5 } });
  await expect(runner.apply(drafted)).rejects.toMatchObject({
    code: 'plan-changed',
  });
  await expect(runner.reconcile(drafted)).resolves.toMatchObject({
    outcome: 'unknown',
    reason: expect.stringContaining('2 to 5'),
  });
});

it('lets no late write pass a taking over', async () => {
  const drafted = await edit({ maxReplicas: 9 });
  let asked = 0;
  const late = runner.apply(drafted, async () => {
    asked += 1;
    if (asked > 1) throw new Error('taken over');
    await runner.fence(drafted);
  });
  await expect(late).rejects.toThrow('taken over');
  expect((await live()).spec!.maxReplicas).not.toBe(9);
});

it('says that Argo CD has set it back', async () => {
  const name = 'prod-auth-service-hpa';
  const drafted = await edit({ minReplicas: 3 }, name);
  const applied = await runner.apply(drafted);
  await runner.patch(`${PATH}/${name}`, { spec: { minReplicas: 2 } });
  await expect(runner.verify(drafted, applied)).resolves.toMatchObject({
    outcome: 'failed',
    reason: expect.stringContaining('Argo CD (application prod-auth-service)'),
  });
});
