import { History } from './store/history';
import { ObjectIndex } from './store/objects';
import { deepEqual, deepFreeze } from './store/values';
import {
  Clock,
  KubeObject,
  ObjectMeta,
  ObjectStore,
  Random,
  ResourceId,
  StoreError,
  StoreEvent,
  StoreSnapshot,
} from './types';

type Listener = (event: StoreEvent) => void;

interface Watcher {
  /** Changes up to this resourceVersion are not for this watcher. */
  after: number;
  listener: Listener;
}

interface Collection {
  id: ResourceId;
  index: ObjectIndex;
  history: History;
  watchers: Set<Watcher>;
}

/** What {@link MemoryStore} needs of its World. */
export interface MemoryStoreOptions {
  clock: Pick<Clock, 'now'>;
  random: Pick<Random, 'uuid' | 'suffix'>;
  /** Changes kept per collection; at most twice as many are held. Default 2048. */
  historyLimit?: number;
}

/** The {@link ObjectStore} in memory. */
export class MemoryStore implements ObjectStore {
  private readonly collections = new Map<string, Collection>();
  private readonly expiryListeners = new Set<() => void>();
  private readonly pending: { collection: Collection; event: StoreEvent }[] =
    [];
  private delivering = false;
  private version = 1;
  /** History of a collection starts here: what was loaded or expired before has none. */
  private floor = 0;

  constructor(private readonly options: MemoryStoreOptions) {}

  get resourceVersion(): number {
    return this.version;
  }

  get(
    id: ResourceId,
    namespace: string | undefined,
    name: string,
  ): KubeObject | undefined {
    return this.collection(id).index.get(namespace, name);
  }

  list(id: ResourceId, namespace?: string): readonly KubeObject[] {
    return this.collection(id).index.list(namespace);
  }

  create(id: ResourceId, object: KubeObject): KubeObject {
    const collection = this.collection(id);
    const name = object.metadata.name || this.generateName(collection, object);
    if (collection.index.get(object.metadata.namespace, name)) {
      throw new StoreError(
        409,
        'AlreadyExists',
        `${qualified(id)} "${name}" already exists`,
      );
    }
    return this.put(collection, 'ADDED', {
      ...object,
      metadata: {
        ...object.metadata,
        name,
        uid: object.metadata.uid ?? this.options.random.uuid(),
        creationTimestamp:
          object.metadata.creationTimestamp ??
          timestamp(this.options.clock.now()),
        generation: 1,
      },
    });
  }

  update(id: ResourceId, object: KubeObject): KubeObject {
    const collection = this.collection(id);
    const { namespace, name } = object.metadata;
    const current = this.existing(collection, namespace, name);
    assertCurrent(id, current, object.metadata);
    const next = {
      ...object,
      metadata: {
        ...object.metadata,
        uid: current.metadata.uid,
        creationTimestamp: current.metadata.creationTimestamp,
        generation: current.metadata.generation,
        resourceVersion: current.metadata.resourceVersion,
      },
    };
    if (deepEqual(current, next)) {
      return current;
    }
    if (!deepEqual(specification(current), specification(next))) {
      next.metadata.generation = (current.metadata.generation ?? 0) + 1;
    }
    return this.put(collection, 'MODIFIED', next, current);
  }

  delete(
    id: ResourceId,
    namespace: string | undefined,
    name: string,
  ): KubeObject {
    const collection = this.collection(id);
    const current = this.existing(collection, namespace, name);
    return this.put(
      collection,
      'DELETED',
      { ...current, metadata: { ...current.metadata } },
      current,
    );
  }

  watch(
    id: ResourceId,
    options: { since?: number },
    listener: Listener,
  ): () => void {
    const collection = this.collection(id);
    const missed =
      options.since === undefined
        ? []
        : collection.history.since(options.since);
    const watcher = { after: this.version, listener };
    collection.watchers.add(watcher);
    this.replay(missed, listener);
    return () => collection.watchers.delete(watcher);
  }

  expireHistory(): void {
    this.floor = this.version;
    for (const { history } of this.collections.values()) {
      history.expire(this.version);
    }
    for (const listener of [...this.expiryListeners]) {
      listener();
    }
  }

  onHistoryExpired(listener: () => void): () => void {
    this.expiryListeners.add(listener);
    return () => this.expiryListeners.delete(listener);
  }

  dump(): StoreSnapshot {
    return {
      resourceVersion: this.version,
      collections: [...this.collections.values()].map(({ id, index }) => ({
        id,
        objects: [...index.list()],
      })),
    };
  }

  load(snapshot: StoreSnapshot): void {
    this.version = Math.max(this.version, snapshot.resourceVersion);
    for (const collection of this.collections.values()) {
      collection.index = new ObjectIndex();
    }
    for (const { id, objects } of snapshot.collections) {
      const { index } = this.collection(id);
      for (const object of objects) {
        index.set(deepFreeze(object));
      }
    }
    this.expireHistory();
  }

  private collection(id: ResourceId): Collection {
    const key = `${id.group}/${id.resource}`;
    let collection = this.collections.get(key);
    if (!collection) {
      collection = {
        id: { group: id.group, resource: id.resource },
        index: new ObjectIndex(),
        history: new History(this.options.historyLimit ?? 2048, this.floor),
        watchers: new Set(),
      };
      this.collections.set(key, collection);
    }
    return collection;
  }

  private existing(
    collection: Collection,
    namespace: string | undefined,
    name: string,
  ): KubeObject {
    const object = collection.index.get(namespace, name);
    if (!object) {
      throw new StoreError(
        404,
        'NotFound',
        `${qualified(collection.id)} "${name}" not found`,
      );
    }
    return object;
  }

  private generateName(collection: Collection, object: KubeObject): string {
    const { generateName, namespace } = object.metadata;
    if (!generateName) {
      throw new StoreError(422, 'Invalid', 'name or generateName is required');
    }
    let name: string;
    do {
      name = `${generateName.slice(0, 58)}${this.options.random.suffix(5)}`;
    } while (collection.index.get(namespace, name));
    return name;
  }

  private put(
    collection: Collection,
    type: StoreEvent['type'],
    object: KubeObject,
    previous?: KubeObject,
  ): KubeObject {
    this.version += 1;
    object.metadata.resourceVersion = String(this.version);
    deepFreeze(object);
    if (type === 'DELETED') {
      const { namespace, name } = object.metadata;
      collection.index.remove(namespace, name);
    } else {
      collection.index.set(object);
    }
    const event: StoreEvent = {
      type,
      object,
      previous,
      resourceVersion: this.version,
    };
    collection.history.push(event);
    this.pending.push({ collection, event });
    this.deliver();
    return object;
  }

  /** What the listener writes meanwhile waits until it has seen all it missed. */
  private replay(missed: StoreEvent[], listener: Listener): void {
    const outer = this.delivering;
    this.delivering = true;
    for (const event of missed) {
      notify(listener, event);
    }
    this.delivering = outer;
    this.deliver();
  }

  /** Listeners may write; their changes wait here, so that every listener sees all changes in order. */
  private deliver(): void {
    if (this.delivering) {
      return;
    }
    this.delivering = true;
    try {
      for (let next = this.pending.shift(); next; next = this.pending.shift()) {
        for (const watcher of [...next.collection.watchers]) {
          if (
            next.event.resourceVersion > watcher.after &&
            next.collection.watchers.has(watcher)
          ) {
            notify(watcher.listener, next.event);
          }
        }
      }
    } finally {
      this.delivering = false;
    }
  }
}

/** A listener's failure is its own: the writer and the other listeners go on, the process hears of it. */
function notify(listener: Listener, event: StoreEvent): void {
  try {
    listener(event);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}

function assertCurrent(
  id: ResourceId,
  current: KubeObject,
  wanted: ObjectMeta,
): void {
  const prefix = `Operation cannot be fulfilled on ${qualified(id)} "${
    current.metadata.name
  }": `;
  if (wanted.uid && wanted.uid !== current.metadata.uid) {
    throw new StoreError(
      409,
      'Conflict',
      `${prefix}Precondition failed: UID in precondition: ${wanted.uid}, UID in object meta: ${current.metadata.uid}`,
    );
  }
  if (
    wanted.resourceVersion &&
    wanted.resourceVersion !== current.metadata.resourceVersion
  ) {
    throw new StoreError(
      409,
      'Conflict',
      `${prefix}the object has been modified; please apply your changes to the latest version and try again`,
    );
  }
}

function specification(object: KubeObject): Record<string, unknown> {
  const { metadata, status, ...rest } = object;
  return rest;
}

function qualified(id: ResourceId): string {
  return id.group ? `${id.resource}.${id.group}` : id.resource;
}

function timestamp(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}
