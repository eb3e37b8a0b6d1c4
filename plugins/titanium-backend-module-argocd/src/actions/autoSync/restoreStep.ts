import { JsonObject } from '@backstage/types';
import {
  AppliedStep,
  StepHandler,
} from '@titanium-portal/backstage-plugin-titanium-node';
import {
  AutoSync,
  autoSyncOf,
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
import { followApplication } from '../verify/followApplication';
import { followHealth } from '../verify/followHealth';
import { Narrator } from '../verify/Narrator';
import { failed, progressOf } from '../verify/says';
import { policyInput, policyPreconditions } from './pauseStep';

function restored(input: JsonObject): AppliedStep {
  const policy = policyInput(input);
  const before = (input.before as AutoSync | undefined) ?? {
    ...policy,
    enabled: false,
  };
  return {
    before: { autoSync: before },
    after: { autoSync: policy },
    state: { autoSync: policy },
  };
}

function isSo(app: Application, input: JsonObject): boolean {
  const now = autoSyncOf(app);
  const wanted = policyInput(input);
  return (
    now.enabled &&
    now.prune === wanted.prune &&
    now.selfHeal === wanted.selfHeal
  );
}

/** True when automatic sync has something to do: what runs is not what the sources want. */
export function bringsAnother(app: Application): boolean {
  const newest = historyOf(app).at(-1);
  const wanted = revisionsOf(app.status?.sync ?? {});
  return (
    app.status?.sync?.status === 'OutOfSync' &&
    newest !== undefined &&
    wanted.length > 0 &&
    !sameRevisions(revisionsOf(newest), wanted)
  );
}

/** Turns automatic sync on; where it brings another revision at once, follows that to a healthy end. */
export function restoreStep(deps: ActionDeps): StepHandler {
  return {
    async apply(step, { signal }) {
      const { instance, id, app } = await readTarget(deps, step, { signal });
      if (
        policyPreconditions(app).fieldsHash !== step.preconditions.fieldsHash
      ) {
        throw changedSincePlan(
          'The sync policy has changed since the plan was made; look at a new preview.',
        );
      }
      const { prune, selfHeal } = policyInput(step.input);
      await step.held();
      await instance.client.patchSpec(
        id,
        {
          // Null takes a field away: on is what the policy means without the switch.
          syncPolicy: {
            automated: {
              enabled: null,
              prune: prune || null,
              selfHeal: selfHeal || null,
            },
          },
        },
        { project: projectOf(app), signal },
      );
      return restored(step.input);
    },

    async *verify(step, { signal }) {
      const place = placeOf(deps, step);
      if (step.input.brings !== true) {
        const { app } = await readTarget(deps, step, { signal });
        yield isSo(app, step.input)
          ? { type: 'succeeded' }
          : failed(
              {
                text: 'Something has changed the sync policy again at once.',
                key: 'policyBack',
              },
              false,
            );
        return;
      }
      const narrator = new Narrator();
      for await (const look of followApplication(
        place.instance,
        place.id,
        signal,
      )) {
        if ('app' in look && !bringsAnother(look.app)) {
          break;
        }
        const progress = narrator.news(
          progressOf([
            {
              text: 'automatic sync is on and Argo CD will bring the newest revision',
              key: 'restoring',
            },
          ]),
          deps.timings.stallMs,
        );
        if (progress) {
          yield { type: 'progress', progress };
        }
      }
      yield* followHealth(
        place,
        {
          images: [],
          explain: () => [{ text: 'automatic sync is on', key: 'autoSyncOn' }],
          superseded: () => undefined,
          paused: false,
        },
        { timings: deps.timings, signal },
      );
    },

    async reconcile(step, { signal }) {
      const { app } = await readTarget(deps, step, { signal });
      return isSo(app, step.input)
        ? { outcome: 'applied', applied: restored(step.input) }
        : { outcome: 'not-applied' };
    },
  };
}
