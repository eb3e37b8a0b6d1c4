import type {
  V1ControllerRevision,
  V1Pod,
  V1PodTemplateSpec,
  V1ReplicaSet,
} from '@kubernetes/client-node';
import {
  RolloutRow,
  WorkloadRevision,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { awaited, newestPods } from '../../actions/verify/pods';
import { Workload } from '../../actions/workloads';
import { splitImage } from '../pods/image';
import { mainContainer } from '../pods/podRow';
import { isoTime } from '../pods/podStatus';
import { WorkloadParts } from '../pods/PodsModel';
import { workloadRow } from '../pods/workloadRow';

const REVISION = 'deployment.kubernetes.io/revision';
const CHANGE_CAUSE = 'kubernetes.io/change-cause';
const MOST_REVISIONS = 20;
const MOST_WAITING = 10;

/** Kinds that roll out, as the API writes them; a job or a bare replica set does not. */
const ROLLED_OUT: Record<string, string> = {
  deployment: 'Deployment',
  statefulset: 'StatefulSet',
  daemonset: 'DaemonSet',
};

function imageOf(
  template: V1PodTemplateSpec | undefined,
): Pick<WorkloadRevision, 'image' | 'version'> {
  const main = template && mainContainer(template as object);
  const container = template?.spec?.containers?.find(
    ({ name }) => name === main,
  );
  const image = container?.image ?? '';
  return { image, version: image && splitImage(image).version };
}

function ofReplicaSet(set: V1ReplicaSet, current: string | undefined) {
  const number = set.metadata?.annotations?.[REVISION];
  return {
    revision: Number(number ?? 0),
    name: set.metadata?.name ?? '',
    createdAt: isoTime(set.metadata?.creationTimestamp) ?? '',
    ...imageOf(set.spec?.template),
    cause: set.metadata?.annotations?.[CHANGE_CAUSE] ?? null,
    desired: set.spec?.replicas ?? 0,
    ready: set.status?.readyReplicas ?? 0,
    current: number !== undefined && number === current,
  };
}

function ofControllerRevision(
  revision: V1ControllerRevision,
  workload: Workload,
  pods: readonly V1Pod[],
) {
  const data = revision.data as
    | { spec?: { template?: V1PodTemplateSpec } }
    | undefined;
  const name = revision.metadata?.name ?? '';
  const own = pods.filter(
    pod => pod.metadata?.labels?.['controller-revision-hash'] === name,
  );
  return {
    revision: revision.revision,
    name,
    createdAt: isoTime(revision.metadata?.creationTimestamp) ?? '',
    ...imageOf(data?.spec?.template),
    cause: revision.metadata?.annotations?.[CHANGE_CAUSE] ?? null,
    desired: own.length,
    ready: own.length - awaited(own).length,
    current: name === workload.status?.updateRevision,
  };
}

function revisionsOf(
  workload: Workload,
  below: WorkloadParts['below'],
  pods: readonly V1Pod[],
): WorkloadRevision[] {
  const current = workload.metadata.annotations?.[REVISION];
  const revisions = below.flatMap(({ kind, object }) => {
    if (kind === 'replicaset') {
      return [ofReplicaSet(object as V1ReplicaSet, current)];
    }
    return kind === 'controllerrevision'
      ? [ofControllerRevision(object as V1ControllerRevision, workload, pods)]
      : [];
  });
  return revisions
    .filter(({ revision }) => revision > 0)
    .sort((a, b) => b.revision - a.revision)
    .slice(0, MOST_REVISIONS);
}

/** How a workload rolls out; undefined for kinds that do not. */
export function rolloutRow(
  cluster: string,
  { kind, object, below }: WorkloadParts,
): RolloutRow | undefined {
  if (!Object.hasOwn(ROLLED_OUT, kind)) {
    return undefined;
  }
  // Items of a list do not say their kind.
  const workload = { ...object, kind: ROLLED_OUT[kind] } as Workload;
  const ofKind = <T>(wanted: string) =>
    below.flatMap(part => (part.kind === wanted ? [part.object as T] : []));
  const pods = ofKind<V1Pod>('pod');
  const newest = newestPods(workload, pods, ofKind<V1ReplicaSet>('replicaset'));
  const { hpa, revision, version, ...row } = workloadRow(object, {
    cluster,
    kind,
    hpa: undefined,
  });
  return {
    ...row,
    revisions: revisionsOf(workload, below, pods),
    waiting: awaited(newest)
      .slice(0, MOST_WAITING)
      .map(({ pod, reason }) => ({ name: pod.metadata?.name ?? '', reason })),
  };
}
