import { KubeObject } from '../../../world/types';
import { Column } from '../../resources/types';
import { AGE, NAME, text, wide } from '../column';
import { since } from '../duration';

interface Summary {
  ready: number;
  total: number;
  status: string;
  restarts: number;
  lastRestart: string | undefined;
}

/** A pod's line, after `printPod` of Kubernetes' own printers. */
function summarize(pod: KubeObject): Summary {
  const { spec = {}, status = {}, metadata } = pod;
  const initContainers: any[] = spec.initContainers ?? [];
  const sidecars = new Set(
    initContainers
      .filter(container => container.restartPolicy === 'Always')
      .map(container => container.name),
  );
  const summary: Summary = {
    ready: 0,
    total: (spec.containers ?? []).length + sidecars.size,
    status: status.reason || status.phase || '',
    restarts: 0,
    lastRestart: undefined,
  };
  if (
    status.conditions?.some(
      (condition: any) =>
        condition.type === 'PodScheduled' &&
        condition.reason === 'SchedulingGated',
    )
  ) {
    summary.status = 'SchedulingGated';
  }
  const initializing = addInitContainers(
    summary,
    status.initContainerStatuses ?? [],
    initContainers.length,
    sidecars,
  );
  if (!initializing || hasCondition(pod, 'Initialized')) {
    addContainers(summary, pod, sidecars);
  }
  if (metadata.deletionTimestamp) {
    summary.status = status.reason === 'NodeLost' ? 'Unknown' : 'Terminating';
  }
  return summary;
}

function addInitContainers(
  summary: Summary,
  statuses: any[],
  count: number,
  sidecars: Set<string>,
): boolean {
  for (const [index, container] of statuses.entries()) {
    addRestarts(summary, container);
    const { terminated, waiting } = container.state ?? {};
    const sidecarStarted = sidecars.has(container.name) && container.started;
    if (sidecarStarted && container.ready) {
      summary.ready += 1;
    }
    if (terminated?.exitCode !== 0 && !sidecarStarted) {
      if (terminated) {
        summary.status = `Init:${terminatedReason(terminated)}`;
      } else if (waiting?.reason && waiting.reason !== 'PodInitializing') {
        summary.status = `Init:${waiting.reason}`;
      } else {
        summary.status = `Init:${index}/${count}`;
      }
      return true;
    }
  }
  return false;
}

function addContainers(
  summary: Summary,
  pod: KubeObject,
  sidecars: Set<string>,
) {
  summary.restarts = 0;
  summary.lastRestart = undefined;
  for (const container of pod.status?.initContainerStatuses ?? []) {
    if (sidecars.has(container.name)) {
      addRestarts(summary, container);
    }
  }
  let running = false;
  for (const container of [
    ...(pod.status?.containerStatuses ?? []),
  ].reverse()) {
    addRestarts(summary, container);
    const { terminated, waiting, running: runs } = container.state ?? {};
    if (waiting?.reason) {
      summary.status = waiting.reason;
    } else if (terminated) {
      summary.status = terminatedReason(terminated);
    } else if (container.ready && runs) {
      running = true;
      summary.ready += 1;
    }
  }
  if (summary.status === 'Completed' && running) {
    summary.status = hasCondition(pod, 'Ready') ? 'Running' : 'NotReady';
  }
}

function addRestarts(summary: Summary, container: any) {
  summary.restarts += container.restartCount ?? 0;
  const finished = container.lastState?.terminated?.finishedAt;
  if (finished && (!summary.lastRestart || summary.lastRestart < finished)) {
    summary.lastRestart = finished;
  }
}

function terminatedReason(terminated: any): string {
  if (terminated.reason) {
    return terminated.reason;
  }
  return terminated.signal
    ? `Signal:${terminated.signal}`
    : `ExitCode:${terminated.exitCode}`;
}

function hasCondition(pod: KubeObject, type: string): boolean {
  return Boolean(
    pod.status?.conditions?.some(
      (condition: any) =>
        condition.type === type && condition.status === 'True',
    ),
  );
}

function readinessGates(pod: KubeObject): string {
  const gates: any[] = pod.spec?.readinessGates ?? [];
  if (gates.length === 0) {
    return '<none>';
  }
  const met = gates.filter(gate => hasCondition(pod, gate.conditionType));
  return `${met.length}/${gates.length}`;
}

export const POD: Column[] = [
  NAME,
  text('Ready', pod => {
    const { ready, total } = summarize(pod);
    return `${ready}/${total}`;
  }),
  text('Status', pod => summarize(pod).status),
  text('Restarts', (pod, now) => {
    const { restarts, lastRestart } = summarize(pod);
    return restarts && lastRestart
      ? `${restarts} (${since(lastRestart, now)} ago)`
      : String(restarts);
  }),
  AGE,
  wide(
    'IP',
    pod => pod.status?.podIPs?.[0]?.ip || pod.status?.podIP || '<none>',
  ),
  wide('Node', pod => pod.spec?.nodeName || '<none>'),
  wide('Nominated Node', pod => pod.status?.nominatedNodeName || '<none>'),
  wide('Readiness Gates', readinessGates),
];
