import type { V1Node } from '@kubernetes/client-node';
import { Result } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  ActionContext,
  Read,
  TitaniumClusters,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { z } from 'zod/v3';
import { printCommand } from '../grammar/print';
import { clusterName } from './schema';

const input = z.object({ cluster: clusterName }).strict();

type ClusterInfoInput = z.infer<typeof input>;

function isReady({ status }: V1Node): boolean {
  return (status?.conditions ?? []).some(
    condition => condition.type === 'Ready' && condition.status === 'True',
  );
}

async function run(
  clusters: TitaniumClusters,
  { cluster }: ClusterInfoInput,
  { signal }: ActionContext,
): Promise<Result> {
  const reader = clusters.reader(cluster);
  const [version, { items }] = await Promise.all([
    reader.request<{ gitVersion?: string; platform?: string }>({
      path: '/version',
      signal,
    }),
    reader.list<V1Node>(
      { group: '', version: 'v1', plural: 'nodes' },
      { signal },
    ),
  ]);
  return {
    type: 'description',
    ref: { kind: 'cluster', name: cluster },
    facts: [
      { name: 'Kubernetes', value: version.gitVersion ?? '' },
      { name: 'Platform', value: version.platform ?? '' },
      {
        name: 'Nodes',
        value: `${items.filter(isReady).length} of ${items.length} ready`,
      },
    ],
    sections: [],
  };
}

/** `kubectl cluster-info` and its like: which cluster the portal speaks to, and that it answers. */
export function createClusterInfoRead(
  clusters: TitaniumClusters,
): Read<ClusterInfoInput> {
  return {
    id: 'kubernetes.cluster.info',
    title: 'Show the cluster',
    description: 'The version of a cluster and how many of its nodes are ready',
    input,
    async target({ cluster }) {
      clusters.reader(cluster);
      return { cluster, namespace: null, kind: 'node', name: null };
    },
    run: (value, context) => run(clusters, value, context),
    toCommand: value =>
      printCommand('kubernetes.cluster.info', value, {
        withContext: clusters.names().length > 1,
      }),
  };
}
