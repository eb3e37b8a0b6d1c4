import { KubeObject, ResourceId } from '../../world/types';
import { PolicyRule } from './rules';

const GROUP = 'rbac.authorization.k8s.io';
const READ = ['get', 'list', 'watch'];

/** The namespace of the platform's services, where the actor may handle Secrets. */
const SERVICES = 'titanium-prod';

const DISCOVERY = [
  '/api',
  '/api/*',
  '/apis',
  '/apis/*',
  '/healthz',
  '/livez',
  '/openapi',
  '/openapi/*',
  '/readyz',
  '/version',
  '/version/',
];

const PUBLIC = ['/healthz', '/livez', '/readyz', '/version', '/version/'];

/** Everything but Secrets can be read. */
const READER_RULES: PolicyRule[] = [
  {
    apiGroups: [''],
    resources: [
      'configmaps',
      'endpoints',
      'events',
      'limitranges',
      'namespaces',
      'nodes',
      'persistentvolumeclaims',
      'persistentvolumes',
      'pods',
      'pods/log',
      'pods/status',
      'replicationcontrollers',
      'resourcequotas',
      'serviceaccounts',
      'services',
    ],
    verbs: READ,
  },
  {
    apiGroups: [
      'apps',
      'autoscaling',
      'batch',
      'coordination.k8s.io',
      'discovery.k8s.io',
      'events.k8s.io',
      'metrics.k8s.io',
      'networking.k8s.io',
      'policy',
      GROUP,
      'scheduling.k8s.io',
      'storage.k8s.io',
      'apiextensions.k8s.io',
      'argoproj.io',
      'monitoring.coreos.com',
      'networking.istio.io',
      'security.istio.io',
    ],
    resources: ['*'],
    verbs: READ,
  },
  // Asking what others may do changes nothing, and is no impersonation.
  {
    apiGroups: ['authorization.k8s.io'],
    resources: ['subjectaccessreviews'],
    verbs: ['create'],
  },
];

/** What the runbook's changes need; nothing cluster-scoped, nothing that widens rights. */
const ACTOR_RULES: PolicyRule[] = [
  {
    apiGroups: ['apps'],
    resources: [
      'deployments',
      'deployments/scale',
      'statefulsets',
      'statefulsets/scale',
      'daemonsets',
    ],
    verbs: ['patch', 'update'],
  },
  {
    apiGroups: ['apps'],
    resources: ['deployments', 'statefulsets'],
    verbs: ['create'],
  },
  { apiGroups: [''], resources: ['pods'], verbs: ['create', 'delete'] },
  { apiGroups: [''], resources: ['pods/eviction'], verbs: ['create'] },
  { apiGroups: [''], resources: ['pods/exec'], verbs: ['create', 'get'] },
  {
    apiGroups: [''],
    resources: ['configmaps', 'services'],
    verbs: ['create', 'patch', 'update'],
  },
  { apiGroups: ['batch'], resources: ['jobs'], verbs: ['create', 'delete'] },
  {
    apiGroups: ['batch'],
    resources: ['cronjobs'],
    verbs: ['create', 'patch', 'update'],
  },
  {
    apiGroups: ['autoscaling'],
    resources: ['horizontalpodautoscalers'],
    verbs: ['create', 'patch', 'update'],
  },
  {
    apiGroups: ['policy'],
    resources: ['poddisruptionbudgets'],
    verbs: ['create', 'patch', 'update'],
  },
  {
    apiGroups: ['networking.k8s.io'],
    resources: ['networkpolicies'],
    verbs: ['create', 'patch', 'update'],
  },
  // What else is in the services' overlays, which `kubectl apply -k` applies as a whole.
  {
    apiGroups: [''],
    resources: ['serviceaccounts'],
    verbs: ['create', 'patch', 'update'],
  },
  {
    apiGroups: ['networking.istio.io'],
    resources: ['destinationrules', 'gateways', 'virtualservices'],
    verbs: ['create', 'patch', 'update'],
  },
  {
    apiGroups: ['monitoring.coreos.com'],
    resources: ['servicemonitors'],
    verbs: ['create', 'patch', 'update'],
  },
];

/** The Secrets that the runbook shows and changes, each by name: no list of them, no new ones. */
const SECRET_RULES: PolicyRule[] = [
  {
    apiGroups: [''],
    resources: ['secrets'],
    resourceNames: ['postgres-secret', 'prod-app-secrets'],
    verbs: ['get', 'patch', 'update'],
  },
];

function clusterRole(name: string, rules: PolicyRule[]): KubeObject {
  return {
    apiVersion: `${GROUP}/v1`,
    kind: 'ClusterRole',
    metadata: { name },
    rules,
  };
}

function clusterRoleBinding(
  name: string,
  role: string,
  kind: 'User' | 'Group',
  subjects: string[],
): KubeObject {
  return {
    apiVersion: `${GROUP}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name },
    roleRef: { apiGroup: GROUP, kind: 'ClusterRole', name: role },
    subjects: subjects.map(subject => ({
      apiGroup: GROUP,
      kind,
      name: subject,
    })),
  };
}

/** An object with the collection it belongs to. */
export interface SeedObject {
  id: ResourceId;
  object: KubeObject;
}

/** The roles every cluster has, and those of the users `reader`, `actor` and `admin`. */
export function roleSeed(): SeedObject[] {
  const everyone = ['system:authenticated'];
  const roles = [
    clusterRole('cluster-admin', [
      { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
      { nonResourceURLs: ['*'], verbs: ['*'] },
    ]),
    clusterRole('system:discovery', [
      { nonResourceURLs: DISCOVERY, verbs: ['get'] },
    ]),
    clusterRole('system:public-info-viewer', [
      { nonResourceURLs: PUBLIC, verbs: ['get'] },
    ]),
    clusterRole('system:basic-user', [
      {
        apiGroups: ['authorization.k8s.io'],
        resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
        verbs: ['create'],
      },
      {
        apiGroups: ['authentication.k8s.io'],
        resources: ['selfsubjectreviews'],
        verbs: ['create'],
      },
    ]),
    clusterRole('titanium-reader', READER_RULES),
    clusterRole('titanium-actor', ACTOR_RULES),
  ];
  const bindings = [
    clusterRoleBinding('cluster-admin', 'cluster-admin', 'Group', [
      'system:masters',
    ]),
    clusterRoleBinding(
      'system:discovery',
      'system:discovery',
      'Group',
      everyone,
    ),
    clusterRoleBinding(
      'system:public-info-viewer',
      'system:public-info-viewer',
      'Group',
      [...everyone, 'system:unauthenticated'],
    ),
    clusterRoleBinding(
      'system:basic-user',
      'system:basic-user',
      'Group',
      everyone,
    ),
    clusterRoleBinding('titanium-reader', 'titanium-reader', 'User', [
      'reader',
      'actor',
    ]),
    clusterRoleBinding('titanium-actor', 'titanium-actor', 'User', ['actor']),
  ];
  const secretRole = {
    apiVersion: `${GROUP}/v1`,
    kind: 'Role',
    metadata: { name: 'titanium-secrets', namespace: SERVICES },
    rules: SECRET_RULES,
  };
  const secretBinding = {
    apiVersion: `${GROUP}/v1`,
    kind: 'RoleBinding',
    metadata: { name: 'titanium-secrets', namespace: SERVICES },
    roleRef: { apiGroup: GROUP, kind: 'Role', name: 'titanium-secrets' },
    subjects: [{ apiGroup: GROUP, kind: 'User', name: 'actor' }],
  };
  const of = (resource: string) => (object: KubeObject) => ({
    id: { group: GROUP, resource },
    object,
  });
  return [
    ...roles.map(of('clusterroles')),
    ...bindings.map(of('clusterrolebindings')),
    of('roles')(secretRole),
    of('rolebindings')(secretBinding),
  ];
}
