import { Entity } from '@backstage/catalog-model';
import { isDeliveryEntity } from '../delivery/isDeliveryEntity';
import { isPodsEntity } from '../pods/isPodsEntity';

/** Whatever has something to be changed: services, and resources with pods or a delivery. */
export function isRunsEntity(entity: Entity): boolean {
  return isPodsEntity(entity) || isDeliveryEntity(entity);
}
