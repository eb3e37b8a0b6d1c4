import type { V1Namespace } from '@kubernetes/client-node';
import {
  Picker,
  TitaniumClusters,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { KUBERNETES_NAMESPACE_ANNOTATION } from '@titanium-portal/backstage-plugin-titanium-common';

/**
 * Namespaces of the cluster, the entity's own first. Names only: which of them a person may read or change is decided
 * when they do.
 */
export function namespacePicker(clusters: TitaniumClusters): Picker {
  return {
    type: 'namespace',
    async choices({ cluster }, { entity, signal }) {
      const { items } = await clusters
        .reader(cluster)
        .list<V1Namespace>(
          { group: '', version: 'v1', plural: 'namespaces' },
          { signal },
        );
      const own =
        entity?.metadata.annotations?.[KUBERNETES_NAMESPACE_ANNOTATION];
      const names = items.map(({ metadata }) => metadata?.name ?? '').sort();
      return names
        .sort((a, b) => Number(b === own) - Number(a === own))
        .map(value => ({ value }));
    },
  };
}
