import { KnownResource } from '@titanium-portal/backstage-plugin-titanium-common';

function resource(
  group: string,
  version: string,
  kind: string,
  plural: string,
  shortNames: string[] = [],
  namespaced = true,
): KnownResource {
  return {
    group,
    version,
    kind,
    plural,
    singular: kind.toLowerCase(),
    shortNames,
    namespaced,
  };
}

/** Resources every cluster serves, so that views and commands work before discovery has answered. */
export const WELL_KNOWN_RESOURCES: readonly KnownResource[] = [
  resource('', 'v1', 'Pod', 'pods', ['po']),
  resource('', 'v1', 'Service', 'services', ['svc']),
  resource('', 'v1', 'ConfigMap', 'configmaps', ['cm']),
  resource('', 'v1', 'Secret', 'secrets'),
  resource('', 'v1', 'Endpoints', 'endpoints', ['ep']),
  resource('', 'v1', 'Event', 'events', ['ev']),
  resource('', 'v1', 'ServiceAccount', 'serviceaccounts', ['sa']),
  resource('', 'v1', 'PersistentVolumeClaim', 'persistentvolumeclaims', [
    'pvc',
  ]),
  resource('', 'v1', 'ResourceQuota', 'resourcequotas', ['quota']),
  resource('', 'v1', 'LimitRange', 'limitranges', ['limits']),
  resource('', 'v1', 'Namespace', 'namespaces', ['ns'], false),
  resource('', 'v1', 'Node', 'nodes', ['no'], false),
  resource('', 'v1', 'PersistentVolume', 'persistentvolumes', ['pv'], false),
  resource('apps', 'v1', 'Deployment', 'deployments', ['deploy']),
  resource('apps', 'v1', 'ReplicaSet', 'replicasets', ['rs']),
  resource('apps', 'v1', 'StatefulSet', 'statefulsets', ['sts']),
  resource('apps', 'v1', 'DaemonSet', 'daemonsets', ['ds']),
  resource('apps', 'v1', 'ControllerRevision', 'controllerrevisions'),
  resource('batch', 'v1', 'Job', 'jobs'),
  resource('batch', 'v1', 'CronJob', 'cronjobs', ['cj']),
  resource(
    'autoscaling',
    'v2',
    'HorizontalPodAutoscaler',
    'horizontalpodautoscalers',
    ['hpa'],
  ),
  resource('policy', 'v1', 'PodDisruptionBudget', 'poddisruptionbudgets', [
    'pdb',
  ]),
  resource('networking.k8s.io', 'v1', 'NetworkPolicy', 'networkpolicies', [
    'netpol',
  ]),
  resource('networking.k8s.io', 'v1', 'Ingress', 'ingresses', ['ing']),
  resource('rbac.authorization.k8s.io', 'v1', 'Role', 'roles'),
  resource('rbac.authorization.k8s.io', 'v1', 'RoleBinding', 'rolebindings'),
  resource(
    'rbac.authorization.k8s.io',
    'v1',
    'ClusterRole',
    'clusterroles',
    [],
    false,
  ),
  resource(
    'rbac.authorization.k8s.io',
    'v1',
    'ClusterRoleBinding',
    'clusterrolebindings',
    [],
    false,
  ),
  resource(
    'storage.k8s.io',
    'v1',
    'StorageClass',
    'storageclasses',
    ['sc'],
    false,
  ),
];
