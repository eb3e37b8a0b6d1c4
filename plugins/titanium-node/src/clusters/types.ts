import {
  KubernetesListObject,
  KubernetesObject,
} from '@kubernetes/client-node';
import { KnownResource } from '@titanium-portal/backstage-plugin-titanium-common';

/** Names a collection: `{group: 'apps', version: 'v1', plural: 'deployments', namespace: 'titanium-prod'}`. @public */
export interface ResourcePath {
  group: string;
  version: string;
  plural: string;
  /** Undefined for cluster-scoped resources and for all namespaces. */
  namespace?: string;
}

/** A request to a cluster. Headers are built from scratch; the caller's never pass through. @public */
export interface ClusterRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path from the API's root, each segment already validated and encoded. */
  path: string;
  query?: Record<string, string | undefined>;
  body?: unknown;
  contentType?:
    | 'application/json'
    | 'application/json-patch+json'
    | 'application/merge-patch+json'
    | 'application/strategic-merge-patch+json';
  accept?: string;
  signal?: AbortSignal;
  /** Milliseconds until the answer's head; 10,000 by default. */
  timeoutMs?: number;
  /** Longest line of `lines`, in bytes; 65,536 by default. */
  maxLineBytes?: number;
}

/** A line of a streamed body, without its line feed. @public */
export interface BodyLine {
  text: string;
  /** Bytes cut from an overlong line; 0 mostly. */
  cut: number;
}

/**
 * A cluster with one credential. Answers outside 2xx throw: 404 `NotFoundError`, 409 `ConflictError`, 403
 * `NotAllowedError`, others `PlatformError`, each with the platform's own Status message. Redirects are never followed.
 * @public
 */
export interface ClusterClient {
  readonly cluster: string;
  request<T = KubernetesObject>(request: ClusterRequest): Promise<T>;
  /**
   * The body as lines, for logs; aborting the signal closes the connection and ends the lines. Reads no faster than
   * the consumer takes.
   */
  lines(request: ClusterRequest): AsyncIterable<BodyLine>;
  get<T extends KubernetesObject = KubernetesObject>(
    path: ResourcePath,
    name: string,
    options?: { subresource?: string; signal?: AbortSignal },
  ): Promise<T>;
  /** All pages of a list. */
  list<T extends KubernetesObject = KubernetesObject>(
    path: ResourcePath,
    options?: {
      labelSelector?: string;
      fieldSelector?: string;
      limit?: number;
      signal?: AbortSignal;
    },
  ): Promise<KubernetesListObject<T>>;
}

/** What a shared watch tells its listeners. @public */
export type WatchUpdate<T extends KubernetesObject = KubernetesObject> =
  /** All objects, after the first list and after each new one. */
  | { type: 'synced'; objects: ReadonlyMap<string, T> }
  | { type: 'changed'; key: string; object: T }
  | { type: 'removed'; key: string; object: T }
  | {
      type: 'status';
      state: 'connecting' | 'live' | 'stale' | 'unavailable' | 'forbidden';
      since: Date;
      message?: string;
    };

/** One list and one watch per cluster, resource and namespace, shared by all who ask. @public */
export interface ClusterWatches {
  /**
   * Follows a collection. The first update is `synced` at once when the watch is running (warm), else after the list.
   * Objects are projected on arrival (no managedFields) and must not be changed. Keys are uids. Ends when aborted.
   */
  follow<T extends KubernetesObject = KubernetesObject>(
    cluster: string,
    path: ResourcePath,
    options: { signal: AbortSignal },
  ): AsyncIterable<WatchUpdate<T>[]>;
}

/**
 * Clusters from `kubernetes.clusterLocatorMethods`, with a reader and, where configured, an actor.
 * @public
 */
export interface TitaniumClusters {
  names(): readonly string[];
  /** Throws `NotFoundError` for an unknown name. */
  reader(cluster: string): ClusterClient;
  /** Throws `NotAllowedError` naming `titanium.clusters.<name>.actor` when none is configured. */
  actor(cluster: string): ClusterClient;
  watches: ClusterWatches;
  /** Resources from discovery, refreshed in the background; undefined until the first answer. */
  resources(cluster: string): readonly KnownResource[] | undefined;
}

/** How a person reads a cluster's name in statuses and errors. @public */
export function clusterTitle(cluster: string): string {
  return `Kubernetes cluster ${cluster}`;
}
