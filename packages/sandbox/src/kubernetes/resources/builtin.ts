import { columnsOf } from '../table/columns';
import { horizontalPodAutoscalerV1 } from '../objects/convertAutoscaler';
import { eventV1 } from '../objects/convertEvent';
import { Conversion, ResourceType, Subresource } from './types';

const ALL_VERBS = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];
const GET_PATCH_UPDATE = ['get', 'patch', 'update'];
const SCALE: Subresource = {
  name: 'scale',
  kind: 'Scale',
  group: 'autoscaling',
  version: 'v1',
  verbs: GET_PATCH_UPDATE,
};

interface Options {
  short?: string[];
  singular?: string;
  all?: boolean;
  cluster?: boolean;
  status?: boolean;
  scale?: boolean;
  verbs?: string[];
  more?: Subresource[];
  storage?: { group: string; resource: string };
  convert?: Conversion;
}

type Row = [kind: string, resource: string, options?: Options];

const connect = (name: string, kind: string): Subresource => ({
  name,
  kind,
  verbs: ['create', 'get'],
});

const CREATE_ONLY = { verbs: ['create'], cluster: true };

/** Every resource the server knows by itself, in discovery's order. */
const TABLE: { group: string; version: string; rows: Row[] }[] = [
  {
    group: '',
    version: 'v1',
    rows: [
      ['ConfigMap', 'configmaps', { short: ['cm'] }],
      ['Endpoints', 'endpoints', { short: ['ep'], singular: 'endpoints' }],
      ['Event', 'events', { short: ['ev'] }],
      ['LimitRange', 'limitranges', { short: ['limits'] }],
      [
        'Namespace',
        'namespaces',
        {
          short: ['ns'],
          cluster: true,
          status: true,
          verbs: ALL_VERBS.filter(verb => verb !== 'deletecollection'),
          more: [{ name: 'finalize', kind: 'Namespace', verbs: ['update'] }],
        },
      ],
      ['Node', 'nodes', { short: ['no'], cluster: true, status: true }],
      [
        'PersistentVolumeClaim',
        'persistentvolumeclaims',
        { short: ['pvc'], status: true },
      ],
      [
        'PersistentVolume',
        'persistentvolumes',
        { short: ['pv'], cluster: true, status: true },
      ],
      [
        'Pod',
        'pods',
        {
          short: ['po'],
          all: true,
          status: true,
          more: [
            connect('attach', 'PodAttachOptions'),
            {
              name: 'eviction',
              kind: 'Eviction',
              group: 'policy',
              version: 'v1',
              verbs: ['create'],
            },
            connect('exec', 'PodExecOptions'),
            { name: 'log', kind: 'Pod', verbs: ['get'] },
            connect('portforward', 'PodPortForwardOptions'),
          ],
        },
      ],
      [
        'ReplicationController',
        'replicationcontrollers',
        { short: ['rc'], all: true, status: true, scale: true },
      ],
      ['ResourceQuota', 'resourcequotas', { short: ['quota'], status: true }],
      ['Secret', 'secrets'],
      ['ServiceAccount', 'serviceaccounts', { short: ['sa'] }],
      ['Service', 'services', { short: ['svc'], all: true, status: true }],
    ],
  },
  {
    group: 'apps',
    version: 'v1',
    rows: [
      ['ControllerRevision', 'controllerrevisions'],
      ['DaemonSet', 'daemonsets', { short: ['ds'], all: true, status: true }],
      [
        'Deployment',
        'deployments',
        { short: ['deploy'], all: true, status: true, scale: true },
      ],
      [
        'ReplicaSet',
        'replicasets',
        { short: ['rs'], all: true, status: true, scale: true },
      ],
      [
        'StatefulSet',
        'statefulsets',
        { short: ['sts'], all: true, status: true, scale: true },
      ],
    ],
  },
  {
    group: 'events.k8s.io',
    version: 'v1',
    rows: [
      [
        'Event',
        'events',
        {
          short: ['ev'],
          storage: { group: '', resource: 'events' },
          convert: eventV1,
        },
      ],
    ],
  },
  {
    group: 'authentication.k8s.io',
    version: 'v1',
    rows: [
      ['SelfSubjectReview', 'selfsubjectreviews', CREATE_ONLY],
      ['TokenReview', 'tokenreviews', CREATE_ONLY],
    ],
  },
  {
    group: 'authorization.k8s.io',
    version: 'v1',
    rows: [
      [
        'LocalSubjectAccessReview',
        'localsubjectaccessreviews',
        { verbs: ['create'] },
      ],
      ['SelfSubjectAccessReview', 'selfsubjectaccessreviews', CREATE_ONLY],
      ['SelfSubjectRulesReview', 'selfsubjectrulesreviews', CREATE_ONLY],
      ['SubjectAccessReview', 'subjectaccessreviews', CREATE_ONLY],
    ],
  },
  {
    group: 'autoscaling',
    version: 'v2',
    rows: [
      [
        'HorizontalPodAutoscaler',
        'horizontalpodautoscalers',
        { short: ['hpa'], all: true, status: true },
      ],
    ],
  },
  {
    group: 'autoscaling',
    version: 'v1',
    rows: [
      [
        'HorizontalPodAutoscaler',
        'horizontalpodautoscalers',
        {
          short: ['hpa'],
          all: true,
          status: true,
          convert: horizontalPodAutoscalerV1,
        },
      ],
    ],
  },
  {
    group: 'batch',
    version: 'v1',
    rows: [
      ['CronJob', 'cronjobs', { short: ['cj'], all: true, status: true }],
      ['Job', 'jobs', { all: true, status: true }],
    ],
  },
  {
    group: 'networking.k8s.io',
    version: 'v1',
    rows: [
      ['IngressClass', 'ingressclasses', { cluster: true }],
      ['Ingress', 'ingresses', { short: ['ing'], status: true }],
      ['NetworkPolicy', 'networkpolicies', { short: ['netpol'] }],
    ],
  },
  {
    group: 'policy',
    version: 'v1',
    rows: [
      [
        'PodDisruptionBudget',
        'poddisruptionbudgets',
        { short: ['pdb'], status: true },
      ],
    ],
  },
  {
    group: 'rbac.authorization.k8s.io',
    version: 'v1',
    rows: [
      ['ClusterRoleBinding', 'clusterrolebindings', { cluster: true }],
      ['ClusterRole', 'clusterroles', { cluster: true }],
      ['RoleBinding', 'rolebindings'],
      ['Role', 'roles'],
    ],
  },
  {
    group: 'storage.k8s.io',
    version: 'v1',
    rows: [
      ['StorageClass', 'storageclasses', { short: ['sc'], cluster: true }],
    ],
  },
  {
    group: 'apiextensions.k8s.io',
    version: 'v1',
    rows: [
      [
        'CustomResourceDefinition',
        'customresourcedefinitions',
        { short: ['crd', 'crds'], cluster: true, status: true },
      ],
    ],
  },
  {
    group: 'scheduling.k8s.io',
    version: 'v1',
    rows: [
      ['PriorityClass', 'priorityclasses', { short: ['pc'], cluster: true }],
    ],
  },
  {
    group: 'coordination.k8s.io',
    version: 'v1',
    rows: [['Lease', 'leases']],
  },
  {
    group: 'discovery.k8s.io',
    version: 'v1',
    rows: [['EndpointSlice', 'endpointslices']],
  },
  {
    group: 'metrics.k8s.io',
    version: 'v1beta1',
    rows: [
      [
        'NodeMetrics',
        'nodes',
        { verbs: ['get', 'list'], cluster: true, singular: '' },
      ],
      ['PodMetrics', 'pods', { verbs: ['get', 'list'], singular: '' }],
    ],
  },
];

const PACKAGES: Record<string, string> = {
  '': 'core',
  'events.k8s.io': 'events',
  'authentication.k8s.io': 'authentication',
  'authorization.k8s.io': 'authorization',
  'networking.k8s.io': 'networking',
  'rbac.authorization.k8s.io': 'rbac',
  'storage.k8s.io': 'storage',
  'scheduling.k8s.io': 'scheduling',
  'coordination.k8s.io': 'coordination',
  'discovery.k8s.io': 'discovery',
};

function definitionName(group: string, version: string, kind: string) {
  if (group === 'metrics.k8s.io') {
    return undefined;
  }
  return group === 'apiextensions.k8s.io'
    ? `io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.${version}.${kind}`
    : `io.k8s.api.${PACKAGES[group] ?? group}.${version}.${kind}`;
}

/** Makes the {@link ResourceType} list of {@link TABLE}. */
export function builtinTypes(): ResourceType[] {
  return TABLE.flatMap(({ group, version, rows }) =>
    rows.map(([kind, resource, options = {}]) => ({
      group,
      version,
      kind,
      listKind: `${kind}List`,
      resource,
      singular: options.singular ?? kind.toLowerCase(),
      shortNames: options.short ?? [],
      categories: options.all ? ['all'] : [],
      namespaced: !options.cluster,
      verbs: options.verbs ?? ALL_VERBS,
      subresources: [
        ...(options.more ?? []),
        ...(options.scale ? [SCALE] : []),
        ...(options.status
          ? [{ name: 'status', kind, verbs: GET_PATCH_UPDATE }]
          : []),
      ],
      columns: columnsOf(kind),
      storage: options.storage ?? { group, resource },
      definition: definitionName(group, version, kind),
      custom: false,
      convert: options.convert,
    })),
  );
}
