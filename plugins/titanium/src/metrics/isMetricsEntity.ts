import { Entity } from '@backstage/catalog-model';
import {
  GRAFANA_DASHBOARD_SELECTOR_ANNOTATION,
  GRAFANA_OVERVIEW_DASHBOARD_ANNOTATION,
  KUBERNETES_ID_ANNOTATION,
  PROMETHEUS_SELECTOR_ANNOTATION,
} from '@titanium-portal/backstage-plugin-titanium-common';

const ANNOTATIONS = [
  PROMETHEUS_SELECTOR_ANNOTATION,
  GRAFANA_DASHBOARD_SELECTOR_ANNOTATION,
  GRAFANA_OVERVIEW_DASHBOARD_ANNOTATION,
  KUBERNETES_ID_ANNOTATION,
];

/** Services always (without an annotation their tab says what to add), resources when they are annotated. */
export function isMetricsEntity(entity: Entity): boolean {
  const annotations = entity.metadata.annotations ?? {};
  switch (entity.kind.toLowerCase()) {
    case 'component':
      return entity.spec?.type === 'service';
    case 'resource':
      return ANNOTATIONS.some(name => name in annotations);
    default:
      return false;
  }
}
