import { JsonObject } from '@backstage/types';
import {
  AppliedStep,
  kubernetesPath,
  StepHandler,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { ActionDeps } from '../deps';
import { moveVersion } from '../moveVersion';
import { checkPreconditions, hashOf } from '../preconditions';
import { diagnoseWorkload } from '../verify/diagnoseWorkload';
import { followWorkload, TEMPLATE_REPLACED } from '../verify/followWorkload';
import { Note, RolloutStatus, rolloutStatus } from '../verify/rolloutStatus';
import { applicationOf } from '../warnings/workload';
import { pathOf, readWorkload, Workload } from '../workloads';
import { writeOnce } from '../writeOnce';
import {
  ContainerImage,
  currentImages,
  imagePatch,
  readImages,
} from './images';

function asMap(images: readonly ContainerImage[]): JsonObject {
  return Object.fromEntries(
    images.map(({ container, image }) => [container, image]),
  );
}

function appliedStep(input: JsonObject, result: Workload): AppliedStep {
  const from = readImages(input.from ?? null);
  return {
    before: { images: asMap(from) },
    after: { images: asMap(readImages(input.images ?? null)) },
    state: {
      from,
      generation: result.metadata.generation ?? 0,
      resourceVersion: result.metadata.resourceVersion ?? '',
      templateHash: hashOf(result.spec.template),
    },
  };
}

/** A paused rollout moves when it is resumed: that its template was taken is all there is to see until then. */
function pausedOrRolling(workload: Workload): RolloutStatus {
  const status = rolloutStatus(workload);
  return workload.spec.paused && status.state === 'waiting' && !status.unseen
    ? { state: 'done', done: status.done, total: status.total }
    : status;
}

/** Why the template is no longer the one that was written. */
function replacedBy(
  live: Workload,
  from: readonly ContainerImage[],
): Note | undefined {
  const now = currentImages(
    live,
    from.map(({ container }) => container),
  );
  const isBack = now.every(({ image }, index) => image === from[index].image);
  const application = applicationOf(live);
  return isBack && application !== undefined
    ? {
        message: `The old image is back: Argo CD (application ${application}) has set it to what Git says. Change it in Git, or pause automatic sync first.`,
        wording: { key: 'kubernetes.imageHealed', values: { application } },
      }
    : TEMPLATE_REPLACED;
}

/** Patches the images of a template and follows the rollout this starts. */
export function setImageStep(deps: ActionDeps): StepHandler {
  const { clusters } = deps;
  return {
    async apply({ target, input, preconditions, held }, { signal }) {
      const images = readImages(input.images ?? null);
      const { result } = await writeOnce({
        read: () => readWorkload(clusters, target, signal),
        check: found =>
          checkPreconditions(found, found.spec.template, preconditions),
        held,
        write: found =>
          clusters.actor(target.cluster).request<Workload>({
            method: 'PATCH',
            path: kubernetesPath(pathOf(clusters, target), target.name),
            contentType: 'application/strategic-merge-patch+json',
            body: imagePatch(found, images, found.metadata.resourceVersion),
            signal,
          }),
      });
      return appliedStep(input, result);
    },

    verify: ({ target, input, applied }, { signal }) =>
      followWorkload(
        deps,
        {
          ref: target,
          uid: target.uid ?? '',
          generation: Number(applied.state.generation),
          status: pausedOrRolling,
          pods: 'newest',
          superseded: async live =>
            hashOf(live.spec.template) === applied.state.templateHash
              ? undefined
              : replacedBy(live, readImages(input.from ?? null)),
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
      return hashOf(live.spec.template) === input.templateHash
        ? { outcome: 'applied', applied: appliedStep(input, live) }
        : {
            outcome: 'unknown',
            reason: 'The object has changed, to another template than planned.',
          };
    },
  };
}
