import type {
  KubernetesObject,
  V1DaemonSet,
  V1Deployment,
  V1Job,
  V1ReplicaSet,
  V1StatefulSet,
  V2HorizontalPodAutoscaler,
} from '@kubernetes/client-node';
import {
  Health,
  WorkloadRow,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { splitImage } from './image';
import { mainContainer } from './podRow';

const REVISION = 'deployment.kubernetes.io/revision';

type Counts = Pick<
  WorkloadRow,
  'desired' | 'ready' | 'updated' | 'available' | 'paused' | 'revision'
> & {
  /** False until the controller has seen the newest spec. */
  observed: boolean;
  /** Pods of older revisions that are still there. */
  old: number;
  /** The platform's sentence when it has given up or refused. */
  failure?: string;
};

type Condition = {
  type: string;
  status: string;
  reason?: string;
  message?: string;
};

function failureOf(
  conditions: Condition[] | undefined,
  test: (condition: Condition) => boolean,
): string | undefined {
  const found = conditions?.find(test);
  return found && (found.message ?? found.reason ?? found.type);
}

function observed(object: KubernetesObject): boolean {
  const { metadata, status } = object as {
    metadata?: { generation?: number };
    status?: { observedGeneration?: number };
  };
  return (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 0);
}

function deployment(object: V1Deployment): Counts {
  const { spec, status } = object;
  return {
    desired: spec?.replicas ?? 1,
    ready: status?.readyReplicas ?? 0,
    updated: status?.updatedReplicas ?? 0,
    old: Math.max((status?.replicas ?? 0) - (status?.updatedReplicas ?? 0), 0),
    available: status?.availableReplicas ?? 0,
    paused: spec?.paused ?? false,
    revision: object.metadata?.annotations?.[REVISION] ?? null,
    observed: observed(object),
    failure: failureOf(
      status?.conditions,
      ({ type, reason, status: state }) =>
        (type === 'Progressing' && reason === 'ProgressDeadlineExceeded') ||
        (type === 'ReplicaFailure' && state === 'True'),
    ),
  };
}

function statefulSet(object: V1StatefulSet): Counts {
  const { spec, status } = object;
  const current =
    status?.updateRevision !== undefined &&
    status.updateRevision === status.currentRevision;
  return {
    desired: spec?.replicas ?? 1,
    ready: status?.readyReplicas ?? 0,
    // The API leaves updatedReplicas out once everything is current.
    updated: status?.updatedReplicas ?? (current ? status?.replicas ?? 0 : 0),
    available: status?.availableReplicas ?? status?.readyReplicas ?? 0,
    old: 0,
    paused: false,
    revision: status?.updateRevision ?? null,
    observed: observed(object),
  };
}

function daemonSet(object: V1DaemonSet): Counts {
  const { status } = object;
  return {
    desired: status?.desiredNumberScheduled ?? 0,
    ready: status?.numberReady ?? 0,
    updated: status?.updatedNumberScheduled ?? 0,
    available: status?.numberAvailable ?? 0,
    old: 0,
    paused: false,
    revision: null,
    observed: observed(object),
  };
}

function replicaSet(object: V1ReplicaSet): Counts {
  const { spec, status } = object;
  return {
    desired: spec?.replicas ?? 1,
    ready: status?.readyReplicas ?? 0,
    updated: status?.replicas ?? 0,
    available: status?.availableReplicas ?? 0,
    old: 0,
    paused: false,
    revision: object.metadata?.annotations?.[REVISION] ?? null,
    observed: observed(object),
    failure: failureOf(
      status?.conditions,
      ({ type, status: state }) =>
        type === 'ReplicaFailure' && state === 'True',
    ),
  };
}

function job(object: V1Job): Counts {
  const { spec, status } = object;
  const desired = spec?.completions ?? 1;
  const done = status?.succeeded ?? 0;
  return {
    desired,
    ready: done,
    updated: desired,
    available: done,
    old: 0,
    paused: spec?.suspend ?? false,
    revision: null,
    observed: true,
    failure: failureOf(
      status?.conditions,
      ({ type, status: state }) => type === 'Failed' && state === 'True',
    ),
  };
}

const COUNTS: Record<string, (object: any) => Counts> = {
  deployment,
  statefulset: statefulSet,
  daemonset: daemonSet,
  replicaset: replicaSet,
  job,
};

function judge(kind: string, counts: Counts): [Health, string] {
  const { desired, ready, updated, available } = counts;
  if (counts.failure !== undefined) {
    return ['failed', counts.failure];
  }
  if (kind === 'job') {
    if (ready >= desired) {
      return ['healthy', 'Complete'];
    }
    return counts.paused
      ? ['paused', 'Suspended']
      : ['progressing', `${ready} of ${desired} completed`];
  }
  if (counts.paused) {
    return ['paused', `Paused, ${ready} of ${desired} ready`];
  }
  if (!counts.observed) {
    return ['progressing', 'Waiting for the controller'];
  }
  if (updated < desired) {
    return ['progressing', `Rolling out: ${updated} of ${desired} updated`];
  }
  if (counts.old > 0) {
    return ['progressing', `Rolling out: ${counts.old} old to end`];
  }
  if (desired === 0) {
    return ['healthy', 'Scaled to 0'];
  }
  if (available < desired || ready < desired) {
    return ['degraded', `${ready} of ${desired} ready`];
  }
  return ['healthy', `${ready} of ${desired} ready`];
}

function metricUse(hpa: V2HorizontalPodAutoscaler): {
  cpuPercent: number | null;
  cpuTarget: number | null;
} {
  const target = hpa.spec?.metrics?.find(
    metric => metric.type === 'Resource' && metric.resource?.name === 'cpu',
  );
  const current = hpa.status?.currentMetrics?.find(
    metric => metric.type === 'Resource' && metric.resource?.name === 'cpu',
  );
  return {
    cpuPercent: current?.resource?.current?.averageUtilization ?? null,
    cpuTarget: target?.resource?.target?.averageUtilization ?? null,
  };
}

function hpaOf(hpa: V2HorizontalPodAutoscaler | undefined): WorkloadRow['hpa'] {
  return hpa?.spec
    ? {
        name: hpa.metadata!.name!,
        min: hpa.spec.minReplicas ?? 1,
        max: hpa.spec.maxReplicas,
        current: hpa.status?.currentReplicas ?? 0,
        ...metricUse(hpa),
      }
    : null;
}

/** True for kinds the Pods tab groups by. */
export function isWorkloadKind(kind: string): boolean {
  return Object.hasOwn(COUNTS, kind);
}

/** A workload as the Pods tab shows it. */
export function workloadRow(
  object: KubernetesObject,
  context: {
    cluster: string;
    kind: string;
    hpa: V2HorizontalPodAutoscaler | undefined;
  },
): WorkloadRow {
  const counts = COUNTS[context.kind](object);
  const [health, message] = judge(context.kind, counts);
  const template = (object as V1Deployment).spec?.template;
  const main = template && mainContainer(template as object);
  const image = template?.spec?.containers.find(({ name }) => name === main);
  return {
    key: object.metadata!.uid!,
    cluster: context.cluster,
    namespace: object.metadata!.namespace!,
    kind: context.kind,
    name: object.metadata!.name!,
    desired: counts.desired,
    ready: counts.ready,
    updated: counts.updated,
    available: counts.available,
    paused: counts.paused,
    revision: counts.revision,
    health,
    message,
    version: image?.image ? splitImage(image.image).version : '',
    hpa: hpaOf(context.hpa),
  };
}
