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
  restoreContainer,
} from './container';
import { delayMs } from './delays';
import { Answers } from './network/answers';
import { problemOf, stageEvents } from './reports';
import { Stage, nextStage } from './stages';
import { withPodStatus } from './status';
import { enterStage } from './transition';

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

  constructor(
    private readonly context: WorldContext,
    private readonly answers: Answers,
  ) {
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
    const { store, clock, random } = this.context;
    const spec = specOf(pod, container);
    const cached = this.imagesOn(pod).has(spec.image);
    // What the network would say now tells how long the asking takes.
    const answer = this.answers.ask(pod, spec);
    const stage = nextStage(
      container.state,
      circumstancesOf(
        store,
        pod,
        spec,
        container,
        cached,
        answer !== undefined,
      ),
    );
    if (!stage) {
      return;
    }
    container.cancel = clock.after(
      delayMs(stage.delay, container, spec, random, answer),
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
    const { store, clock, events } = this.context;
    const pod = store.get(R.pods, metadata.namespace, metadata.name);
    if (!pod || pod.metadata.uid !== life.uid || life.stopping) {
      return;
    }
    const spec = specOf(pod, container);
    const now = clock.now();
    for (const event of stageEvents(store, pod, container, spec, stage, now)) {
      events.record(pod, sourceOf(pod), event);
    }
    if (stage.to === 'running') {
      this.imagesOn(pod).add(spec.image);
    }
    const answer =
      stage.name === 'answered'
        ? this.answers.of(pod, spec, container.restarts)
        : undefined;
    enterStage(store, pod, container, spec, stage, now, answer);
    const next = this.write(pod, life);
    if (!isFinished(next)) {
      this.advance(next, life);
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
        container =>
          problemOf(
            store,
            pod,
            container,
            specOf(pod, container),
            container.state,
          ),
        clock.now(),
      ),
    );
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
