import { KubeObject } from '../../../world/types';
import { readDeleteOptionsOf } from '../../deletion/eviction';
import { removeObject } from '../../deletion/remove';
import { readObject } from '../../request/body';
import { selectorMatches } from '../../selectors/labelSelector';
import { ResourceCall, Verb } from '../../server/call';
import { ApiError } from '../../status';
import { storedObject } from '../get';

const BUDGETS = { group: 'policy', resource: 'poddisruptionbudgets' };

function assertBudget({ api }: ResourceCall, pod: KubeObject): void {
  const budget = api.world.store
    .list(BUDGETS, pod.metadata.namespace)
    .find(({ spec }) => selectorMatches(spec?.selector, pod.metadata.labels));
  const ready = pod.status?.conditions?.some(
    (condition: any) =>
      condition.type === 'Ready' && condition.status === 'True',
  );
  if (budget && ready && (budget.status?.disruptionsAllowed ?? 0) < 1) {
    const { name } = budget.metadata;
    throw new ApiError(
      429,
      'TooManyRequests',
      "Cannot evict pod as it would violate the pod's disruption budget.",
      {
        causes: [
          {
            reason: 'DisruptionBudget',
            message: `The disruption budget ${name} needs ${
              budget.status?.desiredHealthy ?? 0
            } healthy pods and has ${
              budget.status?.currentHealthy ?? 0
            } currently`,
          },
        ],
      },
    );
  }
}

/** POST of a policy/v1 Eviction: a deletion that respects disruption budgets. */
export const evict: Verb = async call => {
  const body = (await readObject(call.request)) ?? {};
  const pod = storedObject(call);
  const { dryRun, gracePeriodSeconds } = readDeleteOptionsOf(call, body);
  assertBudget(call, pod);
  if (!dryRun) {
    removeObject(call.api.world, call.type.storage, pod, {
      gracePeriodSeconds,
    });
  }
  return {
    code: 201,
    body: {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      code: 201,
    },
  };
};
