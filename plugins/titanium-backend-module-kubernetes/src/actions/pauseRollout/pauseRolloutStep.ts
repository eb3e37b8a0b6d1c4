import { JsonObject } from '@backstage/types';
import {
  AppliedStep,
  kubernetesPath,
  StepHandler,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { ActionDeps } from '../deps';
import { moveVersion } from '../moveVersion';
import { checkPreconditions } from '../preconditions';
import { diagnoseWorkload } from '../verify/diagnoseWorkload';
import { followWorkload } from '../verify/followWorkload';
import { Note, RolloutStatus, rolloutStatus } from '../verify/rolloutStatus';
import { pathOf, readWorkload, Workload } from '../workloads';
import { writeOnce } from '../writeOnce';

/** The patch of `kubectl rollout pause` and `resume`; with a resourceVersion the API refuses it for any other state. */
export function pausePatch(paused: boolean, resourceVersion?: string) {
  return {
    ...(resourceVersion === undefined ? {} : { metadata: { resourceVersion } }),
    // Null removes the field, as kubectl leaves it.
    spec: { paused: paused ? true : null },
  };
}

export function isPaused({ spec }: Workload): boolean {
  return spec.paused === true;
}

function appliedStep(input: JsonObject, result: Workload): AppliedStep {
  return {
    before: { paused: input.from ?? null },
    after: { paused: input.paused ?? null },
    state: {
      from: input.from ?? null,
      generation: result.metadata.generation ?? 0,
      resourceVersion: result.metadata.resourceVersion ?? '',
    },
  };
}

/** A rollout is paused when its controller has seen that it is. */
function pausedStatus(workload: Workload): RolloutStatus {
  const status = rolloutStatus(workload);
  return status.state === 'waiting' && status.unseen
    ? status
    : {
        state: 'done',
        done: workload.status?.availableReplicas ?? 0,
        total: workload.spec.replicas ?? 1,
      };
}

const RESUMED: Note = {
  message: 'Something else has resumed the rollout since.',
  wording: { key: 'kubernetes.resumedSince' },
};
const PAUSED: Note = {
  message: 'Something else has paused the rollout again since.',
  wording: { key: 'kubernetes.pausedSince' },
};

/** Sets or removes the pause; resuming follows the rollout that may have waited for it. */
export function pauseRolloutStep(deps: ActionDeps): StepHandler {
  const { clusters } = deps;
  return {
    async apply({ target, input, preconditions, held }, { signal }) {
      const { result } = await writeOnce({
        read: () => readWorkload(clusters, target, signal),
        check: found =>
          checkPreconditions(
            found,
            { paused: isPaused(found), template: found.spec.template },
            preconditions,
          ),
        held,
        write: found =>
          clusters.actor(target.cluster).request<Workload>({
            method: 'PATCH',
            path: kubernetesPath(pathOf(clusters, target), target.name),
            contentType: 'application/strategic-merge-patch+json',
            body: pausePatch(
              input.paused === true,
              found.metadata.resourceVersion,
            ),
            signal,
          }),
      });
      return appliedStep(input, result);
    },

    verify({ target, input, applied }, { signal }) {
      const paused = input.paused === true;
      return followWorkload(
        deps,
        {
          ref: target,
          uid: target.uid ?? '',
          generation: Number(applied.state.generation),
          status: paused ? pausedStatus : rolloutStatus,
          pods: 'newest',
          superseded: async live => {
            if (isPaused(live) === paused) {
              return undefined;
            }
            return paused ? RESUMED : PAUSED;
          },
        },
        signal,
      );
    },

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
      return isPaused(live) === input.paused &&
        generation === (preconditions.generation ?? 0) + 1
        ? { outcome: 'applied', applied: appliedStep(input, live) }
        : {
            outcome: 'unknown',
            reason: `The object has changed; its rollout is ${
              isPaused(live) ? 'paused' : 'not paused'
            } now.`,
          };
    },
  };
}
