import { TestClock } from '../clock';
import { conditionOf, controllerOf, isReady } from '../objects';
import { R } from '../resources';
import { KubeObject, ResourceId } from '../types';
import { TitaniumWorld, WorldOptions, createTestWorld } from '../world';

export const NAMESPACE = 'titanium-prod';
export const GATEWAY = 'prod-api-gateway-deployment';
const SECOND = 1000;

/** A World with the words a test about it needs. */
export class TestCluster {
  readonly world: TitaniumWorld;
  readonly clock: TestClock;

  constructor(options: Partial<WorldOptions> = {}) {
    const { world, clock } = createTestWorld(options);
    this.world = world;
    this.clock = clock;
  }

  get(id: ResourceId, name: string, namespace = NAMESPACE): KubeObject {
    const object = this.world.store.get(id, namespace, name);
    if (!object) {
      throw new Error(`no ${id.resource} ${namespace}/${name}`);
    }
    return object;
  }

  find(
    id: ResourceId,
    name: string,
    namespace = NAMESPACE,
  ): KubeObject | undefined {
    return this.world.store.get(id, namespace, name);
  }

  list(id: ResourceId, namespace = NAMESPACE): readonly KubeObject[] {
    return this.world.store.list(id, namespace);
  }

  /** Changes a copy of an object and writes it. */
  edit(id: ResourceId, name: string, change: (object: KubeObject) => void) {
    const copy: KubeObject = structuredClone(this.get(id, name));
    change(copy);
    return this.world.store.update(id, copy);
  }

  setImage(deployment: string, image: string): void {
    this.edit(R.deployments, deployment, ({ spec }) => {
      spec.template.spec.containers[0].image = image;
    });
  }

  scale(deployment: string, replicas: number): void {
    this.edit(R.deployments, deployment, ({ spec }) => {
      spec.replicas = replicas;
    });
  }

  /** Pods with a label `app`, by name. */
  podsOf(app: string): KubeObject[] {
    return this.list(R.pods).filter(pod => pod.metadata.labels?.app === app);
  }

  readyPodsOf(app: string): KubeObject[] {
    return this.podsOf(app).filter(isReady);
  }

  /** ReplicaSets of a deployment by revision. */
  revisionsOf(deployment: string): Map<string, KubeObject> {
    const { uid } = this.get(R.deployments, deployment).metadata;
    return new Map(
      this.list(R.replicaSets)
        .filter(set => controllerOf(set)?.uid === uid)
        .map(set => [
          set.metadata.annotations!['deployment.kubernetes.io/revision'],
          set,
        ]),
    );
  }

  progress(deployment: string) {
    return conditionOf(this.get(R.deployments, deployment), 'Progressing');
  }

  eventsOf(name: string): KubeObject[] {
    return this.list(R.events).filter(
      event => event.involvedObject.name === name,
    );
  }

  /** Lets World time pass until `reached`, a second at a time; fails when it does not within `seconds`. */
  until(reached: () => boolean, seconds: number): void {
    for (let passed = 0; passed < seconds; passed++) {
      if (reached()) {
        return;
      }
      this.clock.advance(SECOND);
    }
    if (!reached()) {
      throw new Error(`not reached within ${seconds} s`);
    }
  }

  /** Waits as `kubectl rollout status` does. */
  untilRolledOut(deployment: string, seconds = 60): void {
    this.until(() => {
      const { metadata, spec, status } = this.get(R.deployments, deployment);
      return (
        status.observedGeneration >= metadata.generation! &&
        status.updatedReplicas === spec.replicas &&
        status.replicas === spec.replicas &&
        status.availableReplicas === spec.replicas
      );
    }, seconds);
  }

  pass(seconds: number): void {
    this.clock.advance(seconds * SECOND);
  }
}

/** The waiting reasons of a pod's containers. */
export function waitingReasons(pod: KubeObject): string[] {
  return [
    ...(pod.status.initContainerStatuses ?? []),
    ...(pod.status.containerStatuses ?? []),
  ].flatMap(status => status.state.waiting?.reason ?? []);
}
