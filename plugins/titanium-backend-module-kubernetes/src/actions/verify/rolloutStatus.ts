import { Wording } from '@titanium-portal/backstage-plugin-titanium-common';
import { Workload } from '../workloads';

/** Something to say of a rollout, and the same for other languages. */
export interface Note {
  message: string;
  wording: Wording;
}

/** How far a rollout is, by kubectl's own rules (pkg/polymorphichelpers/rollout_status.go). */
export type RolloutStatus =
  | {
      state: 'waiting';
      /** What is awaited beside ready pods; null when it is only those. */
      note: Note | null;
      /** The controller has not seen the change: its numbers are of the state before. */
      unseen?: true;
      done: number;
      total: number;
    }
  | { state: 'done'; done: number; total: number }
  | { state: 'failed'; reason: string; wording: Wording };

function waiting(
  note: Note | null,
  done: number,
  total: number,
): RolloutStatus {
  return { state: 'waiting', note, done, total };
}

/** The controller has yet to look at the newest spec. */
function unseen({ metadata, status }: Workload): boolean {
  return (metadata.generation ?? 0) > (status?.observedGeneration ?? 0);
}

function waitingForController(total: number): RolloutStatus {
  return {
    state: 'waiting',
    note: {
      message: 'the controller has not seen the change yet',
      wording: { key: 'unseen' },
    },
    unseen: true,
    done: 0,
    total,
  };
}

/** "2 old pods are still stopping". */
export function stoppingPods(count: number, what: 'pod' | 'old pod'): Note {
  return {
    message:
      count === 1
        ? `1 ${what} is still stopping`
        : `${count} ${what}s are still stopping`,
    wording: {
      key: what === 'pod' ? 'stopping' : 'stoppingOld',
      values: { count: String(count) },
    },
  };
}

function deploymentStatus(workload: Workload): RolloutStatus {
  const { spec, status } = workload;
  const total = spec.replicas ?? 1;
  const updated = status?.updatedReplicas ?? 0;
  const replicas = status?.replicas ?? 0;
  const available = status?.availableReplicas ?? 0;
  if (unseen(workload)) {
    return waitingForController(total);
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
      wording: {
        key: 'kubernetes.deadline',
        values: { message: failed.message ?? '' },
      },
    };
  }
  if (updated < total) {
    return waiting(null, available, total);
  }
  if (replicas > updated) {
    return waiting(
      stoppingPods(replicas - updated, 'old pod'),
      Math.min(available, total),
      total,
    );
  }
  if (available < updated) {
    return waiting(null, available, updated);
  }
  return { state: 'done', done: total, total };
}

function statefulSetStatus(workload: Workload): RolloutStatus {
  const { spec, status } = workload;
  const total = spec.replicas ?? 1;
  const ready = status?.readyReplicas ?? 0;
  const updated = status?.updatedReplicas ?? 0;
  const { type = 'RollingUpdate', rollingUpdate } = spec.updateStrategy ?? {};
  if (unseen(workload)) {
    return waitingForController(total);
  }
  if (type !== 'RollingUpdate') {
    // Nothing moves by itself under OnDelete: the template is what was asked for.
    return { state: 'done', done: ready, total };
  }
  if (ready < total) {
    return waiting(null, ready, total);
  }
  const partition = rollingUpdate?.partition ?? 0;
  if (partition > 0) {
    const wanted = Math.max(0, total - partition);
    return updated < wanted
      ? waiting(null, updated, wanted)
      : { state: 'done', done: wanted, total: wanted };
  }
  if (status?.updateRevision !== status?.currentRevision) {
    return waiting(null, updated, total);
  }
  return { state: 'done', done: total, total };
}

function daemonSetStatus(workload: Workload): RolloutStatus {
  const { spec, status } = workload;
  const total = status?.desiredNumberScheduled ?? 0;
  const updated = status?.updatedNumberScheduled ?? 0;
  const available = status?.numberAvailable ?? 0;
  if (unseen(workload)) {
    return waitingForController(total);
  }
  if ((spec.updateStrategy?.type ?? 'RollingUpdate') !== 'RollingUpdate') {
    return { state: 'done', done: available, total };
  }
  if (updated < total) {
    return waiting(null, updated, total);
  }
  if (available < total) {
    return waiting(null, available, total);
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
  if (unseen(workload)) {
    return waitingForController(total);
  }
  if (replicas > total) {
    return waiting(
      stoppingPods(replicas - total, 'pod'),
      Math.min(ready, total),
      total,
    );
  }
  const available =
    workload.kind === 'Deployment' ? status?.availableReplicas ?? 0 : ready;
  if (available < total) {
    return waiting(null, available, total);
  }
  return { state: 'done', done: total, total };
}
