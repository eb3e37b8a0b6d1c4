import type { V1CronJob, V1Job } from '@kubernetes/client-node';
import { JsonObject } from '@backstage/types';
import { ActionRunner, Drafted } from '../__testUtils__/runner';
import { cronJobWarnings } from './cronJobWarnings';
import { keptSeconds } from './manualJob';

const RUN = 'kubernetes.cronjob.run';
const NAME = 'postgres-backup';
const JOBS = {
  group: 'batch',
  version: 'v1',
  plural: 'jobs',
  namespace: 'titanium-prod',
};

jest.setTimeout(120_000);

let runner: ActionRunner;
beforeAll(async () => {
  runner = await ActionRunner.start({ speed: 20 });
});
afterAll(() => runner?.stop());

const draft = (job: string, fields: JsonObject = {}) =>
  runner.draft(RUN, { name: NAME, job, ...fields });
const codes = ({ plan }: Drafted) => plan.warnings.map(({ code }) => code);
const jobNames = async () =>
  (await runner.clusters.reader('titanium').list<V1Job>(JOBS)).items.map(
    ({ metadata }) => metadata!.name,
  );

it('shows the job that would be made, and makes none', async () => {
  const { plan } = await draft('backup-now');
  expect(plan).toMatchObject({
    sentence:
      'Run cronjob titanium-prod/postgres-backup now, as job backup-now.',
    undo: { possible: false },
    steps: [
      {
        fence: 'deterministicName',
        preview: {
          source: 'dry-run',
          entries: [
            { path: 'metadata.name', before: null, after: '"backup-now"' },
          ],
          after: expect.stringContaining(
            'cronjob.kubernetes.io/instantiate: manual',
          ),
        },
      },
    ],
  });
  expect(await jobNames()).not.toContain('backup-now');
  expect((await draft('backup-now')).plan).toEqual(plan);
});

it('runs the job to its end and shows its last lines', async () => {
  const run = await runner.run(RUN, { name: NAME, job: 'backup-by-hand' });
  expect(run.outcome).toBe('succeeded');
  expect(run.applied).toMatchObject({ after: { job: 'backup-by-hand' } });
  expect(run.evidence).toEqual([
    expect.objectContaining({
      source: 'log',
      subject: expect.stringMatching(/^pod\/backup-by-hand-\w+ backup$/),
      text: expect.stringContaining('backup finished'),
    }),
  ]);
  const job = await runner.clusters
    .reader('titanium')
    .get<V1Job>(JOBS, 'backup-by-hand');
  expect(job.metadata).toMatchObject({
    annotations: { 'titanium/run-id': run.runId },
    ownerReferences: [{ kind: 'CronJob', name: NAME }],
  });
  await expect(runner.reconcile(run)).resolves.toMatchObject({
    outcome: 'applied',
    applied: run.applied,
  });
  expect(runner.undoOf(run, run.applied)).toBeUndefined();
  await expect(draft('backup-by-hand')).rejects.toThrow('already exists');
});

it('never takes another’s job for its own', async () => {
  const first = await draft('backup-twice');
  const second = await draft('backup-twice');
  await expect(runner.reconcile(first)).resolves.toEqual({
    outcome: 'not-applied',
  });
  const applied = await runner.apply(first);
  // As whoever takes the run over does.
  await expect(runner.apply(first)).resolves.toEqual(applied);
  await expect(runner.apply(second)).rejects.toMatchObject({
    code: 'platform-rejected',
    message: expect.stringContaining('Somebody else has created'),
  });
  await expect(runner.reconcile(second)).resolves.toEqual({
    outcome: 'not-applied',
  });
  await expect(runner.reconcile(first)).resolves.toMatchObject({
    outcome: 'applied',
  });
});

it('claims nothing of a job that may be removed by now', async () => {
  const drafted = await draft('backup-long-ago');
  const since = new Date(Date.now() - 61_000).toISOString();
  await expect(runner.reconcile(drafted, since)).resolves.toMatchObject({
    outcome: 'unknown',
    reason: expect.stringContaining('would have been removed by now'),
  });
});

it.each([
  [{}, 60],
  [{ jobTemplate: { spec: { ttlSecondsAfterFinished: 5 } } }, 5],
  [{ jobTemplate: { spec: { ttlSecondsAfterFinished: 600 } } }, 60],
  [{ successfulJobsHistoryLimit: 0 }, 0],
  [{ failedJobsHistoryLimit: 0 }, 0],
])('knows how long a job stays: %j', (spec, seconds) => {
  const cronJob = { spec: { jobTemplate: {}, ...spec } } as V1CronJob;
  expect(keptSeconds(cronJob)).toBe(seconds);
});

it('refuses when the cron job has changed since', async () => {
  const drafted = await draft('backup-later');
  await runner.patch(
    `/apis/batch/v1/namespaces/titanium-prod/cronjobs/${NAME}`,
    { spec: { suspend: true } },
  );
  await expect(runner.apply(drafted)).rejects.toMatchObject({
    code: 'plan-changed',
  });
  expect(codes(await draft('backup-later'))).toContain('cronjob-suspended');
});

it('says why a job failed', async () => {
  const path = `/apis/batch/v1/namespaces/titanium-prod/cronjobs/${NAME}`;
  await runner.patch(path, {
    spec: {
      jobTemplate: {
        spec: {
          activeDeadlineSeconds: 20,
          template: {
            spec: {
              containers: [{ name: 'backup', image: 'postgres:missing' }],
            },
          },
        },
      },
    },
  });
  const run = await runner.run(RUN, { name: NAME, job: 'backup-broken' });
  expect(run).toMatchObject({
    outcome: 'failed',
    reason: expect.stringContaining('DeadlineExceeded'),
  });
  expect(run.evidence.map(({ text }) => text).join()).toMatch(/image/i);
});

it.each([['a'.repeat(64)], ['Upper'], ['a/b'], [''], ['../x'], [null]])(
  'refuses the name %j',
  job => {
    const input = {
      cluster: 'titanium',
      namespace: 'titanium-prod',
      name: NAME,
      job,
    };
    expect(runner.action(RUN).input.safeParse(input).success).toBe(false);
  },
);

describe('warnings', () => {
  const cronJob = (container: object, status = {}) =>
    ({
      spec: {
        jobTemplate: {
          spec: { template: { spec: { containers: [container] } } },
        },
      },
      status,
    } as unknown as V1CronJob);
  const found = (container: object) =>
    cronJobWarnings(cronJob({ name: 'backup', ...container })).map(
      ({ code }) => code,
    );
  const sh = (line: string) => ({ command: ['/bin/sh', '-c'], args: [line] });

  it('knows the mistakes of backups', () => {
    expect(found(sh('pg_dump -h db blog > /b.sql'))).toEqual([
      'backup-no-password',
    ]);
    const env = [{ name: 'PGPASSWORD', value: 'x' }];
    expect(found({ ...sh('pg_dump blog | gzip > /b.gz'), env })).toEqual([
      'backup-pipe',
    ]);
    expect(
      found({ ...sh('set -o pipefail; pg_dump blog | gzip > /b'), env }),
    ).toEqual([]);
    expect(found({ ...sh('pg_dump blog || exit 1'), env })).toEqual([]);
    expect(found(sh('echo hello'))).toEqual([]);
    expect(found({ ...sh('pg_dump blog'), envFrom: [{}] })).toEqual([]);
  });

  it('names the jobs that run already', () => {
    const [warning] = cronJobWarnings(
      cronJob({ name: 'x' }, { active: [{ name: 'nightly-1' }] }),
    );
    expect(warning).toMatchObject({
      code: 'cronjob-active',
      values: { jobs: ['nightly-1'] },
    });
  });
});
