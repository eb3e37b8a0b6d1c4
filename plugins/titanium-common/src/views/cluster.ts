import { ComputeAmounts, Health } from './pods';

/** A node. Collection `nodes` of the portal-wide topic `cluster`, keyed `<cluster>/<name>`; operators only. @public */
export interface NodeRow {
  key: string;
  cluster: string;
  name: string;
  roles: string[];
  health: Health;
  /** `Ready`, `NotReady`, `SchedulingDisabled`, pressures. */
  status: string;
  version: string;
  createdAt: string;
  allocatable: ComputeAmounts;
  /** Null before the first sample. */
  usage: ComputeAmounts | null;
  pods: number;
  podCapacity: number | null;
}

/** A namespace in use. Collection `namespaces` of the topic `cluster`, keyed `<cluster>/<name>`. @public */
export interface NamespaceRow {
  key: string;
  cluster: string;
  name: string;
  pods: number;
  notReady: number;
  usage: ComputeAmounts | null;
  requests: ComputeAmounts;
}
