import type { V1ContainerStatus, V1Pod } from '@kubernetes/client-node';

/** What kubectl prints about a pod's state. */
export interface PodStatus {
  status: string;
  ready: number;
  total: number;
  restarts: number;
  /** When the last restart of those counted happened; ISO. */
  lastRestartAt: string | null;
}

type Time = Date | string | undefined;

/** Times are ISO strings on the wire, though the client library's types say Date. */
export function isoTime(time: Time): string | null {
  return time ? String(time) : null;
}

function exitWord(state: { signal?: number; exitCode: number }): string {
  return state.signal ? `Signal:${state.signal}` : `ExitCode:${state.exitCode}`;
}

function later(a: string | null, b: string | null): string | null {
  return a !== null && (b === null || a > b) ? a : b;
}

function restartedAt(status: V1ContainerStatus): string | null {
  return isoTime(status.lastState?.terminated?.finishedAt);
}

function hasCondition(pod: V1Pod, type: string): boolean {
  return (pod.status?.conditions ?? []).some(
    condition => condition.type === type && condition.status === 'True',
  );
}

/**
 * The columns READY, STATUS and RESTARTS of `kubectl get pods`, by kubectl's own rules (printPod in
 * pkg/printers/internalversion), so that people see the words they know.
 */
export function podStatus(pod: V1Pod): PodStatus {
  const initContainers = pod.spec?.initContainers ?? [];
  const initStatuses = pod.status?.initContainerStatuses ?? [];
  const statuses = pod.status?.containerStatuses ?? [];
  const sidecars = new Set(
    initContainers
      .filter(container => container.restartPolicy === 'Always')
      .map(container => container.name),
  );
  let status = pod.status?.reason || pod.status?.phase || 'Unknown';
  if (
    (pod.status?.conditions ?? []).some(
      condition =>
        condition.type === 'PodScheduled' &&
        condition.reason === 'SchedulingGated',
    )
  ) {
    status = 'SchedulingGated';
  }
  const total = (pod.spec?.containers ?? []).length + sidecars.size;
  let ready = 0;
  let restarts = 0;
  let lastRestartAt: string | null = null;
  let sidecarRestarts = 0;
  let sidecarRestartAt: string | null = null;
  let initializing = false;

  for (const [index, container] of initStatuses.entries()) {
    const sidecar = sidecars.has(container.name);
    restarts += container.restartCount;
    lastRestartAt = later(restartedAt(container), lastRestartAt);
    if (sidecar) {
      sidecarRestarts += container.restartCount;
      sidecarRestartAt = later(restartedAt(container), sidecarRestartAt);
    }
    const { terminated, waiting } = container.state ?? {};
    if (terminated?.exitCode === 0) {
      continue;
    }
    if (sidecar && container.started) {
      ready += container.ready ? 1 : 0;
      continue;
    }
    if (terminated) {
      status = `Init:${terminated.reason || exitWord(terminated)}`;
    } else if (waiting?.reason && waiting.reason !== 'PodInitializing') {
      status = `Init:${waiting.reason}`;
    } else {
      status = `Init:${index}/${initContainers.length}`;
    }
    initializing = true;
    break;
  }

  if (!initializing || hasCondition(pod, 'Initialized')) {
    restarts = sidecarRestarts;
    lastRestartAt = sidecarRestartAt;
    let running = false;
    for (const container of [...statuses].reverse()) {
      restarts += container.restartCount;
      lastRestartAt = later(restartedAt(container), lastRestartAt);
      const { terminated, waiting } = container.state ?? {};
      if (waiting?.reason) {
        status = waiting.reason;
      } else if (terminated) {
        status = terminated.reason || exitWord(terminated);
      } else if (container.ready && container.state?.running) {
        running = true;
        ready += 1;
      }
    }
    if (status === 'Completed' && running) {
      status = hasCondition(pod, 'Ready') ? 'Running' : 'NotReady';
    }
  }

  if (pod.metadata?.deletionTimestamp) {
    const phase = pod.status?.phase;
    if (pod.status?.reason === 'NodeLost') {
      status = 'Unknown';
    } else if (phase !== 'Succeeded' && phase !== 'Failed') {
      status = 'Terminating';
    }
  }
  return { status, ready, total, restarts, lastRestartAt };
}
