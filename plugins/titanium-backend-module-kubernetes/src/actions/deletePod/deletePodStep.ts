import type { V1Pod } from '@kubernetes/client-node';
import { ResolvedTargetRef } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  AppliedStep,
  ClusterRequest,
  kubernetesPath,
  StepHandler,
  TitaniumClusters,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { ActionDeps } from '../deps';
import { checkPreconditions } from '../preconditions';
import { pathOf } from '../workloads';
import { writeOnce } from '../writeOnce';
import { followReplacement } from './followReplacement';

/** Deletes this very pod in this very state, or nothing. */
export function deleteRequest(
  clusters: TitaniumClusters,
  ref: ResolvedTargetRef,
  pod: V1Pod,
  options: { dryRun?: boolean; signal: AbortSignal },
): ClusterRequest {
  const { uid, resourceVersion } = pod.metadata ?? {};
  return {
    method: 'DELETE',
    path: kubernetesPath(pathOf(clusters, ref), ref.name),
    // With a body the API reads its options from there only.
    body: {
      apiVersion: 'v1',
      kind: 'DeleteOptions',
      // A dry run is to tell what would happen now, whatever moves meanwhile.
      preconditions: options.dryRun ? { uid } : { uid, resourceVersion },
      ...(options.dryRun ? { dryRun: ['All'] } : {}),
    },
    signal: options.signal,
  };
}

async function readPod(
  clusters: TitaniumClusters,
  ref: ResolvedTargetRef,
  signal: AbortSignal,
): Promise<V1Pod> {
  return clusters
    .reader(ref.cluster)
    .get<V1Pod>(pathOf(clusters, ref), ref.name, { signal });
}

function appliedStep(ref: ResolvedTargetRef, node: string | null): AppliedStep {
  return {
    before: { name: ref.name, uid: ref.uid, node },
    after: null,
    state: { uid: ref.uid },
  };
}

/** Deletes the pod and follows its going and its successor's coming. */
export function deletePodStep(deps: ActionDeps): StepHandler {
  const { clusters } = deps;
  return {
    async apply({ target, preconditions, held }, { signal }) {
      const { live } = await writeOnce({
        read: () => readPod(clusters, target, signal),
        check: pod =>
          checkPreconditions(pod, pod.spec?.nodeName ?? null, preconditions),
        held,
        write: pod =>
          clusters
            .actor(target.cluster)
            .request(deleteRequest(clusters, target, pod, { signal })),
      });
      return appliedStep(target, live.spec?.nodeName ?? null);
    },

    verify: ({ target, input }, { signal }) =>
      followReplacement(deps, target, input, signal),

    async reconcile({ target, preconditions }, { signal }) {
      try {
        const pod = await readPod(clusters, target, signal);
        if (
          pod.metadata?.uid === preconditions.uid &&
          !pod.metadata?.deletionTimestamp
        ) {
          return { outcome: 'not-applied' };
        }
      } catch (error) {
        if ((error as Error).name !== 'NotFoundError') {
          throw error;
        }
      }
      // This pod is gone or going, which is all that was asked for.
      return { outcome: 'applied', applied: appliedStep(target, null) };
    },
  };
}
