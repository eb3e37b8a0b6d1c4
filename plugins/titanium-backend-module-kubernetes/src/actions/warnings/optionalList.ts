import type { KubernetesObject } from '@kubernetes/client-node';
import { TitaniumClusters } from '@titanium-portal/backstage-plugin-titanium-node';
import { ObjectRef, pathOf } from '../workloads';

/**
 * Lists objects that only warnings are made of. What the cluster does not serve, or the reader may not read, is taken
 * as not there: a plan must not fail for it.
 */
export async function optionalList<T extends KubernetesObject>(
  clusters: TitaniumClusters,
  ref: Pick<ObjectRef, 'cluster' | 'namespace'>,
  kind: string,
  signal: AbortSignal,
): Promise<T[]> {
  try {
    const path = pathOf(clusters, { ...ref, kind });
    const { items } = await clusters
      .reader(ref.cluster)
      .list<T>(path, { signal });
    return items;
  } catch (error) {
    if (
      ['NotFoundError', 'NotAllowedError', 'InputError'].includes(
        (error as Error).name,
      )
    ) {
      return [];
    }
    throw error;
  }
}
