import { deepEqual } from '../store/values';
import { KubeObject, ObjectStore } from '../types';
import { Health, HealthCode, healthOf, worstHealth } from './health';
import { Kinds, ResourceRef, keyOfRef, refOf } from './kinds';
import { applied } from './merge';
import { IgnoredDifference, normalized } from './normalize';
import { Application, Desired, TRACKING_ID, groupOf } from './sources';

export type SyncCode = 'Synced' | 'OutOfSync' | 'Unknown';

/** One object of an application: as it is, as it should be, and what applying would make of it. */
export interface Compared {
  ref: ResourceRef;
  target?: KubeObject;
  live?: KubeObject;
  /** Of the live object, without what is not compared. */
  normalizedLive?: KubeObject;
  /** What the live object would be after a sync, without what is not compared. */
  predictedLive?: KubeObject;
  sync: SyncCode;
  requiresPruning: boolean;
  health?: Health;
}

export interface Comparison {
  desired: Desired;
  items: Compared[];
  sync: SyncCode;
  health: HealthCode;
}

/** The tracking id an object has to carry to be an application's: copies on objects made from it do not count. */
export function isTrackedBy(app: Application, object: KubeObject): boolean {
  const { namespace = '', name, annotations } = object.metadata;
  return (
    annotations?.[TRACKING_ID] ===
    `${app.metadata.name}:${groupOf(object)}/${
      object.kind
    }:${namespace}/${name}`
  );
}

type Difference = Pick<Compared, 'normalizedLive' | 'predictedLive' | 'sync'>;

const MOST_KNOWN = 1000;

interface Known {
  target: KubeObject;
  live: KubeObject;
  ignored: string;
  difference: Difference;
}

/** Whether two frozen states of an object differ in bookkeeping and status alone, which no comparison looks at. */
function isSameButStatus(left: KubeObject, right: KubeObject): boolean {
  const parts = (object: KubeObject) => {
    const { status, metadata, ...rest } = object;
    const { labels, annotations, ownerReferences, finalizers } = metadata;
    return { ...rest, labels, annotations, ownerReferences, finalizers };
  };
  const a: Record<string, unknown> = parts(left);
  const b: Record<string, unknown> = parts(right);
  return Object.keys({ ...a, ...b }).every(name => a[name] === b[name]);
}

/** Compares applications with the cluster. States that say the same are compared once. */
export class Comparer {
  private readonly known = new Map<string, Known>();

  constructor(
    private readonly store: ObjectStore,
    private readonly kinds: Kinds,
  ) {}

  compare(app: Application, desired: Desired): Comparison {
    const ignored: IgnoredDifference[] = app.spec.ignoreDifferences ?? [];
    const wanted = new Set(
      desired.objects.map(object => keyOfRef(refOf(object))),
    );
    const items = [
      ...desired.objects.map(target => this.item(target, ignored)),
      ...this.tracked(app)
        .filter(live => !wanted.has(keyOfRef(refOf(live))))
        .map(live => this.extra(live, ignored)),
    ];
    return {
      desired,
      items,
      sync: items.every(({ sync }) => sync === 'Synced')
        ? 'Synced'
        : 'OutOfSync',
      health: worstHealth(
        items.flatMap(({ health }) => (health ? [health.status] : [])),
      ),
    };
  }

  private item(
    target: KubeObject,
    ignored: readonly IgnoredDifference[],
  ): Compared {
    const ref = refOf(target);
    const live = this.liveOf(target);
    if (!live) {
      const predictedLive = normalized(applied(target, undefined), ignored);
      return {
        ref,
        target,
        predictedLive,
        sync: 'OutOfSync',
        requiresPruning: false,
        health: { status: 'Missing' },
      };
    }
    return {
      ref,
      target,
      live,
      ...this.difference(target, live, ignored),
      requiresPruning: false,
      health: healthOf(live),
    };
  }

  private difference(
    target: KubeObject,
    live: KubeObject,
    ignored: readonly IgnoredDifference[],
  ): Difference {
    const rules = JSON.stringify(ignored);
    const uid = live.metadata.uid!;
    const known = this.known.get(uid);
    if (
      known?.target === target &&
      known.ignored === rules &&
      (known.live === live || isSameButStatus(known.live, live))
    ) {
      return known.difference;
    }
    const normalizedLive = normalized(live, ignored);
    const predictedLive = normalized(applied(target, live), ignored);
    const difference: Difference = {
      normalizedLive,
      predictedLive,
      sync: deepEqual(normalizedLive, predictedLive) ? 'Synced' : 'OutOfSync',
    };
    if (this.known.size >= MOST_KNOWN) {
      this.known.clear();
    }
    this.known.set(uid, { target, live, ignored: rules, difference });
    return difference;
  }

  /** An object of the application that its sources do not have any more. */
  private extra(
    live: KubeObject,
    ignored: readonly IgnoredDifference[],
  ): Compared {
    return {
      ref: refOf(live),
      live,
      normalizedLive: normalized(live, ignored),
      sync: 'OutOfSync',
      requiresPruning: true,
      health: healthOf(live),
    };
  }

  private liveOf(target: KubeObject): KubeObject | undefined {
    const id = this.kinds.collection(target);
    const { namespace, name } = target.metadata;
    return id && this.store.get(id, namespace, name);
  }

  private tracked(app: Application): KubeObject[] {
    const { namespace } = app.spec.destination;
    const found: KubeObject[] = [];
    for (const id of this.kinds.collections()) {
      for (const object of this.store.list(id, namespace)) {
        if (isTrackedBy(app, object)) {
          found.push(object);
        }
      }
    }
    return found;
  }
}
