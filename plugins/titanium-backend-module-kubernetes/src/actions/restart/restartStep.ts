import {
  AppliedStep,
  kubernetesPath,
  StepHandler,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { ActionDeps } from '../deps';
import { checkPreconditions } from '../preconditions';
import { diagnoseWorkload } from '../verify/diagnoseWorkload';
import { followWorkload, TEMPLATE_REPLACED } from '../verify/followWorkload';
import { rolloutStatus } from '../verify/rolloutStatus';
import { pathOf, readWorkload, Workload } from '../workloads';
import { moveVersion } from '../moveVersion';
import { writeOnce } from '../writeOnce';
import { restartedAt, restartPatch } from './restartPatch';

function appliedStep(before: string | null, result: Workload): AppliedStep {
  const after = restartedAt(result);
  return {
    before: { restartedAt: before },
    after: { restartedAt: after },
    state: {
      restartedAt: after,
      generation: result.metadata.generation ?? 0,
      resourceVersion: result.metadata.resourceVersion ?? '',
    },
  };
}

/** Marks the template as restarted and follows the rollout this starts. */
export function restartStep(deps: ActionDeps): StepHandler {
  const { clusters } = deps;
  return {
    async apply({ target, preconditions, held }, { signal }) {
      const { live, result } = await writeOnce({
        read: () => readWorkload(clusters, target, signal),
        check: found =>
          checkPreconditions(found, found.spec.template, preconditions),
        held,
        write: found =>
          clusters.actor(target.cluster).request<Workload>({
            method: 'PATCH',
            path: kubernetesPath(pathOf(clusters, target), target.name),
            contentType: 'application/strategic-merge-patch+json',
            body: restartPatch(
              new Date().toISOString(),
              found.metadata.resourceVersion,
            ),
            signal,
          }),
      });
      return appliedStep(restartedAt(live), result);
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
            restartedAt(live) === applied.state.restartedAt
              ? undefined
              : TEMPLATE_REPLACED,
        },
        signal,
      ),

    fence: moveVersion(deps),

    diagnose: diagnoseWorkload(deps, 'newest'),

    async reconcile({ target, input, preconditions }, { signal }) {
      const live = await readWorkload(clusters, target, signal);
      const generation = live.metadata.generation ?? 0;
      if (live.metadata.uid !== preconditions.uid) {
        return { outcome: 'unknown', reason: 'The object was made anew.' };
      }
      if (generation === preconditions.generation) {
        return { outcome: 'not-applied' };
      }
      // One change, and it is a restart: this one, or somebody's with the same effect.
      const restarted = restartedAt(live) !== (input.previous ?? null);
      if (restarted && generation === (preconditions.generation ?? 0) + 1) {
        return {
          outcome: 'applied',
          applied: appliedStep(
            typeof input.previous === 'string' ? input.previous : null,
            live,
          ),
        };
      }
      return {
        outcome: 'unknown',
        reason: restarted
          ? 'It was restarted, and has changed in other ways too.'
          : 'The object has changed in other ways.',
      };
    },
  };
}
