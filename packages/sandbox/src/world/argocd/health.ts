import { conditionOf, isReady } from '../objects';
import { KubeObject } from '../types';

export type HealthCode =
  | 'Healthy'
  | 'Suspended'
  | 'Progressing'
  | 'Missing'
  | 'Degraded'
  | 'Unknown';

export interface Health {
  status: HealthCode;
  message?: string;
}

/** From best to worst: an application is as well as the worst of its objects. */
const ORDER: readonly HealthCode[] = [
  'Healthy',
  'Suspended',
  'Progressing',
  'Missing',
  'Degraded',
  'Unknown',
];

export function worstHealth(all: readonly HealthCode[]): HealthCode {
  return all.reduce<HealthCode>(
    (worst, next) =>
      ORDER.indexOf(next) > ORDER.indexOf(worst) ? next : worst,
    'Healthy',
  );
}

const healthy = (message?: string): Health => ({ status: 'Healthy', message });
const progressing = (message?: string): Health => ({
  status: 'Progressing',
  message,
});
const degraded = (message?: string): Health => ({
  status: 'Degraded',
  message,
});

type Assess = (object: KubeObject) => Health;

const BY_KIND: Record<string, Assess> = {
  'apps/Deployment': deployment,
  'apps/StatefulSet': statefulSet,
  'apps/ReplicaSet': replicaSet,
  'apps/DaemonSet': daemonSet,
  '/Pod': pod,
  '/Service': service,
  '/PersistentVolumeClaim': claim,
  'batch/Job': job,
  'autoscaling/HorizontalPodAutoscaler': autoscaler,
};

/** The health of an object as Argo CD assesses it; undefined for kinds that have none. */
export function healthOf(object: KubeObject): Health | undefined {
  if (object.metadata.deletionTimestamp) {
    return progressing('Pending deletion');
  }
  const group = object.apiVersion.includes('/')
    ? object.apiVersion.split('/')[0]
    : '';
  const assess = BY_KIND[`${group}/${object.kind}`];
  if (!assess) {
    return undefined;
  }
  const { status, message } = assess(object);
  return message ? { status, message } : { status };
}

const WAIT = 'Waiting for rollout to finish:';

function deployment({ metadata, spec, status = {} }: KubeObject): Health {
  if (spec.paused) {
    return { status: 'Suspended', message: 'Deployment is paused' };
  }
  if ((metadata.generation ?? 0) > (status.observedGeneration ?? 0)) {
    return progressing(
      `${WAIT} observed deployment generation less than desired generation`,
    );
  }
  const conditions: { type: string; reason?: string }[] =
    status.conditions ?? [];
  if (
    conditions.some(
      ({ type, reason }) =>
        type === 'Progressing' && reason === 'ProgressDeadlineExceeded',
    )
  ) {
    return degraded(
      `Deployment "${metadata.name}" exceeded its progress deadline`,
    );
  }
  const updated = status.updatedReplicas ?? 0;
  const replicas = status.replicas ?? 0;
  const available = status.availableReplicas ?? 0;
  if (updated < (spec.replicas ?? 1)) {
    return progressing(
      `${WAIT} ${updated} out of ${spec.replicas} new replicas have been updated...`,
    );
  }
  if (replicas > updated) {
    return progressing(
      `${WAIT} ${replicas - updated} old replicas are pending termination...`,
    );
  }
  if (available < updated) {
    return progressing(
      `${WAIT} ${available} of ${updated} updated replicas are available...`,
    );
  }
  return healthy();
}

function statefulSet({ metadata, spec, status = {} }: KubeObject): Health {
  const observed = status.observedGeneration ?? 0;
  if (observed === 0 || (metadata.generation ?? 0) > observed) {
    return progressing('Waiting for statefulset spec update to be observed...');
  }
  const ready = status.readyReplicas ?? 0;
  const replicas = spec.replicas ?? 1;
  if (ready < replicas) {
    return progressing(`Waiting for ${replicas - ready} pods to be ready...`);
  }
  const { type } = spec.updateStrategy ?? {};
  if (type === 'OnDelete') {
    return healthy(`statefulset has ${ready} ready pods`);
  }
  if (status.updateRevision !== status.currentRevision) {
    return progressing(
      `waiting for statefulset rolling update to complete ${
        status.updatedReplicas ?? 0
      } pods at revision ${status.updateRevision}...`,
    );
  }
  return healthy(
    `statefulset rolling update complete ${
      status.currentReplicas ?? replicas
    } pods at revision ${status.currentRevision}...`,
  );
}

function replicaSet(object: KubeObject): Health {
  const { metadata, spec, status = {} } = object;
  if ((metadata.generation ?? 0) > (status.observedGeneration ?? 0)) {
    return progressing(
      `${WAIT} observed replica set generation less than desired generation`,
    );
  }
  const failure = conditionOf(object, 'ReplicaFailure');
  if (failure?.status === 'True') {
    return degraded(failure.message);
  }
  const available = status.availableReplicas ?? 0;
  if (available < (spec.replicas ?? 0)) {
    return progressing(
      `${WAIT} ${available} out of ${spec.replicas} new replicas are available...`,
    );
  }
  return healthy();
}

function daemonSet({ metadata, status = {} }: KubeObject): Health {
  if ((metadata.generation ?? 0) > (status.observedGeneration ?? 0)) {
    return progressing(
      `${WAIT} observed daemon set generation less than desired generation`,
    );
  }
  const desired = status.desiredNumberScheduled ?? 0;
  const updated = status.updatedNumberScheduled ?? 0;
  const available = status.numberAvailable ?? 0;
  if (updated < desired) {
    return progressing(
      `Waiting for daemon set "${metadata.name}" rollout to finish: ${updated} out of ${desired} new pods have been updated...`,
    );
  }
  if (available < desired) {
    return progressing(
      `Waiting for daemon set "${metadata.name}" rollout to finish: ${available} of ${desired} updated pods are available...`,
    );
  }
  return healthy();
}

/** Reasons of waiting containers that will not pass by themselves. */
function isFailing(reason: string): boolean {
  return (
    reason.startsWith('Err') ||
    reason.endsWith('Error') ||
    reason.endsWith('BackOff')
  );
}

function pod(object: KubeObject): Health {
  const { spec, status = {} } = object;
  const statuses: KubeObject['spec'][] = [
    ...(status.initContainerStatuses ?? []),
    ...(status.containerStatuses ?? []),
  ];
  const always = (spec.restartPolicy ?? 'Always') === 'Always';
  const failing = statuses.find(item =>
    isFailing(item.state?.waiting?.reason ?? ''),
  );
  if (always && failing) {
    const { reason, message } = failing.state.waiting;
    return degraded(message ?? reason);
  }
  switch (status.phase) {
    case 'Pending':
      return progressing(conditionOf(object, 'PodScheduled')?.message);
    case 'Succeeded':
      return healthy(status.message);
    case 'Failed':
      return degraded(status.message ?? failureOf(statuses));
    case 'Running':
      break;
    default:
      return { status: 'Unknown', message: status.message };
  }
  if (!always) {
    return progressing(status.message);
  }
  if (isReady(object)) {
    return healthy(status.message);
  }
  const ended = statuses.some(item => item.lastState?.terminated);
  return ended ? degraded(status.message) : progressing(status.message);
}

function failureOf(statuses: readonly KubeObject['spec'][]) {
  const ended = statuses.find(item => item.state?.terminated?.exitCode);
  const { reason, exitCode, message } = ended?.state.terminated ?? {};
  return (
    message ||
    (reason === 'OOMKilled'
      ? reason
      : exitCode &&
        `container "${ended.name}" failed with exit code ${exitCode}`)
  );
}

function service({ spec, status }: KubeObject): Health {
  return spec.type === 'LoadBalancer' && !status?.loadBalancer?.ingress?.length
    ? progressing()
    : healthy();
}

function claim({ status }: KubeObject): Health {
  switch (status?.phase) {
    case 'Bound':
      return healthy();
    case 'Pending':
      return progressing();
    case 'Lost':
      return degraded();
    default:
      return { status: 'Unknown' };
  }
}

function job(object: KubeObject): Health {
  const failed = conditionOf(object, 'Failed');
  const complete = conditionOf(object, 'Complete');
  if (failed?.status === 'True') {
    return degraded(failed.message);
  }
  if (complete?.status === 'True') {
    return healthy(complete.message);
  }
  return object.spec.suspend
    ? { status: 'Suspended', message: 'Job is suspended' }
    : progressing();
}

const AUTOSCALER_FAILURES =
  /^(FailedGet|FailedUpdate|FailedCompute|FailedRescale|Invalid)/;

function autoscaler(object: KubeObject): Health {
  const conditions: KubeObject['spec'][] = object.status?.conditions ?? [];
  if (conditions.length === 0) {
    return progressing('Waiting to Autoscale');
  }
  const failed = conditions.find(
    ({ status, reason }) =>
      status !== 'True' && AUTOSCALER_FAILURES.test(reason ?? ''),
  );
  if (failed) {
    return degraded(failed.message);
  }
  const good = conditions.find(
    ({ type, status }) => type === 'AbleToScale' && status === 'True',
  );
  return good ? healthy(good.message) : progressing('Waiting to Autoscale');
}
