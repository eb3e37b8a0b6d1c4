import { selects } from '../objects';
import { milliCpu, quantity } from '../quantity';
import { KubeObject } from '../types';

/** What a node has given away, or a pod asks for. */
export interface Share {
  cpuMilli: number;
  memoryBytes: number;
  pods: number;
}

interface Toleration {
  key?: string;
  operator?: string;
  value?: string;
  effect?: string;
}

interface Taint {
  key: string;
  value?: string;
  effect: string;
}

/** A pod's requests: what its containers need together, or one of its init containers alone. */
export function requestsOf(pod: KubeObject): Share {
  const sum = (resource: 'cpu' | 'memory') => {
    const each = (container: any): number => {
      const request = container.resources?.requests?.[resource];
      return resource === 'cpu' ? milliCpu(request) : quantity(request);
    };
    const total = pod.spec.containers.reduce(
      (value: number, container: unknown) => value + each(container),
      0,
    );
    return Math.max(total, ...(pod.spec.initContainers ?? []).map(each));
  };
  return { cpuMilli: sum('cpu'), memoryBytes: sum('memory'), pods: 1 };
}

/** Why a pod cannot run on a node, in the scheduler's words; undefined when it can. */
export function obstacle(
  pod: KubeObject,
  request: Share,
  node: KubeObject,
  taken: Share,
): string | undefined {
  const unready = node.spec?.unschedulable && 'node(s) were unschedulable';
  if (unready && !pod.spec.nodeName) {
    return unready;
  }
  if (!matchesAffinity(pod, node)) {
    return "node(s) didn't match Pod's node affinity/selector";
  }
  const taint = untolerated(pod, node);
  if (taint) {
    return `node(s) had untolerated taint {${taint.key}: ${taint.value ?? ''}}`;
  }
  const { allocatable } = node.status;
  if (taken.pods + 1 > Number(allocatable.pods)) {
    return 'Too many pods';
  }
  if (request.cpuMilli + taken.cpuMilli > milliCpu(allocatable.cpu)) {
    return 'Insufficient cpu';
  }
  return request.memoryBytes + taken.memoryBytes > quantity(allocatable.memory)
    ? 'Insufficient memory'
    : undefined;
}

function matchesAffinity(pod: KubeObject, node: KubeObject): boolean {
  const { nodeSelector, affinity } = pod.spec;
  if (
    nodeSelector &&
    !selects({ matchLabels: nodeSelector }, node.metadata.labels)
  ) {
    return false;
  }
  const terms: any[] | undefined =
    affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
      ?.nodeSelectorTerms;
  return (
    !terms ||
    terms.some(
      term =>
        (!term.matchFields ||
          selects(
            { matchExpressions: term.matchFields },
            { 'metadata.name': node.metadata.name },
          )) &&
        (!term.matchExpressions ||
          selects(
            { matchExpressions: term.matchExpressions },
            node.metadata.labels,
          )),
    )
  );
}

function untolerated(pod: KubeObject, node: KubeObject): Taint | undefined {
  const tolerations: Toleration[] = pod.spec.tolerations ?? [];
  return (node.spec?.taints ?? []).find(
    (taint: Taint) =>
      taint.effect !== 'PreferNoSchedule' &&
      !tolerations.some(toleration => tolerates(toleration, taint)),
  );
}

function tolerates(toleration: Toleration, taint: Taint): boolean {
  const key = !toleration.key || toleration.key === taint.key;
  const effect = !toleration.effect || toleration.effect === taint.effect;
  const value =
    toleration.operator === 'Exists' ||
    (toleration.value ?? '') === (taint.value ?? '');
  return key && effect && value;
}

/** The share of a node that is given away, for choosing the emptiest: the more of either resource, the fuller. */
export function fullness(node: KubeObject, taken: Share): number {
  const { allocatable } = node.status;
  return (
    taken.cpuMilli / milliCpu(allocatable.cpu) +
    taken.memoryBytes / quantity(allocatable.memory) +
    taken.pods / Number(allocatable.pods)
  );
}
