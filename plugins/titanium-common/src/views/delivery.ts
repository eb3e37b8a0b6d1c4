/** Health as Argo CD says it. @public */
export type ArgoHealth =
  | 'Healthy'
  | 'Progressing'
  | 'Degraded'
  | 'Suspended'
  | 'Missing'
  | 'Unknown';

/** Where manifests come from, shortened for people. @public */
export interface DeliverySource {
  repo: string;
  path: string | null;
  chart: string | null;
  targetRevision: string;
}

/** A commit of a source. @public */
export interface DeliveryRevision {
  /** Whole revision: commit id, tag or chart version. */
  id: string;
  /** Null while unknown, with `error` when Argo CD cannot tell. */
  author: string | null;
  date: string | null;
  message: string | null;
  error: string | null;
  /** Address of the commit for people, when the repository is one we know how to link. */
  url: string | null;
}

/** The application. Collection `application` of topic `delivery`, keyed by its name. @public */
export interface DeliveryApplicationRow {
  key: string;
  instance: string;
  name: string;
  project: string;
  cluster: string | null;
  namespace: string;
  sync: 'Synced' | 'OutOfSync' | 'Unknown';
  health: ArgoHealth;
  healthMessage: string | null;
  /** Conditions with a type ending in Error or Warning. */
  conditions: { type: string; message: string; at: string | null }[];
  sources: DeliverySource[];
  /** What runs, of each source in their order. */
  revisions: DeliveryRevision[];
  /**
   * What the sources have now, of each in their order: what a sync would bring. Differs from `revisions` while something
   * else runs, as after a rollback. Absent where it is not known.
   */
  desiredRevisions?: DeliveryRevision[];
  images: string[];
  autoSync: { enabled: boolean; prune: boolean; selfHeal: boolean };
  /** Name of the ApplicationSet that owns it; null without. */
  applicationSet: string | null;
  /** True when the set ignores changes of the sync policy. */
  applicationSetIgnoresSyncPolicy: boolean;
  reconciledAt: string | null;
  /** Address in Argo CD for people; null without a public address. */
  url: string | null;
}

/** A managed or live object. Collection `resources`, keyed `group/kind/namespace/name`. @public */
export interface DeliveryResourceRow {
  key: string;
  group: string;
  kind: string;
  namespace: string | null;
  name: string;
  uid: string | null;
  /** Keys of owners within the tree; empty for managed roots. */
  parents: string[];
  managed: boolean;
  /** Null for objects that Argo CD does not compare. */
  sync: 'Synced' | 'OutOfSync' | 'Unknown' | null;
  health: ArgoHealth | null;
  message: string | null;
  /** Image, replicas or revision as Argo CD tells it. */
  info: string[];
  requiresPruning: boolean;
  createdAt: string | null;
}

/** A deployment of the past. Collection `history`, keyed by the id zero-padded to six digits. @public */
export interface DeliveryHistoryRow {
  key: string;
  id: number;
  revisions: DeliveryRevision[];
  sources: DeliverySource[];
  deployedAt: string;
  deployStartedAt: string | null;
  /** Person or `automated`; null when unknown. */
  initiatedBy: string | null;
  current: boolean;
  /** Images that ran then, when Argo CD or the manifests tell. */
  images: string[];
}

/** The operation that runs or ran last. Collection `operation`, keyed `operation`. @public */
export interface DeliveryOperationRow {
  key: string;
  kind: 'sync' | 'rollback';
  phase:
    | 'Pending'
    | 'Running'
    | 'Terminating'
    | 'Succeeded'
    | 'Failed'
    | 'Error';
  message: string | null;
  startedAt: string | null;
  finishedAt: string | null;
  revision: string | null;
  dryRun: boolean;
  initiatedBy: string | null;
  resources: {
    kind: string;
    namespace: string | null;
    name: string;
    status: string;
    message: string | null;
    phase: string | null;
  }[];
}

/** A sync window that concerns the application. Collection `windows`, keyed by index. @public */
export interface DeliveryWindowRow {
  key: string;
  kind: 'allow' | 'deny';
  schedule: string;
  duration: string;
  timeZone: string | null;
  active: boolean;
  manualSync: boolean;
  /** Whether a sync may begin now, all windows considered. */
  canSync: boolean;
}
