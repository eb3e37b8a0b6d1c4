import { KubeObject, ResourceId } from '../../world/types';

/** A stored object by its place. */
export interface Location {
  id: ResourceId;
  namespace: string | undefined;
  name: string;
}

function keyOf({ id, namespace, name }: Location): string {
  return `${id.group}/${id.resource}/${namespace ?? ''}/${name}`;
}

/** Which objects name which owner. */
export class DependentIndex {
  private readonly byOwner = new Map<string, Map<string, Location>>();

  replace(id: ResourceId, previous?: KubeObject, next?: KubeObject): void {
    if (
      previous?.metadata.ownerReferences === next?.metadata.ownerReferences &&
      previous &&
      next
    ) {
      return;
    }
    if (previous) {
      this.remove(id, previous);
    }
    if (next) {
      this.add(id, next);
    }
  }

  of(ownerUid: string): Location[] {
    return [...(this.byOwner.get(ownerUid)?.values() ?? [])];
  }

  clear(): void {
    this.byOwner.clear();
  }

  private add(id: ResourceId, object: KubeObject): void {
    const location = locate(id, object);
    for (const { uid } of object.metadata.ownerReferences ?? []) {
      const dependents = this.byOwner.get(uid) ?? new Map();
      dependents.set(keyOf(location), location);
      this.byOwner.set(uid, dependents);
    }
  }

  private remove(id: ResourceId, object: KubeObject): void {
    const key = keyOf(locate(id, object));
    for (const { uid } of object.metadata.ownerReferences ?? []) {
      const dependents = this.byOwner.get(uid);
      dependents?.delete(key);
      if (dependents?.size === 0) {
        this.byOwner.delete(uid);
      }
    }
  }
}

export function locate(id: ResourceId, object: KubeObject): Location {
  const { namespace, name } = object.metadata;
  return { id, namespace, name };
}
