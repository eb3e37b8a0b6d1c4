import { JsonObject } from '@backstage/types';
import {
  AppliedStep,
  kubernetesPath,
  StepHandler,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { ActionDeps } from '../deps';
import { moveVersion } from '../moveVersion';
import { checkPreconditions } from '../preconditions';
import { pathOf } from '../workloads';
import { writeOnce } from '../writeOnce';
import {
  AutoscalerFields,
  fieldsOf,
  fieldsPatch,
  KIND,
  LiveAutoscaler,
  readAutoscaler,
  sameFields,
} from './autoscalerFields';
import { complaints, followAutoscaler } from './followAutoscaler';

const rangesOf = (input: JsonObject) =>
  input as { from: AutoscalerFields; to: AutoscalerFields };

function appliedStep(input: JsonObject, result: LiveAutoscaler): AppliedStep {
  const { from, to } = rangesOf(input);
  return {
    before: { ...from },
    after: { ...to },
    state: {
      from,
      to,
      resourceVersion: result.metadata.resourceVersion ?? '',
    },
  };
}

/** Patches an autoscaler and watches until its workload is in the new range. */
export function editAutoscalerStep(deps: ActionDeps): StepHandler {
  const { clusters } = deps;
  return {
    async apply({ target, input, preconditions, held }, { signal }) {
      const { to } = rangesOf(input);
      const { result } = await writeOnce({
        read: () => readAutoscaler(clusters, target, signal),
        check: found => checkPreconditions(found, found.spec, preconditions),
        held,
        write: found =>
          clusters.actor(target.cluster).request<LiveAutoscaler>({
            method: 'PATCH',
            path: kubernetesPath(
              pathOf(clusters, { ...target, kind: KIND }),
              target.name,
            ),
            contentType: 'application/merge-patch+json',
            body: fieldsPatch(found, to, found.metadata.resourceVersion),
            signal,
          }),
      });
      return appliedStep(input, result);
    },

    verify: ({ target, input }, { signal }) =>
      followAutoscaler(deps, target, rangesOf(input).to, signal),

    fence: moveVersion(deps),

    async *diagnose({ target }, { signal }) {
      yield* complaints(await readAutoscaler(clusters, target, signal));
    },

    async reconcile({ target, input, preconditions }, { signal }) {
      const live = await readAutoscaler(clusters, target, signal);
      const { from, to } = rangesOf(input);
      const now = fieldsOf(live);
      if (live.metadata.uid !== preconditions.uid) {
        return { outcome: 'unknown', reason: 'The object was made anew.' };
      }
      if (sameFields(now, to)) {
        return { outcome: 'applied', applied: appliedStep(input, live) };
      }
      return sameFields(now, from)
        ? { outcome: 'not-applied' }
        : {
            outcome: 'unknown',
            reason: `The autoscaler has changed; it allows ${now.min} to ${now.max} replicas now.`,
          };
    },
  };
}
