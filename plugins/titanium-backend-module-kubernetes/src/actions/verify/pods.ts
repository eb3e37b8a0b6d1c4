import type { V1Pod, V1ReplicaSet } from '@kubernetes/client-node';
import { podStatus } from '../../views/pods/podStatus';
import { Workload } from '../workloads';

const REVISION = 'deployment.kubernetes.io/revision';

/** Waiting gets nobody further: something must be done. */
const STUCK = new Set([
  'ImagePullBackOff',
  'ErrImagePull',
  'InvalidImageName',
  'ErrImageNeverPull',
  'CrashLoopBackOff',
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
  'OOMKilled',
  'Error',
  'Unschedulable',
]);

/** A pod that is awaited, and why. */
export interface AwaitedPod {
  pod: V1Pod;
  reason: string;
  stuck: boolean;
}

function ownedBy(
  owner: { uid?: string },
  object: { metadata?: V1Pod['metadata'] },
) {
  return (object.metadata?.ownerReferences ?? []).some(
    ({ uid, controller }) => controller && uid === owner.uid,
  );
}

/** The pods of a workload: its own, or those of its replica sets. */
export function podsOf(
  workload: Workload,
  pods: readonly V1Pod[],
  replicaSets: readonly V1ReplicaSet[],
): V1Pod[] {
  const owners = [
    workload.metadata,
    ...replicaSets
      .filter(set => ownedBy(workload.metadata, set))
      .map(({ metadata }) => metadata ?? {}),
  ];
  return pods.filter(pod => owners.some(owner => ownedBy(owner, pod)));
}

/** Keeps the pods of the newest revision. */
export function newestPods(
  workload: Workload,
  pods: readonly V1Pod[],
  replicaSets: readonly V1ReplicaSet[],
): V1Pod[] {
  if (workload.kind === 'Deployment') {
    // Its set may not have been seen yet: then there are none so far.
    const current = workload.metadata.annotations?.[REVISION];
    const newest = replicaSets.find(
      set =>
        ownedBy(workload.metadata, set) &&
        set.metadata?.annotations?.[REVISION] === current,
    );
    return newest
      ? pods.filter(pod => ownedBy(newest.metadata ?? {}, pod))
      : [];
  }
  const revision = workload.status?.updateRevision;
  return revision === undefined
    ? [...pods]
    : pods.filter(
        ({ metadata }) =>
          metadata?.labels?.['controller-revision-hash'] === revision,
      );
}

export function isReady(pod: V1Pod): boolean {
  return (
    pod.metadata?.deletionTimestamp === undefined &&
    (pod.status?.conditions ?? []).some(
      ({ type, status }) => type === 'Ready' && status === 'True',
    )
  );
}

function reasonOf(pod: V1Pod): string {
  const scheduled = pod.status?.conditions?.find(
    ({ type }) => type === 'PodScheduled',
  );
  if (scheduled?.status === 'False') {
    return scheduled.reason ?? 'Unschedulable';
  }
  const { status } = podStatus(pod);
  return status === 'Running' ? 'not ready yet' : status;
}

/** Pods that are not ready, stuck ones first, then by name. */
export function awaited(pods: readonly V1Pod[]): AwaitedPod[] {
  return pods
    .filter(pod => !isReady(pod))
    .map(pod => {
      const reason = reasonOf(pod);
      return { pod, reason, stuck: STUCK.has(reason.replace(/^Init:/, '')) };
    })
    .sort(
      (a, b) =>
        Number(b.stuck) - Number(a.stuck) ||
        (a.pod.metadata?.name ?? '').localeCompare(b.pod.metadata?.name ?? ''),
    );
}
