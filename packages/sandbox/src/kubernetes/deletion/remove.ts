import { KubeObject, ObjectStore, ResourceId, World } from '../../world/types';

export type Propagation = 'Background' | 'Foreground' | 'Orphan';

export const FOREGROUND = 'foregroundDeletion';
export const ORPHAN = 'orphan';

export interface RemovalOptions {
  propagation?: Propagation;
  gracePeriodSeconds?: number;
}

/** What a removal did: the object is gone, or waits for its grace period or finalizers. */
export interface Removal {
  object: KubeObject;
  gone: boolean;
}

function isPod(id: ResourceId): boolean {
  return id.group === '' && id.resource === 'pods';
}

function graceOf(
  id: ResourceId,
  object: KubeObject,
  wanted: number | undefined,
): number {
  if (!isPod(id)) {
    return 0;
  }
  const ended = ['Succeeded', 'Failed'].includes(object.status?.phase);
  if (!object.spec?.nodeName || ended) {
    return 0;
  }
  return wanted ?? object.spec.terminationGracePeriodSeconds ?? 30;
}

function finalizersOf(object: KubeObject, propagation?: Propagation): string[] {
  const others = (object.metadata.finalizers ?? []).filter(
    finalizer => finalizer !== FOREGROUND && finalizer !== ORPHAN,
  );
  if (propagation === 'Foreground') {
    return [...others, FOREGROUND];
  }
  return propagation === 'Orphan' ? [...others, ORPHAN] : others;
}

function isNamespaceWithContent(id: ResourceId, object: KubeObject): boolean {
  return (
    id.group === '' &&
    id.resource === 'namespaces' &&
    Boolean(object.spec?.finalizers?.length)
  );
}

/**
 * Asks for the end of an object, as the API server does: a scheduled pod gets its grace period and is ended by the
 * kubelet, finalizers hold an object back, anything else goes at once.
 */
export function removeObject(
  world: Pick<World, 'store' | 'clock'>,
  id: ResourceId,
  object: KubeObject,
  options: RemovalOptions = {},
): Removal {
  const { store, clock } = world;
  const { namespace, name } = object.metadata;
  const grace = graceOf(id, object, options.gracePeriodSeconds);
  const finalizers = finalizersOf(object, options.propagation);
  const waits =
    grace > 0 || finalizers.length > 0 || isNamespaceWithContent(id, object);
  if (!waits) {
    return { object: store.delete(id, namespace, name), gone: true };
  }
  const { deletionGracePeriodSeconds: running } = object.metadata;
  if (object.metadata.deletionTimestamp && grace >= (running ?? 0)) {
    return { object, gone: false };
  }
  return {
    object: mark(store, id, object, grace, finalizers, clock.now()),
    gone: false,
  };
}

function mark(
  store: ObjectStore,
  id: ResourceId,
  object: KubeObject,
  grace: number,
  finalizers: string[],
  now: number,
): KubeObject {
  const end = new Date(now + grace * 1000);
  return store.update(id, {
    ...object,
    metadata: {
      ...object.metadata,
      deletionTimestamp: end.toISOString().replace(/\.\d+Z$/, 'Z'),
      deletionGracePeriodSeconds: grace,
      finalizers: finalizers.length ? finalizers : undefined,
    },
    ...(isNamespaceWithContent(id, object) && {
      status: { ...object.status, phase: 'Terminating' },
    }),
  });
}
