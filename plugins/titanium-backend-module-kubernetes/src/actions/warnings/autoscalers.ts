import type { V2HorizontalPodAutoscaler } from '@kubernetes/client-node';
import { PlanWarning } from '@titanium-portal/backstage-plugin-titanium-common';
import { TitaniumClusters } from '@titanium-portal/backstage-plugin-titanium-node';
import { ObjectRef } from '../workloads';
import { optionalList } from './optionalList';

/** An autoscaler as warnings and verification speak of it. */
export interface Autoscaler {
  name: string;
  min: number;
  max: number;
  /** What it wants now; null before its first decision. */
  desired: number | null;
}

/** The autoscaler that scales an object; undefined when there is none or none may be read. */
export async function findAutoscaler(
  clusters: TitaniumClusters,
  ref: ObjectRef,
  signal: AbortSignal,
): Promise<Autoscaler | undefined> {
  const items = await optionalList<V2HorizontalPodAutoscaler>(
    clusters,
    ref,
    'horizontalpodautoscaler',
    signal,
  );
  const found = items.find(
    ({ spec }) =>
      spec?.scaleTargetRef.kind.toLowerCase() === ref.kind &&
      spec.scaleTargetRef.name === ref.name,
  );
  return (
    found && {
      name: found.metadata?.name ?? '',
      min: found.spec?.minReplicas ?? 1,
      max: found.spec?.maxReplicas ?? 1,
      desired: found.status?.desiredReplicas ?? null,
    }
  );
}

/** True when the autoscaler is sure to set the number back: it is none that it allows. */
export function willObject(
  { min, max }: Autoscaler,
  replicas: number,
): boolean {
  // An autoscaler leaves a workload at zero alone.
  return replicas > 0 && (replicas < min || replicas > max);
}

/** What the autoscaler will do about a scale. */
export function autoscalerWarning(
  autoscaler: Autoscaler,
  replicas: number,
): PlanWarning {
  const { name, min, max, desired } = autoscaler;
  const values = { name, min, max, desired, replicas };
  const range = `${min} to ${max}`;
  if (replicas === 0) {
    return {
      code: 'hpa',
      severity: 'warning',
      message: `The autoscaler ${name} stops working while there are no replicas; it starts again when they are scaled up by hand.`,
      values: { ...values, effect: 'disabled' },
    };
  }
  if (replicas < min || replicas > max) {
    const back = replicas < min ? min : max;
    return {
      code: 'hpa',
      severity: 'danger',
      message: `The autoscaler ${name} allows ${range} and will set it to ${back} within seconds.`,
      values: { ...values, back, effect: 'outside' },
    };
  }
  const wants =
    desired !== null && desired !== replicas
      ? `wants ${desired} now: ${replicas} is in its range, but it will set it to ${desired} again at its next look at the load, usually within seconds.`
      : `decides by load: ${replicas} is in its range, but it will change the number when the load calls for another.`;
  return {
    code: 'hpa',
    severity: 'warning',
    message: `The autoscaler ${name} (${range}) ${wants}`,
    values: {
      ...values,
      effect: desired !== null && desired !== replicas ? 'back' : 'inside',
    },
  };
}
