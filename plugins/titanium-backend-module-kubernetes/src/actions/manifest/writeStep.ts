import { JsonObject } from '@backstage/types';
import {
  AppliedStep,
  diffValues,
  StepHandler,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { ActionDeps } from '../deps';
import { moveVersion } from '../moveVersion';
import { checkPreconditions, hashOf } from '../preconditions';
import { shown } from '../preview/preview';
import { followWorkload, TEMPLATE_REPLACED } from '../verify/followWorkload';
import { rolloutStatus } from '../verify/rolloutStatus';
import { Workload } from '../workloads';
import { writeOnce } from '../writeOnce';
import { comparedFields, Live, readLive } from './liveObject';
import { ObjectStepInput, pathOfStep, writeRequest } from './objectPlan';

const ROLLOUTS = ['Deployment', 'StatefulSet', 'DaemonSet'];

/** The fields that changed, before and after, for the audit: redacted, as a preview shows them. */
function touched(before: Live | null, after: Live) {
  const values = (pick: 'before' | 'after') =>
    Object.fromEntries(
      diffValues(before && shown(before), shown(after)).map(entry => [
        entry.path || 'object',
        entry[pick],
      ]),
    );
  return before
    ? { before: values('before'), after: values('after') }
    : { before: null, after: { created: after.metadata.name } };
}

function stateOf(input: ObjectStepInput, after: Live): JsonObject {
  const { uid, generation, resourceVersion } = after.metadata;
  return {
    uid: uid ?? '',
    generation: generation ?? 0,
    resourceVersion: resourceVersion ?? '',
    fieldsHash: hashOf(comparedFields(after)),
    templateHash: hashOf((after.spec as JsonObject | undefined)?.template),
    previous: input.previous,
  };
}

const CHANGED_SINCE = {
  type: 'failed' as const,
  reason: 'It was written, but something else has changed it since.',
  wording: { key: 'kubernetes.changedSince' },
};

/** Writes one object of a manifest and, for workloads, follows the rollout this starts. */
export function writeStep(deps: ActionDeps): StepHandler {
  const { clusters } = deps;
  const read = (input: ObjectStepInput, signal: AbortSignal) =>
    readLive(clusters, input.cluster, pathOfStep(input), input.name, signal);

  return {
    async apply(step, { signal }) {
      const input = step.input as ObjectStepInput;
      const { live, result } = await writeOnce({
        read: () => read(input, signal),
        held: step.held,
        check: found =>
          checkPreconditions(
            found ?? {},
            comparedFields(found),
            step.preconditions,
          ),
        write: found =>
          clusters.actor(input.cluster).request<Live>({
            ...writeRequest(input, found),
            signal,
          }),
      });
      const state = stateOf(input, result);
      return { ...touched(live, result), state } satisfies AppliedStep;
    },

    // Each step has an object of its own, which need not be the plan's target.
    fence: (step, context) => {
      const { cluster, namespace, kind, name } = step.input as ObjectStepInput;
      const target = { ...step.target, cluster, namespace, kind, name };
      return moveVersion(deps)({ ...step, target }, context);
    },

    async *verify(step, { signal }) {
      const input = step.input as ObjectStepInput;
      const { state } = step.applied;
      const live = await read(input, signal);
      if (!live || live.metadata.uid !== state.uid) {
        yield CHANGED_SINCE;
        return;
      }
      const workload = live as unknown as Workload;
      if (
        ROLLOUTS.includes(input.object.kind) &&
        input.group === 'apps' &&
        !workload.spec.paused
      ) {
        yield* followWorkload(
          deps,
          {
            ref: input,
            uid: String(state.uid),
            generation: Number(state.generation),
            status: rolloutStatus,
            pods: 'newest',
            superseded: async now =>
              hashOf(now.spec.template) === state.templateHash
                ? undefined
                : TEMPLATE_REPLACED,
          },
          signal,
        );
        return;
      }
      yield hashOf(comparedFields(live)) === state.fieldsHash
        ? { type: 'succeeded' }
        : CHANGED_SINCE;
    },

    async reconcile(step, { signal }) {
      const input = step.input as ObjectStepInput;
      const live = await read(input, signal);
      const { uid, fieldsHash } = step.preconditions;
      const now = hashOf(comparedFields(live));
      const sameObject = (live?.metadata.uid ?? null) === uid;
      if (sameObject && now === fieldsHash) {
        return { outcome: 'not-applied' };
      }
      if (live && (sameObject || uid === null) && now === input.becomes) {
        return {
          outcome: 'applied',
          applied: {
            before: null,
            after: { object: live.metadata.name },
            state: stateOf(input, live),
          },
        };
      }
      return {
        outcome: 'unknown',
        reason:
          'The object is neither as it was before nor as this run would have made it.',
      };
    },
  };
}
