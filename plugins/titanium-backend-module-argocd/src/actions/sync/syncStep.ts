import { JsonObject } from '@backstage/types';
import {
  AppliedStep,
  StepHandler,
} from '@titanium-portal/backstage-plugin-titanium-node';
import {
  historyOf,
  operationOf,
  operationRevisions,
  revisionsOf,
} from '../../applications/facts';
import { Application, ResourceRef } from '../../client/types';
import { ActionDeps, placeOf, projectOf, readTarget } from '../deps';
import { followHealth } from '../verify/followHealth';
import { followOperation } from '../verify/followOperation';
import { Wanted } from '../verify/operation';

function resourcesOf(input: JsonObject): ResourceRef[] {
  const resources = (input.resources ?? []) as {
    group: string;
    kind: string;
    name: string;
    namespace: string | null;
  }[];
  return resources.map(({ namespace, ...resource }) => ({
    ...resource,
    ...(namespace !== null && { namespace }),
  }));
}

function started(
  input: JsonObject,
  before: Application | null,
  after: Application,
): AppliedStep {
  const state = operationOf(after);
  const newest = historyOf(before ?? after).at(-1);
  const revisions = state ? operationRevisions(state) : [];
  return {
    before: {
      id: newest?.id ?? null,
      revisions: newest ? revisionsOf(newest) : [],
    },
    after: { revisions, dryRun: input.dryRun ?? false },
    state: {
      revisions,
      fromId: newest?.id ?? null,
      earlier: before?.status?.operationState?.startedAt ?? null,
    },
  };
}

function wantedOf({ state }: AppliedStep): Wanted {
  return {
    revisions: (state.revisions as string[]) ?? [],
    earlier: typeof state.earlier === 'string' ? state.earlier : null,
    // A sync replaces whatever came before: only what comes after it replaces it.
    fromId: Number.MAX_SAFE_INTEGER,
  };
}

/** Asks Argo CD to sync and follows the operation, then the health it leads to. */
export function syncStep(deps: ActionDeps): StepHandler {
  return {
    async apply(step, { signal, requester }) {
      const { instance, id, app } = await readTarget(deps, step, { signal });
      const { revision, prune, dryRun } = step.input;
      await step.held();
      const result = await instance.client.sync(
        id,
        {
          project: projectOf(app),
          revision: typeof revision === 'string' ? revision : null,
          prune: prune === true,
          dryRun: dryRun === true,
          resources: resourcesOf(step.input),
          requester,
        },
        signal,
      );
      return started(step.input, app, result);
    },

    async *verify(step, { signal }) {
      const place = placeOf(deps, step);
      const { timings } = deps;
      let succeeded = false;
      for await (const update of followOperation(
        place,
        wantedOf(step.applied),
        { timings, paused: false, signal },
      )) {
        succeeded = update.type === 'succeeded';
        if (!succeeded || step.input.dryRun === true) {
          yield update;
        }
      }
      if (succeeded && step.input.dryRun !== true) {
        yield* followHealth(
          place,
          {
            images: [],
            explain: () => [],
            superseded: () => undefined,
            paused: false,
          },
          { timings, signal },
        );
      }
    },

    async reconcile(step, { signal }) {
      const { app } = await readTarget(deps, step, { signal });
      const state = operationOf(app);
      const began = state?.startedAt ?? null;
      if (state && (app.operation || began !== step.input.lastOperation)) {
        return {
          outcome: 'unknown',
          reason: `An operation has begun since; whether it is the one of this run cannot be told (${
            state.phase ?? 'Pending'
          })`,
        };
      }
      return { outcome: 'not-applied' };
    },
  };
}
