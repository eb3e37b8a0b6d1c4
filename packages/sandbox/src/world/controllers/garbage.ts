import { R } from '../resources';
import { KubeObject, ResourceId, StoreEvent } from '../types';
import { WorldContext } from './controller';
import { deletePod } from './pods';

/** Collections whose objects may be owned by others. */
const OWNED: readonly ResourceId[] = [
  R.replicaSets,
  R.controllerRevisions,
  R.jobs,
  R.pods,
  R.endpointSlices,
  R.configMaps,
  R.secrets,
];
/** Collections of owners that are not themselves owned. */
const OWNERS: readonly ResourceId[] = [
  R.deployments,
  R.statefulSets,
  R.daemonSets,
  R.cronJobs,
  R.services,
];

const FOREGROUND = 'foregroundDeletion';
const ORPHAN = 'orphan';

/**
 * Deletes what lost its owner. An owner that waits with the finalizer `foregroundDeletion` goes after its dependents; one
 * with `orphan` lets them go first.
 */
export function collectGarbage(context: WorldContext): void {
  const { store, queue } = context;
  const dependents = new Map<string, Map<string, [ResourceId, KubeObject]>>();

  function follow(id: ResourceId, { type, object }: StoreEvent): void {
    for (const owner of object.metadata.ownerReferences ?? []) {
      const owned = dependents.get(owner.uid) ?? new Map();
      dependents.set(owner.uid, owned);
      if (type === 'DELETED') {
        owned.delete(object.metadata.uid!);
      } else {
        owned.set(object.metadata.uid!, [id, object]);
      }
    }
  }

  function dependentsOf(owner: KubeObject): [ResourceId, KubeObject][] {
    return [...(dependents.get(owner.metadata.uid!)?.values() ?? [])].flatMap(
      ([id, { metadata }]) => {
        const current = store.get(id, metadata.namespace, metadata.name);
        const isOwned = current?.metadata.ownerReferences?.some(
          reference => reference.uid === owner.metadata.uid,
        );
        return current && isOwned
          ? [[id, current] as [ResourceId, KubeObject]]
          : [];
      },
    );
  }

  function remove(id: ResourceId, object: KubeObject): void {
    if (id === R.pods) {
      deletePod(context, object);
    } else {
      store.delete(id, object.metadata.namespace, object.metadata.name);
    }
  }

  function release(id: ResourceId, object: KubeObject, uid: string): void {
    store.update(id, {
      ...object,
      metadata: {
        ...object.metadata,
        ownerReferences: object.metadata.ownerReferences?.filter(
          owner => owner.uid !== uid,
        ),
      },
    });
  }

  function finalize(id: ResourceId, owner: KubeObject): void {
    const { namespace, name, uid } = owner.metadata;
    const current = store.get(id, namespace, name);
    const finalizers = current?.metadata.finalizers ?? [];
    if (!current?.metadata.deletionTimestamp || current.metadata.uid !== uid) {
      return;
    }
    const owned = dependentsOf(current);
    if (finalizers.includes(ORPHAN)) {
      owned.forEach(([each, object]) => release(each, object, uid!));
      drop(id, current, ORPHAN);
    } else if (finalizers.includes(FOREGROUND)) {
      owned.forEach(([each, object]) => remove(each, object));
      if (dependentsOf(current).length === 0) {
        drop(id, current, FOREGROUND);
      } else {
        queue.addAfter(500, `garbage/${uid}`, () => finalize(id, current));
      }
    }
  }

  function drop(id: ResourceId, owner: KubeObject, finalizer: string): void {
    const finalizers = owner.metadata.finalizers!.filter(
      item => item !== finalizer,
    );
    if (finalizers.length === 0) {
      store.delete(id, owner.metadata.namespace, owner.metadata.name);
    } else {
      store.update(id, {
        ...owner,
        metadata: { ...owner.metadata, finalizers },
      });
    }
  }

  function collect(id: ResourceId, event: StoreEvent): void {
    const { object, type } = event;
    const { uid } = object.metadata;
    if (type === 'DELETED') {
      queue.add(`garbage/${uid}`, () => {
        dependentsOf(object).forEach(([each, owned]) => remove(each, owned));
        dependents.delete(uid!);
      });
    } else if (object.metadata.deletionTimestamp && id !== R.pods) {
      queue.add(`garbage/${uid}`, () => finalize(id, object));
    }
  }

  for (const id of OWNED) {
    store
      .list(id)
      .forEach(object =>
        follow(id, { type: 'ADDED', object, resourceVersion: 0 }),
      );
    store.watch(id, {}, event => follow(id, event));
  }
  for (const id of [...OWNED, ...OWNERS]) {
    store.watch(id, {}, event => collect(id, event));
  }
}
