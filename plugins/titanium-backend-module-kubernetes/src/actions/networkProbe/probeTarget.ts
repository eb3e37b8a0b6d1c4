import { Entity } from '@backstage/catalog-model';
import type { KubernetesObject, V1Service } from '@kubernetes/client-node';
import {
  ResolvedTarget,
  TitaniumClusters,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { resolveTarget } from '../../targets';
import { refused } from '../refuse';
import { pathOf } from '../workloads';
import { ProbeConfig } from './probeConfig';
import { ProbeHost, readHost } from './probeHost';
import { hostOf, NetworkProbeInput } from './probeSchema';

const NOBODYS = (_: Entity) => false;

/** The service a host names; undefined when there is none. Refuses one that leads out of the cluster. */
export async function findService(
  clusters: TitaniumClusters,
  cluster: string,
  host: ProbeHost,
  { allowedHosts }: ProbeConfig,
  signal: AbortSignal,
): Promise<V1Service | undefined> {
  if (host.type === 'external') {
    return undefined;
  }
  let service: V1Service;
  try {
    service = await clusters.reader(cluster).get<V1Service>(
      pathOf(clusters, {
        cluster,
        namespace: host.namespace,
        kind: 'service',
      }),
      host.service,
      { signal },
    );
  } catch (error) {
    if ((error as Error).name === 'NotFoundError') {
      return undefined;
    }
    throw error;
  }
  const { type, externalName } = service.spec ?? {};
  if (type === 'ExternalName' && !allowedHosts.includes(externalName ?? '')) {
    throw refused(
      `The service ${host.namespace}/${host.service} stands for ${externalName}, outside the cluster; titanium.kubernetes.probe.allowedHosts does not name that.`,
    );
  }
  return service;
}

/**
 * What a probe is aimed at, for the question who may. A service of the namespace the pod runs in belongs to its owners;
 * everything else (another namespace, a name that leads nowhere or out of the cluster) is aimed at the namespace itself,
 * which nobody owns, so that it is for operators.
 */
export async function probeTarget(
  clusters: TitaniumClusters,
  input: NetworkProbeInput,
  config: ProbeConfig,
  signal: AbortSignal,
): Promise<ResolvedTarget> {
  const { cluster, namespace } = input;
  const host = readHost(hostOf(input.probe), namespace, config);
  const service = await findService(clusters, cluster, host, config, signal);
  if (
    host.type === 'service' &&
    host.namespace === namespace &&
    service !== undefined
  ) {
    return resolveTarget(
      clusters,
      { cluster, namespace, kind: 'service', name: host.service },
      signal,
    );
  }
  const found: KubernetesObject = await clusters
    .reader(cluster)
    .get(
      pathOf(clusters, { cluster, namespace: null, kind: 'namespace' }),
      namespace,
      { signal },
    );
  return {
    ref: {
      cluster,
      namespace,
      kind: 'namespace',
      name: namespace,
      uid: found.metadata?.uid ?? null,
    },
    isSelectedBy: NOBODYS,
  };
}
