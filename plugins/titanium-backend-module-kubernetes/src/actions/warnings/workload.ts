import type { V1ObjectMeta } from '@kubernetes/client-node';
import { PlanWarning } from '@titanium-portal/backstage-plugin-titanium-common';
import { Workload } from '../workloads';

/** By which Argo CD knows the objects that it delivers. */
export const TRACKING_ID = 'argocd.argoproj.io/tracking-id';
const INSTANCE = 'argocd.argoproj.io/instance';
const DATABASES =
  /(?:^|[/_-])(?:postgres(?:ql)?|postgis|timescaledb|mysql|mariadb|percona|mongo(?:db)?|redis|valkey|cassandra|elasticsearch|opensearch|cockroach|etcd|clickhouse|influxdb|neo4j|mssql|oracle)(?=$|[:@/_.-])/i;

/** The database a container image holds, by its name; undefined for others. */
export function databaseImage(workload: Workload): string | undefined {
  return (
    workload.spec.template.spec?.containers
      .map(({ image }) => image ?? '')
      // Exporters watch a database and are none.
      .find(image => DATABASES.test(image) && !/exporter/i.test(image))
  );
}

/** Replicas of a database's StatefulSet are separate databases. */
export function databaseWarning(
  workload: Workload,
  replicas: number,
): PlanWarning | undefined {
  const image = databaseImage(workload);
  if (workload.kind !== 'StatefulSet' || replicas < 2 || !image) {
    return undefined;
  }
  return {
    code: 'database-scale',
    severity: 'danger',
    message: `Each replica of this StatefulSet runs ${image} with a volume of its own: more than one makes separate databases, not copies of one.`,
    values: { image, replicas },
  };
}

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Whether the manifest an object was applied from leaves its replicas to others; false when it cannot be told. */
function leavesReplicas(annotations: Record<string, string>): boolean {
  try {
    const manifest = JSON.parse(annotations[LAST_APPLIED] ?? '');
    return manifest.spec !== undefined && manifest.spec.replicas === undefined;
  } catch {
    return false;
  }
}

/** The Argo CD application that manages an object; undefined when none does. */
export function applicationOf({
  metadata,
}: {
  metadata: V1ObjectMeta;
}): string | undefined {
  const { annotations = {}, labels = {} } = metadata;
  return annotations[TRACKING_ID]?.split(':')[0] ?? labels[INSTANCE];
}

/** Argo CD sets managed objects back to what Git says, where Git says something. */
export function gitopsWarning(
  object: { metadata: V1ObjectMeta },
  effect: 'scale' | 'template' | 'spec',
): PlanWarning | undefined {
  const application = applicationOf(object);
  const isFree =
    effect === 'scale' && leavesReplicas(object.metadata.annotations ?? {});
  return application === undefined || isFree
    ? undefined
    : {
        code: 'gitops',
        severity: 'warning',
        message: `Argo CD manages this object (application ${application}): with self-healing on it is set back to what Git says, and the next sync does so anyway.`,
        values: { application, effect },
      };
}

/** True when old pods are all stopped before new ones start. */
function interrupts({ kind, spec }: Workload): boolean {
  if (kind === 'StatefulSet') {
    return true;
  }
  const surge = spec.strategy?.rollingUpdate?.maxSurge;
  return (
    spec.strategy?.type === 'Recreate' ||
    surge === 0 ||
    surge === '0' ||
    surge === '0%'
  );
}

/** Replacing the pods of a workload that has only one. */
export function singleReplicaWarning(
  workload: Workload,
): PlanWarning | undefined {
  const replicas = workload.spec.replicas ?? 1;
  if (
    workload.kind === 'DaemonSet' ||
    replicas !== 1 ||
    !interrupts(workload)
  ) {
    return undefined;
  }
  return {
    code: 'single-replica',
    severity: 'warning',
    message:
      'There is one replica, and it stops before its successor is ready: the service is away meanwhile.',
    values: { effect: 'replace' },
  };
}
