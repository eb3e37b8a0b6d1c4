import { EventSource } from '../events';
import { isFinished } from '../objects';
import { R } from '../resources';
import { KubeObject } from '../types';
import { WorldContext } from '../controllers/controller';
import { Addresses } from './addresses';
import {
  ContainerLife,
  ContainerSpec,
  circumstancesOf,
  missingConfig,
  restoreContainer,
} from './container';
import { Behavior, findImage } from './images';
import { Delay, Stage, nextStage } from './stages';
import { fakeDigest, withPodStatus } from './status';

const FIRST_BACKOFF_MS = 10_000;
const LONGEST_BACKOFF_MS = 300_000;
/** Until the first probe that passes, after a probe's own initial delay. */
const PROBE_MS = { min: 500, max: 2500 };
const SERVING: readonly Behavior[] = ['serve', 'errors', 'leak'];
const STOP_MS = { min: 600, max: 2200 };

/** A pod that a node runs. */
interface PodLife {
  uid: string;
  containers: ContainerLife[];
  stopping: boolean;
}

/** All kubelets in one: takes every bound pod through its life, stage by stage. */
export class Kubelet {
  private readonly lives = new Map<string, PodLife>();
  private readonly images = new Map<string, Set<string>>();
  private readonly addresses: Addresses;

  constructor(private readonly context: WorldContext) {
    this.addresses = new Addresses(context.store);
  }

  start(): void {
    const { store } = this.context;
    for (const pod of store.list(R.pods)) {
      this.wake(pod);
    }
    store.watch(R.pods, {}, ({ type, object }) => {
      if (type === 'DELETED') {
        this.forget(object);
      } else {
        this.wake(object);
      }
    });
  }

  private wake(pod: KubeObject): void {
    const life = this.lives.get(pod.metadata.uid!);
    const isNews = !life || (pod.metadata.deletionTimestamp && !life.stopping);
    if (pod.spec.nodeName && isNews) {
      const { namespace, name, uid } = pod.metadata;
      this.context.queue.add(`kubelet/${uid}`, () =>
        this.sync(namespace!, name),
      );
    }
  }

  private sync(namespace: string, name: string): void {
    const pod = this.context.store.get(R.pods, namespace, name);
    if (!pod) {
      return;
    }
    let life = this.lives.get(pod.metadata.uid!);
    if (!life) {
      life = this.adopt(pod);
    }
    if (pod.metadata.deletionTimestamp) {
      this.stop(pod, life);
    } else if (!isFinished(pod)) {
      this.advance(pod, life);
    }
  }

  private adopt(pod: KubeObject): PodLife {
    const restore = (init: boolean) => (spec: ContainerSpec) =>
      restoreContainer(pod, spec, init);
    const life: PodLife = {
      uid: pod.metadata.uid!,
      containers: [
        ...(pod.spec.initContainers ?? []).map(restore(true)),
        ...pod.spec.containers.map(restore(false)),
      ],
      stopping: false,
    };
    this.lives.set(life.uid, life);
    if (!pod.status?.containerStatuses) {
      this.write(pod, life);
    }
    return life;
  }

  private forget(pod: KubeObject): void {
    const life = this.lives.get(pod.metadata.uid!);
    life?.containers.forEach(container => container.cancel?.());
    this.lives.delete(pod.metadata.uid!);
    this.addresses.release(pod);
  }

  /** Sets each container that may move now on its way to the next stage. */
  private advance(pod: KubeObject, life: PodLife): void {
    const init = life.containers.find(
      container =>
        container.init &&
        !(container.state === 'done' && container.exit?.code === 0),
    );
    const candidates = init
      ? [init]
      : life.containers.filter(container => !container.init);
    for (const container of candidates) {
      if (!container.cancel) {
        this.plan(pod, life, container);
      }
    }
  }

  private plan(pod: KubeObject, life: PodLife, container: ContainerLife): void {
    const { store, clock } = this.context;
    const spec = specOf(pod, container);
    const cached = this.imagesOn(pod).has(spec.image);
    const stage = nextStage(
      container.state,
      circumstancesOf(store, pod, spec, container, cached),
    );
    if (!stage) {
      return;
    }
    container.cancel = clock.after(
      this.delay(stage.delay, container, spec),
      () => {
        container.cancel = undefined;
        this.enter(pod, life, container, stage);
      },
    );
  }

  private enter(
    { metadata }: KubeObject,
    life: PodLife,
    container: ContainerLife,
    stage: Stage,
  ): void {
    const { store } = this.context;
    const pod = store.get(R.pods, metadata.namespace, metadata.name);
    if (!pod || pod.metadata.uid !== life.uid || life.stopping) {
      return;
    }
    const spec = specOf(pod, container);
    this.tell(pod, container, spec, stage);
    this.move(pod, container, spec, stage);
    const next = this.write(pod, life);
    if (!isFinished(next)) {
      this.advance(next, life);
    }
  }

  private move(
    pod: KubeObject,
    container: ContainerLife,
    spec: ContainerSpec,
    stage: Stage,
  ): void {
    const now = this.context.clock.now();
    if (stage.to === 'pulling') {
      container.pullStartedAt = now;
    } else if (stage.to === 'pull-error') {
      container.pullFailures += 1;
    } else if (stage.to === 'exited') {
      container.exit = {
        ...stage.exit!,
        startedAt: container.startedAt!,
        finishedAt: now,
        containerId: container.containerId!,
      };
      container.crashes += 1;
      container.startedAt = undefined;
    } else if (stage.to === 'running' && stage.from !== 'running') {
      this.imagesOn(pod).add(spec.image);
      this.run(pod, container);
    }
    container.state =
      stage.to === 'running' && this.isReadyAtOnce(pod, container, spec)
        ? 'ready'
        : stage.to;
    if (isEnd(container, pod)) {
      container.state = 'done';
    }
  }

  /** Without a readiness probe a container that serves counts as ready from its start. */
  private isReadyAtOnce(
    pod: KubeObject,
    container: ContainerLife,
    spec: ContainerSpec,
  ): boolean {
    const { store } = this.context;
    const { behavior, fits } = circumstancesOf(
      store,
      pod,
      spec,
      container,
      true,
    );
    return (
      !container.init &&
      !spec.readinessProbe &&
      fits &&
      SERVING.includes(behavior)
    );
  }

  private run(pod: KubeObject, container: ContainerLife): void {
    if (container.exit) {
      container.lastExit = container.exit;
      container.exit = undefined;
      container.restarts += 1;
    }
    container.startedAt = this.context.clock.now();
    container.containerId = `containerd://${fakeDigest(
      `${pod.metadata.uid}/${container.name}/${container.restarts}`,
    )}`;
  }

  private tell(
    pod: KubeObject,
    container: ContainerLife,
    spec: ContainerSpec,
    stage: Stage,
  ): void {
    const took = this.context.clock.now() - (container.pullStartedAt ?? 0);
    const values: Record<string, string> = {
      image: spec.image,
      container: container.name,
      pod: `${pod.metadata.name}_${pod.metadata.namespace}(${pod.metadata.uid})`,
      took: `${(took / 1000).toFixed(3)}s`,
      problem: this.problem(pod, container, stage.to),
    };
    for (const event of stage.events ?? []) {
      this.context.events.record(pod, sourceOf(pod), {
        type: event.type,
        reason: event.reason,
        message: event.message.replace(/\$(\w+)/g, (_, key) => values[key]),
        fieldPath: `spec.${container.init ? 'initContainers' : 'containers'}{${
          container.name
        }}`,
      });
    }
  }

  private write(pod: KubeObject, life: PodLife): KubeObject {
    const { store, clock } = this.context;
    return store.update(
      R.pods,
      withPodStatus(
        pod,
        life.containers,
        this.addresses.of(pod),
        container => this.problem(pod, container, container.state),
        clock.now(),
      ),
    );
  }

  /** Why a container does not run, in the kubelet's words. */
  private problem(
    pod: KubeObject,
    container: ContainerLife,
    state: ContainerLife['state'],
  ): string {
    const spec = specOf(pod, container);
    if (state === 'pull-error') {
      return `rpc error: code = NotFound desc = failed to pull and unpack image "${spec.image}": failed to resolve reference "${spec.image}": ${spec.image}: not found`;
    }
    if (state === 'crash-backoff') {
      return `back-off ${humanBackoff(
        container.crashes,
      )} restarting failed container=${container.name} pod=${
        pod.metadata.name
      }_${pod.metadata.namespace}(${pod.metadata.uid})`;
    }
    return state === 'config-error'
      ? missingConfig(this.context.store, pod, spec) ?? ''
      : '';
  }

  private delay(
    delay: Delay,
    container: ContainerLife,
    spec: ContainerSpec,
  ): number {
    const { random } = this.context;
    if (delay === 'backoff') {
      return backoffMs(
        container.state === 'pull-backoff'
          ? container.pullFailures
          : container.crashes - 1,
      );
    }
    if (delay === 'readiness') {
      const initial = (spec.readinessProbe?.initialDelaySeconds ?? 0) * 1000;
      return initial + random.int(PROBE_MS.min, PROBE_MS.max);
    }
    if (delay === 'work') {
      const { min, max } = findImage(spec.image)?.program.runMs ?? {
        min: 2000,
        max: 5000,
      };
      return random.int(min, max);
    }
    return random.int(delay.minMs, delay.maxMs);
  }

  private stop(pod: KubeObject, life: PodLife): void {
    const { store, clock, random, events } = this.context;
    if (life.stopping) {
      return;
    }
    life.stopping = true;
    const { namespace, name } = pod.metadata;
    const remove = () => {
      if (store.get(R.pods, namespace, name)?.metadata.uid === life.uid) {
        store.delete(R.pods, namespace, name);
      }
    };
    const alive = life.containers.filter(container => {
      container.cancel?.();
      return container.startedAt !== undefined;
    });
    for (const container of alive) {
      events.record(pod, sourceOf(pod), {
        reason: 'Killing',
        message: `Stopping container ${container.name}`,
        fieldPath: `spec.containers{${container.name}}`,
      });
    }
    const grace = (pod.metadata.deletionGracePeriodSeconds ?? 30) * 1000;
    clock.after(
      alive.length > 0
        ? Math.min(grace, random.int(STOP_MS.min, STOP_MS.max))
        : 0,
      remove,
    );
  }

  private imagesOn(pod: KubeObject): Set<string> {
    const node = pod.spec.nodeName;
    let images = this.images.get(node);
    if (!images) {
      images = new Set();
      this.images.set(node, images);
    }
    return images;
  }
}

function specOf(pod: KubeObject, container: ContainerLife): ContainerSpec {
  const specs = container.init ? pod.spec.initContainers : pod.spec.containers;
  return specs.find((spec: ContainerSpec) => spec.name === container.name);
}

function sourceOf(pod: KubeObject): EventSource {
  return { component: 'kubelet', host: pod.spec.nodeName };
}

/** An init container that succeeded is done at once: the next one waits for it. */
function isEnd(container: ContainerLife, pod: KubeObject): boolean {
  return (
    container.state === 'exited' &&
    container.exit?.code === 0 &&
    (container.init || pod.spec.restartPolicy !== 'Always')
  );
}

function backoffMs(failures: number): number {
  return Math.min(
    FIRST_BACKOFF_MS * 2 ** Math.max(0, failures - 1),
    LONGEST_BACKOFF_MS,
  );
}

function humanBackoff(crashes: number): string {
  const seconds = backoffMs(crashes - 1) / 1000;
  const minutes = Math.floor(seconds / 60);
  return minutes > 0 ? `${minutes}m${seconds % 60}s` : `${seconds}s`;
}
