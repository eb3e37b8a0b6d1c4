/** @public */
export type Health =
  | 'healthy'
  | 'progressing'
  | 'degraded'
  | 'failed'
  | 'unknown'
  | 'paused';

/** CPU in millicores, memory in bytes. Null when not set. @public */
export interface ComputeAmounts {
  cpu: number | null;
  memory: number | null;
}

/** @public */
export interface ContainerRow {
  name: string;
  init: boolean;
  image: string;
  /** The image's tag or short digest. */
  version: string;
  ready: boolean;
  /** `Running`, `Waiting: CrashLoopBackOff`, `Terminated: OOMKilled (137)`. */
  state: string;
  health: Health;
  /** When the current state began; ISO. */
  since: string | null;
  restarts: number;
  lastTermination: {
    reason: string;
    exitCode: number;
    finishedAt: string | null;
  } | null;
  requests: ComputeAmounts;
  limits: ComputeAmounts;
  message: string | null;
}

/** A pod, projected for the Pods tab. Collection `pods` of topic `pods`, keyed by uid. @public */
export interface PodRow {
  key: string;
  cluster: string;
  namespace: string;
  name: string;
  /** Key of its workload's row; null for bare pods. */
  workload: string | null;
  readyContainers: number;
  totalContainers: number;
  /** As kubectl prints it: `Running`, `CrashLoopBackOff`, `Init:0/1`, `Terminating`. */
  status: string;
  health: Health;
  /** The platform's sentence behind a bad status. */
  message: string | null;
  restarts: number;
  lastRestart: {
    at: string | null;
    reason: string | null;
    container: string;
  } | null;
  createdAt: string;
  node: string | null;
  ip: string | null;
  containers: ContainerRow[];
  /** Sums over containers; null when a container has none. */
  requests: ComputeAmounts;
  limits: ComputeAmounts;
  /** Name of the container that people mean: annotation default-container, else the first that is no sidecar. */
  mainContainer: string;
  /** Image of the main container, without tag, and its version. */
  image: string;
  version: string;
}

/**
 * Current use of a pod: CPU in millicores, memory in bytes, whole mebibytes. Collection `usage` of topic `pods`, keyed by
 * the pod's uid and without a time, so that samples move few bytes; how old they are is the source's status.
 * @public
 */
export interface PodUsageRow {
  cpu: number;
  memory: number;
}

/** A workload. Collection `workloads` of topic `pods`, keyed by uid. @public */
export interface WorkloadRow {
  key: string;
  cluster: string;
  namespace: string;
  /** `deployment`, `statefulset`, `daemonset`, `replicaset`, `job`. */
  kind: string;
  name: string;
  desired: number;
  ready: number;
  updated: number;
  available: number;
  health: Health;
  /** "2 of 3 ready", "Rolling out: 1 of 3 updated", "Paused". */
  message: string;
  paused: boolean;
  revision: string | null;
  version: string;
  hpa: {
    name: string;
    min: number;
    max: number;
    current: number;
    /** Percent of request; null before the first sample. */
    cpuPercent: number | null;
    cpuTarget: number | null;
  } | null;
}
