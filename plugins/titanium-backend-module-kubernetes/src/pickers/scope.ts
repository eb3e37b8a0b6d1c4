import { InputError } from '@backstage/errors';
import { Entity } from '@backstage/catalog-model';
import type { KubernetesObject } from '@kubernetes/client-node';
import { compileSelection, readSelection } from '../targets';

/** The namespace to choose in. Throws `InputError` while it is still open. */
export function namespaceOf(scope: { namespace: string | null }): string {
  if (scope.namespace === null) {
    throw Object.assign(new InputError('Choose the namespace first.'), {
      code: 'placeholder-missing' as const,
    });
  }
  return scope.namespace;
}

/** Names of the statement's input: one, several or none. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Puts objects of the entity first; they are what its document most likely means. */
export function entityFirst<T extends KubernetesObject>(
  objects: readonly T[],
  entity: Entity | undefined,
): T[] {
  const name = (object: T) => object.metadata?.name ?? '';
  const sorted = [...objects].sort((a, b) => name(a).localeCompare(name(b)));
  if (!entity) {
    return sorted;
  }
  let selects: ReturnType<typeof compileSelection>;
  try {
    selects = compileSelection(readSelection(entity).by);
  } catch {
    // The entity is bound to nothing.
    return sorted;
  }
  const rank = (object: T) => (selects(object.metadata ?? {}) ? 0 : 1);
  return sorted.sort((a, b) => rank(a) - rank(b));
}
