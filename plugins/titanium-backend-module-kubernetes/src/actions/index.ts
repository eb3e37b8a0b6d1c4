import {
  Action,
  TitaniumClusters,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { deletePodAction } from './deletePod/deletePodAction';
import { DEFAULT_VERIFY_TIMINGS, VerifyTimings } from './deps';
import { applyAction } from './manifest/applyAction';
import { editAction } from './manifest/editAction';
import { restartAction } from './restart/restartAction';
import { scaleAction } from './scale/scaleAction';
import { revealAction } from './secret/revealAction';
import { updateSecretAction } from './secret/updateAction';
import { undoAction } from './undo/undoAction';

/** The actions, each to be registered with its own input type. */
export function actions(options: {
  clusters: TitaniumClusters;
  timings?: Partial<VerifyTimings>;
}) {
  const deps = {
    clusters: options.clusters,
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
  ] as unknown as Action[];
}
