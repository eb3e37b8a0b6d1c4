import { Health } from './pods';

/** One revision of a workload: a ReplicaSet or ControllerRevision. @public */
export interface WorkloadRevision {
  revision: number;
  /** Name of the ReplicaSet or ControllerRevision. */
  name: string;
  createdAt: string;
  /** Image of the main container with its tag. */
  image: string;
  version: string;
  /** `kubernetes.io/change-cause`. */
  cause: string | null;
  desired: number;
  ready: number;
  current: boolean;
}

/**
 * How a workload rolls out, with its revisions, newest first. Collection `rollouts` of topic `rollouts`, keyed by uid.
 * @public
 */
export interface RolloutRow {
  key: string;
  cluster: string;
  namespace: string;
  /** `deployment`, `statefulset`, `daemonset`. */
  kind: string;
  name: string;
  desired: number;
  ready: number;
  updated: number;
  available: number;
  health: Health;
  /** "Rolling out: 1 of 3 updated"; the platform's reason when it does not go on. */
  message: string;
  paused: boolean;
  revisions: WorkloadRevision[];
  /** Pods that hold the rollout up, with the platform's reason. */
  waiting: { name: string; reason: string }[];
}
