import {
  Action,
  TitaniumClusters,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { editAutoscalerAction } from './autoscaler/editAutoscalerAction';
import { runCronJobAction } from './cronjobRun/runCronJobAction';
import { deletePodAction } from './deletePod/deletePodAction';
import { DEFAULT_VERIFY_TIMINGS, VerifyTimings } from './deps';
import { applyAction } from './manifest/applyAction';
import { editAction } from './manifest/editAction';
import { restartAction } from './restart/restartAction';
import { scaleAction } from './scale/scaleAction';
import { revealAction } from './secret/revealAction';
import { updateSecretAction } from './secret/updateAction';
import { probeAction } from './networkProbe/probeAction';
import { DEFAULT_PROBE, ProbeConfig } from './networkProbe/probeConfig';
import {
  pauseRolloutAction,
  resumeRolloutAction,
} from './pauseRollout/pauseRolloutAction';
import { setImageAction } from './setImage/setImageAction';
import { undoAction } from './undo/undoAction';

/** The actions, each to be registered with its own input type. */
export function actions(options: {
  clusters: TitaniumClusters;
  probe?: ProbeConfig;
  timings?: Partial<VerifyTimings>;
}) {
  const deps = {
    clusters: options.clusters,
    probe: options.probe ?? DEFAULT_PROBE,
    timings: { ...DEFAULT_VERIFY_TIMINGS, ...options.timings },
  };
  // Each action parses its own input before it is called, so that the narrower type holds.
  return [
    scaleAction(deps),
    restartAction(deps),
    undoAction(deps),
    deletePodAction(deps),
    applyAction(deps),
    editAction(deps),
    revealAction(deps),
    updateSecretAction(deps),
    setImageAction(deps),
    editAutoscalerAction(deps),
    pauseRolloutAction(deps),
    resumeRolloutAction(deps),
    runCronJobAction(deps),
    probeAction(deps),
  ] as unknown as Action[];
}
