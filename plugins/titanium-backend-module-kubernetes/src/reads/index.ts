import {
  Read,
  TitaniumClusters,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { createClusterInfoRead } from './clusterInfo';
import { createDescribeRead } from './describe/describe';
import { createEventsRead } from './events';
import { createFormRead } from './form';
import { createGetRead } from './get';
import { createIstioAnalyzeRead } from './istio/analyze';
import { createIstioDescribeRead } from './istio/describe';
import { createLogsRead } from './logs';
import { withMissing } from './missing';
import { createCanIRead } from './rbac/canI';
import {
  createRolloutHistoryRead,
  createRolloutStatusRead,
} from './rollout/rollout';
import { createTopRead } from './top';

/** All reads of the module. */
export function createReads(clusters: TitaniumClusters): Read<any>[] {
  return [
    createGetRead(clusters),
    createDescribeRead(clusters),
    createLogsRead(clusters),
    createTopRead(clusters),
    createRolloutStatusRead(clusters),
    createRolloutHistoryRead(clusters),
    createEventsRead(clusters),
    createClusterInfoRead(clusters),
    createFormRead(clusters),
    createCanIRead(clusters),
    createIstioDescribeRead(clusters),
    createIstioAnalyzeRead(clusters),
  ].map((read: Read<any>) => withMissing(clusters, read));
}
