import { R } from '../../resources';
import { KubeObject } from '../../types';
import { WorldContext } from '../controller';
import { replicasOf, rollingBounds } from './math';
import { DESIRED, Revisions, SOURCE, sizeAnnotations } from './revisions';

/** Changes a ReplicaSet's size and says so in an event; returns the ReplicaSet as it is now. */
export function scaleSet(
  { store, events }: WorldContext,
  deployment: KubeObject,
  set: KubeObject,
  replicas: number,
): KubeObject {
  const before = set.spec.replicas ?? 0;
  const current = store.get(
    R.replicaSets,
    set.metadata.namespace,
    set.metadata.name,
  )!;
  const scaled = store.update(R.replicaSets, {
    ...current,
    metadata: {
      ...current.metadata,
      annotations: {
        ...current.metadata.annotations,
        ...sizeAnnotations(deployment),
      },
    },
    spec: { ...current.spec, replicas },
  });
  if (before !== replicas) {
    events.record(deployment, SOURCE, {
      reason: 'ScalingReplicaSet',
      message: `Scaled ${replicas > before ? 'up' : 'down'} replica set ${
        set.metadata.name
      } to ${replicas} from ${before}`,
    });
  }
  return scaled;
}

/** Whether somebody changed the deployment's size since its ReplicaSets were last scaled. */
export function isScaling(
  deployment: KubeObject,
  { newSet, oldSets }: Revisions,
): boolean {
  return active([...oldSets, ...(newSet ? [newSet] : [])]).some(set => {
    const desired = set.metadata.annotations?.[DESIRED];
    return (
      desired !== undefined && Number(desired) !== deployment.spec.replicas
    );
  });
}

/** Spreads a changed size over the ReplicaSets that have pods, in proportion while a rollout is under way. */
export function scale(
  context: WorldContext,
  deployment: KubeObject,
  { newSet, oldSets }: Revisions,
): void {
  const sets = active([...oldSets, ...(newSet ? [newSet] : [])]);
  const only = sets.length <= 1 ? sets[0] ?? newSet : undefined;
  if (only) {
    scaleSet(context, deployment, only, deployment.spec.replicas);
    return;
  }
  if (newSet && isSaturated(deployment, newSet)) {
    for (const set of active(oldSets)) {
      scaleSet(context, deployment, set, 0);
    }
    return;
  }
  scaleInProportion(context, deployment, sets);
}

function scaleInProportion(
  context: WorldContext,
  deployment: KubeObject,
  sets: KubeObject[],
): void {
  const { replicas } = deployment.spec;
  const total = replicasOf(sets);
  const allowed = replicas > 0 ? replicas + rollingBounds(deployment).surge : 0;
  let left = allowed - total;
  const ordered = [...sets].sort((a, b) => b.spec.replicas - a.spec.replicas);
  const sizes = ordered.map(set => {
    const share = Math.round((set.spec.replicas * allowed) / total);
    const change =
      left > 0
        ? Math.min(share - set.spec.replicas, left)
        : Math.max(share - set.spec.replicas, left);
    left -= change;
    return set.spec.replicas + change;
  });
  sizes[0] = Math.max(0, sizes[0] + left);
  ordered.forEach((set, index) =>
    scaleSet(context, deployment, set, sizes[index]),
  );
}

function isSaturated(deployment: KubeObject, set: KubeObject): boolean {
  const { replicas } = deployment.spec;
  return (
    set.spec.replicas === replicas &&
    (set.status?.availableReplicas ?? 0) === replicas
  );
}

function active(sets: readonly KubeObject[]): KubeObject[] {
  return sets.filter(set => (set.spec.replicas ?? 0) > 0);
}
