import { Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  KUBERNETES_CLUSTER_ANNOTATION,
  KUBERNETES_ID_ANNOTATION,
  KUBERNETES_LABEL_SELECTOR_ANNOTATION,
  KUBERNETES_NAMESPACE_ANNOTATION,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { isDnsLabel } from '@titanium-portal/backstage-plugin-titanium-node';
import { parseLabelSelector } from './labelSelector';

/** The part of an object's metadata that bindings look at. */
export interface BindingMetadata {
  labels?: Readonly<Record<string, string>>;
  annotations?: Readonly<Record<string, string>>;
}

/** What an entity selects, as plain JSON. */
export type Selection = {
  /** Null: all configured clusters. */
  cluster: string | null;
  /** Null: all namespaces. */
  namespace: string | null;
  by: { type: 'id'; id: string } | { type: 'selector'; selector: string };
};

function annotation(entity: Entity, name: string): string | undefined {
  return entity.metadata.annotations?.[name]?.trim() || undefined;
}

/**
 * Reads an entity's selection from its annotations. Throws `InputError` with the line to add when it has none, and for
 * annotations that are no selection.
 */
export function readSelection(entity: Entity): Selection {
  const selector = annotation(entity, KUBERNETES_LABEL_SELECTOR_ANNOTATION);
  const id = annotation(entity, KUBERNETES_ID_ANNOTATION);
  const namespace = annotation(entity, KUBERNETES_NAMESPACE_ANNOTATION);
  if (selector === undefined && id === undefined) {
    throw Object.assign(
      new InputError(
        `The entity has no annotation ${KUBERNETES_ID_ANNOTATION}. Add to its metadata.annotations: "${KUBERNETES_ID_ANNOTATION}: ${entity.metadata.name}", and label its workloads and pods with the same.`,
      ),
      { code: 'missing-annotation' },
    );
  }
  if (namespace !== undefined && !isDnsLabel(namespace)) {
    throw new InputError(
      `The annotation ${KUBERNETES_NAMESPACE_ANNOTATION} holds ${JSON.stringify(
        namespace.slice(0, 80),
      )}, which is not the name of a namespace`,
    );
  }
  if (selector !== undefined) {
    parseLabelSelector(selector);
  }
  return {
    cluster: annotation(entity, KUBERNETES_CLUSTER_ANNOTATION) ?? null,
    namespace: namespace ?? null,
    by:
      selector !== undefined
        ? { type: 'selector', selector }
        : { type: 'id', id: id! },
  };
}

/** The id an object claims by its label, or else by its annotation. */
export function claimOf(metadata: BindingMetadata): string | undefined {
  return (
    metadata.labels?.[KUBERNETES_ID_ANNOTATION] ??
    metadata.annotations?.[KUBERNETES_ID_ANNOTATION]
  );
}

/** A test for single objects; their controllers are the caller's to look at. */
export function compileSelection(
  by: Selection['by'],
): (metadata: BindingMetadata) => boolean {
  if (by.type === 'id') {
    return metadata => claimOf(metadata) === by.id;
  }
  const selector = parseLabelSelector(by.selector);
  return metadata => selector.matches(metadata.labels);
}
