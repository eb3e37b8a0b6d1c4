import {
  Condition,
  conditionOf,
  parseTime,
  timestamp,
  withCondition,
} from '../../objects';
import { KubeObject, WorldTime } from '../../types';
import { counts } from '../replicaset';
import { isComplete, rollingBounds, statusSum } from './math';
import { Revisions } from './revisions';

/** The deployment with the status its ReplicaSets give it. */
export function withStatus(
  deployment: KubeObject,
  { newSet, oldSets }: Revisions,
  now: WorldTime,
): KubeObject {
  const sets = [...oldSets, ...(newSet ? [newSet] : [])];
  const available = statusSum(sets, 'availableReplicas');
  const total = sets.reduce((sum, set) => sum + (set.spec.replicas ?? 0), 0);
  const next: KubeObject = {
    ...deployment,
    status: {
      observedGeneration: deployment.metadata.generation,
      ...counts({
        replicas: statusSum(sets, 'replicas'),
        updatedReplicas: newSet?.status?.replicas ?? 0,
        readyReplicas: statusSum(sets, 'readyReplicas'),
        availableReplicas: available,
        unavailableReplicas: Math.max(0, total - available),
      }),
      conditions: deployment.status?.conditions,
    },
  };
  next.status.conditions = progress(
    deployment,
    next,
    newSet,
    availability(next, available, now),
    now,
  );
  return next;
}

function availability(
  deployment: KubeObject,
  available: number,
  now: WorldTime,
): Condition[] {
  const enough =
    available >=
    deployment.spec.replicas - rollingBounds(deployment).unavailable;
  return withCondition(
    deployment.status.conditions,
    {
      type: 'Available',
      status: enough ? 'True' : 'False',
      reason: enough
        ? 'MinimumReplicasAvailable'
        : 'MinimumReplicasUnavailable',
      message: enough
        ? 'Deployment has minimum availability.'
        : 'Deployment does not have minimum availability.',
    },
    timestamp(now),
    { lastUpdateTime: true },
  );
}

function progress(
  before: KubeObject,
  after: KubeObject,
  newSet: KubeObject | undefined,
  conditions: Condition[],
  now: WorldTime,
): Condition[] {
  const current = conditionOf(before, 'Progressing');
  const name = newSet?.metadata.name ?? before.metadata.name;
  const set = (status: string, reason: string, message: string) =>
    withCondition(
      conditions,
      { type: 'Progressing', status, reason, message },
      timestamp(now),
      { lastUpdateTime: true },
    );
  // A rollout that has ended stays ended: scaling or a pod lost later does not start it again.
  if (
    current?.reason === 'NewReplicaSetAvailable' &&
    after.status.updatedReplicas === after.status.replicas
  ) {
    return conditions;
  }
  if (after.spec.paused) {
    return conditions;
  }
  if (isComplete(after)) {
    return set(
      'True',
      'NewReplicaSetAvailable',
      `ReplicaSet "${name}" has successfully progressed.`,
    );
  }
  if (hasMoved(before, after)) {
    const message = `ReplicaSet "${name}" is progressing.`;
    // The same words again still say that it moved: the time of the last step is what the deadline counts from.
    return set('True', 'ReplicaSetUpdated', message).map(condition =>
      condition.type === 'Progressing'
        ? { ...condition, lastUpdateTime: timestamp(now) }
        : condition,
    );
  }
  if (deadlineOf(before, current) <= now) {
    return set(
      'False',
      'ProgressDeadlineExceeded',
      `ReplicaSet "${name}" has timed out progressing.`,
    );
  }
  return conditions;
}

function hasMoved(before: KubeObject, after: KubeObject): boolean {
  const value = (object: KubeObject, field: string) =>
    object.status?.[field] ?? 0;
  const old = (object: KubeObject) =>
    value(object, 'replicas') - value(object, 'updatedReplicas');
  return (
    value(after, 'updatedReplicas') > value(before, 'updatedReplicas') ||
    old(after) < old(before) ||
    value(after, 'readyReplicas') > value(before, 'readyReplicas') ||
    value(after, 'availableReplicas') > value(before, 'availableReplicas')
  );
}

/** When a rollout that does not move counts as failed. */
export function deadlineOf(
  deployment: KubeObject,
  progressing = conditionOf(deployment, 'Progressing'),
): WorldTime {
  const ended = ['ProgressDeadlineExceeded', 'NewReplicaSetAvailable'];
  return progressing && !ended.includes(progressing.reason ?? '')
    ? parseTime(progressing.lastUpdateTime) +
        (deployment.spec.progressDeadlineSeconds ?? 600) * 1000
    : Infinity;
}
