import { ObjectStore, ResourceId } from '../../world/types';
import { SharedEvent } from './event';

type Subscriber = (event: SharedEvent) => void;

/** One watch on the store per collection and namespace, shared by the API's watches of it. */
class WatchHub {
  private readonly everywhere = new Set<Subscriber>();
  private readonly byNamespace = new Map<string, Set<Subscriber>>();
  private stop: (() => void) | undefined;

  constructor(
    private readonly store: ObjectStore,
    private readonly id: ResourceId,
  ) {}

  subscribe(namespace: string | undefined, subscriber: Subscriber): () => void {
    const subscribers = this.subscribers(namespace);
    subscribers.add(subscriber);
    this.stop ??= this.store.watch(this.id, {}, event => {
      const shared = new SharedEvent(event);
      this.everywhere.forEach(notify => notify(shared));
      this.byNamespace
        .get(event.object.metadata.namespace ?? '')
        ?.forEach(notify => notify(shared));
    });
    return () => {
      subscribers.delete(subscriber);
      if (namespace !== undefined && subscribers.size === 0) {
        this.byNamespace.delete(namespace);
      }
      if (this.everywhere.size === 0 && this.byNamespace.size === 0) {
        this.stop?.();
        this.stop = undefined;
      }
    };
  }

  private subscribers(namespace: string | undefined): Set<Subscriber> {
    if (namespace === undefined) {
      return this.everywhere;
    }
    let subscribers = this.byNamespace.get(namespace);
    if (!subscribers) {
      subscribers = new Set();
      this.byNamespace.set(namespace, subscribers);
    }
    return subscribers;
  }
}

/** The hubs of all collections. */
export class WatchHubs {
  private readonly hubs = new Map<string, WatchHub>();

  constructor(private readonly store: ObjectStore) {}

  subscribe(
    id: ResourceId,
    namespace: string | undefined,
    subscriber: Subscriber,
  ): () => void {
    const key = `${id.group}/${id.resource}`;
    let hub = this.hubs.get(key);
    if (!hub) {
      hub = new WatchHub(this.store, id);
      this.hubs.set(key, hub);
    }
    return hub.subscribe(namespace, subscriber);
  }
}
