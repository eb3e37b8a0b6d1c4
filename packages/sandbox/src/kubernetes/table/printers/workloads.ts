import { KubeObject } from '../../../world/types';
import { selectorText } from '../../selectors/labelSelector';
import { Column } from '../../resources/types';
import { AGE, boolean, integer, NAME, text, wide } from '../column';
import { humanDuration, since } from '../duration';
import {
  containerImages,
  containerNames,
  formatLabels,
  formatSelector,
} from '../format';

const template = (object: KubeObject) => object.spec?.template?.spec ?? {};

const CONTAINERS: Column[] = [
  wide('Containers', object => containerNames(template(object).containers)),
  wide('Images', object => containerImages(template(object).containers)),
];

const SELECTOR = wide('Selector', object =>
  formatSelector(object.spec?.selector),
);

export const DEPLOYMENT: Column[] = [
  NAME,
  text(
    'Ready',
    ({ spec, status }) =>
      `${status?.readyReplicas ?? 0}/${spec?.replicas ?? 1}`,
  ),
  integer('Up-to-date', ({ status }) => status?.updatedReplicas ?? 0),
  integer('Available', ({ status }) => status?.availableReplicas ?? 0),
  AGE,
  ...CONTAINERS,
  wide('Selector', object => selectorText(object.spec?.selector)),
];

export const REPLICA_SET: Column[] = [
  NAME,
  integer('Desired', ({ spec }) => spec?.replicas ?? 1),
  integer('Current', ({ status }) => status?.replicas ?? 0),
  integer('Ready', ({ status }) => status?.readyReplicas ?? 0),
  AGE,
  ...CONTAINERS,
  SELECTOR,
];

export const REPLICATION_CONTROLLER: Column[] = [
  ...REPLICA_SET.slice(0, -1),
  wide('Selector', object => formatLabels(object.spec?.selector)),
];

export const STATEFUL_SET: Column[] = [
  NAME,
  text(
    'Ready',
    ({ spec, status }) =>
      `${status?.readyReplicas ?? 0}/${spec?.replicas ?? 1}`,
  ),
  AGE,
  ...CONTAINERS,
];

export const DAEMON_SET: Column[] = [
  NAME,
  integer('Desired', ({ status }) => status?.desiredNumberScheduled ?? 0),
  integer('Current', ({ status }) => status?.currentNumberScheduled ?? 0),
  integer('Ready', ({ status }) => status?.numberReady ?? 0),
  integer('Up-to-date', ({ status }) => status?.updatedNumberScheduled ?? 0),
  integer('Available', ({ status }) => status?.numberAvailable ?? 0),
  text('Node Selector', object => formatLabels(template(object).nodeSelector)),
  AGE,
  ...CONTAINERS,
  SELECTOR,
];

function completions({ spec, status }: KubeObject): string {
  const succeeded = status?.succeeded ?? 0;
  if (spec?.completions !== undefined && spec?.completions !== null) {
    return `${succeeded}/${spec.completions}`;
  }
  return (spec?.parallelism ?? 0) > 1
    ? `${succeeded}/1 of ${spec.parallelism}`
    : `${succeeded}/1`;
}

function jobDuration({ status }: KubeObject, now: number): string {
  if (!status?.startTime) {
    return '';
  }
  const end = status.completionTime ? Date.parse(status.completionTime) : now;
  return humanDuration(end - Date.parse(status.startTime));
}

export const JOB: Column[] = [
  NAME,
  text('Completions', completions),
  text('Duration', jobDuration),
  AGE,
  ...CONTAINERS,
  SELECTOR,
];

const jobTemplate = (object: KubeObject) =>
  object.spec?.jobTemplate?.spec?.template?.spec ?? {};

export const CRON_JOB: Column[] = [
  NAME,
  text('Schedule', ({ spec }) => spec?.schedule),
  boolean('Suspend', ({ spec }) => (spec?.suspend ? 'True' : 'False')),
  integer('Active', ({ status }) => status?.active?.length ?? 0),
  text('Last Schedule', ({ status }, now) =>
    status?.lastScheduleTime ? since(status.lastScheduleTime, now) : '<none>',
  ),
  AGE,
  wide('Containers', object => containerNames(jobTemplate(object).containers)),
  wide('Images', object => containerImages(jobTemplate(object).containers)),
  wide('Selector', object =>
    formatSelector(object.spec?.jobTemplate?.spec?.selector),
  ),
];

export const CONTROLLER_REVISION: Column[] = [
  NAME,
  text('Controller', object => {
    const owner = object.metadata.ownerReferences?.find(ref => ref.controller);
    if (!owner) {
      return '<none>';
    }
    const [group, version] = owner.apiVersion.split('/');
    const kind = version ? `${owner.kind}.${group}` : owner.kind;
    return `${kind.toLowerCase()}/${owner.name}`;
  }),
  text('Revision', object => object.revision),
  AGE,
];

export const POD_DISRUPTION_BUDGET: Column[] = [
  NAME,
  text('Min Available', ({ spec }) => String(spec?.minAvailable ?? 'N/A')),
  text('Max Unavailable', ({ spec }) => String(spec?.maxUnavailable ?? 'N/A')),
  integer(
    'Allowed Disruptions',
    ({ status }) => status?.disruptionsAllowed ?? 0,
  ),
  AGE,
];
