import type {
  KubernetesListObject,
  KubernetesObject,
} from '@kubernetes/client-node';
import { project } from './projection';
import { WatchEvent } from './watchEvents';

/** A change of one object, as followers are told. */
type Change<T> =
  | { type: 'changed'; key: string; object: T }
  | { type: 'removed'; key: string; object: T };

/** What is known of a collection: its objects by uid, projected, and the version they are of. */
export class Collection<T extends KubernetesObject> {
  objects = new Map<string, T>();
  /** True once it was listed. */
  synced = false;
  /** Undefined when it must be listed. */
  resourceVersion: string | undefined;

  constructor(private readonly plural: string) {}

  /** Takes a list for all there is; objects that have not changed stay the same. */
  replace(list: KubernetesListObject<T>): void {
    const objects = new Map<string, T>();
    const kind = list.kind?.replace(/List$/, '');
    for (const item of list.items) {
      const uid = item.metadata!.uid!;
      const known = this.objects.get(uid);
      // Items of a list leave out what the list says once.
      objects.set(
        uid,
        known?.metadata?.resourceVersion === item.metadata!.resourceVersion
          ? known!
          : project(this.plural, {
              ...item,
              apiVersion: item.apiVersion ?? list.apiVersion,
              kind: item.kind ?? kind,
            }),
      );
    }
    this.objects = objects;
    this.resourceVersion = list.metadata?.resourceVersion ?? '';
    this.synced = true;
  }

  /** Takes one event; undefined when no object has changed by it. */
  apply(event: WatchEvent<T>): Change<T> | undefined {
    if (event.type === 'bookmark') {
      this.resourceVersion = event.resourceVersion || this.resourceVersion;
      return undefined;
    }
    const { metadata } = event.object;
    const key = metadata!.uid!;
    this.resourceVersion = metadata!.resourceVersion;
    if (event.type === 'delete') {
      const object = this.objects.get(key);
      this.objects.delete(key);
      return object && { type: 'removed', key, object };
    }
    const object = project(this.plural, event.object);
    this.objects.set(key, object);
    return { type: 'changed', key, object };
  }
}
