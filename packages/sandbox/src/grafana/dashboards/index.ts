import { GOLDEN_SIGNALS } from './goldenSignals';
import { KUBERNETES_CLUSTER } from './kubernetesCluster';
import { DashboardJson } from './types';

/** The dashboards that the platform's Grafana is provisioned with. */
export const DASHBOARDS: readonly DashboardJson[] = [
  GOLDEN_SIGNALS,
  KUBERNETES_CLUSTER,
];

export type { DashboardJson } from './types';
