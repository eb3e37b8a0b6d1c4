import { applyDefaults } from '../../kubernetes/objects/defaults';
import { R } from '../resources';
import { KubeObject, ObjectStore, ResourceId } from '../types';

/** An object and the collection it goes to. */
export interface SeedObject {
  id: ResourceId;
  object: KubeObject;
}

/** An object without apiVersion and kind. */
export interface Manifest {
  metadata: KubeObject['metadata'];
  [field: string]: unknown;
}

const KINDS: Partial<Record<keyof typeof R, [string, string]>> = {
  namespaces: ['v1', 'Namespace'],
  nodes: ['v1', 'Node'],
  services: ['v1', 'Service'],
  endpoints: ['v1', 'Endpoints'],
  configMaps: ['v1', 'ConfigMap'],
  secrets: ['v1', 'Secret'],
  serviceAccounts: ['v1', 'ServiceAccount'],
  persistentVolumeClaims: ['v1', 'PersistentVolumeClaim'],
  deployments: ['apps/v1', 'Deployment'],
  statefulSets: ['apps/v1', 'StatefulSet'],
  daemonSets: ['apps/v1', 'DaemonSet'],
  cronJobs: ['batch/v1', 'CronJob'],
  horizontalPodAutoscalers: ['autoscaling/v2', 'HorizontalPodAutoscaler'],
  podDisruptionBudgets: ['policy/v1', 'PodDisruptionBudget'],
  networkPolicies: ['networking.k8s.io/v1', 'NetworkPolicy'],
  storageClasses: ['storage.k8s.io/v1', 'StorageClass'],
  priorityClasses: ['scheduling.k8s.io/v1', 'PriorityClass'],
  roles: ['rbac.authorization.k8s.io/v1', 'Role'],
  roleBindings: ['rbac.authorization.k8s.io/v1', 'RoleBinding'],
  clusterRoles: ['rbac.authorization.k8s.io/v1', 'ClusterRole'],
  clusterRoleBindings: ['rbac.authorization.k8s.io/v1', 'ClusterRoleBinding'],
  customResourceDefinitions: [
    'apiextensions.k8s.io/v1',
    'CustomResourceDefinition',
  ],
  gateways: ['networking.istio.io/v1beta1', 'Gateway'],
  virtualServices: ['networking.istio.io/v1beta1', 'VirtualService'],
  destinationRules: ['networking.istio.io/v1beta1', 'DestinationRule'],
  peerAuthentications: ['security.istio.io/v1beta1', 'PeerAuthentication'],
  serviceMonitors: ['monitoring.coreos.com/v1', 'ServiceMonitor'],
  prometheusRules: ['monitoring.coreos.com/v1', 'PrometheusRule'],
  applications: ['argoproj.io/v1alpha1', 'Application'],
  appProjects: ['argoproj.io/v1alpha1', 'AppProject'],
  applicationSets: ['argoproj.io/v1alpha1', 'ApplicationSet'],
};

/** An object of a collection, with apiVersion and kind filled in. */
export function seedObject(
  collection: keyof typeof R,
  manifest: Manifest,
): SeedObject {
  const [apiVersion, kind] = KINDS[collection]!;
  return { id: R[collection], object: { apiVersion, kind, ...manifest } };
}

/** Writes seed objects with the defaults that the API server would have filled in. */
export function plant(
  store: ObjectStore,
  objects: readonly SeedObject[],
): void {
  for (const { id, object } of objects) {
    // Builders share parts; defaults are written into a copy.
    const copy: KubeObject = structuredClone(object);
    const isCustom = copy.apiVersion.split('/')[0].split('.').length > 2;
    const isBuiltIn = copy.apiVersion.includes('.k8s.io/') || !isCustom;
    applyDefaults({ kind: copy.kind, custom: !isBuiltIn }, copy);
    store.create(id, copy);
  }
}

export const base64 = (text: string) => Buffer.from(text).toString('base64');
