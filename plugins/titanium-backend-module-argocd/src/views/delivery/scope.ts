import { Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  ARGOCD_APP_NAME_ANNOTATION,
  ARGOCD_APP_NAMESPACE_ANNOTATION,
  isDnsLabel,
  isDnsSubdomain,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { AppId } from '../../client/types';

/**
 * The application that an entity names. Throws `InputError` with the line to add when it names none, and for annotations
 * that are no names.
 */
export function readApplication(entity: Entity): AppId {
  const annotations = entity.metadata.annotations ?? {};
  const name = annotations[ARGOCD_APP_NAME_ANNOTATION]?.trim();
  const namespace = annotations[ARGOCD_APP_NAMESPACE_ANNOTATION]?.trim();
  if (!name) {
    throw Object.assign(
      new InputError(
        `The entity has no annotation ${ARGOCD_APP_NAME_ANNOTATION}. Add to its metadata.annotations: "${ARGOCD_APP_NAME_ANNOTATION}: ${entity.metadata.name}", with the name of its Argo CD application.`,
      ),
      { code: 'missing-annotation' },
    );
  }
  const wrong = (annotation: string, value: string, what: string) =>
    new InputError(
      `The annotation ${annotation} holds ${JSON.stringify(
        value.slice(0, 80),
      )}, which is not the name of ${what}`,
    );
  if (!isDnsSubdomain(name)) {
    throw wrong(ARGOCD_APP_NAME_ANNOTATION, name, 'an application');
  }
  if (namespace && !isDnsLabel(namespace)) {
    throw wrong(ARGOCD_APP_NAMESPACE_ANNOTATION, namespace, 'a namespace');
  }
  return { name, namespace: namespace || null };
}
