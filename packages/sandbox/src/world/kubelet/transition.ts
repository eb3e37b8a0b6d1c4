import { KubeObject, ObjectStore, WorldTime } from '../types';
import { ContainerLife, ContainerSpec, circumstancesOf } from './container';
import { Behavior } from './images';
import { Answer } from './network/answers';
import { Stage } from './stages';
import { fakeDigest } from './status';

const SERVING: readonly Behavior[] = ['serve', 'errors', 'leak'];

/** Takes a container into the state that a stage leads to. */
export function enterStage(
  store: ObjectStore,
  pod: KubeObject,
  container: ContainerLife,
  spec: ContainerSpec,
  stage: Stage,
  now: WorldTime,
  answer?: Answer,
): void {
  switch (stage.to) {
    case 'pulling':
      container.pullStartedAt = now;
      break;
    case 'pull-error':
      container.pullFailures += 1;
      break;
    case 'exited':
      exit(container, exitOf(stage, answer), now);
      break;
    case 'running':
      if (stage.from !== 'running') {
        run(pod, container, now);
      }
      break;
    default:
      break;
  }
  container.state = stage.to;
  if (stage.to === 'running' && isReadyAtOnce(store, pod, container, spec)) {
    container.state = 'ready';
  } else if (hasSucceeded(pod, container)) {
    // The next init container, or the end of the pod, waits for nothing more.
    container.state = 'done';
  }
}

function exitOf(stage: Stage, answer: Answer | undefined) {
  return answer && answer.exitCode !== 0
    ? { code: answer.exitCode, reason: 'Error' }
    : stage.exit!;
}

function exit(
  container: ContainerLife,
  how: NonNullable<Stage['exit']>,
  now: WorldTime,
): void {
  container.exit = {
    ...how,
    startedAt: container.startedAt!,
    finishedAt: now,
    containerId: container.containerId!,
  };
  container.crashes += 1;
  container.startedAt = undefined;
}

function run(pod: KubeObject, container: ContainerLife, now: WorldTime): void {
  if (container.exit) {
    container.lastExit = container.exit;
    container.exit = undefined;
    container.restarts += 1;
  }
  container.startedAt = now;
  container.containerId = `containerd://${fakeDigest(
    `${pod.metadata.uid}/${container.name}/${container.restarts}`,
  )}`;
}

/** Without a readiness probe a container that serves counts as ready from its start. */
function isReadyAtOnce(
  store: ObjectStore,
  pod: KubeObject,
  container: ContainerLife,
  spec: ContainerSpec,
): boolean {
  if (container.init || spec.readinessProbe) {
    return false;
  }
  const { behavior, fits } = circumstancesOf(store, pod, spec, container, true);
  return fits && SERVING.includes(behavior);
}

function hasSucceeded(pod: KubeObject, container: ContainerLife): boolean {
  return (
    container.state === 'exited' &&
    container.exit?.code === 0 &&
    (container.init || pod.spec.restartPolicy !== 'Always')
  );
}
