import { NotFoundError } from '@backstage/errors';
import type { V1LabelSelector, V1Pod } from '@kubernetes/client-node';
import { LogLine } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  ActionContext,
  kubernetesPath,
  Read,
  TitaniumClusters,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { z } from 'zod/v3';
import { resourcePath } from '../targets';
import { readLogLine, SortedLine, sortLines } from '../views/podLogs/logLines';
import { mainContainer } from '../views/pods/podRow';
import { toCommand } from './command';
import {
  clusterName,
  containerName,
  kindName,
  namespaceName,
  objectName,
  readTarget,
  selectorText,
} from './schema';

const MOST_LINES = 5_000;
const USUAL_LINES = 2_000;
const MOST_CHARACTERS = 4 * 1024 * 1024;
const LINE_BYTES = 16 * 1024;
const MOST_PODS = 20;

const input = z
  .object({
    cluster: clusterName,
    namespace: namespaceName,
    pod: objectName.nullable(),
    workload: z
      .object({ kind: kindName, name: objectName })
      .strict()
      .nullable(),
    labelSelector: selectorText.nullable(),
    container: containerName.nullable(),
    allContainers: z.boolean(),
    previous: z.boolean(),
    follow: z.boolean(),
    tail: z.number().int().min(0).nullable(),
    sinceSeconds: z.number().int().min(1).nullable(),
    timestamps: z.boolean(),
    /** RFC 3339; the server takes one of both. */
    sinceTime: z.string().datetime({ offset: true }).optional(),
  })
  .strict()
  .refine(
    value =>
      [value.pod, value.workload, value.labelSelector].filter(
        item => item !== null,
      ).length === 1,
    { message: 'Name a pod, a workload or a selector' },
  )
  .refine(
    value => value.sinceSeconds === null || value.sinceTime === undefined,
    { message: 'Give either a duration or a time' },
  );

type LogsInput = z.infer<typeof input>;

/** A selector object as text. */
export function selectorOf(selector: V1LabelSelector | undefined): string {
  const equal = Object.entries(selector?.matchLabels ?? {}).map(
    ([key, value]) => `${key}=${value}`,
  );
  const words: Record<string, (key: string, values: string) => string> = {
    In: (key, values) => `${key} in (${values})`,
    NotIn: (key, values) => `${key} notin (${values})`,
    Exists: key => key,
    DoesNotExist: key => `!${key}`,
  };
  const sets = (selector?.matchExpressions ?? []).map(
    ({ key, operator, values = [] }) =>
      words[operator]?.(key, values.join(',')) ?? key,
  );
  return [...equal, ...sets].join(',');
}

async function findPods(
  clusters: TitaniumClusters,
  value: LogsInput,
  signal: AbortSignal,
): Promise<V1Pod[]> {
  const client = clusters.reader(value.cluster);
  const { namespace } = value;
  const path = { group: '', version: 'v1', plural: 'pods', namespace };
  if (value.pod !== null) {
    return [await client.get<V1Pod>(path, value.pod, { signal })];
  }
  let labelSelector = value.labelSelector ?? '';
  if (value.workload) {
    const owner = await client.get(
      resourcePath(
        clusters.resources(value.cluster),
        value.workload.kind,
        namespace,
      ),
      value.workload.name,
      { signal },
    );
    labelSelector = selectorOf(
      (owner as { spec?: { selector?: V1LabelSelector } }).spec?.selector,
    );
  }
  const pods = labelSelector
    ? (await client.list<V1Pod>(path, { labelSelector, signal })).items
    : [];
  if (pods.length === 0) {
    throw new NotFoundError(
      `No pods match ${labelSelector || 'an empty selector'}`,
    );
  }
  return pods.slice(0, MOST_PODS);
}

function containersOf(pod: V1Pod, value: LogsInput): string[] {
  if (value.container !== null) {
    return [value.container];
  }
  return value.allContainers
    ? [
        ...(pod.spec?.initContainers ?? []),
        ...(pod.spec?.containers ?? []),
      ].map(({ name }) => name)
    : [mainContainer(pod)];
}

async function readContainer(
  clusters: TitaniumClusters,
  value: LogsInput,
  source: { pod: string; container: string },
  signal: AbortSignal,
): Promise<SortedLine[]> {
  const lines: SortedLine[] = [];
  const bodies = clusters.reader(value.cluster).lines({
    path: kubernetesPath(
      { group: '', version: 'v1', plural: 'pods', namespace: value.namespace },
      source.pod,
      'log',
    ),
    query: {
      container: source.container,
      timestamps: 'true',
      previous: value.previous ? 'true' : undefined,
      tailLines: String(Math.min(value.tail ?? USUAL_LINES, MOST_LINES)),
      sinceSeconds: value.sinceSeconds?.toString(),
      sinceTime: value.sinceTime,
    },
    accept: '*/*',
    maxLineBytes: LINE_BYTES,
    signal,
  });
  let size = 0;
  for await (const body of bodies) {
    const line = readLogLine(body, source, lines[lines.length - 1]);
    lines.push(line);
    size += line.line.text.length;
    if (size > MOST_CHARACTERS) {
      // The API's own limit would keep the oldest lines; readers want the newest.
      const half = lines.splice(0, Math.ceil(lines.length / 2));
      size -= half.reduce((sum, item) => sum + item.line.text.length, 0);
    }
  }
  return lines;
}

async function run(
  clusters: TitaniumClusters,
  value: LogsInput,
  { signal }: ActionContext,
) {
  const pods = await findPods(clusters, value, signal);
  const sources = pods.flatMap(pod =>
    containersOf(pod, value).map(container => ({
      pod: pod.metadata!.name!,
      container,
    })),
  );
  const answers = await Promise.allSettled(
    sources.map(source => readContainer(clusters, value, source, signal)),
  );
  const failed = answers.find(answer => answer.status === 'rejected');
  // One container that has no log yet must not hide those of the others.
  if (failed && answers.every(answer => answer.status === 'rejected')) {
    throw failed.reason;
  }
  const lines: LogLine[] = sortLines(
    answers.flatMap(answer =>
      answer.status === 'fulfilled' ? answer.value : [],
    ),
  ).map(({ line }) => line);
  return {
    type: 'logs' as const,
    lines: lines.slice(-MOST_LINES),
    ...(value.follow && {
      follow: {
        pods: pods.map(pod => pod.metadata!.name!),
        ...(value.container !== null && { container: value.container }),
      },
    }),
  };
}

/** `kubectl logs`, of one pod or merged over those of a workload or selector. */
export function createLogsRead(clusters: TitaniumClusters): Read<LogsInput> {
  return {
    id: 'kubernetes.logs',
    title: 'Show logs',
    description: 'The last lines that containers wrote',
    input,
    async target(value) {
      return readTarget(
        clusters,
        value,
        [value.workload?.kind ?? 'pod'],
        value.workload?.name ?? value.pod,
      );
    },
    run: (value, context) => run(clusters, value, context),
    toCommand: value => toCommand(clusters, 'kubernetes.logs', value),
  };
}
