/** Milliseconds since the epoch in the World's own time. */
export type WorldTime = number;

/**
 * The World's clock. All behaviour of the sandbox (rollouts, HPAs, tokens' events, log lines) is timed by it, so that
 * a test can advance it and `--speed` can run it faster than the wall.
 */
export interface Clock {
  /** Current World time in milliseconds since the epoch. */
  now(): WorldTime;
  /** Runs `task` once, `delayMs` of World time from now. Returns a function that cancels it. */
  after(delayMs: number, task: () => void): () => void;
  /** Stops all pending tasks; further ones are ignored. */
  stop(): void;
}

/** A seeded source of numbers: the same seed gives the same World. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number in [min, max]. */
  int(min: number, max: number): number;
  /** `length` characters of the alphabet Kubernetes uses for generated names. */
  suffix(length: number): string;
  /** An RFC 4122 identifier. */
  uuid(): string;
}

/** `metadata` of any object, as on the wire. */
export interface ObjectMeta {
  name: string;
  namespace?: string;
  generateName?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  deletionGracePeriodSeconds?: number;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerReferences?: OwnerReference[];
  finalizers?: string[];
  managedFields?: unknown[];
}

export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
}

/** Any Kubernetes object, as on the wire. */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  // Kinds differ; the API server validates the fields it knows.
  [field: string]: any;
}

/** Names a resource collection: `{group: 'apps', resource: 'deployments'}`; the core group is ''. */
export interface ResourceId {
  group: string;
  resource: string;
}

export interface StoreEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  /** Frozen; the object after the change (for DELETED the last state, with the deletion's resourceVersion). */
  object: KubeObject;
  /** The object before a MODIFIED or DELETED, so that selector watches can tell entering from leaving. */
  previous?: KubeObject;
  resourceVersion: number;
}

/** A failure with the `reason` and `code` of a Kubernetes Status. */
export class StoreError extends Error {
  constructor(
    readonly code: 404 | 409 | 410 | 422,
    readonly reason:
      | 'NotFound'
      | 'AlreadyExists'
      | 'Conflict'
      | 'Expired'
      | 'Invalid',
    message: string,
  ) {
    super(message);
    this.name = 'StoreError';
  }
}

/**
 * All objects of the cluster, with one resourceVersion counter and a bounded history of changes per collection.
 * Objects handed out are deeply frozen; writers pass new ones. The one store is shared by the API server, the
 * controllers and the incidents; it knows no validation, no defaults and no authorization.
 */
export interface ObjectStore {
  /** The newest resourceVersion of the whole store. */
  readonly resourceVersion: number;
  get(
    id: ResourceId,
    namespace: string | undefined,
    name: string,
  ): KubeObject | undefined;
  /** Sorted by namespace and name, as the API answers. Backed by an index per namespace: cheap at 10,000 pods. */
  list(id: ResourceId, namespace?: string): readonly KubeObject[];
  /** Assigns uid, creationTimestamp, generation 1, resourceVersion, and the name from generateName. */
  create(id: ResourceId, object: KubeObject): KubeObject;
  /**
   * Replaces an object. `metadata.resourceVersion`, when present, must match (409 Conflict otherwise). `generation`
   * rises when anything outside `metadata` and `status` differs. An equal object is a no-op that emits nothing.
   */
  update(id: ResourceId, object: KubeObject): KubeObject;
  /** Removes the object now; finalizers, grace periods and propagation are the caller's. */
  delete(
    id: ResourceId,
    namespace: string | undefined,
    name: string,
  ): KubeObject;
  /**
   * Calls `listener` synchronously for each later change of the collection. With `since`, the changes after that
   * resourceVersion come first; throws StoreError 410 when they are no longer in the history.
   */
  watch(
    id: ResourceId,
    options: { since?: number },
    listener: (event: StoreEvent) => void,
  ): () => void;
  /** Forgets the history of changes, so that every older resourceVersion answers 410. */
  expireHistory(): void;
  /** Calls `listener` whenever the history was forgotten; open watches of the API end then with an ERROR event 410. */
  onHistoryExpired(listener: () => void): () => void;
  /** Everything, for a snapshot on disk; `load` replaces everything. */
  dump(): StoreSnapshot;
  load(snapshot: StoreSnapshot): void;
}

export interface StoreSnapshot {
  resourceVersion: number;
  collections: { id: ResourceId; objects: KubeObject[] }[];
}

export interface LogLine {
  /** Nanoseconds since the epoch, rising within a container. */
  timeNs: bigint;
  text: string;
}

/** What runs inside pods: their output and their consumption. Implemented by the kubelet part of the World. */
export interface PodRuntime {
  /** Lines of the current (or previous) run of a container, oldest first; undefined when there is no such run. */
  logs(
    podUid: string,
    container: string,
    options?: { previous?: boolean },
  ): readonly LogLine[] | undefined;
  /** Calls `listener` for each new line of the container's current run; `ended` when that run stops. */
  followLogs(
    podUid: string,
    container: string,
    listener: {
      line(line: LogLine): void;
      ended(): void;
    },
  ): () => void;
  /** Current use per container, in nanocores and bytes; undefined until the first sample after start. */
  podUsage(podUid: string):
    | {
        time: WorldTime;
        containers: {
          name: string;
          cpuNanocores: number;
          memoryBytes: number;
        }[];
      }
    | undefined;
  nodeUsage(
    node: string,
  ): { time: WorldTime; cpuNanocores: number; memoryBytes: number } | undefined;
}

/** Faults of one API, switched on and off by incidents. The API server reads them at each request. */
export interface ApiFaults {
  /** Added before each answer, in wall milliseconds. */
  latencyMs: number;
  /** When set, every request answers this status (500, 503) with a Status object. */
  failWithStatus?: number;
  /** When true, authenticated requests of the reader and actor tokens answer 403. */
  forbidden: boolean;
  /** When true, connections are accepted and never answered. */
  silent: boolean;
}

/** The APIs that incidents can strike. */
export type FaultyApi =
  | 'kubernetes'
  | 'prometheus'
  | 'alertmanager'
  | 'loki'
  | 'grafana'
  | 'argocd'
  | 'gitea';

export interface World {
  readonly clock: Clock;
  readonly random: Random;
  readonly store: ObjectStore;
  readonly runtime: PodRuntime;
  readonly faults: Readonly<Record<FaultyApi, ApiFaults>>;
  /** Starts controllers, kubelet and traffic. */
  start(): void;
  stop(): void;
}
