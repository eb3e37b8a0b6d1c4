import type {
  KubernetesObject,
  V1Pod,
  V2HorizontalPodAutoscaler,
} from '@kubernetes/client-node';
import { ViewChange } from '@titanium-portal/backstage-plugin-titanium-node';
import { compileSelection, Selection } from '../../targets';
import { podRow } from './podRow';
import { isWorkloadKind, workloadRow } from './workloadRow';

const MOST_OWNERS = 5;

interface Node {
  kind: string;
  object: KubernetesObject;
  owner: string | undefined;
}

/** A workload and all that it controls. */
export interface WorkloadParts {
  kind: string;
  object: KubernetesObject;
  below: readonly { kind: string; object: KubernetesObject }[];
}

/** A scale target, as autoscalers name it. */
function scaleKey(
  namespace: string | undefined,
  kind: string,
  name: string,
): string {
  return `${namespace}/${kind.toLowerCase()}/${name}`;
}

/**
 * Joins the objects of one cluster into the rows of one entity. Each change costs only the rows it can touch, so that
 * thousands of pods of other services in the same namespace cost next to nothing.
 */
export class PodsModel {
  private readonly nodes = new Map<string, Node>();
  private readonly children = new Map<string, Set<string>>();
  private readonly autoscalers = new Map<string, V2HorizontalPodAutoscaler>();
  private readonly scaled = new Map<string, string>();
  /** Workloads by name, for autoscalers, which know no uids. */
  private readonly workloads = new Map<string, string>();
  private readonly dirty = new Set<string>();
  /** Roots of everything that changed since the workloads were last taken. */
  private readonly moved = new Set<string>();
  private readonly shown = new Map<string, 'pods' | 'workloads'>();
  private readonly selects: ReturnType<typeof compileSelection>;

  constructor(private readonly cluster: string, by: Selection['by']) {
    this.selects = compileSelection(by);
  }

  /** Replaces all objects of a kind. */
  sync(kind: string, objects: ReadonlyMap<string, KubernetesObject>): void {
    const known =
      kind === 'horizontalpodautoscaler'
        ? [...this.autoscalers.keys()]
        : [...this.nodes]
            .filter(([, node]) => node.kind === kind)
            .map(([key]) => key);
    known
      .filter(key => !objects.has(key))
      .forEach(key => this.remove(kind, key));
    objects.forEach((object, key) => this.put(kind, key, object));
  }

  put(kind: string, key: string, object: KubernetesObject): void {
    if (kind === 'horizontalpodautoscaler') {
      this.putAutoscaler(key, object as V2HorizontalPodAutoscaler);
      return;
    }
    const before = this.nodes.get(key);
    if (before?.object === object) {
      return;
    }
    const owner = object.metadata?.ownerReferences?.find(
      reference => reference.controller,
    )?.uid;
    if (before && before.owner !== owner) {
      this.unlink(key, before.owner);
    }
    if (owner !== undefined) {
      const siblings = this.children.get(owner) ?? new Set();
      this.children.set(owner, siblings.add(key));
    }
    this.nodes.set(key, { kind, object, owner });
    if (isWorkloadKind(kind)) {
      const { namespace, name } = object.metadata!;
      this.workloads.set(scaleKey(namespace, kind, name!), key);
    }
    const bindingChanged =
      !before ||
      before.owner !== owner ||
      this.selects(before.object.metadata ?? {}) !==
        this.selects(object.metadata ?? {});
    this.touch(key, bindingChanged);
  }

  remove(kind: string, key: string): void {
    if (kind === 'horizontalpodautoscaler') {
      this.touchScaled(key);
      this.autoscalers.delete(key);
      this.scaled.delete(key);
      return;
    }
    const node = this.nodes.get(key);
    if (node) {
      this.touch(key, true);
      this.unlink(key, node.owner);
      this.nodes.delete(key);
      const { namespace, name } = node.object.metadata!;
      const scale = scaleKey(namespace, kind, name!);
      if (this.workloads.get(scale) === key) {
        this.workloads.delete(scale);
      }
    }
  }

  /** The rows that changed since the last call. */
  changes(): ViewChange[] {
    const changes: ViewChange[] = [];
    for (const key of this.dirty) {
      const row = this.row(key);
      const before = this.shown.get(key);
      if (row) {
        this.shown.set(key, row.collection);
        changes.push({ op: 'put', key, ...row });
      } else if (before) {
        this.shown.delete(key);
        changes.push({ op: 'remove', collection: before, key });
      }
    }
    this.dirty.clear();
    return changes;
  }

  /** Uids of the pods shown, by `namespace/name`. */
  podNames(): Map<string, string> {
    const names = new Map<string, string>();
    this.shown.forEach((collection, key) => {
      const metadata = this.nodes.get(key)?.object.metadata;
      if (collection === 'pods' && metadata) {
        names.set(`${metadata.namespace}/${metadata.name}`, key);
      }
    });
    return names;
  }

  /**
   * Workloads of the entity that changed, or of which anything below did, since the last call, each with all objects it
   * controls; undefined for those that are gone.
   */
  movedWorkloads(): Map<string, WorkloadParts | undefined> {
    const moved = new Map<string, WorkloadParts | undefined>();
    for (const key of this.moved) {
      const node = this.nodes.get(key);
      const isShown =
        node &&
        isWorkloadKind(node.kind) &&
        this.chain(key).length === 1 &&
        this.isShownWorkload(key);
      moved.set(
        key,
        isShown
          ? {
              kind: node.kind,
              object: node.object,
              below: [...this.below(key)].map(item => this.nodes.get(item)!),
            }
          : undefined,
      );
    }
    this.moved.clear();
    return moved;
  }

  has(key: string): boolean {
    return this.nodes.has(key);
  }

  /** True while the pod is there and may still run. */
  isRunning(key: string): boolean {
    const pod = this.nodes.get(key)?.object as V1Pod | undefined;
    return (
      pod !== undefined &&
      !['Succeeded', 'Failed'].includes(pod.status?.phase ?? '')
    );
  }

  /** Pods of the entity: of all its workloads, or of one named `kind/name`. */
  pods(workload?: { kind: string; name: string }): V1Pod[] {
    const pods: V1Pod[] = [];
    this.nodes.forEach((node, key) => {
      if (node.kind !== 'pod' || !this.isSelected(key)) {
        return;
      }
      if (workload) {
        const owners = this.chain(key).slice(1);
        const owned = owners.some(owner => {
          const { kind, object } = this.nodes.get(owner)!;
          return (
            kind === workload.kind && object.metadata?.name === workload.name
          );
        });
        if (!owned) {
          return;
        }
      }
      pods.push(node.object as V1Pod);
    });
    return pods;
  }

  private row(
    key: string,
  ): { collection: 'pods' | 'workloads'; row: object } | undefined {
    const node = this.nodes.get(key);
    if (!node) {
      return undefined;
    }
    if (node.kind === 'pod') {
      if (!this.isSelected(key)) {
        return undefined;
      }
      const chain = this.chain(key);
      const root = chain[chain.length - 1];
      return {
        collection: 'pods',
        row: podRow(node.object as V1Pod, {
          cluster: this.cluster,
          workload: root === key ? null : root,
        }),
      };
    }
    // Only roots are workloads: a ReplicaSet of a Deployment is part of it.
    if (this.chain(key).length > 1 || !this.isShownWorkload(key)) {
      return undefined;
    }
    const { namespace, name } = node.object.metadata!;
    const target = scaleKey(namespace, node.kind, name!);
    return {
      collection: 'workloads',
      row: workloadRow(node.object, {
        cluster: this.cluster,
        kind: node.kind,
        hpa: [...this.scaled]
          .filter(([, scaled]) => scaled === target)
          .map(([hpa]) => this.autoscalers.get(hpa))[0],
      }),
    };
  }

  /** The object and its known controllers, nearest first. */
  private chain(key: string): string[] {
    const chain = [key];
    let owner = this.nodes.get(key)?.owner;
    while (
      owner !== undefined &&
      this.nodes.has(owner) &&
      chain.length < MOST_OWNERS
    ) {
      chain.push(owner);
      owner = this.nodes.get(owner)?.owner;
    }
    return chain;
  }

  private isSelected(key: string): boolean {
    return this.chain(key).some(item =>
      this.selects(this.nodes.get(item)!.object.metadata ?? {}),
    );
  }

  /** A workload is shown when it is selected, or when a pod below it is. */
  private isShownWorkload(key: string): boolean {
    if (this.isSelected(key)) {
      return true;
    }
    for (const item of this.below(key)) {
      const node = this.nodes.get(item);
      if (node?.kind === 'pod' && this.selects(node.object.metadata ?? {})) {
        return true;
      }
    }
    return false;
  }

  /** All objects that the object controls, itself left out. References may go in circles. */
  private below(key: string): Set<string> {
    const found = new Set<string>();
    const waiting = [key];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      for (const child of this.children.get(next) ?? []) {
        if (child !== key && !found.has(child)) {
          found.add(child);
          waiting.push(child);
        }
      }
    }
    return found;
  }

  /** Marks what a change of this object can touch: itself, its root, and all below when bindings changed. */
  private touch(key: string, bindingChanged: boolean): void {
    const chain = this.chain(key);
    this.dirty.add(key);
    this.moved.add(chain[chain.length - 1]);
    if (bindingChanged) {
      this.dirty.add(chain[chain.length - 1]);
      this.below(key).forEach(item => this.dirty.add(item));
    }
  }

  private unlink(key: string, owner: string | undefined): void {
    const siblings = owner === undefined ? undefined : this.children.get(owner);
    siblings?.delete(key);
    if (siblings?.size === 0) {
      this.children.delete(owner!);
    }
  }

  private putAutoscaler(key: string, hpa: V2HorizontalPodAutoscaler): void {
    this.touchScaled(key);
    this.autoscalers.set(key, hpa);
    const target = hpa.spec?.scaleTargetRef;
    if (target) {
      this.scaled.set(
        key,
        scaleKey(hpa.metadata?.namespace, target.kind, target.name),
      );
    }
    this.touchScaled(key);
  }

  private touchScaled(key: string): void {
    const target = this.scaled.get(key);
    const workload = target && this.workloads.get(target);
    if (workload) {
      this.dirty.add(workload);
    }
  }
}
