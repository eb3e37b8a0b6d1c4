import { Entity } from '@backstage/catalog-model';
import { ARGOCD_APP_NAME_ANNOTATION } from '@titanium-portal/backstage-plugin-titanium-common';

/** Services always (without an annotation their tab says what to add), resources when they are annotated. */
export function isDeliveryEntity(entity: Entity): boolean {
  switch (entity.kind.toLowerCase()) {
    case 'component':
      return entity.spec?.type === 'service';
    case 'resource':
      return ARGOCD_APP_NAME_ANNOTATION in (entity.metadata.annotations ?? {});
    default:
      return false;
  }
}
