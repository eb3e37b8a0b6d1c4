import type { V1Node, V1Pod } from '@kubernetes/client-node';
import {
  ComputeAmounts,
  Health,
  NamespaceRow,
  NodeRow,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { isReady } from '../../actions/verify/pods';
import { isoTime } from '../pods/podStatus';
import { amounts, bytes, millicores, parseQuantity } from '../pods/quantities';

const ROLE = 'node-role.kubernetes.io/';
const MEBIBYTE = 1024 * 1024;

/** What the cluster's rows need of a pod. */
export interface PodFacts {
  namespace: string;
  name: string;
  node: string | undefined;
  ready: boolean;
  requests: ComputeAmounts;
}

/** Undefined for pods that have ended: they use nothing. */
export function podFacts(pod: V1Pod): PodFacts | undefined {
  if (['Succeeded', 'Failed'].includes(pod.status?.phase ?? '')) {
    return undefined;
  }
  const requests = (pod.spec?.containers ?? []).map(({ resources }) =>
    amounts(resources, 'requests'),
  );
  const sum = (key: 'cpu' | 'memory') =>
    requests.reduce((total, each) => total + (each[key] ?? 0), 0);
  return {
    namespace: pod.metadata?.namespace ?? '',
    name: pod.metadata?.name ?? '',
    node: pod.spec?.nodeName,
    ready: isReady(pod),
    requests: { cpu: sum('cpu'), memory: sum('memory') },
  };
}

function judge(node: V1Node): { health: Health; status: string } {
  const conditions = node.status?.conditions ?? [];
  const ready = conditions.find(({ type }) => type === 'Ready');
  const pressures = conditions
    .filter(({ type, status }) => type !== 'Ready' && status === 'True')
    .map(({ type }) => type);
  const words = [
    ready?.status === 'True' ? 'Ready' : 'NotReady',
    ...(node.spec?.unschedulable ? ['SchedulingDisabled'] : []),
    ...pressures,
  ];
  let health: Health = 'healthy';
  if (ready?.status !== 'True') {
    health = ready?.status === 'Unknown' || !ready ? 'unknown' : 'failed';
  } else if (pressures.length > 0) {
    health = 'degraded';
  } else if (node.spec?.unschedulable) {
    health = 'paused';
  }
  return { health, status: words.join(', ') };
}

/** Whole millicores and mebibytes: finer steps would move bytes and nobody. */
function rounded(use: ComputeAmounts): ComputeAmounts {
  const { cpu, memory } = use;
  return {
    cpu: cpu === null ? null : Math.round(cpu),
    memory: memory === null ? null : Math.round(memory / MEBIBYTE) * MEBIBYTE,
  };
}

/** A node with what runs on it. */
export function nodeRow(
  cluster: string,
  node: V1Node,
  context: { pods: number; usage: ComputeAmounts | undefined },
): NodeRow {
  const { metadata, status } = node;
  return {
    key: `${cluster}/${metadata!.name}`,
    cluster,
    name: metadata!.name!,
    roles: Object.keys(metadata?.labels ?? {})
      .filter(label => label.startsWith(ROLE))
      .map(label => label.slice(ROLE.length))
      .sort(),
    ...judge(node),
    version: status?.nodeInfo?.kubeletVersion ?? '',
    createdAt: isoTime(metadata?.creationTimestamp) ?? '',
    allocatable: {
      cpu: millicores(status?.allocatable?.cpu),
      memory: bytes(status?.allocatable?.memory),
    },
    usage: context.usage ? rounded(context.usage) : null,
    pods: context.pods,
    podCapacity: parseQuantity(status?.allocatable?.pods),
  };
}

/** The namespaces that pods run in. */
export function namespaceRows(
  cluster: string,
  pods: Iterable<PodFacts>,
  usage: ReadonlyMap<string, { cpu: number; memory: number }> | undefined,
): Map<string, NamespaceRow> {
  const rows = new Map<string, NamespaceRow>();
  for (const { namespace, name, ready, requests } of pods) {
    const row = rows.get(namespace) ?? {
      key: `${cluster}/${namespace}`,
      cluster,
      name: namespace,
      pods: 0,
      notReady: 0,
      usage: usage ? { cpu: 0, memory: 0 } : null,
      requests: { cpu: 0, memory: 0 },
    };
    row.pods += 1;
    row.notReady += ready ? 0 : 1;
    row.requests.cpu! += requests.cpu ?? 0;
    row.requests.memory! += requests.memory ?? 0;
    const use = usage?.get(`${namespace}/${name}`);
    if (use && row.usage) {
      row.usage.cpu! += use.cpu;
      row.usage.memory! += use.memory;
    }
    rows.set(namespace, row);
  }
  rows.forEach(row => {
    row.usage = row.usage && rounded(row.usage);
  });
  return rows;
}
