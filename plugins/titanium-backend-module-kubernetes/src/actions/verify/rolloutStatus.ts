import { Workload } from '../workloads';

/** How far a rollout is, by kubectl's own rules (pkg/polymorphichelpers/rollout_status.go). */
export type RolloutStatus =
  | { state: 'waiting'; message: string; done: number; total: number }
  | { state: 'done'; done: number; total: number }
  | { state: 'failed'; reason: string };

function waiting(message: string, done: number, total: number): RolloutStatus {
  return { state: 'waiting', message, done, total };
}

function deploymentStatus({ metadata, spec, status }: Workload): RolloutStatus {
  const total = spec.replicas ?? 1;
  const updated = status?.updatedReplicas ?? 0;
  const replicas = status?.replicas ?? 0;
  const available = status?.availableReplicas ?? 0;
  if ((metadata.generation ?? 0) > (status?.observedGeneration ?? 0)) {
    return waiting('the controller has not seen the change yet', 0, total);
  }
  const failed = status?.conditions?.find(
    ({ type, reason }) =>
      type === 'Progressing' && reason === 'ProgressDeadlineExceeded',
  );
  if (failed) {
    return {
      state: 'failed',
      reason: `The deployment made no progress within its deadline (ProgressDeadlineExceeded): ${
        failed.message ?? 'no details'
      }`,
    };
  }
  if (updated < total) {
    return waiting(`${updated} of ${total} new pods made`, available, total);
  }
  if (replicas > updated) {
    return waiting(
      `${replicas - updated} old pods are still stopping`,
      Math.min(available, total),
      total,
    );
  }
  if (available < updated) {
    return waiting(`${available} of ${updated} ready`, available, updated);
  }
  return { state: 'done', done: total, total };
}

function statefulSetStatus({
  metadata,
  spec,
  status,
}: Workload): RolloutStatus {
  const total = spec.replicas ?? 1;
  const ready = status?.readyReplicas ?? 0;
  const updated = status?.updatedReplicas ?? 0;
  const { type = 'RollingUpdate', rollingUpdate } = spec.updateStrategy ?? {};
  if ((metadata.generation ?? 0) > (status?.observedGeneration ?? 0)) {
    return waiting('the controller has not seen the change yet', 0, total);
  }
  if (type !== 'RollingUpdate') {
    // Nothing moves by itself under OnDelete: the template is what was asked for.
    return { state: 'done', done: ready, total };
  }
  if (ready < total) {
    return waiting(`${ready} of ${total} ready`, ready, total);
  }
  const partition = rollingUpdate?.partition ?? 0;
  if (partition > 0) {
    const wanted = Math.max(0, total - partition);
    return updated < wanted
      ? waiting(`${updated} of ${wanted} new pods made`, updated, wanted)
      : { state: 'done', done: wanted, total: wanted };
  }
  if (status?.updateRevision !== status?.currentRevision) {
    return waiting(`${updated} of ${total} new pods made`, updated, total);
  }
  return { state: 'done', done: total, total };
}

function daemonSetStatus({ metadata, spec, status }: Workload): RolloutStatus {
  const total = status?.desiredNumberScheduled ?? 0;
  const updated = status?.updatedNumberScheduled ?? 0;
  const available = status?.numberAvailable ?? 0;
  if ((metadata.generation ?? 0) > (status?.observedGeneration ?? 0)) {
    return waiting('the controller has not seen the change yet', 0, total);
  }
  if ((spec.updateStrategy?.type ?? 'RollingUpdate') !== 'RollingUpdate') {
    return { state: 'done', done: available, total };
  }
  if (updated < total) {
    return waiting(`${updated} of ${total} new pods made`, updated, total);
  }
  if (available < total) {
    return waiting(`${available} of ${total} ready`, available, total);
  }
  return { state: 'done', done: total, total };
}

/** The state of a rollout of any workload that has one. */
export function rolloutStatus(workload: Workload): RolloutStatus {
  switch (workload.kind) {
    case 'StatefulSet':
      return statefulSetStatus(workload);
    case 'DaemonSet':
      return daemonSetStatus(workload);
    default:
      return deploymentStatus(workload);
  }
}

/**
 * The state of a scale. Stricter than a rollout's: pods that are too many must have gone, where kubectl would already
 * be content.
 */
export function scaleStatus(workload: Workload): RolloutStatus {
  const { spec, status } = workload;
  const total = spec.replicas ?? 1;
  const replicas = status?.replicas ?? 0;
  const ready = status?.readyReplicas ?? 0;
  if ((workload.metadata.generation ?? 0) > (status?.observedGeneration ?? 0)) {
    return waiting('the controller has not seen the change yet', 0, total);
  }
  if (replicas > total) {
    return waiting(
      `${replicas - total} pods are still stopping`,
      Math.min(ready, total),
      total,
    );
  }
  const available =
    workload.kind === 'Deployment' ? status?.availableReplicas ?? 0 : ready;
  if (available < total) {
    return waiting(`${available} of ${total} ready`, available, total);
  }
  return { state: 'done', done: total, total };
}
