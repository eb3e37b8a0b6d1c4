import { PodRuntime } from '../types';
import { autoscalerController } from './autoscaler';
import { WorldContext, runController } from './controller';
import { cronJobController } from './cronjob';
import { daemonSetController } from './daemonset';
import { deploymentController } from './deployment';
import { disruptionController } from './disruption';
import { endpointsController } from './endpoints';
import { collectGarbage } from './garbage';
import { jobController } from './job';
import { namespaceController } from './namespace';
import { replicaSetController } from './replicaset';
import { statefulSetController } from './statefulset';
import { volumeController } from './volumes';

/** Starts every controller of the cluster. */
export function startControllers(
  context: WorldContext,
  runtime: PodRuntime,
  clusterCa: string,
): void {
  collectGarbage(context);
  for (const controller of [
    namespaceController(context, clusterCa),
    volumeController(context),
    deploymentController(context),
    replicaSetController(context),
    statefulSetController(context),
    daemonSetController(context),
    cronJobController(context),
    jobController(context),
    endpointsController(context),
    disruptionController(context),
    autoscalerController(context, runtime),
  ]) {
    runController(context, controller);
  }
}
