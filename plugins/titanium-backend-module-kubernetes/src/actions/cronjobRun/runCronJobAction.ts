import type { V1CronJob } from '@kubernetes/client-node';
import {
  Action,
  ActionContext,
  PlanDraft,
  ResolvedTarget,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { resolveTarget } from '../../targets';
import { ActionDeps } from '../deps';
import { findJob, previewJob } from '../jobs/jobs';
import { preconditionsOf } from '../preconditions';
import { refused } from '../refuse';
import { RunCronJobInput, runCronJobSchema } from '../schemas';
import { toCommand } from '../toCommand';
import { pathOf } from '../workloads';
import { cronJobWarnings } from './cronJobWarnings';
import { keptSeconds, manualJob } from './manualJob';
import { runCronJobStep } from './runCronJobStep';

const WHY_NO_UNDO =
  'What a job has done stays done. While it runs, delete the job to stop it.';

const refOf = (input: RunCronJobInput) => ({ ...input, kind: 'cronjob' });

async function draft(
  { clusters }: ActionDeps,
  input: RunCronJobInput,
  _: ResolvedTarget,
  { signal }: ActionContext,
): Promise<PlanDraft> {
  const { namespace, name, job } = input;
  const cronJob = await clusters
    .reader(input.cluster)
    .get<V1CronJob>(pathOf(clusters, refOf(input)), name, { signal });
  if (await findJob(clusters, input, job, signal)) {
    throw refused(
      `jobs.batch ${JSON.stringify(
        job,
      )} already exists in ${namespace}; choose another name.`,
    );
  }
  const { preview, warnings } = await previewJob(
    clusters,
    input,
    manualJob(cronJob, job),
    signal,
  );
  return {
    sentence: `Run cronjob ${namespace}/${name} now, as job ${job}.`,
    summary: {
      key: 'kubernetes.runCronJob',
      values: { namespace, name, job },
    },
    confirmLabel: 'Run now',
    steps: [
      {
        kind: 'run-cronjob',
        title: 'Create the job and wait for its end',
        input: { job, keptSeconds: keptSeconds(cronJob) },
        preview,
        preconditions: preconditionsOf(cronJob, cronJob.spec?.jobTemplate),
        fence: 'deterministicName',
      },
    ],
    warnings: [...warnings, ...cronJobWarnings(cronJob)],
    undo: {
      possible: false,
      reason: WHY_NO_UNDO,
      wording: { key: 'kubernetes.runCronJob' },
    },
  };
}

/** Runs a cron job out of its turn, as `kubectl create job --from=cronjob/...` does, and waits for its end. */
export function runCronJobAction(deps: ActionDeps): Action<RunCronJobInput> {
  return {
    id: 'kubernetes.cronjob.run',
    title: 'Run cron job now',
    description:
      'Creates a job of a cron job’s template and waits until it has completed or failed.',
    risk: 'medium',
    input: runCronJobSchema,
    undoReason: WHY_NO_UNDO,
    target: (input, { signal }) =>
      resolveTarget(deps.clusters, refOf(input), signal),
    draft: (input, target, context) => draft(deps, input, target, context),
    steps: { 'run-cronjob': runCronJobStep(deps) },
    toCommand: input => toCommand(deps, 'kubernetes.cronjob.run', input),
  };
}
