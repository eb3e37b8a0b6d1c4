import { ResourceId } from './types';

const core = (resource: string): ResourceId => ({ group: '', resource });
const apps = (resource: string): ResourceId => ({ group: 'apps', resource });

/** The collections the World itself reads and writes. */
export const R = {
  namespaces: core('namespaces'),
  nodes: core('nodes'),
  pods: core('pods'),
  services: core('services'),
  endpoints: core('endpoints'),
  events: core('events'),
  configMaps: core('configmaps'),
  secrets: core('secrets'),
  serviceAccounts: core('serviceaccounts'),
  persistentVolumes: core('persistentvolumes'),
  persistentVolumeClaims: core('persistentvolumeclaims'),
  deployments: apps('deployments'),
  replicaSets: apps('replicasets'),
  statefulSets: apps('statefulsets'),
  daemonSets: apps('daemonsets'),
  controllerRevisions: apps('controllerrevisions'),
  jobs: { group: 'batch', resource: 'jobs' },
  cronJobs: { group: 'batch', resource: 'cronjobs' },
  horizontalPodAutoscalers: {
    group: 'autoscaling',
    resource: 'horizontalpodautoscalers',
  },
  endpointSlices: { group: 'discovery.k8s.io', resource: 'endpointslices' },
  podDisruptionBudgets: { group: 'policy', resource: 'poddisruptionbudgets' },
  networkPolicies: { group: 'networking.k8s.io', resource: 'networkpolicies' },
  storageClasses: { group: 'storage.k8s.io', resource: 'storageclasses' },
  priorityClasses: { group: 'scheduling.k8s.io', resource: 'priorityclasses' },
  roles: { group: 'rbac.authorization.k8s.io', resource: 'roles' },
  roleBindings: {
    group: 'rbac.authorization.k8s.io',
    resource: 'rolebindings',
  },
  clusterRoles: {
    group: 'rbac.authorization.k8s.io',
    resource: 'clusterroles',
  },
  clusterRoleBindings: {
    group: 'rbac.authorization.k8s.io',
    resource: 'clusterrolebindings',
  },
  customResourceDefinitions: {
    group: 'apiextensions.k8s.io',
    resource: 'customresourcedefinitions',
  },
  gateways: { group: 'networking.istio.io', resource: 'gateways' },
  virtualServices: {
    group: 'networking.istio.io',
    resource: 'virtualservices',
  },
  destinationRules: {
    group: 'networking.istio.io',
    resource: 'destinationrules',
  },
  peerAuthentications: {
    group: 'security.istio.io',
    resource: 'peerauthentications',
  },
  serviceMonitors: {
    group: 'monitoring.coreos.com',
    resource: 'servicemonitors',
  },
  prometheusRules: {
    group: 'monitoring.coreos.com',
    resource: 'prometheusrules',
  },
  applications: { group: 'argoproj.io', resource: 'applications' },
  appProjects: { group: 'argoproj.io', resource: 'appprojects' },
  applicationSets: { group: 'argoproj.io', resource: 'applicationsets' },
} as const satisfies Record<string, ResourceId>;

/** Kinds that own pods, by the `apiVersion/kind` of an owner reference. */
const BY_KIND: Record<string, ResourceId> = {
  'v1/Pod': R.pods,
  'v1/Node': R.nodes,
  'apps/v1/Deployment': R.deployments,
  'apps/v1/ReplicaSet': R.replicaSets,
  'apps/v1/StatefulSet': R.statefulSets,
  'apps/v1/DaemonSet': R.daemonSets,
  'batch/v1/Job': R.jobs,
  'batch/v1/CronJob': R.cronJobs,
};

/** The collection an owner or scale target is in, for the kinds that have controllers here. */
export function collectionOf(
  apiVersion: string,
  kind: string,
): ResourceId | undefined {
  return BY_KIND[`${apiVersion}/${kind}`];
}
