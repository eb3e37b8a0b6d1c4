import { StepHandler } from '@titanium-portal/backstage-plugin-titanium-node';
import { shortRevision } from '../../applications/facts';
import { ActionDeps, placeOf } from '../deps';
import { followHealth } from '../verify/followHealth';
import { REPLACED, wasReplaced } from '../verify/operation';
import { Part } from '../verify/says';
import { hasPaused, wantedOf } from './rollbackStep';

const NORMAL: Part = {
  text: 'OutOfSync is normal now: the sources still ask for what was rolled back',
  key: 'outOfSyncNormal',
};
const NOTHING = { before: null, after: null, state: {} };

/** Changes nothing: watches until the application is healthy at the earlier deployment and every pod is ready. */
export function verifyStep(deps: ActionDeps): StepHandler {
  return {
    apply: async () => NOTHING,
    reconcile: async () => ({ outcome: 'applied', applied: NOTHING }),
    verify(step, { signal }) {
      const wanted = wantedOf(step.input);
      const revision = wanted.revisions.map(shortRevision).join(', ');
      return followHealth(
        placeOf(deps, step),
        {
          images: (step.input.images as string[]) ?? [],
          explain: app => [
            {
              text: `healthy at revision ${revision}`,
              key: 'healthyAt',
              values: { revision },
            },
            ...(app.status?.sync?.status === 'OutOfSync' ? [NORMAL] : []),
          ],
          superseded: app => (wasReplaced(app, wanted) ? REPLACED : undefined),
          paused: hasPaused(step.input),
        },
        { timings: deps.timings, signal },
      );
    },
  };
}
