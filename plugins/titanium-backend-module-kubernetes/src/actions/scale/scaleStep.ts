import type { V1Scale } from '@kubernetes/client-node';
import {
  AppliedStep,
  kubernetesPath,
  StepHandler,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { ActionDeps } from '../deps';
import { checkPreconditions } from '../preconditions';
import { diagnoseWorkload } from '../verify/diagnoseWorkload';
import { followWorkload } from '../verify/followWorkload';
import { scaleStatus } from '../verify/rolloutStatus';
import { findAutoscaler, willObject } from '../warnings/autoscalers';
import { pathOf, readWorkload, Workload } from '../workloads';
import { moveVersion } from '../moveVersion';
import { writeOnce } from '../writeOnce';

function replicasOf(live: Workload): number {
  return live.spec.replicas ?? 1;
}

function appliedStep(
  from: number,
  to: number,
  generation: number,
  resourceVersion: string,
): AppliedStep {
  return {
    before: { replicas: from },
    after: { replicas: to },
    state: { previousReplicas: from, generation, resourceVersion },
  };
}

/** Writes the scale subresource and follows the pods until their number is right. */
export function scaleStep(deps: ActionDeps): StepHandler {
  const { clusters } = deps;
  return {
    async apply({ target, input, preconditions, held }, { signal }) {
      const replicas = Number(input.replicas);
      const { live, result } = await writeOnce({
        read: () => readWorkload(clusters, target, signal),
        check: found =>
          checkPreconditions(
            found,
            { replicas: replicasOf(found) },
            preconditions,
          ),
        held,
        write: found =>
          clusters.actor(target.cluster).request<V1Scale>({
            method: 'PUT',
            path: kubernetesPath(
              pathOf(clusters, target),
              target.name,
              'scale',
            ),
            body: {
              apiVersion: 'autoscaling/v1',
              kind: 'Scale',
              metadata: {
                name: target.name,
                namespace: target.namespace,
                resourceVersion: found.metadata.resourceVersion,
              },
              spec: { replicas },
            },
            signal,
          }),
      });
      const from = replicasOf(live);
      const generation = live.metadata.generation ?? 0;
      return appliedStep(
        from,
        replicas,
        // A Scale does not tell the generation; a change of the number raises it by one.
        from === replicas ? generation : generation + 1,
        result.metadata?.resourceVersion ?? '',
      );
    },

    async *verify({ target, input, applied }, { signal }) {
      const replicas = Number(input.replicas);
      const autoscaler = await findAutoscaler(clusters, target, signal);
      yield* followWorkload(
        deps,
        {
          ref: target,
          uid: target.uid ?? '',
          generation: Number(applied.state.generation),
          status: scaleStatus,
          pods: 'all',
          hold:
            autoscaler && willObject(autoscaler, replicas)
              ? {
                  ms: deps.timings.hold,
                  message: `watching whether the autoscaler ${autoscaler.name} keeps it`,
                  wording: {
                    key: 'autoscalerHold',
                    values: { name: autoscaler.name },
                  },
                }
              : undefined,
          async superseded(live) {
            const now = replicasOf(live);
            if (now === replicas) {
              return undefined;
            }
            const values = { replicas: String(replicas), now: String(now) };
            if (!autoscaler) {
              return {
                message: `It was scaled to ${replicas}, but something else has set it to ${now} since.`,
                wording: { key: 'kubernetes.scaledSince', values },
              };
            }
            const { name, min, max } = autoscaler;
            return {
              message: `It was scaled to ${replicas}, but is at ${now} again: the autoscaler ${name} (${min} to ${max}) decides the number.`,
              wording: {
                key: 'kubernetes.scaledBack',
                values: { ...values, name, min: String(min), max: String(max) },
              },
            };
          },
        },
        signal,
      );
    },

    fence: moveVersion(deps),

    diagnose: diagnoseWorkload(deps, 'all'),

    async reconcile({ target, input, preconditions }, { signal }) {
      const live = await readWorkload(clusters, target, signal);
      const replicas = Number(input.replicas);
      const generation = live.metadata.generation ?? 0;
      if (live.metadata.uid !== preconditions.uid) {
        return { outcome: 'unknown', reason: 'The object was made anew.' };
      }
      if (generation === preconditions.generation) {
        return { outcome: 'not-applied' };
      }
      if (
        replicasOf(live) !== replicas ||
        generation !== (preconditions.generation ?? 0) + 1
      ) {
        return {
          outcome: 'unknown',
          reason: `The object has changed; it asks for ${replicasOf(
            live,
          )} replicas now.`,
        };
      }
      return {
        outcome: 'applied',
        applied: appliedStep(
          Number(input.from),
          replicas,
          generation,
          live.metadata.resourceVersion ?? '',
        ),
      };
    },
  };
}
