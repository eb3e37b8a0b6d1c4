import {
  PodRow,
  WorkloadRow,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { ActionCheckRequest } from '@titanium-portal/backstage-plugin-titanium-react';

const SCALED = ['deployment', 'statefulset'];
const ROLLED = ['deployment', 'statefulset', 'daemonset'];

function target({ cluster, namespace, kind, name }: WorkloadRow) {
  return { cluster, namespace, kind, name };
}

export function canScale(workload: WorkloadRow): boolean {
  return SCALED.includes(workload.kind);
}

export function canRoll(workload: WorkloadRow): boolean {
  return ROLLED.includes(workload.kind);
}

export function scaleRequest(
  workload: WorkloadRow,
  replicas: number,
  entityRef: string,
): ActionCheckRequest {
  return {
    action: 'kubernetes.workload.scale',
    input: { ...target(workload), replicas, currentReplicas: null },
    entityRef,
  };
}

export function restartRequest(
  workload: WorkloadRow,
  entityRef: string,
): ActionCheckRequest {
  return {
    action: 'kubernetes.workload.restart',
    input: target(workload),
    entityRef,
  };
}

export function undoRequest(
  workload: WorkloadRow,
  revision: number | null,
  entityRef: string,
): ActionCheckRequest {
  return {
    action: 'kubernetes.workload.undo',
    input: { ...target(workload), revision },
    entityRef,
  };
}

export function deletePodRequest(
  pod: PodRow,
  entityRef: string,
): ActionCheckRequest {
  return {
    action: 'kubernetes.pod.delete',
    input: {
      cluster: pod.cluster,
      namespace: pod.namespace,
      name: pod.name,
    },
    entityRef,
  };
}
