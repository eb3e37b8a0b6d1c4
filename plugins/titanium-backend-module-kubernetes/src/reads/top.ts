import type { V1Node } from '@kubernetes/client-node';
import {
  Result,
  TableResult,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  kubernetesPath,
  PlatformError,
  Read,
  TitaniumClusters,
  upstreamStatus,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { z } from 'zod/v3';
import { bytes, millicores } from '../views/pods/quantities';
import { toCommand } from './command';
import {
  clusterName,
  namespaceName,
  objectName,
  readTarget,
  selectorText,
} from './schema';

const input = z
  .object({
    cluster: clusterName,
    namespace: namespaceName.nullable(),
    allNamespaces: z.boolean(),
    kind: z.enum(['pod', 'node']),
    name: objectName.nullable(),
    labelSelector: selectorText.nullable(),
    containers: z.boolean(),
    /** The highest first. */
    sortBy: z.enum(['cpu', 'memory']).optional(),
  })
  .strict();

type TopInput = z.infer<typeof input>;

type Usage = Record<string, string> | undefined;

interface Metrics {
  metadata: { name: string; namespace?: string };
  usage?: Usage;
  containers?: { name: string; usage?: Usage }[];
}

const cpu = (usage: Usage) => millicores(usage?.cpu) ?? 0;
const memory = (usage: Usage) => bytes(usage?.memory) ?? 0;
const cores = (value: number) => `${value}m`;
const mebibytes = (value: number) => `${Math.round(value / 1024 / 1024)}Mi`;

async function readMetrics(
  clusters: TitaniumClusters,
  value: TopInput,
  signal: AbortSignal,
): Promise<Metrics[]> {
  const path = {
    group: 'metrics.k8s.io',
    version: 'v1beta1',
    plural: `${value.kind}s`,
    namespace:
      value.kind === 'pod' && !value.allNamespaces
        ? value.namespace ?? undefined
        : undefined,
  };
  try {
    const answer = await clusters
      .reader(value.cluster)
      .request<Metrics & { items?: Metrics[] }>({
        path: kubernetesPath(path, value.name ?? undefined),
        query: { labelSelector: value.labelSelector ?? undefined },
        signal,
      });
    return value.name === null ? answer.items ?? [] : [answer];
  } catch (error) {
    const status = upstreamStatus(error);
    // For one object 404 means that it has no sample.
    if (status === 503 || (status === 404 && value.name === null)) {
      throw new PlatformError(
        `Metrics API not available: is metrics-server installed in cluster ${value.cluster}?`,
        {
          code: 'platform-unavailable',
          platform: `Metrics of Kubernetes cluster ${value.cluster}`,
          upstreamStatus: status,
        },
      );
    }
    throw error;
  }
}

/** The highest use first, as `--sort-by` has it; equal ones keep their order. */
function sortByUse(items: Metrics[], by: TopInput['sortBy']) {
  if (!by) {
    return;
  }
  const read = by === 'cpu' ? cpu : memory;
  const use = ({ usage, containers }: Metrics) =>
    usage
      ? read(usage)
      : (containers ?? []).reduce((sum, item) => sum + read(item.usage), 0);
  items.sort((a, b) => use(b) - use(a));
  items.forEach(item =>
    item.containers?.sort((a, b) => read(b.usage) - read(a.usage)),
  );
}

function podTable(items: Metrics[], value: TopInput): TableResult {
  const rows = items.flatMap(item => {
    const { namespace, name } = item.metadata;
    const containers = item.containers ?? [];
    const ref = { kind: 'pod', namespace, name };
    const lead = value.allNamespaces ? [namespace ?? null] : [];
    if (value.containers) {
      return containers.map(container => ({
        cells: [
          ...lead,
          name,
          container.name,
          cores(cpu(container.usage)),
          mebibytes(memory(container.usage)),
        ],
        ref,
      }));
    }
    const sum = (read: (usage: Usage) => number) =>
      containers.reduce((total, { usage }) => total + read(usage), 0);
    return [
      { cells: [...lead, name, cores(sum(cpu)), mebibytes(sum(memory))], ref },
    ];
  });
  return {
    type: 'table',
    columns: [
      ...(value.allNamespaces
        ? [{ name: 'Namespace', type: 'string' as const }]
        : []),
      { name: value.containers ? 'Pod' : 'Name', type: 'string' },
      ...(value.containers
        ? [{ name: 'Container', type: 'string' as const }]
        : []),
      { name: 'CPU(cores)', type: 'quantity' },
      { name: 'Memory(bytes)', type: 'quantity' },
    ],
    rows,
  };
}

async function nodeTable(
  clusters: TitaniumClusters,
  items: Metrics[],
  value: TopInput,
  signal: AbortSignal,
): Promise<TableResult> {
  const nodes = await clusters
    .reader(value.cluster)
    .list<V1Node>({ group: '', version: 'v1', plural: 'nodes' }, { signal });
  const allocatable = new Map(
    nodes.items.map(node => [
      node.metadata!.name!,
      node.status?.allocatable ?? node.status?.capacity,
    ]),
  );
  const percent = (used: number, of: number | null) =>
    of ? `${Math.floor((used * 100) / of)}%` : '<unknown>';
  return {
    type: 'table',
    columns: [
      { name: 'Name', type: 'string' },
      { name: 'CPU(cores)', type: 'quantity' },
      { name: 'CPU%', type: 'string' },
      { name: 'Memory(bytes)', type: 'quantity' },
      { name: 'Memory%', type: 'string' },
    ],
    rows: items.map(({ metadata: { name }, usage }) => {
      const room = allocatable.get(name);
      return {
        cells: [
          name,
          cores(cpu(usage)),
          percent(cpu(usage), millicores(room?.cpu)),
          mebibytes(memory(usage)),
          percent(memory(usage), bytes(room?.memory)),
        ],
        ref: { kind: 'node', name },
      };
    }),
  };
}

/** `kubectl top`: the newest samples of the metrics API. */
export function createTopRead(clusters: TitaniumClusters): Read<TopInput> {
  return {
    id: 'kubernetes.top',
    title: 'Show use',
    description: 'CPU and memory of pods or nodes, from the metrics API',
    input,
    async target(value) {
      return readTarget(clusters, value, [value.kind], value.name);
    },
    async run(value, { signal }): Promise<Result> {
      const items = await readMetrics(clusters, value, signal);
      items.sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
      sortByUse(items, value.sortBy);
      return value.kind === 'pod'
        ? podTable(items, value)
        : nodeTable(clusters, items, value, signal);
    },
    toCommand: value => toCommand(clusters, 'kubernetes.top', value),
  };
}
