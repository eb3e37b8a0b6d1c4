import { Registry } from '../resources/registry';
import { apiVersionOf, ResourceType, Subresource } from '../resources/types';

interface GroupVersion {
  group: string;
  version: string;
  types: ResourceType[];
}

/** The registry by group and version, in discovery's order. */
export function groupVersions(registry: Registry): GroupVersion[] {
  const found = new Map<string, GroupVersion>();
  for (const type of registry.all()) {
    const key = apiVersionOf(type);
    const entry = found.get(key) ?? {
      group: type.group,
      version: type.version,
      types: [],
    };
    entry.types.push(type);
    found.set(key, entry);
  }
  return [...found.values()];
}

/** `/api` */
export function coreVersions(url: string) {
  return {
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [
      { clientCIDR: '0.0.0.0/0', serverAddress: new URL(url).host },
    ],
  };
}

function apiGroups(registry: Registry) {
  const groups = new Map<string, { groupVersion: string; version: string }[]>();
  for (const { group, version } of groupVersions(registry)) {
    if (group) {
      const versions = groups.get(group) ?? [];
      versions.push({ groupVersion: `${group}/${version}`, version });
      groups.set(group, versions);
    }
  }
  return [...groups].map(([name, versions]) => ({
    name,
    versions,
    preferredVersion: versions[0],
  }));
}

/** `/apis` */
export function groupList(registry: Registry) {
  return {
    kind: 'APIGroupList',
    apiVersion: 'v1',
    groups: apiGroups(registry),
  };
}

/** `/apis/<group>` */
export function groupDocument(registry: Registry, name: string) {
  const group = apiGroups(registry).find(candidate => candidate.name === name);
  return group && { kind: 'APIGroup', apiVersion: 'v1', ...group };
}

function resourceEntries(type: ResourceType) {
  return [
    {
      name: type.resource,
      singularName: type.singular,
      namespaced: type.namespaced,
      kind: type.kind,
      verbs: type.verbs,
      ...(type.shortNames.length && { shortNames: type.shortNames }),
      ...(type.categories.length && { categories: type.categories }),
      ...(type.verbs.includes('list') && {
        storageVersionHash: hash(type),
      }),
    },
    ...type.subresources.map(subresource => ({
      name: `${type.resource}/${subresource.name}`,
      singularName: '',
      namespaced: type.namespaced,
      ...(subresource.group !== undefined && {
        group: subresource.group,
        version: subresource.version,
      }),
      kind: subresource.kind,
      verbs: subresource.verbs,
    })),
  ];
}

/** Any stable text per resource does; clients only compare it. */
function hash({ storage, kind }: ResourceType): string {
  return Buffer.from(`${storage.group}/${storage.resource}/${kind}`)
    .toString('base64')
    .slice(0, 12);
}

/** `/api/v1`, `/apis/<group>/<version>` */
export function resourceList(
  registry: Registry,
  group: string,
  version: string,
) {
  const types = registry
    .all()
    .filter(type => type.group === group && type.version === version);
  return types.length
    ? {
        kind: 'APIResourceList',
        apiVersion: 'v1',
        groupVersion: apiVersionOf({ group, version }),
        resources: types.flatMap(resourceEntries),
      }
    : undefined;
}

function responseKind(
  type: ResourceType,
  { kind, group, version }: Partial<Subresource> = {},
) {
  return {
    group: group ?? type.group,
    version: version ?? type.version,
    kind: kind ?? type.kind,
  };
}

function discoveredResource(type: ResourceType) {
  return {
    resource: type.resource,
    responseKind: responseKind(type),
    scope: type.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: type.singular,
    verbs: type.verbs,
    ...(type.shortNames.length && { shortNames: type.shortNames }),
    ...(type.categories.length && { categories: type.categories }),
    ...(type.subresources.length && {
      subresources: type.subresources.map(subresource => ({
        subresource: subresource.name,
        responseKind: responseKind(type, subresource),
        verbs: subresource.verbs,
      })),
    }),
  };
}

/** `/api` and `/apis` for clients that take all of discovery in one answer. */
export function aggregatedDiscovery(registry: Registry, core: boolean) {
  const groups = new Map<string, object[]>();
  for (const { group, version, types } of groupVersions(registry)) {
    if (core === (group === '')) {
      const versions = groups.get(group) ?? [];
      versions.push({
        version,
        resources: types.map(discoveredResource),
        freshness: 'Current',
      });
      groups.set(group, versions);
    }
  }
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2beta1',
    metadata: {},
    items: [...groups].map(([name, versions]) => ({
      metadata: { ...(name && { name }), creationTimestamp: null },
      versions,
    })),
  };
}
