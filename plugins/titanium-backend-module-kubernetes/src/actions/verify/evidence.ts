import type {
  CoreV1Event,
  V1ContainerStatus,
  V1Pod,
} from '@kubernetes/client-node';
import {
  kubernetesPath,
  redactText,
  TitaniumClusters,
  VerifyUpdate,
} from '@titanium-portal/backstage-plugin-titanium-node';

type Evidence = Extract<VerifyUpdate, { type: 'evidence' }>;

const EVENTS = 5;
const LINES = 10;
const LONGEST = 2000;
/** Of a log, before it is clipped to what is kept. */
const LOG_BYTES = 64 * 1024;
const POD = { group: '', version: 'v1' } as const;

function clip(text: string): string {
  const safe = redactText(text);
  return safe.length > LONGEST ? `${safe.slice(0, LONGEST)}…` : safe;
}

async function eventsOf(
  clusters: TitaniumClusters,
  cluster: string,
  pod: V1Pod,
  signal: AbortSignal,
): Promise<Evidence[]> {
  const { name, namespace, uid } = pod.metadata ?? {};
  const { items } = await clusters
    .reader(cluster)
    .list<CoreV1Event>(
      { ...POD, plural: 'events', namespace },
      { fieldSelector: `involvedObject.name=${name}`, signal },
    );
  const time = (event: CoreV1Event) =>
    String(
      event.lastTimestamp ??
        event.eventTime ??
        event.metadata.creationTimestamp ??
        '',
    );
  return items
    .filter(
      event => event.involvedObject.uid === uid && event.type === 'Warning',
    )
    .sort((a, b) => time(a).localeCompare(time(b)))
    .slice(-EVENTS)
    .map(event => ({
      type: 'evidence',
      source: 'event',
      subject: `pod/${name}`,
      text: clip(
        `${event.reason}: ${event.message ?? ''}${
          (event.count ?? 1) > 1 ? ` (${event.count} times)` : ''
        }`,
      ),
    }));
}

/** The container whose last words tell most. */
function failing(pod: V1Pod): V1ContainerStatus | undefined {
  const statuses = [
    ...(pod.status?.initContainerStatuses ?? []),
    ...(pod.status?.containerStatuses ?? []),
  ];
  return statuses.find(
    ({ ready, restartCount, state, lastState }) =>
      !ready &&
      (restartCount > 0 ||
        state?.running !== undefined ||
        state?.terminated !== undefined ||
        lastState?.terminated !== undefined),
  );
}

/** The last lines of a container's log, as they are. */
export async function readLines(
  clusters: TitaniumClusters,
  cluster: string,
  pod: V1Pod,
  container: string,
  options: { lines: number; previous?: boolean; signal: AbortSignal },
): Promise<string[]> {
  const { name = '', namespace } = pod.metadata ?? {};
  const lines: string[] = [];
  const body = clusters.reader(cluster).lines({
    path: kubernetesPath({ ...POD, plural: 'pods', namespace }, name, 'log'),
    query: {
      container,
      tailLines: String(options.lines),
      previous: options.previous ? 'true' : undefined,
      limitBytes: String(LOG_BYTES),
    },
    signal: options.signal,
  });
  for await (const { text } of body) {
    lines.push(text);
  }
  return lines;
}

/** Lines of a container as evidence, redacted and clipped; none for none. */
export function logEvidence(
  pod: V1Pod,
  container: string,
  lines: readonly string[],
): Evidence[] {
  return lines.length > 0
    ? [
        {
          type: 'evidence',
          source: 'log',
          subject: `pod/${pod.metadata?.name} ${container}`,
          text: clip(lines.join('\n')),
        },
      ]
    : [];
}

async function lastLines(
  clusters: TitaniumClusters,
  cluster: string,
  pod: V1Pod,
  signal: AbortSignal,
): Promise<Evidence[]> {
  const container = failing(pod);
  if (!container) {
    return [];
  }
  const previous =
    container.state?.running === undefined &&
    container.lastState?.terminated !== undefined;
  const lines = await readLines(clusters, cluster, pod, container.name, {
    lines: LINES,
    previous,
    signal,
  });
  return logEvidence(pod, container.name, lines);
}

/** What the platform says about a pod that does not become ready: its warnings and its last words. Never throws. */
export async function* podEvidence(
  clusters: TitaniumClusters,
  cluster: string,
  pod: V1Pod,
  signal: AbortSignal,
): AsyncGenerator<Evidence> {
  for (const gather of [eventsOf, lastLines]) {
    try {
      yield* await gather(clusters, cluster, pod, signal);
    } catch {
      // Evidence helps, it does not decide: a container without logs answers 400.
    }
  }
}
