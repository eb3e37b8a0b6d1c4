import { SeedObject, seedObject } from './manifest';

interface Definition {
  group: string;
  versions: string[];
  kind: string;
  plural: string;
  shortNames?: string[];
  columns?: [name: string, jsonPath: string, type?: string][];
  status?: boolean;
}

const AGE: [string, string, string] = [
  'Age',
  '.metadata.creationTimestamp',
  'date',
];

const DEFINITIONS: Definition[] = [
  {
    group: 'networking.istio.io',
    versions: ['v1beta1', 'v1alpha3'],
    kind: 'Gateway',
    plural: 'gateways',
    shortNames: ['gw'],
  },
  {
    group: 'networking.istio.io',
    versions: ['v1beta1', 'v1alpha3'],
    kind: 'VirtualService',
    plural: 'virtualservices',
    shortNames: ['vs'],
    columns: [['Gateways', '.spec.gateways'], ['Hosts', '.spec.hosts'], AGE],
  },
  {
    group: 'networking.istio.io',
    versions: ['v1beta1', 'v1alpha3'],
    kind: 'DestinationRule',
    plural: 'destinationrules',
    shortNames: ['dr'],
    columns: [['Host', '.spec.host'], AGE],
  },
  {
    group: 'security.istio.io',
    versions: ['v1beta1'],
    kind: 'PeerAuthentication',
    plural: 'peerauthentications',
    shortNames: ['pa'],
    columns: [['Mode', '.spec.mtls.mode'], AGE],
  },
  {
    group: 'monitoring.coreos.com',
    versions: ['v1'],
    kind: 'ServiceMonitor',
    plural: 'servicemonitors',
    shortNames: ['smon'],
  },
  {
    group: 'monitoring.coreos.com',
    versions: ['v1'],
    kind: 'PrometheusRule',
    plural: 'prometheusrules',
    shortNames: ['promrule'],
  },
  {
    group: 'argoproj.io',
    versions: ['v1alpha1'],
    kind: 'Application',
    plural: 'applications',
    shortNames: ['app', 'apps'],
    columns: [
      ['Sync Status', '.status.sync.status'],
      ['Health Status', '.status.health.status'],
    ],
  },
  {
    group: 'argoproj.io',
    versions: ['v1alpha1'],
    kind: 'AppProject',
    plural: 'appprojects',
    shortNames: ['appproj', 'appprojs'],
  },
];

/** The definitions of the custom resources that the platform uses. */
export function definitionSeed(): SeedObject[] {
  return DEFINITIONS.map(definition => {
    const names = {
      kind: definition.kind,
      listKind: `${definition.kind}List`,
      plural: definition.plural,
      singular: definition.kind.toLowerCase(),
      shortNames: definition.shortNames,
    };
    return seedObject('customResourceDefinitions', {
      metadata: { name: `${definition.plural}.${definition.group}` },
      spec: {
        group: definition.group,
        names,
        scope: 'Namespaced',
        conversion: { strategy: 'None' },
        versions: definition.versions.map((version, index) => ({
          name: version,
          served: true,
          storage: index === 0,
          schema: {
            openAPIV3Schema: {
              type: 'object',
              'x-kubernetes-preserve-unknown-fields': true,
            },
          },
          ...(definition.columns
            ? {
                additionalPrinterColumns: definition.columns.map(
                  ([name, jsonPath, type = 'string']) => ({
                    name,
                    jsonPath,
                    type,
                  }),
                ),
              }
            : {}),
        })),
      },
      status: {
        acceptedNames: names,
        conditions: [
          { type: 'NamesAccepted', status: 'True', reason: 'NoConflicts' },
          {
            type: 'Established',
            status: 'True',
            reason: 'InitialNamesAccepted',
          },
        ],
        storedVersions: [definition.versions[0]],
      },
    });
  });
}
