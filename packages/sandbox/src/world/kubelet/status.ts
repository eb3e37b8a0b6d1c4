import { Condition, timestamp, withCondition } from '../objects';
import { hash32 } from '../random';
import { KubeObject, WorldTime } from '../types';
import { ContainerLife, ContainerSpec, Exit } from './container';
import { Dice } from './logs/dice';

/** The pod with the status that its containers give it. */
export function withPodStatus(
  pod: KubeObject,
  lives: readonly ContainerLife[],
  address: { hostIP: string; podIP?: string },
  problems: (life: ContainerLife) => string,
  now: WorldTime,
): KubeObject {
  const inits = lives.filter(life => life.init);
  const apps = lives.filter(life => !life.init);
  const initialized = inits.every(isDone);
  const specs = (init: boolean): ContainerSpec[] =>
    (init ? pod.spec.initContainers : pod.spec.containers) ?? [];
  const render = (init: boolean) =>
    lives
      .filter(life => life.init === init)
      .map(life =>
        containerStatus(
          life,
          specs(init).find(spec => spec.name === life.name)!,
          initialized || init ? 'ContainerCreating' : 'PodInitializing',
          problems(life),
        ),
      );
  const phase = phaseOf(apps, initialized);
  const initStatuses = render(true);
  return {
    ...pod,
    status: {
      ...pod.status,
      phase,
      conditions: conditionsOf(pod, { initialized, phase, inits, apps }, now),
      hostIP: address.hostIP,
      ...(address.podIP
        ? { podIP: address.podIP, podIPs: [{ ip: address.podIP }] }
        : {}),
      startTime: pod.status?.startTime ?? timestamp(now),
      ...(initStatuses.length > 0
        ? { initContainerStatuses: initStatuses }
        : {}),
      containerStatuses: render(false),
    },
  };
}

function isDone(life: ContainerLife): boolean {
  return life.exit?.code === 0 && ['exited', 'done'].includes(life.state);
}

function phaseOf(apps: ContainerLife[], initialized: boolean): string {
  if (initialized && apps.every(life => life.state === 'done')) {
    return apps.every(life => life.exit?.code === 0) ? 'Succeeded' : 'Failed';
  }
  const hasRun = apps.some(
    life => life.startedAt ?? life.exit ?? life.lastExit,
  );
  return initialized && hasRun ? 'Running' : 'Pending';
}

interface Progress {
  initialized: boolean;
  phase: string;
  inits: ContainerLife[];
  apps: ContainerLife[];
}

function conditionsOf(
  pod: KubeObject,
  { initialized, phase, inits, apps }: Progress,
  now: WorldTime,
): Condition[] {
  const at = timestamp(now);
  const unready = apps.filter(life => life.state !== 'ready');
  const names = (items: ContainerLife[]) =>
    `[${items.map(life => life.name).join(' ')}]`;
  const add = (
    conditions: Condition[] | undefined,
    type: string,
    ok: boolean,
    problem?: { reason: string; message?: string },
  ) =>
    withCondition(
      conditions,
      {
        type,
        status: ok ? 'True' : 'False',
        ...(ok ? {} : problem),
        lastProbeTime: null,
      },
      at,
    );
  const ended = phase === 'Succeeded' || phase === 'Failed';
  const notReady = ended
    ? { reason: phase === 'Succeeded' ? 'PodCompleted' : 'PodFailed' }
    : {
        reason: 'ContainersNotReady',
        message: `containers with unready status: ${names(unready)}`,
      };
  const isReady = !ended && unready.length === 0 && initialized;
  let conditions = add(pod.status?.conditions, 'Initialized', initialized, {
    reason: 'ContainersNotInitialized',
    message: `containers with incomplete status: ${names(
      inits.filter(life => !isDone(life)),
    )}`,
  });
  conditions = add(conditions, 'Ready', isReady, notReady);
  return add(conditions, 'ContainersReady', isReady, notReady);
}

function containerStatus(
  life: ContainerLife,
  spec: ContainerSpec,
  creating: string,
  problem: string,
) {
  const last = life.state === 'crash-backoff' ? life.exit : life.lastExit;
  return {
    name: life.name,
    image: qualifiedImage(spec.image),
    imageID: life.containerId ? imageId(spec.image) : '',
    ready: life.init ? isDone(life) : life.state === 'ready',
    started: life.state === 'running' || life.state === 'ready',
    restartCount: life.restarts,
    state: stateOf(life, spec, creating, problem),
    lastState: last ? { terminated: terminated(last) } : {},
    ...(life.containerId ? { containerID: life.containerId } : {}),
  };
}

function stateOf(
  life: ContainerLife,
  spec: ContainerSpec,
  creating: string,
  problem: string,
) {
  // Each further try shows as the back-off that it interrupts.
  const isRetry = life.state === 'pulling' && life.pullFailures > 0;
  switch (isRetry ? 'pull-backoff' : life.state) {
    case 'running':
    case 'ready':
      return { running: { startedAt: timestamp(life.startedAt!) } };
    case 'exited':
    case 'done':
      return { terminated: terminated(life.exit!) };
    case 'config-error':
      return {
        waiting: { reason: 'CreateContainerConfigError', message: problem },
      };
    case 'pull-error':
      return { waiting: { reason: 'ErrImagePull', message: problem } };
    case 'pull-backoff':
      return {
        waiting: {
          reason: 'ImagePullBackOff',
          message: `Back-off pulling image "${spec.image}"`,
        },
      };
    case 'crash-backoff':
      return { waiting: { reason: 'CrashLoopBackOff', message: problem } };
    default:
      return { waiting: { reason: creating } };
  }
}

function terminated(exit: Exit) {
  return {
    exitCode: exit.code,
    reason: exit.reason,
    startedAt: timestamp(exit.startedAt),
    finishedAt: timestamp(exit.finishedAt),
    containerID: exit.containerId,
  };
}

function qualifiedImage(image: string): string {
  const first = image.split('/')[0];
  if (image.includes('/') && /[.:]/.test(first)) {
    return image;
  }
  return image.includes('/')
    ? `docker.io/${image}`
    : `docker.io/library/${image}`;
}

const imageIds = new Map<string, string>();

function imageId(image: string): string {
  let id = imageIds.get(image);
  if (id === undefined) {
    const repository = qualifiedImage(image).replace(/:[^:/]+$/, '');
    id = `${repository}@sha256:${fakeDigest(image)}`;
    imageIds.set(image, id);
  }
  return id;
}

/** A stand-in for a digest: the same for the same text. */
export function fakeDigest(text: string): string {
  return new Dice(hash32(text)).hex(64);
}
