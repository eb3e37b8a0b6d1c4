import { KubeObject } from '../../world/types';

interface ColumnRow {
  name: string;
  path: string;
  type?: string;
  priority?: number;
}

interface Row {
  group: string;
  /** First is the stored one. */
  versions: string[];
  kind: string;
  plural: string;
  short?: string[];
  categories?: string[];
  columns?: ColumnRow[];
  scale?: boolean;
}

const AGE: ColumnRow = {
  name: 'Age',
  path: '.metadata.creationTimestamp',
  type: 'date',
};

const ISTIO = ['istio-io', 'networking-istio-io'];
const ISTIO_VERSIONS = ['v1beta1', 'v1alpha3'];
const OPERATOR = ['prometheus-operator'];

function condition(type: string): ColumnRow {
  return {
    name: type,
    path: `.status.conditions[?(@.type == '${type}')].status`,
  };
}

const PROMETHEUS_COLUMNS = (replicas: string): ColumnRow[] => [
  { name: 'Version', path: '.spec.version' },
  { name: replicas, path: '.spec.replicas', type: 'integer' },
  { name: 'Ready', path: '.status.availableReplicas', type: 'integer' },
  condition('Reconciled'),
  condition('Available'),
  AGE,
  { name: 'Paused', path: '.status.paused', type: 'boolean', priority: 1 },
];

/** The platform's custom resources: Istio, the Prometheus operator, Argo CD. */
const TABLE: Row[] = [
  {
    group: 'networking.istio.io',
    versions: ISTIO_VERSIONS,
    kind: 'Gateway',
    plural: 'gateways',
    short: ['gw'],
    categories: ISTIO,
  },
  {
    group: 'networking.istio.io',
    versions: ISTIO_VERSIONS,
    kind: 'VirtualService',
    plural: 'virtualservices',
    short: ['vs'],
    categories: ISTIO,
    columns: [
      { name: 'Gateways', path: '.spec.gateways' },
      { name: 'Hosts', path: '.spec.hosts' },
      AGE,
    ],
  },
  {
    group: 'networking.istio.io',
    versions: ISTIO_VERSIONS,
    kind: 'DestinationRule',
    plural: 'destinationrules',
    short: ['dr'],
    categories: ISTIO,
    columns: [{ name: 'Host', path: '.spec.host' }, AGE],
  },
  {
    group: 'networking.istio.io',
    versions: ISTIO_VERSIONS,
    kind: 'ServiceEntry',
    plural: 'serviceentries',
    short: ['se'],
    categories: ISTIO,
    columns: [
      { name: 'Hosts', path: '.spec.hosts' },
      { name: 'Location', path: '.spec.location' },
      { name: 'Resolution', path: '.spec.resolution' },
      AGE,
    ],
  },
  {
    group: 'security.istio.io',
    versions: ['v1beta1'],
    kind: 'PeerAuthentication',
    plural: 'peerauthentications',
    short: ['pa'],
    categories: ['istio-io', 'security-istio-io'],
    columns: [{ name: 'Mode', path: '.spec.mtls.mode' }, AGE],
  },
  {
    group: 'security.istio.io',
    versions: ['v1beta1', 'v1'],
    kind: 'AuthorizationPolicy',
    plural: 'authorizationpolicies',
    categories: ['istio-io', 'security-istio-io'],
  },
  {
    group: 'monitoring.coreos.com',
    versions: ['v1'],
    kind: 'ServiceMonitor',
    plural: 'servicemonitors',
    short: ['smon'],
    categories: OPERATOR,
  },
  {
    group: 'monitoring.coreos.com',
    versions: ['v1'],
    kind: 'PodMonitor',
    plural: 'podmonitors',
    short: ['pmon'],
    categories: OPERATOR,
  },
  {
    group: 'monitoring.coreos.com',
    versions: ['v1'],
    kind: 'PrometheusRule',
    plural: 'prometheusrules',
    short: ['promrule'],
    categories: OPERATOR,
  },
  {
    group: 'monitoring.coreos.com',
    versions: ['v1'],
    kind: 'Prometheus',
    plural: 'prometheuses',
    short: ['prom'],
    categories: OPERATOR,
    columns: PROMETHEUS_COLUMNS('Desired'),
  },
  {
    group: 'monitoring.coreos.com',
    versions: ['v1'],
    kind: 'Alertmanager',
    plural: 'alertmanagers',
    short: ['am'],
    categories: OPERATOR,
    columns: PROMETHEUS_COLUMNS('Replicas'),
  },
  {
    group: 'argoproj.io',
    versions: ['v1alpha1'],
    kind: 'Application',
    plural: 'applications',
    short: ['app', 'apps'],
    columns: [
      { name: 'Sync Status', path: '.status.sync.status' },
      { name: 'Health Status', path: '.status.health.status' },
      { name: 'Revision', path: '.status.sync.revision', priority: 10 },
      { name: 'Project', path: '.spec.project', priority: 10 },
    ],
  },
  {
    group: 'argoproj.io',
    versions: ['v1alpha1'],
    kind: 'AppProject',
    plural: 'appprojects',
    short: ['appproj', 'appprojs'],
  },
  {
    group: 'argoproj.io',
    versions: ['v1alpha1'],
    kind: 'ApplicationSet',
    plural: 'applicationsets',
    short: ['appset', 'appsets'],
  },
];

const OPEN_SCHEMA = {
  openAPIV3Schema: {
    type: 'object',
    'x-kubernetes-preserve-unknown-fields': true,
  },
};

/** Operators keep a status beside the specification; Argo CD's Application writes it with the object. */
function subresources({ group }: Row) {
  return group === 'argoproj.io' ? undefined : { status: {} };
}

function definition(row: Row): KubeObject {
  const { group, kind, plural } = row;
  const names = {
    plural,
    singular: kind.toLowerCase(),
    kind,
    listKind: `${kind}List`,
    shortNames: row.short,
    categories: row.categories,
  };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      names,
      scope: 'Namespaced',
      conversion: { strategy: 'None' },
      versions: row.versions.map((name, index) => ({
        name,
        served: true,
        storage: index === 0,
        schema: OPEN_SCHEMA,
        subresources: subresources(row),
        additionalPrinterColumns: row.columns?.map(
          ({ path, type = 'string', ...column }) => ({
            ...column,
            type,
            jsonPath: path,
          }),
        ),
      })),
    },
    status: {
      acceptedNames: names,
      storedVersions: [row.versions[0]],
      conditions: [
        {
          type: 'NamesAccepted',
          status: 'True',
          reason: 'NoConflicts',
          message: 'no conflicts found',
        },
        {
          type: 'Established',
          status: 'True',
          reason: 'InitialNamesAccepted',
          message: 'the initial names have been accepted',
        },
      ],
    },
  };
}

/** The CustomResourceDefinitions of the platform. */
export function customResourceDefinitions(): KubeObject[] {
  return TABLE.map(definition);
}
