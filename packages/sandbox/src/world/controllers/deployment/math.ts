import { KubeObject } from '../../types';

/** `25%` of a total or a plain number, as a whole number of pods. */
export function scaledValue(
  value: string | number | undefined,
  total: number,
  round: 'up' | 'down',
): number {
  if (typeof value === 'string' && value.endsWith('%')) {
    const exact = (parseInt(value, 10) * total) / 100;
    return round === 'up' ? Math.ceil(exact) : Math.floor(exact);
  }
  return Number(value ?? 0);
}

/** How many pods more, and how many fewer, than asked for a rolling update may have at a time. */
export function rollingBounds(deployment: KubeObject): {
  surge: number;
  unavailable: number;
} {
  const { strategy, replicas } = deployment.spec;
  if (strategy?.type === 'Recreate') {
    return { surge: 0, unavailable: replicas };
  }
  const update = strategy?.rollingUpdate ?? {};
  const surge = scaledValue(update.maxSurge ?? '25%', replicas, 'up');
  const unavailable = scaledValue(
    update.maxUnavailable ?? '25%',
    replicas,
    'down',
  );
  // Both zero could never move.
  return surge === 0 && unavailable === 0
    ? { surge, unavailable: 1 }
    : { surge, unavailable: Math.min(unavailable, replicas) };
}

export function replicasOf(sets: readonly KubeObject[]): number {
  return sets.reduce((sum, set) => sum + (set.spec.replicas ?? 0), 0);
}

export function statusSum(
  sets: readonly KubeObject[],
  field: 'replicas' | 'readyReplicas' | 'availableReplicas',
): number {
  return sets.reduce((sum, set) => sum + (set.status?.[field] ?? 0), 0);
}

/** How large the newest ReplicaSet may be now. */
export function newSetReplicas(
  deployment: KubeObject,
  sets: readonly KubeObject[],
  newSet: number,
): number {
  const { replicas, strategy } = deployment.spec;
  if (strategy?.type === 'Recreate') {
    return replicas;
  }
  const room = replicas + rollingBounds(deployment).surge - replicasOf(sets);
  return room <= 0 ? newSet : newSet + Math.min(room, replicas - newSet);
}

/** Everything asked for runs the newest template and is available, and nothing older is left. */
export function isComplete(deployment: KubeObject): boolean {
  const { replicas } = deployment.spec;
  const { status = {} } = deployment;
  return (
    (status.updatedReplicas ?? 0) === replicas &&
    (status.replicas ?? 0) === replicas &&
    (status.availableReplicas ?? 0) === replicas &&
    (status.observedGeneration ?? 0) >= (deployment.metadata.generation ?? 0)
  );
}
