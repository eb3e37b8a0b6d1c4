import { JsonObject } from '@backstage/types';
import {
  AppliedStep,
  StepHandler,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { Preconditions } from '@titanium-portal/backstage-plugin-titanium-common';
import { AutoSync, autoSyncOf } from '../../applications/facts';
import { Application } from '../../client/types';
import {
  ActionDeps,
  changedSincePlan,
  hashOf,
  projectOf,
  readTarget,
  refused,
} from '../deps';
import { failed } from '../verify/says';

/** What must still be true of the policy when it is changed. */
export function policyPreconditions(app: Application): Preconditions {
  return {
    uid: app.metadata.uid ?? null,
    generation: null,
    fieldsHash: hashOf(app.spec.syncPolicy?.automated),
  };
}

export function policyInput(input: JsonObject): AutoSync {
  return {
    enabled: true,
    prune: input.prune === true,
    selfHeal: input.selfHeal === true,
  };
}

function paused(input: JsonObject): AppliedStep {
  const policy = policyInput(input);
  return {
    before: { autoSync: policy },
    after: { autoSync: { ...policy, enabled: false } },
    state: { autoSync: policy },
  };
}

/** Turns automatic sync off and keeps what it was. */
export function pauseStep(deps: ActionDeps): StepHandler {
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
      const project = projectOf(app);
      const patch = async (automated: JsonObject | null) => {
        await step.held();
        return instance.client.patchSpec(
          id,
          { syncPolicy: { automated } },
          { project, signal },
        );
      };
      const result = await patch({ enabled: false });
      if (autoSyncOf(result).enabled) {
        // An older Argo CD does not know the switch: there the policy goes as a whole.
        await patch(null);
      }
      return paused(step.input);
    },

    async *verify(step, { signal }) {
      const { app } = await readTarget(deps, step, { signal });
      yield autoSyncOf(app).enabled
        ? failed(
            {
              text: 'Automatic sync was turned off, and something has turned it on again at once.',
              key: 'turnedOnAgain',
            },
            false,
          )
        : { type: 'succeeded' };
    },

    async reconcile(step, { signal }) {
      const { app } = await readTarget(deps, step, { signal });
      return autoSyncOf(app).enabled
        ? { outcome: 'not-applied' }
        : { outcome: 'applied', applied: paused(step.input) };
    },
  };
}

/** Why automatic sync cannot be turned off here, and what can be done. */
export function refusePause(options: {
  application: string;
  set: { name: string; ignoresSyncPolicy: boolean } | null;
  revision: string | null;
}): void {
  const { application, set, revision } = options;
  if (set && !set.ignoresSyncPolicy) {
    throw refused(
      `Automatic sync of ${application} cannot be paused: ApplicationSet ${
        set.name
      } makes this application and sets its sync policy back. Revert in Git instead${
        revision ? ` (git revert ${revision})` : ''
      }, or let the set ignore it: spec.ignoreApplicationDifferences: [{jsonPointers: ["/spec/syncPolicy"]}].`,
    );
  }
}
