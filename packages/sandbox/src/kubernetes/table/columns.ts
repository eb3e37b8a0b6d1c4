import { Column } from '../resources/types';
import { CREATED_AT, integer, NAME, text, AGE } from './column';
import { HORIZONTAL_POD_AUTOSCALER } from './printers/autoscaler';
import * as cluster from './printers/cluster';
import * as configuration from './printers/configuration';
import * as network from './printers/network';
import { POD } from './printers/pod';
import * as workloads from './printers/workloads';

const DEFAULT: Column[] = [NAME, CREATED_AT];

const METRICS: Column[] = [
  NAME,
  text('CPU', object => usage(object, 'cpu')),
  text('Memory', object => usage(object, 'memory')),
  text('Window', object => object.window),
];

function usage(object: any, name: string): string {
  return object.usage?.[name] ?? object.containers?.[0]?.usage?.[name] ?? '';
}

/** `kubectl get` columns by kind, those of Kubernetes 1.29. */
const COLUMNS: Record<string, Column[]> = {
  Pod: POD,
  Deployment: workloads.DEPLOYMENT,
  ReplicaSet: workloads.REPLICA_SET,
  ReplicationController: workloads.REPLICATION_CONTROLLER,
  StatefulSet: workloads.STATEFUL_SET,
  DaemonSet: workloads.DAEMON_SET,
  ControllerRevision: workloads.CONTROLLER_REVISION,
  Job: workloads.JOB,
  CronJob: workloads.CRON_JOB,
  PodDisruptionBudget: workloads.POD_DISRUPTION_BUDGET,
  HorizontalPodAutoscaler: HORIZONTAL_POD_AUTOSCALER,
  Service: network.SERVICE,
  Endpoints: network.ENDPOINTS,
  EndpointSlice: network.ENDPOINT_SLICE,
  Ingress: network.INGRESS,
  IngressClass: network.INGRESS_CLASS,
  NetworkPolicy: network.NETWORK_POLICY,
  Node: cluster.NODE,
  Namespace: cluster.NAMESPACE,
  Event: cluster.EVENT,
  PersistentVolume: cluster.PERSISTENT_VOLUME,
  PersistentVolumeClaim: cluster.PERSISTENT_VOLUME_CLAIM,
  StorageClass: cluster.STORAGE_CLASS,
  Lease: cluster.LEASE,
  PriorityClass: cluster.PRIORITY_CLASS,
  ConfigMap: configuration.CONFIG_MAP,
  Secret: configuration.SECRET,
  ServiceAccount: configuration.SERVICE_ACCOUNT,
  ResourceQuota: configuration.RESOURCE_QUOTA,
  RoleBinding: configuration.ROLE_BINDING,
  ClusterRoleBinding: configuration.ROLE_BINDING,
  NodeMetrics: METRICS,
  PodMetrics: METRICS,
};

export function columnsOf(kind: string): readonly Column[] {
  return COLUMNS[kind] ?? DEFAULT;
}

export const SCALE_COLUMNS: Column[] = [
  { ...NAME, format: undefined },
  integer('Desired', ({ spec }) => spec?.replicas ?? 0),
  integer('Available', ({ status }) => status?.replicas ?? 0),
  AGE,
];
