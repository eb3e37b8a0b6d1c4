import { PlanWarning } from '@titanium-portal/backstage-plugin-titanium-common';
import { changedPaths, Path, pathText } from './changes';
import { KEPT_ANNOTATIONS, ManifestObject } from './readManifest';

/** A pattern of a path: `*` is one part, `**` at the end is any rest, none included. */
type Pattern = readonly string[];

const patterns = (...texts: string[]): Pattern[] =>
  texts.map(text => text.split('.'));

const CONTAINER = patterns(
  'name',
  'image',
  'imagePullPolicy',
  'args',
  'command',
  'workingDir',
  'terminationMessagePath',
  'terminationMessagePolicy',
  'resources.**',
  'env.*.name',
  'env.*.value',
  'env.*.valueFrom.configMapKeyRef.**',
  'env.*.valueFrom.fieldRef.**',
  'env.*.valueFrom.resourceFieldRef.**',
  ...['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap(probe => [
    `${probe}.failureThreshold`,
    `${probe}.successThreshold`,
    `${probe}.initialDelaySeconds`,
    `${probe}.periodSeconds`,
    `${probe}.timeoutSeconds`,
    `${probe}.terminationGracePeriodSeconds`,
    `${probe}.httpGet.path`,
    `${probe}.httpGet.port`,
    `${probe}.httpGet.scheme`,
    `${probe}.exec.**`,
    `${probe}.tcpSocket.port`,
    `${probe}.grpc.**`,
  ]),
);

/** What the owner of a service may change of its pods: what they run, how much they may use, when they are well. */
const podTemplate = (at: string): Pattern[] => [
  ...['containers', 'initContainers'].flatMap(list =>
    CONTAINER.map(pattern => [...at.split('.'), 'spec', list, '*', ...pattern]),
  ),
  [
    ...at.split('.'),
    'metadata',
    'annotations',
    'kubectl.kubernetes.io/restartedAt',
  ],
];

const WORKLOAD = [
  ...podTemplate('spec.template'),
  ...patterns(
    'spec.replicas',
    'spec.minReadySeconds',
    'spec.revisionHistoryLimit',
    'spec.progressDeadlineSeconds',
    'spec.paused',
    'spec.strategy.**',
    'spec.updateStrategy.**',
  ),
];

/**
 * Fields, by kind, that reach no further than the service itself. All others of an object are guarded: whoever changes
 * them could take traffic, secrets or nodes that are not theirs. Kinds that are not here are guarded as a whole.
 */
const FREE: Readonly<Record<string, readonly Pattern[]>> = {
  'apps/Deployment': WORKLOAD,
  'apps/StatefulSet': WORKLOAD,
  'apps/DaemonSet': WORKLOAD,
  '/ConfigMap': patterns('data.**', 'binaryData.**'),
  '/Service': patterns(
    'spec.ports.*.name',
    'spec.ports.*.port',
    'spec.ports.*.protocol',
    'spec.ports.*.targetPort',
    'spec.ports.*.appProtocol',
    'spec.sessionAffinity',
  ),
  'autoscaling/HorizontalPodAutoscaler': patterns(
    'spec.minReplicas',
    'spec.maxReplicas',
    'spec.metrics.**',
    'spec.behavior.**',
    'spec.targetCPUUtilizationPercentage',
  ),
  'policy/PodDisruptionBudget': patterns(
    'spec.minAvailable',
    'spec.maxUnavailable',
  ),
  'batch/CronJob': [
    ...podTemplate('spec.jobTemplate.spec.template'),
    ...patterns(
      'spec.schedule',
      'spec.timeZone',
      'spec.suspend',
      'spec.concurrencyPolicy',
      'spec.startingDeadlineSeconds',
      'spec.successfulJobsHistoryLimit',
      'spec.failedJobsHistoryLimit',
      'spec.jobTemplate.spec.backoffLimit',
      'spec.jobTemplate.spec.activeDeadlineSeconds',
      'spec.jobTemplate.spec.ttlSecondsAfterFinished',
    ),
  ],
};

/** Of a new object it is its own names and labels that are free, too: there is nothing yet that they could take away. */
const FREE_WHEN_NEW: readonly Pattern[] = [
  ['apiVersion'],
  ['kind'],
  ['immutable'],
  ['metadata', '**'],
  ['spec', 'selector', '**'],
  ['spec', 'template', 'metadata', '**'],
  ['spec', 'serviceName'],
  ['spec', 'scaleTargetRef', '**'],
];

const HARMLESS_ANNOTATIONS: readonly Pattern[] = [
  ['metadata', 'annotations', 'kubernetes.io/change-cause'],
];

/** Written by the server and its controllers. */
const BOOKKEEPING: readonly Pattern[] = [
  ['status', '**'],
  ...[
    'resourceVersion',
    'generation',
    'managedFields',
    'creationTimestamp',
    'selfLink',
    'uid',
  ].map(field => ['metadata', field, '**']),
  ...KEPT_ANNOTATIONS.map(key => ['metadata', 'annotations', key]),
];

function matches(path: Path, pattern: Pattern): boolean {
  const rest = pattern.at(-1) === '**';
  const fixed = rest ? pattern.slice(0, -1) : pattern;
  return (
    (rest ? path.length >= fixed.length : path.length === fixed.length) &&
    fixed.every((part, index) => part === '*' || part === path[index])
  );
}

const isOneOf = (path: Path, list: readonly Pattern[]) =>
  list.some(pattern => matches(path, pattern));

/** `apps/Deployment`. */
function kindKey({ resource, object }: ManifestObject): string {
  return `${resource.group}/${object.kind}`;
}

/**
 * What of a change reaches beyond the service: the names of the fields, or the whole kind. `before` null: a new object,
 * of which only what the manifest says is judged, since the server adds its defaults.
 */
export function guardedChanges(
  wanted: ManifestObject,
  before: object | null,
  after: object,
): { kind: boolean; fields: string[] } {
  const free = FREE[kindKey(wanted)];
  const changed = before
    ? changedPaths(before, after)
    : changedPaths(undefined, wanted.object);
  const real = changed.filter(path => !isOneOf(path, BOOKKEEPING));
  if (!free || wanted.namespace === null) {
    return { kind: true, fields: [] };
  }
  const allowed = [
    ...free,
    ...HARMLESS_ANNOTATIONS,
    ...(before ? [] : FREE_WHEN_NEW),
  ];
  return {
    kind: false,
    fields: real.filter(path => !isOneOf(path, allowed)).map(pathText),
  };
}

const MOST_NAMED = 6;

/** What a person should know of the guarded part of a change; nothing when there is none. */
export function guardWarning(
  wanted: ManifestObject,
  { kind, fields }: ReturnType<typeof guardedChanges>,
): PlanWarning | undefined {
  const title = `${wanted.object.kind} ${wanted.name}`;
  if (kind) {
    return {
      code: 'guarded-kind',
      severity: 'danger',
      message: `${title}: objects of this kind can reach beyond one service, so a second person must agree.`,
      values: { object: title },
    };
  }
  if (!fields.length) {
    return undefined;
  }
  const named = fields.slice(0, MOST_NAMED);
  const more = fields.length - named.length;
  const list = `${named.join(', ')}${more > 0 ? ` (+${more})` : ''}`;
  return {
    code: 'guarded-fields',
    severity: 'danger',
    message: `${title}: these fields can reach beyond the service (other pods, Secrets, traffic, nodes), so a second person must agree: ${list}.`,
    values: { object: title, fields: list },
  };
}
