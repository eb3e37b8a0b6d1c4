import type {
  KubernetesObject,
  V1LabelSelector,
} from '@kubernetes/client-node';
import {
  ClusterClient,
  TitaniumClusters,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { findResource } from '../../targets';

/** Where mesh-wide configuration lives unless the mesh was told otherwise. */
export const ROOT_NAMESPACE = 'istio-system';

type Named = KubernetesObject & {
  metadata: NonNullable<KubernetesObject['metadata']> & { name: string };
};

export type MtlsMode = 'UNSET' | 'DISABLE' | 'PERMISSIVE' | 'STRICT';

export type PeerAuthentication = Named & {
  spec?: {
    selector?: V1LabelSelector;
    mtls?: { mode?: MtlsMode };
    portLevelMtls?: Record<string, { mode?: MtlsMode }>;
  };
};

export type DestinationRule = Named & {
  spec?: {
    host?: string;
    trafficPolicy?: { tls?: { mode?: string } };
    subsets?: { name: string; labels?: Record<string, string> }[];
  };
};

export interface Destination {
  host?: string;
  subset?: string;
  port?: { number?: number };
}

export interface Route {
  name?: string;
  match?: Record<string, unknown>[];
  route?: { destination?: Destination; weight?: number }[];
  redirect?: object;
  timeout?: string;
  retries?: { attempts?: number };
}

export type VirtualService = Named & {
  spec?: {
    hosts?: string[];
    gateways?: string[];
    http?: Route[];
    tcp?: Route[];
    tls?: Route[];
  };
};

export type Gateway = Named & {
  spec?: {
    selector?: Record<string, string>;
    servers?: {
      port?: { number?: number; protocol?: string };
      hosts?: string[];
    }[];
  };
};

const GROUPS = {
  peerauthentication: 'security.istio.io',
  destinationrule: 'networking.istio.io',
  virtualservice: 'networking.istio.io',
  gateway: 'networking.istio.io',
} as const;

/** Served by every release of Istio that is still around. */
const VERSION = 'v1beta1';

/** Reads objects of one cluster for the mesh's reads. */
export class MeshReader {
  readonly #client: ClusterClient;

  constructor(
    private readonly clusters: TitaniumClusters,
    private readonly cluster: string,
    private readonly signal: AbortSignal,
  ) {
    this.#client = clusters.reader(cluster);
  }

  /** Objects of a core kind in a namespace; null: in all. */
  async core<T extends object>(
    plural: string,
    namespace: string | null,
  ): Promise<T[]> {
    const { items } = await this.#client.list(
      {
        group: '',
        version: 'v1',
        plural,
        namespace: namespace ?? undefined,
      },
      { signal: this.signal },
    );
    return items as unknown as T[];
  }

  get<T extends object>(
    plural: string,
    namespace: string,
    name: string,
  ): Promise<T> {
    return this.#client.get(
      { group: '', version: 'v1', plural, namespace },
      name,
      { signal: this.signal },
    ) as unknown as Promise<T>;
  }

  /** Objects of a kind of Istio; none where the cluster does not serve it. */
  async istio<T extends object>(
    kind: keyof typeof GROUPS,
    namespace: string | null,
  ): Promise<T[]> {
    const group = GROUPS[kind];
    const known = findResource(
      this.clusters.resources(this.cluster),
      kind,
      group,
    );
    try {
      const { items } = await this.#client.list(
        {
          group,
          version: known?.version ?? VERSION,
          plural: known?.plural ?? `${kind}s`,
          namespace: namespace ?? undefined,
        },
        { signal: this.signal },
      );
      return items as unknown as T[];
    } catch (error) {
      if ((error as Error).name === 'NotFoundError') {
        return [];
      }
      throw error;
    }
  }
}

/** `prod-user-service` of a namespace as Istio completes it; names with dots are whole already. */
export function wholeHost(host: string, namespace: string): string {
  if (host === '*' || host.startsWith('*.')) {
    return host;
  }
  return host.includes('.') ? host : `${host}.${namespace}.svc.cluster.local`;
}

/** The service and namespace that a host names; null for hosts outside the cluster. */
export function serviceOf(
  host: string,
  namespace: string,
): { name: string; namespace: string } | null {
  const labels = wholeHost(host, namespace).split('.');
  return labels.length >= 3 && labels[2] === 'svc'
    ? { name: labels[0], namespace: labels[1] }
    : null;
}

export function hasSidecar(pod: {
  spec?: {
    containers?: { name: string }[];
    initContainers?: { name: string }[];
  };
}): boolean {
  return [
    ...(pod.spec?.containers ?? []),
    // Since Kubernetes 1.28 a sidecar may be an init container that goes on.
    ...(pod.spec?.initContainers ?? []),
  ].some(({ name }) => name === 'istio-proxy');
}

export function titleOf({ metadata }: Named): string {
  return `${metadata.namespace}/${metadata.name}`;
}
