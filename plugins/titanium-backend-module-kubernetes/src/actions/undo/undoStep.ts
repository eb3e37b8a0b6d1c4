import { JsonObject } from '@backstage/types';
import {
  AppliedStep,
  StepHandler,
  upstreamStatus,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { ResolvedTargetRef } from '@titanium-portal/backstage-plugin-titanium-common';
import { ActionDeps } from '../deps';
import { changedSincePlan, checkPreconditions, hashOf } from '../preconditions';
import { diagnoseWorkload } from '../verify/diagnoseWorkload';
import { followWorkload, TEMPLATE_REPLACED } from '../verify/followWorkload';
import { rolloutStatus } from '../verify/rolloutStatus';
import { imagesOf, readWorkload, Workload } from '../workloads';
import { moveVersion } from '../moveVersion';
import { writeOnce } from '../writeOnce';
import {
  chooseRevision,
  plainTemplate,
  readRevisions,
  Revision,
} from './revisions';
import { rollbackRequest } from './rollbackWrite';

function templateHash(live: Workload): string {
  return hashOf(plainTemplate(live.spec.template));
}

function appliedStep(
  input: JsonObject,
  before: Record<string, string> | null,
  result: Workload,
): AppliedStep {
  return {
    before: { revision: input.previousRevision ?? null, images: before },
    after: {
      revision: input.revision ?? null,
      images: imagesOf(result.spec.template),
    },
    state: {
      previousRevision: input.previousRevision ?? null,
      generation: result.metadata.generation ?? 0,
      resourceVersion: result.metadata.resourceVersion ?? '',
      templateHash: templateHash(result),
    },
  };
}

/** A failed test of a JSON patch answers 422 where other stale writes answer 409. */
async function staleAsConflict<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (
      upstreamStatus(error) === 422 &&
      /test/i.test((error as Error).message)
    ) {
      throw Object.assign(changedSincePlan((error as Error).message), {
        upstreamStatus: 409,
      });
    }
    throw error;
  }
}

/** Writes an earlier template and follows the rollout this starts. */
export function undoStep(deps: ActionDeps): StepHandler {
  const { clusters } = deps;

  const read = async (
    target: ResolvedTargetRef,
    input: JsonObject,
    signal: AbortSignal,
  ): Promise<{ live: Workload; revision: Revision }> => {
    const live = await readWorkload(clusters, target, signal);
    const revisions = await readRevisions(clusters, target, live, signal);
    const { chosen } = chooseRevision(revisions, Number(input.revision));
    return { live, revision: chosen };
  };

  return {
    async apply({ target, input, preconditions, held }, { signal }) {
      const { live, result } = await writeOnce({
        read: () => read(target, input, signal),
        check: found => {
          checkPreconditions(
            found.live,
            found.live.spec.template,
            preconditions,
          );
          if (hashOf(found.revision.template) !== input.templateHash) {
            throw changedSincePlan(
              `Revision ${input.revision} is another one now; look at a new preview.`,
            );
          }
        },
        held,
        write: found =>
          staleAsConflict(() =>
            clusters.actor(target.cluster).request<Workload>({
              ...rollbackRequest(clusters, target, found.live, found.revision, {
                bound: true,
              }),
              signal,
            }),
          ),
      });
      return appliedStep(input, imagesOf(live.live.spec.template), result);
    },

    verify: ({ target, applied }, { signal }) =>
      followWorkload(
        deps,
        {
          ref: target,
          uid: target.uid ?? '',
          generation: Number(applied.state.generation),
          status: rolloutStatus,
          pods: 'newest',
          superseded: async live =>
            templateHash(live) === applied.state.templateHash
              ? undefined
              : TEMPLATE_REPLACED,
        },
        signal,
      ),

    fence: moveVersion(deps),

    diagnose: diagnoseWorkload(deps, 'newest'),

    async reconcile({ target, input, preconditions }, { signal }) {
      const live = await readWorkload(clusters, target, signal);
      if (live.metadata.uid !== preconditions.uid) {
        return { outcome: 'unknown', reason: 'The object was made anew.' };
      }
      if (live.metadata.generation === preconditions.generation) {
        return { outcome: 'not-applied' };
      }
      return templateHash(live) === input.templateHash
        ? { outcome: 'applied', applied: appliedStep(input, null, live) }
        : {
            outcome: 'unknown',
            reason: 'The object has changed, to another template than planned.',
          };
    },
  };
}
