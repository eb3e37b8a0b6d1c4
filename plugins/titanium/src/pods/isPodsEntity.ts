import { Entity } from '@backstage/catalog-model';
import {
  KUBERNETES_ID_ANNOTATION,
  KUBERNETES_LABEL_SELECTOR_ANNOTATION,
} from '@titanium-portal/backstage-plugin-titanium-common';

/** Services always (without an annotation their tab says what to add), resources when they are annotated. */
export function isPodsEntity(entity: Entity): boolean {
  const annotations = entity.metadata.annotations ?? {};
  switch (entity.kind.toLowerCase()) {
    case 'component':
      return entity.spec?.type === 'service';
    case 'resource':
      return (
        KUBERNETES_ID_ANNOTATION in annotations ||
        KUBERNETES_LABEL_SELECTOR_ANNOTATION in annotations
      );
    default:
      return false;
  }
}
