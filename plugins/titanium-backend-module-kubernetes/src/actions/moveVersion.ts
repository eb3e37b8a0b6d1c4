import { randomUUID } from 'node:crypto';
import {
  kubernetesPath,
  StepHandler,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { ActionDeps } from './deps';
import { pathOf } from './workloads';

/** Which run was taken over on this object last; its only purpose is to be different. */
export const FENCE_ANNOTATION = 'titanium/fence';

/**
 * Moves the resourceVersion of the target by an annotation, which no controller acts on and which raises no generation:
 * a write that carries the version of before is refused from then on.
 */
export function moveVersion({
  clusters,
}: ActionDeps): NonNullable<StepHandler['fence']> {
  return async ({ target, runId, epoch }, { signal }) => {
    try {
      await clusters.actor(target.cluster).request({
        method: 'PATCH',
        path: kubernetesPath(pathOf(clusters, target), target.name),
        contentType: 'application/merge-patch+json',
        body: {
          metadata: {
            // Never the same twice: a patch that changes nothing moves nothing.
            annotations: {
              [FENCE_ANNOTATION]: `${runId}/${epoch}/${randomUUID()}`,
            },
          },
        },
        signal,
      });
    } catch (error) {
      // What is gone cannot be written to: the version of a successor is another one in any case.
      if ((error as Error).name !== 'NotFoundError') {
        throw error;
      }
    }
  };
}
