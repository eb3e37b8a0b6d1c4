import { conditionOf, isFinished, isReady, parseTime } from '../../objects';
import { milliCpu, quantity } from '../../quantity';
import { KubeObject, PodRuntime, WorldTime } from '../../types';

/** Within this of its target a metric asks for no change. */
const TOLERANCE = 0.1;
/** A pod's CPU is not believed while it starts. */
const CPU_INITIALIZATION_MS = 5 * 60_000;
const INITIAL_READINESS_MS = 30_000;

/** What one metric says about a set of pods. */
export interface Proposal {
  replicas: number;
  /** Percent of the requests, for the status. */
  utilization: number;
  averageValue: number;
  resource: string;
}

/** Why no proposal could be made; the text of the real controller. */
export class MetricError extends Error {}

type Group = 'ready' | 'unready' | 'missing' | 'ignored';

/** How many replicas a resource metric asks for: the arithmetic of the real autoscaler, cautious about pods it cannot see. */
export function propose(
  runtime: PodRuntime,
  pods: readonly KubeObject[],
  metric: { name: string; target: Record<string, unknown> },
  current: number,
  now: WorldTime,
): Proposal {
  const usage = new Map<string, number>();
  const requests = new Map<string, number>();
  const groups: Record<Group, string[]> = {
    ready: [],
    unready: [],
    missing: [],
    ignored: [],
  };
  for (const pod of pods) {
    const uid = pod.metadata.uid!;
    const used = usageOf(runtime, pod, metric.name);
    requests.set(uid, requestOf(pod, metric.name));
    groups[groupOf(pod, used, metric.name, now)].push(uid);
    usage.set(uid, used ?? 0);
  }
  if (groups.ready.length === 0) {
    throw new MetricError(
      `failed to get ${metric.name} utilization: did not receive metrics for targeted pods (pods might be unready)`,
    );
  }
  const target = Number(metric.target.averageUtilization);
  const isUtilization = metric.target.type !== 'AverageValue';
  const goal = isUtilization
    ? target / 100
    : quantity(metric.target.averageValue as string);
  const ratio = (uids: string[]) => {
    const used = uids.reduce((sum, uid) => sum + usage.get(uid)!, 0);
    const base = isUtilization
      ? uids.reduce((sum, uid) => sum + requests.get(uid)!, 0)
      : uids.length;
    return used / base / goal;
  };
  if (isUtilization && [...requests.values()].some(request => request === 0)) {
    throw new MetricError(
      `failed to get ${metric.name} utilization: missing request for ${metric.name}`,
    );
  }
  const readyUse = groups.ready.reduce((sum, uid) => sum + usage.get(uid)!, 0);
  const readyBase = groups.ready.reduce(
    (sum, uid) => sum + requests.get(uid)!,
    0,
  );
  const seen = {
    utilization: Math.round((readyUse / readyBase) * 100),
    averageValue: readyUse / groups.ready.length,
    resource: metric.name,
  };
  return {
    ...seen,
    replicas: replicasFor(
      groups,
      ratio,
      usage,
      requests,
      isUtilization ? target : undefined,
      current,
    ),
  };
}

function replicasFor(
  groups: Record<Group, string[]>,
  ratio: (uids: string[]) => number,
  usage: Map<string, number>,
  requests: Map<string, number>,
  target: number | undefined,
  current: number,
): number {
  const first = ratio(groups.ready);
  const isUp = first > 1;
  if (groups.missing.length === 0 && !(isUp && groups.unready.length > 0)) {
    return Math.abs(1 - first) <= TOLERANCE
      ? current
      : Math.ceil(first * groups.ready.length);
  }
  const counted = [...groups.ready, ...groups.missing];
  for (const uid of groups.missing) {
    // Unseen pods are taken as busy when scaling down and as idle when scaling up.
    const busy = (requests.get(uid)! * Math.max(100, target ?? 100)) / 100;
    usage.set(uid, isUp ? 0 : busy);
  }
  if (isUp) {
    for (const uid of groups.unready) {
      usage.set(uid, 0);
      counted.push(uid);
    }
  }
  const second = ratio(counted);
  if (
    Math.abs(1 - second) <= TOLERANCE ||
    (isUp && second < 1) ||
    (!isUp && second > 1)
  ) {
    return current;
  }
  const replicas = Math.ceil(second * counted.length);
  const contradicts = isUp ? replicas < current : replicas > current;
  return contradicts ? current : replicas;
}

function groupOf(
  pod: KubeObject,
  used: number | undefined,
  resource: string,
  now: WorldTime,
): Group {
  if (pod.metadata.deletionTimestamp || pod.status?.phase === 'Failed') {
    return 'ignored';
  }
  if (pod.status?.phase === 'Pending') {
    return 'unready';
  }
  if (used === undefined) {
    return 'missing';
  }
  return resource === 'cpu' && isStarting(pod, now) ? 'unready' : 'ready';
}

function isStarting(pod: KubeObject, now: WorldTime): boolean {
  const started = parseTime(pod.status?.startTime);
  if (isReady(pod)) {
    return false;
  }
  const ready = conditionOf(pod, 'Ready');
  const changed = parseTime(ready?.lastTransitionTime);
  return (
    now < started + CPU_INITIALIZATION_MS ||
    changed < started + INITIAL_READINESS_MS
  );
}

function usageOf(
  runtime: PodRuntime,
  pod: KubeObject,
  resource: string,
): number | undefined {
  const containers = runtime.podUsage(pod.metadata.uid!)?.containers;
  return containers?.reduce(
    (sum, container) =>
      sum +
      (resource === 'cpu'
        ? container.cpuNanocores / 1e6
        : container.memoryBytes),
    0,
  );
}

/** Requests in the unit of usage: millicores or bytes. */
function requestOf(pod: KubeObject, resource: string): number {
  return pod.spec.containers.reduce(
    (sum: number, container: { resources?: any }) => {
      const request = container.resources?.requests?.[resource];
      return sum + (resource === 'cpu' ? milliCpu(request) : quantity(request));
    },
    0,
  );
}

/** The pods an autoscaler counts. */
export function countedPods(pods: readonly KubeObject[]): KubeObject[] {
  return pods.filter(pod => !isFinished(pod));
}
