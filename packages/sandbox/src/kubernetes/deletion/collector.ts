import { KubeObject, ResourceId, StoreEvent, World } from '../../world/types';
import { Registry } from '../resources/registry';
import { DependentIndex, locate, Location } from './dependents';
import { FOREGROUND, ORPHAN, removeObject } from './remove';

const NAMESPACES: ResourceId = { group: '', resource: 'namespaces' };

/**
 * Ends what deletions leave behind: dependents of objects that are gone, objects whose last finalizer was removed,
 * the contents of namespaces. It acts within the change that makes it necessary.
 */
export class GarbageCollector {
  private readonly dependents = new DependentIndex();
  private readonly watches = new Map<string, () => void>();
  private readonly uids = new Set<string>();
  private readonly stops: (() => void)[];
  private revision = -1;

  constructor(
    private readonly world: Pick<World, 'store' | 'clock'>,
    private readonly registry: Registry,
  ) {
    this.stops = [world.store.onHistoryExpired(() => this.rebuild())];
    this.rebuild();
  }

  close(): void {
    this.stops.forEach(stop => stop());
    this.watches.forEach(stop => stop());
    this.watches.clear();
  }

  private collections(): ResourceId[] {
    const ids = this.registry.all().map(type => type.storage);
    return [
      ...new Map(ids.map(id => [`${id.group}/${id.resource}`, id])).values(),
    ];
  }

  private rebuild(): void {
    this.dependents.clear();
    this.uids.clear();
    this.watches.forEach(stop => stop());
    this.watches.clear();
    this.follow();
  }

  /** Starts watching the collections that are not watched yet. */
  private follow(): void {
    this.revision = this.registry.revision;
    for (const id of this.collections()) {
      const key = `${id.group}/${id.resource}`;
      if (!this.watches.has(key)) {
        for (const object of this.world.store.list(id)) {
          this.uids.add(object.metadata.uid!);
          this.dependents.replace(id, undefined, object);
        }
        this.watches.set(
          key,
          this.world.store.watch(id, {}, event => this.handle(id, event)),
        );
      }
    }
  }

  private handle(id: ResourceId, event: StoreEvent): void {
    const { object, previous, type } = event;
    const gone = type === 'DELETED';
    this.dependents.replace(
      id,
      gone ? object : previous,
      gone ? undefined : object,
    );
    if (this.revision !== this.registry.revision) {
      this.follow();
    }
    if (gone) {
      this.uids.delete(object.metadata.uid!);
      this.dependents
        .of(object.metadata.uid!)
        .forEach(location => this.releaseFrom(location, object.metadata.uid!));
      this.resumeOwners(object);
      this.resumeNamespace(object.metadata.namespace);
    } else {
      this.uids.add(object.metadata.uid!);
      if (object.metadata.deletionTimestamp) {
        this.proceed(id, object);
      }
    }
  }

  /** A dependent goes with its last owner; while it has another one, it only loses the reference. */
  private releaseFrom(location: Location, ownerUid: string): void {
    const object = this.find(location);
    if (!object) {
      return;
    }
    const others = (object.metadata.ownerReferences ?? []).filter(
      ({ uid }) => uid !== ownerUid && this.uids.has(uid),
    );
    if (others.length) {
      this.world.store.update(location.id, {
        ...object,
        metadata: { ...object.metadata, ownerReferences: others },
      });
    } else if (!object.metadata.deletionTimestamp) {
      removeObject(this.world, location.id, object, {
        propagation: 'Background',
      });
    }
  }

  /** Takes a deletion further whose object waits for finalizers. */
  private proceed(id: ResourceId, object: KubeObject): void {
    const finalizers = object.metadata.finalizers ?? [];
    if (id.group === '' && id.resource === 'namespaces') {
      this.emptyNamespace(object);
    } else if (finalizers.includes(ORPHAN)) {
      this.dependents
        .of(object.metadata.uid!)
        .forEach(location => this.orphan(location, object.metadata.uid!));
      this.withoutFinalizer(id, object, ORPHAN);
    } else if (finalizers.includes(FOREGROUND)) {
      this.proceedInForeground(id, object);
    } else if (
      finalizers.length === 0 &&
      !(object.metadata.deletionGracePeriodSeconds ?? 0)
    ) {
      this.world.store.delete(
        id,
        object.metadata.namespace,
        object.metadata.name,
      );
    }
  }

  private proceedInForeground(id: ResourceId, object: KubeObject): void {
    const blocking = this.dependents
      .of(object.metadata.uid!)
      .flatMap(location => {
        const dependent = this.find(location);
        return dependent ? [{ location, dependent }] : [];
      });
    for (const { location, dependent } of blocking) {
      if (!dependent.metadata.deletionTimestamp) {
        removeObject(this.world, location.id, dependent, {
          propagation: 'Foreground',
        });
      }
    }
    if (blocking.length === 0) {
      this.withoutFinalizer(id, object, FOREGROUND);
    }
  }

  private orphan(location: Location, ownerUid: string): void {
    const object = this.find(location);
    const owners = (object?.metadata.ownerReferences ?? []).filter(
      ({ uid }) => uid !== ownerUid,
    );
    if (object) {
      this.world.store.update(location.id, {
        ...object,
        metadata: {
          ...object.metadata,
          ownerReferences: owners.length ? owners : undefined,
        },
      });
    }
  }

  private withoutFinalizer(
    id: ResourceId,
    object: KubeObject,
    finalizer: string,
  ): void {
    const current = this.find(locate(id, object));
    const finalizers = current?.metadata.finalizers?.filter(
      other => other !== finalizer,
    );
    if (current) {
      this.world.store.update(id, {
        ...current,
        metadata: {
          ...current.metadata,
          finalizers: finalizers?.length ? finalizers : undefined,
        },
      });
    }
  }

  /** An owner that waits in the foreground goes on when a dependent is gone. */
  private resumeOwners(dependent: KubeObject): void {
    for (const owner of dependent.metadata.ownerReferences ?? []) {
      const type = this.registry.findKind(owner.apiVersion, owner.kind);
      const object =
        type &&
        this.world.store.get(
          type.storage,
          type.namespaced ? dependent.metadata.namespace : undefined,
          owner.name,
        );
      if (
        object?.metadata.uid === owner.uid &&
        object.metadata.finalizers?.includes(FOREGROUND)
      ) {
        this.proceed(type!.storage, object);
      }
    }
  }

  private emptyNamespace(namespace: KubeObject): void {
    const { name } = namespace.metadata;
    let remaining = 0;
    for (const id of this.collections()) {
      for (const object of this.world.store.list(id, name)) {
        if (!object.metadata.deletionTimestamp) {
          removeObject(this.world, id, object);
        }
      }
      remaining += this.world.store.list(id, name).length;
    }
    if (remaining === 0 && this.find(locate(NAMESPACES, namespace))) {
      this.world.store.delete(NAMESPACES, undefined, name);
    }
  }

  private resumeNamespace(name: string | undefined): void {
    const namespace = name && this.world.store.get(NAMESPACES, undefined, name);
    if (namespace && namespace.metadata.deletionTimestamp) {
      this.emptyNamespace(namespace);
    }
  }

  private find({ id, namespace, name }: Location): KubeObject | undefined {
    return this.world.store.get(id, namespace, name);
  }
}
