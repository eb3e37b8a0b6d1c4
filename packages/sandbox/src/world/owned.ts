import { controllerOf } from './objects';
import { KubeObject, ObjectStore, ResourceId, StoreEvent } from './types';

/** The objects of some collections by the uid of their controller, kept current by watches. */
export class OwnedIndex {
  private readonly byOwner = new Map<string, Map<string, KubeObject>>();

  private readonly byNamespace = new Map<string, number>();

  constructor(private readonly store: ObjectStore, ids: readonly ResourceId[]) {
    for (const id of ids) {
      this.follow(id);
    }
  }

  /** Objects of kind `kind` owned by `uid`, in the order of their names. */
  list(uid: string | undefined, kind: string): KubeObject[] {
    const owned = this.byOwner.get(uid ?? '');
    return owned
      ? [...owned.values()]
          .filter(object => object.kind === kind)
          .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1))
      : [];
  }

  /** How many owned objects a namespace has. */
  inNamespace(namespace: string | undefined): number {
    return this.byNamespace.get(namespace ?? '') ?? 0;
  }

  /** How many objects of any kind `uid` owns. */
  count(uid: string | undefined): number {
    return this.byOwner.get(uid ?? '')?.size ?? 0;
  }

  private follow(id: ResourceId): void {
    for (const object of this.store.list(id)) {
      this.put(object);
    }
    this.store.watch(id, {}, event => this.apply(event));
  }

  private apply({ type, object, previous }: StoreEvent): void {
    if (previous && controllerOf(previous)?.uid !== controllerOf(object)?.uid) {
      this.drop(previous);
    }
    if (type === 'DELETED') {
      this.drop(object);
    } else {
      this.put(object);
    }
  }

  private put(object: KubeObject): void {
    const owner = controllerOf(object)?.uid;
    if (!owner) {
      return;
    }
    let owned = this.byOwner.get(owner);
    if (!owned) {
      owned = new Map();
      this.byOwner.set(owner, owned);
    }
    if (!owned.has(object.metadata.uid!)) {
      this.countIn(object, 1);
    }
    owned.set(object.metadata.uid!, object);
  }

  private countIn({ metadata }: KubeObject, change: 1 | -1): void {
    const namespace = metadata.namespace ?? '';
    this.byNamespace.set(namespace, this.inNamespace(namespace) + change);
  }

  private drop(object: KubeObject): void {
    const owner = controllerOf(object)?.uid ?? '';
    const owned = this.byOwner.get(owner);
    if (owned?.delete(object.metadata.uid!)) {
      this.countIn(object, -1);
    }
    if (owned?.size === 0) {
      this.byOwner.delete(owner);
    }
  }
}
