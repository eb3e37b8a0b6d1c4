import { JsonObject } from '@backstage/types';
import type { V1Job, V1Pod } from '@kubernetes/client-node';
import {
  ActionContext,
  AppliedStep,
  redactText,
  StepHandler,
  VerifyUpdate,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { ActionDeps } from '../deps';
import { FollowedJob, followJob, JobEnd } from '../jobs/followJob';
import { diagnoseJob } from '../jobs/diagnoseJob';
import {
  absentJob,
  createJobOnce,
  deleteJob,
  findJob,
  isOfRun,
} from '../jobs/jobs';
import { checkPreconditions } from '../preconditions';
import { logEvidence, readLines } from '../verify/evidence';
import { CONTAINER, probeJob, probeName, TTL_SECONDS } from './probeJob';
import { readHost } from './probeHost';
import { readOutcome } from './probeOutcome';
import { hostOf, Probe } from './probeSchema';
import { findService } from './probeTarget';

const LINES = 40;

/** What the draft fixed. */
interface ProbeStepInput {
  namespace: string;
  probe: Probe;
  command: string[];
}

const inputOf = (input: JsonObject) => input as unknown as ProbeStepInput;

function appliedStep(job: V1Job): AppliedStep {
  const name = job.metadata?.name ?? '';
  return {
    before: null,
    after: { job: name },
    state: { job: name, uid: job.metadata?.uid ?? '' },
  };
}

async function answerOf(
  { clusters }: ActionDeps,
  cluster: string,
  pod: V1Pod | undefined,
  signal: AbortSignal,
): Promise<string[]> {
  return pod
    ? readLines(clusters, cluster, pod, CONTAINER, { lines: LINES, signal })
    : [];
}

function failure(end: Exclude<JobEnd, { type: 'exited' }>): VerifyUpdate {
  if (end.type === 'failed') {
    return {
      type: 'failed',
      reason: redactText(
        `The probe did not come to ask (${end.reason}): ${end.message}`,
      ),
      wording: {
        key: 'kubernetes.probeNotRun',
        values: { reason: end.reason, message: redactText(end.message) },
      },
    };
  }
  return {
    type: 'failed',
    reason: 'The probe’s job was deleted before its answer was read.',
    wording: { key: 'kubernetes.jobGone' },
  };
}

/** Removes the job; the cluster does so itself after a while when this fails. */
async function cleanUp(
  { clusters }: ActionDeps,
  job: FollowedJob,
  { signal, logger }: ActionContext,
): Promise<void> {
  try {
    await deleteJob(clusters, job, job, signal);
  } catch (error) {
    if ((error as Error).name !== 'NotFoundError') {
      logger.warn(`The probe ${job.name} was not deleted`, error as Error);
    }
  }
}

/** Creates a short job that asks one question, reads its answer and removes it. */
export function probeStep(deps: ActionDeps): StepHandler {
  const { clusters, probe: config } = deps;

  const followed = (cluster: string, input: JsonObject, state: JsonObject) => ({
    cluster,
    namespace: inputOf(input).namespace,
    name: String(state.job),
    uid: String(state.uid),
    container: CONTAINER,
  });

  return {
    async apply({ target, input, preconditions, runId, held }, { signal }) {
      const { cluster } = target;
      const { namespace, probe, command } = inputOf(input);
      const host = readHost(hostOf(probe), namespace, config);
      const service = await findService(
        clusters,
        cluster,
        host,
        config,
        signal,
      );
      checkPreconditions(service ?? {}, service?.spec ?? null, preconditions);
      const manifest = probeJob({ namespace, probe, command, runId }, config);
      const place = { cluster, namespace };
      await held();
      return appliedStep(
        await createJobOnce(clusters, place, manifest, runId, signal),
      );
    },

    async *verify({ target, input, applied }, context) {
      const { cluster } = target;
      const { probe } = inputOf(input);
      const job = followed(cluster, input, applied.state);
      const end = yield* followJob(deps, job, context.signal);
      if (!end) {
        return;
      }
      if (end.type === 'exited') {
        const pod = end.pods[end.pods.length - 1];
        const lines = await answerOf(deps, cluster, pod, context.signal);
        yield* logEvidence(pod, CONTAINER, lines);
        const { ok, message, wording } = readOutcome(
          probe,
          hostOf(probe),
          end.exit.exitCode,
          lines,
        );
        await cleanUp(deps, job, context);
        if (ok) {
          yield { type: 'progress', progress: { message, wording: [wording] } };
          yield { type: 'succeeded' };
        } else {
          yield { type: 'failed', reason: message, wording };
        }
        return;
      }
      await cleanUp(deps, job, context);
      yield failure(
        end.type === 'complete'
          ? {
              type: 'failed',
              reason: 'Complete',
              message: 'its container left no answer',
              pods: [],
            }
          : end,
      );
    },

    diagnose: ({ target, input, applied }, { signal }) =>
      diagnoseJob(deps, followed(target.cluster, input, applied.state), signal),

    async reconcile({ target, input, runId, since }, { signal }) {
      const { namespace } = inputOf(input);
      const job = await findJob(
        clusters,
        { cluster: target.cluster, namespace },
        probeName(runId),
        signal,
      );
      return job && isOfRun(job, runId)
        ? { outcome: 'applied', applied: appliedStep(job) }
        : absentJob(since, TTL_SECONDS);
    },
  };
}
