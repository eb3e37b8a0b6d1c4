import { JsonObject } from '@backstage/types';
import { Action } from '@titanium-portal/backstage-plugin-titanium-node';
import { AppInput, isGone } from '../applications/resolve';
import { ArgoInstances } from '../instances';
import { pauseAction, restoreAction } from './autoSync/autoSyncActions';
import { DEFAULT_VERIFY_TIMINGS, VerifyTimings } from './deps';
import { rollbackAction } from './rollback/rollbackAction';
import { refreshAction } from './small/refresh';
import { terminateAction } from './small/terminate';
import { syncAction } from './sync/syncAction';

/** The actions, each to be registered with its own input type. */
export function createActions(
  instances: ArgoInstances,
  timings: Partial<VerifyTimings> = {},
): Action[] {
  const deps = {
    instances,
    timings: { ...DEFAULT_VERIFY_TIMINGS, ...timings },
  };
  // Each action parses its own input before it is called, so that the narrower type holds.
  const actions = [
    syncAction(deps),
    rollbackAction(deps),
    terminateAction(deps),
    pauseAction(deps),
    restoreAction(deps),
    refreshAction(deps),
  ] as unknown as Action<AppInput & JsonObject>[];
  return actions.map(
    (action): Action<AppInput & JsonObject> => ({
      ...action,
      missing: (input, { entity, signal }) =>
        isGone(instances, input, { entity, signal }),
    }),
  ) as unknown as Action[];
}
