import { KubeObject, OwnerReference, WorldTime } from './types';

let lastSecond = NaN;
let lastText = '';

/** The time format of Kubernetes objects: whole seconds, UTC. */
export function timestamp(time: WorldTime): string {
  const second = Math.floor(time / 1000);
  // Thousands of objects are written within one second.
  if (second !== lastSecond) {
    lastSecond = second;
    lastText = `${new Date(second * 1000).toISOString().slice(0, 19)}Z`;
  }
  return lastText;
}

/** The time format of `events.k8s.io` and leases. */
export function microTimestamp(time: WorldTime): string {
  return new Date(time).toISOString().replace('Z', '000Z');
}

/** Milliseconds since the epoch; 0 when the timestamp is missing. */
export function parseTime(text: string | undefined): WorldTime {
  return text ? Date.parse(text) : 0;
}

export function controllerOf(object: KubeObject): OwnerReference | undefined {
  return object.metadata.ownerReferences?.find(owner => owner.controller);
}

export function ownerReference(owner: KubeObject): OwnerReference {
  return {
    apiVersion: owner.apiVersion,
    kind: owner.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid!,
    controller: true,
    blockOwnerDeletion: true,
  };
}

/** Whether labels satisfy a LabelSelector. A missing or empty selector selects nothing here. */
export function selects(
  selector: LabelSelector | undefined,
  labels: Record<string, string> | undefined,
): boolean {
  const { matchLabels = {}, matchExpressions = [] } = selector ?? {};
  const wanted = Object.entries(matchLabels);
  if (wanted.length === 0 && matchExpressions.length === 0) {
    return false;
  }
  return (
    wanted.every(([key, value]) => labels?.[key] === value) &&
    matchExpressions.every(expression => matches(expression, labels ?? {}))
  );
}

export interface LabelSelector {
  matchLabels?: Record<string, string>;
  matchExpressions?: { key: string; operator: string; values?: string[] }[];
}

function matches(
  expression: NonNullable<LabelSelector['matchExpressions']>[number],
  labels: Record<string, string>,
): boolean {
  const value = labels[expression.key];
  switch (expression.operator) {
    case 'In':
      return value !== undefined && !!expression.values?.includes(value);
    case 'NotIn':
      return !expression.values?.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}

export interface Condition {
  type: string;
  status: string;
  reason?: string;
  message?: string;
  lastTransitionTime?: string;
  lastUpdateTime?: string;
  lastProbeTime?: string | null;
}

export function conditionOf(
  object: KubeObject,
  type: string,
): Condition | undefined {
  return (object.status?.conditions as Condition[] | undefined)?.find(
    condition => condition.type === type,
  );
}

/** Whether the pod is ready to serve. */
export function isReady(pod: KubeObject): boolean {
  return conditionOf(pod, 'Ready')?.status === 'True';
}

/** Whether the pod has ended for good. */
export function isFinished(pod: KubeObject): boolean {
  return pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
}

/**
 * `conditions` with one replaced or added. `lastTransitionTime` moves only when the status changes, and a condition
 * that says the same stays as it was.
 */
export function withCondition(
  conditions: readonly Condition[] | undefined,
  next: Condition,
  now: string,
  options: { lastUpdateTime?: boolean } = {},
): Condition[] {
  const list = [...(conditions ?? [])];
  const index = list.findIndex(condition => condition.type === next.type);
  const current = list[index];
  if (
    current &&
    current.status === next.status &&
    current.reason === next.reason &&
    current.message === next.message
  ) {
    return list;
  }
  const condition: Condition = {
    ...next,
    lastTransitionTime:
      current?.status === next.status ? current.lastTransitionTime : now,
    ...(options.lastUpdateTime ? { lastUpdateTime: now } : {}),
  };
  if (index < 0) {
    list.push(condition);
  } else {
    list[index] = condition;
  }
  return list;
}
