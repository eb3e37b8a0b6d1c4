/** The parts of Argo CD's objects that the portal reads. Everything may be missing: versions differ. */
export interface Application {
  metadata: {
    name: string;
    namespace?: string;
    uid?: string;
    resourceVersion?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    ownerReferences?: { kind: string; name: string; apiVersion?: string }[];
    deletionTimestamp?: string;
  };
  spec: ApplicationSpec;
  status?: ApplicationStatus;
  /** Set when an operation is asked for; taken away when the controller begins. */
  operation?: Operation;
}

export interface Source {
  repoURL?: string;
  path?: string;
  chart?: string;
  targetRevision?: string;
  ref?: string;
}

export interface AutomatedPolicy {
  enabled?: boolean | null;
  prune?: boolean;
  selfHeal?: boolean;
  allowEmpty?: boolean;
}

export interface ApplicationSpec {
  project?: string;
  source?: Source;
  sources?: Source[];
  destination?: { server?: string; name?: string; namespace?: string };
  syncPolicy?: {
    automated?: AutomatedPolicy | null;
    syncOptions?: string[];
  } | null;
}

export interface HealthStatus {
  status?: string;
  message?: string;
}

export interface ResourceStatus {
  group?: string;
  version?: string;
  kind: string;
  namespace?: string;
  name: string;
  status?: string;
  health?: HealthStatus | null;
  requiresPruning?: boolean;
  hook?: boolean;
}

export interface HistoryEntry {
  id?: number;
  revision?: string;
  revisions?: string[];
  source?: Source;
  sources?: Source[];
  deployedAt?: string;
  deployStartedAt?: string;
  initiatedBy?: InitiatedBy;
}

export interface InitiatedBy {
  username?: string;
  automated?: boolean;
}

export interface ResourceRef {
  group?: string;
  kind: string;
  name: string;
  namespace?: string;
}

export interface Operation {
  sync?: {
    revision?: string;
    revisions?: string[];
    prune?: boolean;
    dryRun?: boolean;
    resources?: ResourceRef[] | null;
    source?: Source | null;
    sources?: Source[] | null;
    syncStrategy?: { apply?: object | null; hook?: object | null } | null;
  };
  initiatedBy?: InitiatedBy;
}

export interface OperationResource extends ResourceRef {
  status?: string;
  message?: string;
  hookType?: string;
  hookPhase?: string;
  syncPhase?: string;
}

export interface OperationState {
  operation?: Operation;
  phase?: string;
  message?: string;
  startedAt?: string;
  finishedAt?: string;
  syncResult?: {
    revision?: string;
    revisions?: string[];
    resources?: OperationResource[] | null;
    source?: Source;
  } | null;
}

export interface ApplicationStatus {
  sync?: { status?: string; revision?: string; revisions?: string[] };
  health?: HealthStatus;
  history?: HistoryEntry[] | null;
  conditions?:
    | { type: string; message?: string; lastTransitionTime?: string }[]
    | null;
  reconciledAt?: string;
  operationState?: OperationState | null;
  resources?: ResourceStatus[] | null;
  summary?: { images?: string[] | null } | null;
}

export interface TreeNode {
  group?: string;
  version?: string;
  kind: string;
  namespace?: string;
  name: string;
  uid?: string;
  parentRefs?: {
    group?: string;
    kind: string;
    namespace?: string;
    name: string;
    uid?: string;
  }[];
  info?: { name: string; value: string }[];
  images?: string[];
  health?: HealthStatus | null;
  createdAt?: string;
}

export interface ResourceTree {
  nodes?: TreeNode[] | null;
  orphanedNodes?: TreeNode[] | null;
}

/** States as JSON text; `null` where there is none. */
export interface ManagedResource {
  group?: string;
  kind: string;
  namespace?: string;
  name: string;
  targetState?: string;
  liveState?: string;
  normalizedLiveState?: string;
  predictedLiveState?: string;
  hook?: boolean;
  requiresPruning?: boolean;
}

export interface RevisionMetadata {
  author?: string;
  date?: string;
  message?: string;
  tags?: string[] | null;
}

export interface SyncWindow {
  kind?: string;
  schedule?: string;
  duration?: string;
  manualSync?: boolean;
  timeZone?: string;
}

export interface SyncWindows {
  activeWindows?: SyncWindow[] | null;
  assignedWindows?: SyncWindow[] | null;
  canSync?: boolean;
}

export interface ApplicationSet {
  spec?: {
    ignoreApplicationDifferences?:
      | {
          name?: string;
          jsonPointers?: string[];
          jqPathExpressions?: string[];
        }[]
      | null;
  };
}

/** An application by its name, and its namespace where it is not Argo CD's own. */
export type AppId = {
  name: string;
  namespace: string | null;
};

export interface ApplicationEvent {
  type: string;
  application: Application;
}
