import { EventRecorder } from '../events';
import { OwnedIndex } from '../owned';
import { controllerOf } from '../objects';
import { WorkQueue } from '../queue';
import { Clock, KubeObject, ObjectStore, Random, ResourceId } from '../types';

/** What controllers and kubelets work with. */
export interface WorldContext {
  clock: Clock;
  random: Random;
  store: ObjectStore;
  events: EventRecorder;
  queue: WorkQueue;
  /** Pods, ReplicaSets, Jobs and ControllerRevisions by controller. */
  owned: OwnedIndex;
}

/** Names one object of a controller's kind. */
export interface Key {
  namespace: string | undefined;
  name: string;
}

/** A change of `id` wakes the keys it concerns. */
export interface Source {
  id: ResourceId;
  keys(object: KubeObject, previous?: KubeObject): Key[];
}

/** Brings the cluster closer to what one object asks for; run again whenever something it depends on has changed. */
export interface Controller {
  name: string;
  sources: Source[];
  /**
   * How many milliseconds of changes to gather before a look, for keys whose look is long: a workload of thousands of pods
   * would be counted anew at each step of each of them. Default none.
   */
  batchMs?(key: Key): number;
  /** Returns after how many milliseconds to look again, if nothing changes before. */
  reconcile(key: Key): number | undefined;
}

export function keyOf(object: KubeObject): Key {
  return { namespace: object.metadata.namespace, name: object.metadata.name };
}

/** The object itself wakes its own key. */
export function self(id: ResourceId): Source {
  return { id, keys: object => [keyOf(object)] };
}

/** A change of an owned object wakes its controller of kind `kind`. */
export function ownedBy(id: ResourceId, kind: string): Source {
  return {
    id,
    keys: (object, previous) => {
      const names = [object, previous].flatMap(item => {
        const owner = item && controllerOf(item);
        return owner?.kind === kind ? [owner.name] : [];
      });
      return [...new Set(names)].map(name => ({
        namespace: object.metadata.namespace,
        name,
      }));
    },
  };
}

/** The time to gather changes for a look at this many objects. */
export function batchFor(objects: number): number {
  return objects < 200 ? 0 : Math.ceil(objects / 10);
}

/** Runs a controller: everything that exists first, then every change. */
export function runController(
  context: WorldContext,
  controller: Controller,
): void {
  const { queue, store, clock } = context;
  const waiting = new Map<string, () => void>();
  const gathering = new Set<string>();
  function add(key: Key): void {
    const id = `${controller.name}/${key.namespace ?? ''}/${key.name}`;
    const batch = controller.batchMs?.(key) ?? 0;
    if (batch === 0) {
      look(id, key);
    } else if (!gathering.has(id)) {
      gathering.add(id);
      clock.after(batch, () => {
        gathering.delete(id);
        look(id, key);
      });
    }
  }

  function look(id: string, key: Key): void {
    queue.add(id, () => {
      waiting.get(id)?.();
      waiting.delete(id);
      const again = controller.reconcile(key);
      if (again !== undefined) {
        waiting.set(
          id,
          clock.after(again, () => add(key)),
        );
      }
    });
  }

  for (const source of controller.sources) {
    for (const object of store.list(source.id)) {
      source.keys(object).forEach(add);
    }
    store.watch(source.id, {}, ({ object, previous }) =>
      source.keys(object, previous).forEach(add),
    );
  }
}
