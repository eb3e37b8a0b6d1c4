import { EventDetails } from '../events';
import { KubeObject, ObjectStore, WorldTime } from '../types';
import { ContainerLife, ContainerSpec, missingConfig } from './container';
import { restartDelayMs } from './delays';
import { ContainerState, Stage } from './stages';

/** The events of a container's step into a stage, filled in. */
export function stageEvents(
  store: ObjectStore,
  pod: KubeObject,
  container: ContainerLife,
  spec: ContainerSpec,
  stage: Stage,
  now: WorldTime,
): EventDetails[] {
  const took = now - (container.pullStartedAt ?? now);
  const values: Record<string, string> = {
    image: spec.image,
    container: container.name,
    pod: qualifiedName(pod),
    took: `${(took / 1000).toFixed(3)}s`,
    problem: problemOf(store, pod, container, spec, stage.to),
  };
  return (stage.events ?? []).map(event => ({
    type: event.type,
    reason: event.reason,
    message: event.message.replace(/\$(\w+)/g, (_, key) => values[key]),
    fieldPath: `spec.${container.init ? 'initContainers' : 'containers'}{${
      container.name
    }}`,
  }));
}

/** Why a container does not run in a state, in the kubelet's words. */
export function problemOf(
  store: ObjectStore,
  pod: KubeObject,
  container: ContainerLife,
  spec: ContainerSpec,
  state: ContainerState,
): string {
  if (state === 'pull-error') {
    return `rpc error: code = NotFound desc = failed to pull and unpack image "${spec.image}": failed to resolve reference "${spec.image}": ${spec.image}: not found`;
  }
  if (state === 'crash-backoff') {
    return `back-off ${duration(
      restartDelayMs(container),
    )} restarting failed container=${container.name} pod=${qualifiedName(pod)}`;
  }
  return state === 'config-error' ? missingConfig(store, pod, spec) ?? '' : '';
}

function qualifiedName({ metadata }: KubeObject): string {
  return `${metadata.name}_${metadata.namespace}(${metadata.uid})`;
}

function duration(ms: number): string {
  const seconds = ms / 1000;
  const minutes = Math.floor(seconds / 60);
  return minutes > 0 ? `${minutes}m${seconds % 60}s` : `${seconds}s`;
}
