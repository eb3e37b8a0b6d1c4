import type {
  V1ContainerStateTerminated,
  V1Job,
  V1Pod,
} from '@kubernetes/client-node';
import { RunProgress } from '@titanium-portal/backstage-plugin-titanium-common';
import { VerifyUpdate } from '@titanium-portal/backstage-plugin-titanium-node';
import { ActionDeps } from '../deps';
import { podEvidence } from '../verify/evidence';
import { Mirror } from '../verify/Mirror';
import { Narrator } from '../verify/narrate';
import { AwaitedPod, awaited } from '../verify/pods';
import { pathOf } from '../workloads';
import { endOf, findJob, isOfJob } from './jobs';

/** A job being followed. */
export interface FollowedJob {
  cluster: string;
  namespace: string;
  name: string;
  uid: string;
  /** Its work is done when this container has ended, whatever else (a sidecar) still runs in the pod. */
  container?: string;
}

/** How a job ended. Pods are the ones it left, newest last. */
export type JobEnd =
  | { type: 'complete'; pods: V1Pod[] }
  | { type: 'failed'; reason: string; message: string; pods: V1Pod[] }
  /** The container that was waited for. */
  | { type: 'exited'; exit: V1ContainerStateTerminated; pods: V1Pod[] }
  /** Somebody has deleted it before its end was seen. */
  | { type: 'gone' };

function byAge(a: V1Pod, b: V1Pod): number {
  return String(a.metadata?.creationTimestamp ?? '').localeCompare(
    String(b.metadata?.creationTimestamp ?? ''),
  );
}

function exitOf(pods: readonly V1Pod[], container: string) {
  const statuses = pods.flatMap(
    ({ status }) => status?.containerStatuses ?? [],
  );
  return statuses
    .filter(({ name }) => name === container)
    .map(({ state }) => state?.terminated)
    .find(exit => exit !== undefined);
}

function ended(
  job: V1Job,
  pods: V1Pod[],
  container: string | undefined,
): JobEnd | undefined {
  const exit = container === undefined ? undefined : exitOf(pods, container);
  if (exit) {
    return { type: 'exited', exit, pods };
  }
  const condition = endOf(job);
  if (!condition) {
    return undefined;
  }
  return condition.type === 'Complete'
    ? { type: 'complete', pods }
    : {
        type: 'failed',
        reason: condition.reason ?? 'Failed',
        message: condition.message ?? '',
        pods,
      };
}

function isRunning({ status }: V1Pod): boolean {
  return (status?.containerStatuses ?? []).some(
    ({ state }) => state?.running !== undefined,
  );
}

function progressOf(
  job: FollowedJob,
  pods: readonly V1Pod[],
  waiting: readonly AwaitedPod[],
  stalled: boolean,
): RunProgress {
  const running = pods.find(isRunning);
  const [first] = waiting;
  const state = stalled ? { stalled } : {};
  if (running) {
    const name = running.metadata?.name ?? '';
    return {
      message: `${name} is running`,
      wording: [{ key: 'jobRunning', values: { name } }],
      ...state,
    };
  }
  if (first) {
    const name = first.pod.metadata?.name ?? '';
    return {
      message: `waiting for ${name} (${first.reason})`,
      wording: [{ key: 'waiting', values: { name, reason: first.reason } }],
      waitingFor: [{ kind: 'pod', name, reason: first.reason }],
      ...state,
    };
  }
  return {
    message: `job ${job.name} was created, its pod is awaited`,
    wording: [{ key: 'jobCreated', values: { name: job.name } }],
    ...state,
  };
}

/**
 * Watches a job until it has ended and tells how it stands meanwhile; why its pod does not start is told as evidence. The
 * caller says what the end means. Undefined when it is no longer watched.
 */
export async function* followJob(
  deps: ActionDeps,
  job: FollowedJob,
  signal: AbortSignal,
): AsyncGenerator<VerifyUpdate, JobEnd | undefined> {
  const { clusters, timings } = deps;
  const place = { cluster: job.cluster, namespace: job.namespace };
  const mirror = new Mirror<'jobs' | 'pods'>(
    clusters.watches,
    job.cluster,
    {
      jobs: pathOf(clusters, { ...place, kind: 'job' }),
      pods: pathOf(clusters, { ...place, kind: 'pod' }),
    },
    signal,
  );
  const narrator = new Narrator();
  let seen = false;
  try {
    while (!signal.aborted) {
      let patience = timings.stall;
      const live = mirror.synced
        ? mirror.get<V1Job>('jobs', job.uid)
        : undefined;
      seen ||= live !== undefined;
      if (mirror.synced && !live) {
        // A warm watch may not have come to the write yet; the API knows.
        const found = seen
          ? undefined
          : await findJob(clusters, place, job.name, signal);
        if (found?.metadata?.uid !== job.uid) {
          return { type: 'gone' };
        }
      }
      if (live) {
        const pods = mirror
          .all<V1Pod>('pods')
          .filter(pod => isOfJob(job.uid, pod))
          .sort(byAge);
        const end = ended(live, pods, job.container);
        if (end) {
          return end;
        }
        const waiting = awaited(pods.filter(pod => !isRunning(pod)));
        const still = narrator.stalled(
          JSON.stringify(waiting.map(({ reason }) => reason)),
          timings.stall,
        );
        const stuck = waiting.filter(pod => pod.stuck || still);
        const progress = progressOf(job, pods, waiting, stuck.length > 0);
        if (narrator.isNews(progress)) {
          yield { type: 'progress', progress };
        }
        for (const { pod } of narrator.unexplained(stuck)) {
          yield* podEvidence(clusters, job.cluster, pod, signal);
        }
        patience = still ? timings.stall : narrator.patience(timings.stall);
      }
      await mirror.changed(patience);
    }
    return undefined;
  } finally {
    await mirror.close();
  }
}
