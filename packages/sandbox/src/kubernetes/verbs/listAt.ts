import {
  KubeObject,
  ObjectStore,
  ResourceId,
  StoreEvent,
} from '../../world/types';

const keyOf = ({ metadata }: KubeObject) =>
  `${metadata.namespace ?? ''}/${metadata.name}`;

/** The key order of etcd, in which lists and their pages go. */
export function objectKey(object: KubeObject): string {
  return keyOf(object);
}

/**
 * A collection as it was at a resourceVersion: the changes since are undone. Throws StoreError 410 when they are no
 * longer known.
 */
export function listAt(
  store: ObjectStore,
  id: ResourceId,
  namespace: string | undefined,
  resourceVersion: number,
): readonly KubeObject[] {
  const changes: StoreEvent[] = [];
  store.watch(id, { since: resourceVersion }, event => changes.push(event))();
  const current = store.list(id, namespace);
  const relevant = changes.filter(
    ({ object }) =>
      namespace === undefined || object.metadata.namespace === namespace,
  );
  if (relevant.length === 0) {
    return current;
  }
  const objects = new Map(current.map(object => [keyOf(object), object]));
  for (const { object, previous } of relevant.reverse()) {
    if (previous) {
      objects.set(keyOf(object), previous);
    } else {
      objects.delete(keyOf(object));
    }
  }
  return [...objects.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, object]) => object);
}
