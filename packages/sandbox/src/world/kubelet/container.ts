import { parseTime } from '../objects';
import { quantity } from '../quantity';
import { R } from '../resources';
import { KubeObject, ObjectStore, WorldTime } from '../types';
import { Behavior, findImage } from './images';
import { Circumstances, ContainerState } from './stages';

/** What the kubelet remembers of one container. */
export interface ContainerLife {
  name: string;
  init: boolean;
  state: ContainerState;
  restarts: number;
  startedAt?: WorldTime;
  /** The current run's end. */
  exit?: Exit;
  /** The end of the run before. */
  lastExit?: Exit;
  containerId?: string;
  /** Failures in a row, for the back-off. */
  pullFailures: number;
  crashes: number;
  pullStartedAt?: WorldTime;
  cancel?: () => void;
}

export interface Exit {
  code: number;
  reason: string;
  startedAt: WorldTime;
  finishedAt: WorldTime;
  containerId: string;
}

export interface ContainerSpec {
  name: string;
  image: string;
  command?: string[];
  args?: string[];
  env?: any[];
  envFrom?: any[];
  resources?: { limits?: Record<string, string> };
  readinessProbe?: { initialDelaySeconds?: number; periodSeconds?: number };
}

/** The container as its status tells it; a new one when the status says nothing yet. */
export function restoreContainer(
  pod: KubeObject,
  spec: ContainerSpec,
  init: boolean,
): ContainerLife {
  const life: ContainerLife = {
    name: spec.name,
    init,
    state: 'waiting',
    restarts: 0,
    pullFailures: 0,
    crashes: 0,
  };
  const statuses = init
    ? pod.status?.initContainerStatuses
    : pod.status?.containerStatuses;
  const status = statuses?.find(
    (item: { name: string }) => item.name === spec.name,
  );
  if (!status) {
    return life;
  }
  const { waiting, running, terminated } = status.state ?? {};
  const last =
    status.lastState?.terminated && exitOf(status.lastState.terminated);
  const state = stateOf(waiting?.reason, running && status.ready, terminated);
  const current = terminated && exitOf(terminated);
  const isOver =
    current?.code === 0 && (init || pod.spec.restartPolicy !== 'Always');
  return {
    ...life,
    state: isOver ? 'done' : state,
    restarts: status.restartCount ?? 0,
    crashes: status.restartCount ?? 0,
    startedAt: running ? parseTime(running.startedAt) : undefined,
    exit: state === 'crash-backoff' ? last : current,
    lastExit: last,
    containerId: status.containerID || undefined,
  };
}

function stateOf(
  reason: string | undefined,
  ready: boolean | undefined,
  terminated: unknown,
): ContainerState {
  switch (reason) {
    case 'CreateContainerConfigError':
      return 'config-error';
    case 'ErrImagePull':
      return 'pull-error';
    case 'ImagePullBackOff':
      return 'pull-backoff';
    case 'CrashLoopBackOff':
      return 'crash-backoff';
    case undefined:
      break;
    default:
      return 'waiting';
  }
  if (terminated) {
    return 'exited';
  }
  return ready ? 'ready' : 'running';
}

function exitOf(terminated: Record<string, any>): Exit {
  return {
    code: terminated.exitCode,
    reason: terminated.reason,
    startedAt: parseTime(terminated.startedAt),
    finishedAt: parseTime(terminated.finishedAt),
    containerId: terminated.containerID,
  };
}

/** What the stages may ask about a container now. */
export function circumstancesOf(
  store: ObjectStore,
  pod: KubeObject,
  spec: ContainerSpec,
  life: ContainerLife,
  cached: boolean,
  asks = false,
): Circumstances {
  const image = findImage(spec.image);
  const limit = quantity(spec.resources?.limits?.memory);
  const behaviorNow = (): Behavior => {
    if (asks) {
      return 'ask';
    }
    return image ? behaviorOf(pod, spec, life, image.behavior) : 'serve';
  };
  return {
    image: image ? 'found' : 'unknown',
    cached,
    configured: missingConfig(store, pod, spec) === undefined,
    behavior: behaviorNow(),
    fits: !image || limit === 0 || limit >= image.program.memoryMi * 2 ** 20,
    restarts: isRestarted(pod, life),
    restarted: life.restarts > 0,
  };
}

function behaviorOf(
  pod: KubeObject,
  spec: ContainerSpec,
  life: ContainerLife,
  behavior: Behavior,
): Behavior {
  const isTask = life.init || pod.spec.restartPolicy !== 'Always';
  if (isTask && behavior === 'serve') {
    return 'complete';
  }
  // A shell that is told to sleep, or has nothing to do, stays.
  const words = [...(spec.command ?? []), ...(spec.args ?? [])].join(' ');
  return behavior === 'complete' && !isTask && /sleep|tail -f/.test(words)
    ? 'serve'
    : behavior;
}

function isRestarted(pod: KubeObject, life: ContainerLife): boolean {
  const failed = life.exit?.code !== 0;
  if (life.init) {
    return failed && pod.spec.restartPolicy !== 'Never';
  }
  return (
    (pod.spec.restartPolicy ?? 'Always') === 'Always' ||
    (pod.spec.restartPolicy === 'OnFailure' && failed)
  );
}

/** The ConfigMap or Secret that a container's environment asks for in vain, in the kubelet's words. */
export function missingConfig(
  store: ObjectStore,
  pod: KubeObject,
  spec: ContainerSpec,
): string | undefined {
  const namespace = pod.metadata.namespace;
  const references = [
    ...(spec.env ?? []).flatMap(item => [
      { id: R.secrets, kind: 'secret', ref: item.valueFrom?.secretKeyRef },
      {
        id: R.configMaps,
        kind: 'configmap',
        ref: item.valueFrom?.configMapKeyRef,
      },
    ]),
    ...(spec.envFrom ?? []).flatMap(item => [
      { id: R.secrets, kind: 'secret', ref: item.secretRef },
      { id: R.configMaps, kind: 'configmap', ref: item.configMapRef },
    ]),
  ];
  for (const { id, kind, ref } of references) {
    if (!ref || ref.optional) {
      continue;
    }
    const object = store.get(id, namespace, ref.name);
    if (!object) {
      return `${kind} "${ref.name}" not found`;
    }
    const hasKey =
      !ref.key || object.data?.[ref.key] !== undefined || object.stringData;
    if (!hasKey) {
      return `couldn't find key ${ref.key} in ${
        kind === 'secret' ? 'Secret' : 'ConfigMap'
      } ${namespace}/${ref.name}`;
    }
  }
  return undefined;
}
