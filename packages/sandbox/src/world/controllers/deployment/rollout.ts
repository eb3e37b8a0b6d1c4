import { KubeObject } from '../../types';
import { WorldContext } from '../controller';
import { isActive } from '../pods';
import { newSetReplicas, replicasOf, rollingBounds, statusSum } from './math';
import { scaleSet } from './scaling';

/** One step of a rolling update: grow the new ReplicaSet, or else shrink the old ones. */
export function rollingStep(
  context: WorldContext,
  deployment: KubeObject,
  newSet: KubeObject,
  oldSets: KubeObject[],
): void {
  const wanted =
    newSet.spec.replicas > deployment.spec.replicas
      ? deployment.spec.replicas
      : newSetReplicas(deployment, [...oldSets, newSet], newSet.spec.replicas);
  if (wanted !== newSet.spec.replicas) {
    scaleSet(context, deployment, newSet, wanted);
    return;
  }
  shrinkOld(context, deployment, newSet, oldSets);
}

function shrinkOld(
  context: WorldContext,
  deployment: KubeObject,
  newSet: KubeObject,
  oldSets: KubeObject[],
): void {
  const total = replicasOf([...oldSets, newSet]);
  const minAvailable =
    deployment.spec.replicas - rollingBounds(deployment).unavailable;
  const newUnavailable =
    newSet.spec.replicas - (newSet.status?.availableReplicas ?? 0);
  const room = total - minAvailable - newUnavailable;
  if (replicasOf(oldSets) === 0 || room <= 0) {
    return;
  }
  const ordered = [...oldSets].sort((a, b) =>
    a.metadata.creationTimestamp! < b.metadata.creationTimestamp! ? -1 : 1,
  );
  const cleaned = dropUnhealthy(context, deployment, ordered, room);
  let spare =
    statusSum([...cleaned, newSet], 'availableReplicas') - minAvailable;
  for (const set of cleaned) {
    const count = Math.min(spare, set.spec.replicas);
    if (count > 0) {
      scaleSet(context, deployment, set, set.spec.replicas - count);
      spare -= count;
    }
  }
}

/** Old pods that do not serve cost nothing to lose: they go first, whatever is available. */
function dropUnhealthy(
  context: WorldContext,
  deployment: KubeObject,
  oldSets: KubeObject[],
  room: number,
): KubeObject[] {
  let left = room;
  return oldSets.map(set => {
    const unhealthy = set.spec.replicas - (set.status?.availableReplicas ?? 0);
    const count = Math.min(left, unhealthy);
    if (set.spec.replicas === 0 || count <= 0) {
      return set;
    }
    left -= count;
    return scaleSet(context, deployment, set, set.spec.replicas - count);
  });
}

/** One step of a Recreate: everything old must be gone before anything new starts. */
export function recreateStep(
  context: WorldContext,
  deployment: KubeObject,
  oldSets: KubeObject[],
  ensureNew: () => KubeObject,
): void {
  const running = oldSets.filter(set => set.spec.replicas > 0);
  for (const set of running) {
    scaleSet(context, deployment, set, 0);
  }
  const oldPods = oldSets.flatMap(set =>
    context.owned.list(set.metadata.uid, 'Pod'),
  );
  if (
    running.length > 0 ||
    oldPods.some(pod => isActive(pod) || pod.metadata.deletionTimestamp)
  ) {
    return;
  }
  const newSet = ensureNew();
  if (newSet.spec.replicas !== deployment.spec.replicas) {
    scaleSet(context, deployment, newSet, deployment.spec.replicas);
  }
}
