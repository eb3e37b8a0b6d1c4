import { WorldContext } from '../controllers/controller';
import { controllerOf, isFinished, timestamp, withCondition } from '../objects';
import { R } from '../resources';
import { KubeObject } from '../types';
import { Share, fullness, obstacle, requestsOf } from './placement';

const SOURCE = { component: 'default-scheduler' };
const RETRY_MS = 30_000;

/** Binds pods to nodes by what they request, the emptiest node first. */
export class Scheduler {
  private readonly taken = new Map<string, Share>();
  /** Pods by node and controller. */
  private readonly owners = new Map<string, number>();
  private readonly waiting = new Set<string>();
  private retryTimer: (() => void) | undefined;

  constructor(private readonly context: WorldContext) {}

  start(): void {
    const { store } = this.context;
    for (const pod of store.list(R.pods)) {
      this.count(pod, 1);
      this.wake(pod);
    }
    store.watch(R.pods, {}, ({ type, object, previous }) => {
      if (previous) {
        this.count(previous, -1);
      }
      if (type === 'DELETED') {
        this.count(object, -1);
        this.waiting.delete(object.metadata.uid!);
      } else {
        this.count(object, 1);
        this.wake(object);
      }
      if (type === 'DELETED' || isFinished(object)) {
        this.retryWaiting();
      }
    });
    store.watch(R.nodes, {}, ({ object, previous }) => {
      if (previous?.spec !== object.spec) {
        this.retryWaiting();
      }
    });
  }

  private wake(pod: KubeObject): void {
    const isNew =
      !pod.spec.nodeName &&
      !pod.metadata.deletionTimestamp &&
      !this.waiting.has(pod.metadata.uid!);
    if (isNew) {
      this.add(pod);
    }
  }

  private add({ metadata }: KubeObject): void {
    this.context.queue.add(`scheduler/${metadata.uid}`, () => {
      const pod = this.context.store.get(
        R.pods,
        metadata.namespace,
        metadata.name,
      );
      if (pod && pod.metadata.uid === metadata.uid && !pod.spec.nodeName) {
        this.schedule(pod);
      }
    });
  }

  private retryWaiting(): void {
    if (this.waiting.size > 0) {
      this.context.queue.add('scheduler/waiting', () => {
        for (const pod of this.context.store.list(R.pods)) {
          if (this.waiting.has(pod.metadata.uid!)) {
            this.add(pod);
          }
        }
      });
    }
  }

  private schedule(pod: KubeObject): void {
    const { store, events } = this.context;
    const request = requestsOf(pod);
    const claim = missingClaim(this.context, pod);
    const obstacles = new Map<string, number>();
    let best: KubeObject | undefined;
    let bestScore = Infinity;
    const nodes = store.list(R.nodes);
    for (const node of nodes) {
      const taken = this.takenOf(node.metadata.name);
      const reason = claim ?? obstacle(pod, request, node, taken);
      if (reason) {
        obstacles.set(reason, (obstacles.get(reason) ?? 0) + 1);
      } else {
        const score = fullness(node, taken) + this.siblings(node, pod);
        if (score < bestScore) {
          best = node;
          bestScore = score;
        }
      }
    }
    if (best) {
      this.bind(pod, best.metadata.name);
      return;
    }
    const message = explain(obstacles, nodes.length);
    if (!this.waiting.has(pod.metadata.uid!)) {
      this.waiting.add(pod.metadata.uid!);
      events.record(pod, SOURCE, {
        type: 'Warning',
        reason: 'FailedScheduling',
        message,
      });
    }
    this.refuse(pod, message);
    this.retryTimer ??= this.context.clock.after(RETRY_MS, () => {
      this.retryTimer = undefined;
      this.retryWaiting();
    });
  }

  private bind(pod: KubeObject, nodeName: string): void {
    const { store, events, clock } = this.context;
    this.waiting.delete(pod.metadata.uid!);
    const bound = store.update(R.pods, {
      ...pod,
      spec: { ...pod.spec, nodeName },
      status: {
        ...pod.status,
        conditions: withCondition(
          pod.status?.conditions,
          { type: 'PodScheduled', status: 'True', lastProbeTime: null },
          timestamp(clock.now()),
        ),
      },
    });
    events.record(bound, SOURCE, {
      reason: 'Scheduled',
      message: `Successfully assigned ${pod.metadata.namespace}/${pod.metadata.name} to ${nodeName}`,
    });
  }

  private refuse(pod: KubeObject, message: string): void {
    const { store, clock } = this.context;
    store.update(R.pods, {
      ...pod,
      status: {
        ...pod.status,
        conditions: withCondition(
          pod.status?.conditions,
          {
            type: 'PodScheduled',
            status: 'False',
            reason: 'Unschedulable',
            message,
            lastProbeTime: null,
          },
          timestamp(clock.now()),
        ),
      },
    });
  }

  private count(pod: KubeObject, sign: 1 | -1): void {
    if (pod.spec.nodeName && !isFinished(pod)) {
      const taken = this.takenOf(pod.spec.nodeName);
      const request = requestsOf(pod);
      taken.cpuMilli += sign * request.cpuMilli;
      taken.memoryBytes += sign * request.memoryBytes;
      taken.pods += sign;
      const key = `${pod.spec.nodeName}/${controllerOf(pod)?.uid}`;
      const siblings = (this.owners.get(key) ?? 0) + sign;
      if (siblings > 0) {
        this.owners.set(key, siblings);
      } else {
        this.owners.delete(key);
      }
    }
  }

  /** Pods of one controller keep apart when they can. */
  private siblings(node: KubeObject, pod: KubeObject): number {
    const owner = controllerOf(pod)?.uid;
    return owner ? this.owners.get(`${node.metadata.name}/${owner}`) ?? 0 : 0;
  }

  private takenOf(node: string): Share {
    let taken = this.taken.get(node);
    if (!taken) {
      taken = { cpuMilli: 0, memoryBytes: 0, pods: 0 };
      this.taken.set(node, taken);
    }
    return taken;
  }
}

function missingClaim(
  { store }: WorldContext,
  pod: KubeObject,
): string | undefined {
  for (const volume of pod.spec.volumes ?? []) {
    const name = volume.persistentVolumeClaim?.claimName;
    if (
      name &&
      !store.get(R.persistentVolumeClaims, pod.metadata.namespace, name)
    ) {
      return `persistentvolumeclaim "${name}" not found`;
    }
  }
  return undefined;
}

function explain(obstacles: Map<string, number>, nodes: number): string {
  const reasons = [...obstacles]
    .map(([reason, count]) => `${count} ${reason}`)
    .sort();
  return `0/${nodes} nodes are available: ${reasons.join(
    ', ',
  )}. preemption: 0/${nodes} nodes are available: ${nodes} No preemption victims found for incoming pod.`;
}
