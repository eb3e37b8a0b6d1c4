import type {
  V1Container,
  V1ContainerState,
  V1ContainerStatus,
  V1Pod,
} from '@kubernetes/client-node';
import {
  ContainerRow,
  Health,
  PodRow,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { redactText } from '@titanium-portal/backstage-plugin-titanium-node';
import { splitImage } from './image';
import { isoTime, podStatus, PodStatus } from './podStatus';
import { amounts, sumAmounts } from './quantities';

const SIDECARS = new Set(['istio-proxy', 'istio-init', 'linkerd-proxy']);
const MESSAGE_LENGTH = 1_000;
/** Reasons to wait that pass by themselves. */
const STARTING = new Set(['ContainerCreating', 'PodInitializing', '']);

function words(message: string | undefined): string | null {
  return message ? redactText(message.slice(0, MESSAGE_LENGTH)) : null;
}

function stateText(state: V1ContainerState | undefined): string {
  if (state?.running) {
    return 'Running';
  }
  if (state?.terminated) {
    const { reason, exitCode, signal } = state.terminated;
    const why = reason || (signal ? `Signal ${signal}` : 'Exited');
    return `Terminated: ${why} (${exitCode})`;
  }
  return state?.waiting?.reason
    ? `Waiting: ${state.waiting.reason}`
    : 'Waiting';
}

function containerHealth(
  status: V1ContainerStatus | undefined,
  init: boolean,
): Health {
  const { running, terminated, waiting } = status?.state ?? {};
  if (terminated) {
    return terminated.exitCode === 0 ? 'healthy' : 'failed';
  }
  if (running) {
    if (status!.ready) {
      return 'healthy';
    }
    return init ? 'progressing' : 'degraded';
  }
  return STARTING.has(waiting?.reason ?? '') ? 'progressing' : 'failed';
}

function containerRow(
  container: V1Container,
  status: V1ContainerStatus | undefined,
  init: boolean,
): ContainerRow {
  const { running, terminated, waiting } = status?.state ?? {};
  const last = status?.lastState?.terminated;
  return {
    name: container.name,
    init,
    ...splitImage(container.image ?? status?.image ?? ''),
    ready: status?.ready ?? false,
    state: stateText(status?.state),
    health: containerHealth(status, init),
    since: isoTime(running?.startedAt ?? terminated?.finishedAt),
    restarts: status?.restartCount ?? 0,
    lastTermination: last
      ? {
          reason:
            last.reason || (last.signal ? `Signal ${last.signal}` : 'Exited'),
          exitCode: last.exitCode,
          finishedAt: isoTime(last.finishedAt),
        }
      : null,
    requests: amounts(container.resources, 'requests'),
    limits: amounts(container.resources, 'limits'),
    message: words(waiting?.message ?? terminated?.message),
  };
}

function containerRows(pod: V1Pod): ContainerRow[] {
  const rows = (
    containers: V1Container[] | undefined,
    statuses: V1ContainerStatus[] | undefined,
    init: boolean,
  ) => {
    const byName = new Map(statuses?.map(status => [status.name, status]));
    return (containers ?? []).map(container =>
      containerRow(container, byName.get(container.name), init),
    );
  };
  return [
    ...rows(pod.spec?.initContainers, pod.status?.initContainerStatuses, true),
    ...rows(pod.spec?.containers, pod.status?.containerStatuses, false),
  ];
}

function podHealth(
  pod: V1Pod,
  { status, ready, total }: PodStatus,
  containers: ContainerRow[],
): Health {
  const phase = pod.status?.phase;
  if (status === 'Unknown') {
    return 'unknown';
  }
  if (status === 'Terminating') {
    return 'progressing';
  }
  if (phase === 'Succeeded') {
    return 'healthy';
  }
  if (
    phase === 'Failed' ||
    containers.some(container => container.health === 'failed')
  ) {
    return 'failed';
  }
  if (phase === 'Running') {
    return ready >= total ? 'healthy' : 'degraded';
  }
  const scheduled = (pod.status?.conditions ?? []).find(
    condition => condition.type === 'PodScheduled',
  );
  return scheduled?.status === 'False' ? 'degraded' : 'progressing';
}

/** The sentence that says why a pod is not well. */
function podMessage(pod: V1Pod, containers: ContainerRow[]): string | null {
  const bad = containers.find(
    container => container.health === 'failed' && container.message,
  );
  if (bad) {
    return bad.message;
  }
  if (pod.status?.message) {
    return words(pod.status.message);
  }
  const conditions = pod.status?.conditions ?? [];
  for (const type of ['PodScheduled', 'ContainersReady', 'Ready']) {
    const condition = conditions.find(
      item => item.type === type && item.status === 'False',
    );
    if (condition?.message && condition.reason !== 'PodCompleted') {
      return words(condition.message);
    }
  }
  return containers.find(container => container.message)?.message ?? null;
}

function lastRestart(
  { lastRestartAt, restarts }: PodStatus,
  containers: ContainerRow[],
): PodRow['lastRestart'] {
  if (restarts === 0) {
    return null;
  }
  const container =
    containers.find(
      item =>
        item.restarts > 0 &&
        (item.lastTermination?.finishedAt ?? null) === lastRestartAt,
    ) ?? containers.find(item => item.restarts > 0);
  return container
    ? {
        at: lastRestartAt,
        reason: container.lastTermination?.reason ?? null,
        container: container.name,
      }
    : null;
}

/** The container people mean when they name none. */
export function mainContainer(pod: V1Pod): string {
  const names = (pod.spec?.containers ?? []).map(({ name }) => name);
  const named =
    pod.metadata?.annotations?.['kubectl.kubernetes.io/default-container'];
  if (named && names.includes(named)) {
    return named;
  }
  return names.find(name => !SIDECARS.has(name)) ?? names[0] ?? '';
}

/** A pod as the Pods tab shows it. Holds no value that changes by itself: no ages, no samples. */
export function podRow(
  pod: V1Pod,
  context: { cluster: string; workload: string | null },
): PodRow {
  const status = podStatus(pod);
  const containers = containerRows(pod);
  const main = mainContainer(pod);
  const shown = containers.find(
    container => !container.init && container.name === main,
  );
  const steady = containers.filter(container => !container.init);
  const health = podHealth(pod, status, containers);
  return {
    key: pod.metadata!.uid!,
    cluster: context.cluster,
    namespace: pod.metadata!.namespace!,
    name: pod.metadata!.name!,
    workload: context.workload,
    readyContainers: status.ready,
    totalContainers: status.total,
    status: status.status,
    health,
    message: health === 'healthy' ? null : podMessage(pod, containers),
    restarts: status.restarts,
    lastRestart: lastRestart(status, containers),
    createdAt: isoTime(pod.metadata!.creationTimestamp) ?? '',
    node: pod.spec?.nodeName ?? null,
    ip: pod.status?.podIP ?? null,
    containers,
    requests: sumAmounts(steady.map(container => container.requests)),
    limits: sumAmounts(steady.map(container => container.limits)),
    mainContainer: main,
    image: shown?.image ?? '',
    version: shown?.version ?? '',
  };
}
