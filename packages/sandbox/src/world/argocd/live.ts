import { controllerOf } from '../objects';
import { KubeObject, ObjectStore } from '../types';
import { Kinds } from './kinds';
import { Application, TRACKING_ID } from './sources';

/** Longest chain from a pod to what is delivered: Pod, Job, CronJob. */
const MOST_OWNERS = 3;

/** Tells which application a change in the cluster concerns. */
export class LiveChanges {
  constructor(
    private readonly store: ObjectStore,
    private readonly kinds: Kinds,
    private readonly heard: {
      /** Something that an application delivers has changed. */
      managed(application: string): void;
      /** Something that the cluster has made from it has. */
      made(application: string): void;
    },
  ) {}

  start(applications: () => readonly Application[]): void {
    const isDestination = (namespace: string | undefined) =>
      applications().some(
        ({ spec }) => spec.destination?.namespace === namespace,
      );
    for (const id of this.kinds.collections()) {
      this.store.watch(id, {}, ({ object, previous }) => {
        if (isDestination(object.metadata.namespace)) {
          this.tell(object);
          // An object that loses its tracking id concerns the application it had.
          if (previous && trackingOf(previous) !== trackingOf(object)) {
            this.tell(previous);
          }
        }
      });
    }
  }

  private tell(object: KubeObject): void {
    const name = this.applicationOf(object);
    if (name === undefined) {
      return;
    }
    if (controllerOf(object)) {
      this.heard.made(name);
    } else {
      this.heard.managed(name);
    }
  }

  /** The application that an object, or what it was made from, is tracked by. */
  private applicationOf(object: KubeObject): string | undefined {
    let current: KubeObject | undefined = object;
    for (let step = 0; current && step <= MOST_OWNERS; step++) {
      const owner = controllerOf(current);
      if (!owner) {
        return trackingOf(current)?.split(':')[0];
      }
      const id = this.kinds.collection(owner);
      current = id && this.store.get(id, object.metadata.namespace, owner.name);
    }
    return undefined;
  }
}

function trackingOf({ metadata }: KubeObject): string | undefined {
  return metadata.annotations?.[TRACKING_ID];
}
