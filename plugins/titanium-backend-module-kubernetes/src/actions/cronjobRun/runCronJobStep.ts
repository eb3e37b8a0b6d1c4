import { JsonObject } from '@backstage/types';
import type { V1CronJob, V1Job, V1Pod } from '@kubernetes/client-node';
import { ResolvedTargetRef } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  AppliedStep,
  redactText,
  StepHandler,
  VerifyUpdate,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { ActionDeps } from '../deps';
import { followJob, JobEnd } from '../jobs/followJob';
import { diagnoseJob } from '../jobs/diagnoseJob';
import { absentJob, createJobOnce, findJob, isOfRun } from '../jobs/jobs';
import { checkPreconditions } from '../preconditions';
import { logEvidence, readLines } from '../verify/evidence';
import { pathOf } from '../workloads';
import { manualJob } from './manualJob';

/** Of the job's log, with the run. */
const LINES = 20;

function placeOf({ cluster, namespace }: ResolvedTargetRef) {
  return { cluster, namespace: namespace ?? '' };
}

function appliedStep(job: V1Job): AppliedStep {
  const name = job.metadata?.name ?? '';
  return {
    before: null,
    after: { job: name },
    state: { job: name, uid: job.metadata?.uid ?? '' },
  };
}

/** The container a job is about: the first of its pod. */
function mainContainer(pod: V1Pod): string {
  return pod.spec?.containers[0]?.name ?? '';
}

async function* lastWords(
  { clusters }: ActionDeps,
  cluster: string,
  pods: readonly V1Pod[],
  signal: AbortSignal,
): AsyncGenerator<VerifyUpdate> {
  const pod = pods[pods.length - 1];
  if (!pod) {
    return;
  }
  const container = mainContainer(pod);
  try {
    const lines = await readLines(clusters, cluster, pod, container, {
      lines: LINES,
      signal,
    });
    yield* logEvidence(pod, container, lines);
  } catch {
    // The log helps, it does not decide: a container that never ran has none.
  }
}

function verdict(end: Exclude<JobEnd, { type: 'exited' }>): VerifyUpdate {
  switch (end.type) {
    case 'complete':
      return { type: 'succeeded' };
    case 'failed':
      return {
        type: 'failed',
        reason: redactText(`The job failed (${end.reason}): ${end.message}`),
        wording: {
          key: 'kubernetes.jobFailed',
          values: { reason: end.reason, message: redactText(end.message) },
        },
      };
    default:
      return {
        type: 'failed',
        reason: 'The job was deleted before it had ended.',
        wording: { key: 'kubernetes.jobGone' },
      };
  }
}

/** Creates a job of a cron job and follows it to its end. */
export function runCronJobStep(deps: ActionDeps): StepHandler {
  const { clusters } = deps;
  const read = (target: ResolvedTargetRef, signal: AbortSignal) =>
    clusters
      .reader(target.cluster)
      .get<V1CronJob>(
        pathOf(clusters, { ...target, kind: 'cronjob' }),
        target.name,
        { signal },
      );

  return {
    async apply({ target, input, preconditions, runId, held }, { signal }) {
      const cronJob = await read(target, signal);
      checkPreconditions(cronJob, cronJob.spec?.jobTemplate, preconditions);
      const manifest = manualJob(cronJob, String(input.job), runId);
      await held();
      return appliedStep(
        await createJobOnce(clusters, placeOf(target), manifest, runId, signal),
      );
    },

    async *verify({ target, applied }, { signal }) {
      const { job, uid } = applied.state as JsonObject;
      const end = yield* followJob(
        deps,
        { ...placeOf(target), name: String(job), uid: String(uid) },
        signal,
      );
      if (!end || end.type === 'exited') {
        return;
      }
      if (end.type !== 'gone') {
        yield* lastWords(deps, target.cluster, end.pods, signal);
      }
      yield verdict(end);
    },

    diagnose: ({ target, applied }, { signal }) =>
      diagnoseJob(
        deps,
        { ...placeOf(target), uid: String(applied.state.uid) },
        signal,
      ),

    async reconcile({ target, input, runId, since }, { signal }) {
      const name = String(input.job);
      const job = await findJob(clusters, placeOf(target), name, signal);
      if (!job) {
        return absentJob(since, Number(input.keptSeconds));
      }
      // Of another run or another person: this run's would have been refused.
      return isOfRun(job, runId)
        ? { outcome: 'applied', applied: appliedStep(job) }
        : { outcome: 'not-applied' };
    },
  };
}
