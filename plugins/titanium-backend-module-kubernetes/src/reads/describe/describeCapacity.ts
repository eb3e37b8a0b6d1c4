import type {
  V1Node,
  V1Pod,
  V2HorizontalPodAutoscaler,
  V2MetricSpec,
  V2MetricStatus,
} from '@kubernetes/client-node';
import { podRow } from '../../views/pods/podRow';
import { DescribeContext, Details, fact, optional, section } from './sections';

/** A node with its room and its pods. */
export async function describeNode(
  object: V1Node,
  { client, signal }: DescribeContext,
): Promise<Details> {
  const { spec, status } = object;
  const pods = await optional(
    client.list<V1Pod>(
      { group: '', version: 'v1', plural: 'pods' },
      {
        fieldSelector: `spec.nodeName=${object.metadata!.name}`,
        limit: 500,
        signal,
      },
    ),
    { items: [] },
  );
  const roles = Object.keys(object.metadata?.labels ?? {})
    .filter(label => label.startsWith('node-role.kubernetes.io/'))
    .map(label => label.split('/')[1]);
  const info = status?.nodeInfo;
  return {
    facts: [
      ...fact('Roles', roles.join(', ') || '<none>'),
      ...fact('Unschedulable', spec?.unschedulable || null),
      ...fact(
        'Taints',
        spec?.taints
          ?.map(({ key, value, effect }) => `${key}=${value ?? ''}:${effect}`)
          .join(', '),
      ),
      ...fact(
        'Addresses',
        status?.addresses
          ?.map(({ type, address }) => `${type} ${address}`)
          .join(', '),
      ),
      ...fact('Kubelet', info?.kubeletVersion),
      ...fact('System', info?.osImage),
      ...fact('Runtime', info?.containerRuntimeVersion),
    ],
    sections: [
      section(
        'Resources',
        ['Name', 'Capacity', 'Allocatable'],
        Object.entries(status?.capacity ?? {}).map(([name, capacity]) => ({
          cells: [name, capacity, status?.allocatable?.[name]],
        })),
      ),
      section(
        'Pods',
        ['Namespace', 'Name', 'Status'],
        pods.items.map(pod => {
          const row = podRow(pod, { cluster: '', workload: null });
          return {
            cells: [row.namespace, row.name, row.status],
            ref: { kind: 'pod', namespace: row.namespace, name: row.name },
          };
        }),
      ),
    ],
  };
}

function metricName(metric: V2MetricSpec | V2MetricStatus): string {
  const source =
    metric.resource ??
    metric.containerResource ??
    metric.pods?.metric ??
    metric.object?.metric ??
    metric.external?.metric;
  return `${metric.type} ${source?.name ?? ''}`.trim();
}

function amount(
  value:
    | { averageUtilization?: number; averageValue?: string; value?: string }
    | undefined,
): string | null {
  if (value?.averageUtilization !== undefined) {
    return `${value.averageUtilization}%`;
  }
  return value?.averageValue ?? value?.value ?? null;
}

/** An autoscaler with its metrics, now and wanted. */
export function describeAutoscaler(object: V2HorizontalPodAutoscaler): Details {
  const { spec, status } = object;
  const current = new Map(
    (status?.currentMetrics ?? []).map(metric => [metricName(metric), metric]),
  );
  const source = (metric: V2MetricSpec | V2MetricStatus | undefined) =>
    metric?.resource ??
    metric?.containerResource ??
    metric?.pods ??
    metric?.object ??
    metric?.external;
  return {
    facts: [
      ...fact(
        'Scales',
        spec && `${spec.scaleTargetRef.kind}/${spec.scaleTargetRef.name}`,
      ),
      ...fact(
        'Replicas',
        `${status?.currentReplicas ?? 0} now, ${
          status?.desiredReplicas ?? 0
        } wanted`,
      ),
      ...fact(
        'Bounds',
        spec && `${spec.minReplicas ?? 1} to ${spec.maxReplicas}`,
      ),
      ...fact(
        'Last scaled',
        status?.lastScaleTime && String(status.lastScaleTime),
      ),
    ],
    sections: [
      section(
        'Metrics',
        ['Metric', 'Now', 'Target'],
        (spec?.metrics ?? []).map(metric => {
          const name = metricName(metric);
          const now = source(current.get(name)) as
            | { current?: object }
            | undefined;
          const target = source(metric) as { target?: object } | undefined;
          return {
            cells: [
              name,
              amount(now?.current) ?? '<unknown>',
              amount(target?.target),
            ],
          };
        }),
      ),
    ],
  };
}
