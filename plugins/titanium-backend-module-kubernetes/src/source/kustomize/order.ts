import { Resource } from './resource';

const FIRST = [
  'Namespace',
  'ResourceQuota',
  'StorageClass',
  'CustomResourceDefinition',
  'ServiceAccount',
  'PodSecurityPolicy',
  'Role',
  'ClusterRole',
  'RoleBinding',
  'ClusterRoleBinding',
  'ConfigMap',
  'Secret',
  'Endpoints',
  'Service',
  'LimitRange',
  'PriorityClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'Deployment',
  'StatefulSet',
  'CronJob',
  'PodDisruptionBudget',
];
const LAST = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];

function rank(kind: string): number {
  const first = FIRST.indexOf(kind);
  return first < 0 ? 1 + LAST.indexOf(kind) : first - FIRST.length;
}

const api = ({ group, version, kind }: Resource) =>
  `${group || '~G'}_${version}_${kind}`;

const place = ({ object, name }: Resource) =>
  `${object.metadata.namespace || '~X'}|${name}`;

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

/** The order in which kubectl 1.29 applies what it builds: by kind, then by API, then by namespace and name. */
export function inOrder(resources: readonly Resource[]): Resource[] {
  return [...resources].sort(
    (a, b) =>
      rank(a.kind) - rank(b.kind) ||
      compare(api(a), api(b)) ||
      compare(place(a), place(b)),
  );
}
