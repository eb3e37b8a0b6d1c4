import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { KUBERNETES_CLUSTER_ANNOTATION } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  TopicRefusal,
  useStreamView,
} from '@titanium-portal/backstage-plugin-titanium-react';

/** Where the name of a source holds its cluster: `prometheus:titanium`. */
const SOURCE = /^(?:prometheus|alertmanager):(.+)$/;

/**
 * The cluster whose platforms know an entity: as annotated, or the only one there is, learnt from its alerts. Null while
 * that is not known; `refused` when it will not be.
 */
export function useEntityCluster(entity: Entity): {
  cluster: string | null;
  refused: TopicRefusal | undefined;
} {
  const named = entity.metadata.annotations?.[KUBERNETES_CLUSTER_ANNOTATION];
  const { view } = useStreamView({
    topic: 'alerts',
    entityRef: stringifyEntityRef(entity),
  });
  const learnt = Object.keys(view.status)
    .map(source => SOURCE.exec(source)?.[1])
    .find(cluster => cluster !== undefined);
  return { cluster: named?.trim() || learnt || null, refused: view.refused };
}
