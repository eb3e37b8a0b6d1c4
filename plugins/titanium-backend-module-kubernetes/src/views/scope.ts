import { InputError } from '@backstage/errors';
import { KUBERNETES_CLUSTER_ANNOTATION } from '@titanium-portal/backstage-plugin-titanium-common';
import { TitaniumClusters } from '@titanium-portal/backstage-plugin-titanium-node';
import { Selection } from '../targets';

/** The configured clusters an entity is looked for in. */
export function clustersOf(
  selection: Selection,
  clusters: TitaniumClusters,
): string[] {
  const names = clusters.names();
  if (names.length === 0) {
    throw new InputError(
      'No cluster is configured. Add one to kubernetes.clusterLocatorMethods.',
    );
  }
  if (selection.cluster === null) {
    return [...names];
  }
  if (!names.includes(selection.cluster)) {
    throw new InputError(
      `The annotation ${KUBERNETES_CLUSTER_ANNOTATION} names ${JSON.stringify(
        selection.cluster.slice(0, 80),
      )}, which is not configured. Configured: ${names.join(', ')}.`,
    );
  }
  return [selection.cluster];
}
