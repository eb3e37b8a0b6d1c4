import { KnownResource } from '@titanium-portal/backstage-plugin-titanium-common';
import { upstreamStatus } from '../PlatformError';
import { ClusterClient } from '../types';

const AGGREGATED = [
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
  'application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList',
  'application/json',
].join(',');

interface AggregatedResource {
  resource: string;
  responseKind?: { kind?: string };
  scope?: string;
  singularResource?: string;
  shortNames?: string[];
}

interface DiscoveryAnswer {
  kind?: string;
  items?: {
    metadata?: { name?: string };
    versions?: { version: string; resources?: AggregatedResource[] }[];
  }[];
  groups?: {
    name: string;
    preferredVersion?: { version: string };
    versions?: { version: string }[];
  }[];
  versions?: string[];
}

interface ResourceList {
  resources?: {
    name: string;
    kind: string;
    namespaced: boolean;
    singularName?: string;
    shortNames?: string[];
  }[];
}

function fromAggregated(answer: DiscoveryAnswer): KnownResource[] {
  const found = new Map<string, KnownResource>();
  for (const item of answer.items ?? []) {
    const group = item.metadata?.name ?? '';
    // Versions come in the server's order of preference.
    for (const { version, resources = [] } of item.versions ?? []) {
      for (const resource of resources) {
        const key = `${resource.resource}.${group}`;
        const kind = resource.responseKind?.kind;
        if (kind && !found.has(key)) {
          found.set(key, {
            group,
            version,
            kind,
            plural: resource.resource,
            singular: resource.singularResource || kind.toLowerCase(),
            shortNames: resource.shortNames ?? [],
            namespaced: resource.scope === 'Namespaced',
          });
        }
      }
    }
  }
  return [...found.values()];
}

async function versionOf(
  client: ClusterClient,
  group: string,
  version: string,
  signal: AbortSignal,
): Promise<KnownResource[]> {
  const path = group ? `/apis/${group}/${version}` : `/api/${version}`;
  try {
    const list = await client.request<ResourceList>({ path, signal });
    return (list.resources ?? [])
      .filter(({ name }) => !name.includes('/'))
      .map(resource => ({
        group,
        version,
        kind: resource.kind,
        plural: resource.name,
        singular: resource.singularName || resource.kind.toLowerCase(),
        shortNames: resource.shortNames ?? [],
        namespaced: resource.namespaced,
      }));
  } catch (error) {
    // An aggregated API whose server is away (metrics) must not hide the others.
    if ([404, 503].includes(upstreamStatus(error) ?? 0)) {
      return [];
    }
    throw error;
  }
}

async function discoverRoot(
  client: ClusterClient,
  path: '/api' | '/apis',
  signal: AbortSignal,
): Promise<KnownResource[]> {
  const answer = await client.request<DiscoveryAnswer>({
    path,
    accept: AGGREGATED,
    signal,
  });
  if (answer.kind === 'APIGroupDiscoveryList') {
    return fromAggregated(answer);
  }
  const versions =
    path === '/api'
      ? (answer.versions ?? []).slice(0, 1).map(version => ['', version])
      : (answer.groups ?? []).map(group => [
          group.name,
          group.preferredVersion?.version ?? group.versions?.[0]?.version ?? '',
        ]);
  const lists = await Promise.all(
    versions.map(([group, version]) =>
      versionOf(client, group, version, signal),
    ),
  );
  return lists.flat();
}

/** All resources a cluster serves, core group first, each in its preferred version. @internal */
export async function discover(
  client: ClusterClient,
  signal: AbortSignal,
): Promise<KnownResource[]> {
  const lists = await Promise.all([
    discoverRoot(client, '/api', signal),
    discoverRoot(client, '/apis', signal),
  ]);
  return lists.flat();
}
