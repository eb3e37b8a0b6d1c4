import { setTimeout as wait } from 'node:timers/promises';
import { JsonObject } from '@backstage/types';
import { isError } from '@backstage/errors';
import {
  AppliedStep,
  StepHandler,
} from '@titanium-portal/backstage-plugin-titanium-node';
import {
  historyOf,
  revisionsOf,
  sameRevisions,
} from '../../applications/facts';
import { Application } from '../../client/types';
import {
  ActionDeps,
  changedSincePlan,
  placeOf,
  projectOf,
  readTarget,
} from '../deps';
import { followOperation } from '../verify/followOperation';
import { PAUSED } from '../verify/says';
import { standingOf, Wanted, wasReplaced } from '../verify/operation';
import { chooseEntry } from './chooseEntry';

const LOOK_MS = 500;

export function wantedOf(input: JsonObject): Wanted {
  return {
    revisions: (input.revisions as string[]) ?? [],
    earlier:
      typeof input.earlierOperation === 'string'
        ? input.earlierOperation
        : null,
    fromId: Number(input.fromId),
  };
}

/** Whether the run has turned automatic sync off before. */
export function hasPaused(input: JsonObject): boolean {
  return input.pausedAutoSync === true;
}

function started(input: JsonObject): AppliedStep {
  return {
    before: { id: input.fromId ?? null, revisions: input.fromRevisions ?? [] },
    after: { id: input.id ?? null, revisions: input.revisions ?? [] },
    state: { fromId: input.fromId ?? null, revisions: input.revisions ?? [] },
  };
}

function checkEntry(app: Application, input: JsonObject): void {
  const { chosen } = chooseEntry(app, Number(input.id));
  if (!sameRevisions(revisionsOf(chosen), wantedOf(input).revisions)) {
    throw changedSincePlan(
      `Deployment ${input.id} is another one now; look at a new preview.`,
    );
  }
  if (historyOf(app).at(-1)?.id !== input.fromId) {
    throw changedSincePlan(
      'Something else was deployed since the plan was made; look at a new preview.',
    );
  }
}

/** Asks Argo CD to bring back an earlier deployment and follows the operation to its end. */
export function rollbackStep(deps: ActionDeps): StepHandler {
  return {
    async apply(step, { signal }) {
      try {
        const { instance, id, app } = await readTarget(deps, step, { signal });
        checkEntry(app, step.input);
        await step.held();
        await instance.client.rollback(
          id,
          { project: projectOf(app), id: Number(step.input.id) },
          signal,
        );
        return started(step.input);
      } catch (error) {
        if (isError(error) && hasPaused(step.input)) {
          error.message += PAUSED;
        }
        throw error;
      }
    },

    verify: (step, { signal }) =>
      followOperation(placeOf(deps, step), wantedOf(step.input), {
        timings: deps.timings,
        paused: hasPaused(step.input),
        signal,
      }),

    async reconcile(step, { signal }) {
      const wanted = wantedOf(step.input);
      const until = Date.now() + deps.timings.settleMs;
      for (;;) {
        const { app } = await readTarget(deps, step, { signal });
        if (standingOf(app, wanted).at !== 'unseen') {
          return { outcome: 'applied', applied: started(step.input) };
        }
        const newest = historyOf(app).at(-1);
        if (newest && newest.id > wanted.fromId) {
          return wasReplaced(app, wanted)
            ? {
                outcome: 'unknown',
                reason: `Something else was deployed meanwhile.${
                  hasPaused(step.input) ? PAUSED : ''
                }`,
              }
            : { outcome: 'applied', applied: started(step.input) };
        }
        // A request whose answer was lost may still be on its way.
        if (Date.now() >= until) {
          return hasPaused(step.input)
            ? {
                outcome: 'not-applied',
                reason: `Nothing was rolled back so far, but the request may still arrive: look at the application before doing it again.${PAUSED}`,
                wording: { key: 'argocd.interruptedPaused' },
              }
            : { outcome: 'not-applied' };
        }
        await wait(Math.min(LOOK_MS, deps.timings.settleMs), undefined, {
          signal,
        });
      }
    },
  };
}
