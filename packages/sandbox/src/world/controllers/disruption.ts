import { isReady, selects, timestamp, withCondition } from '../objects';
import { R } from '../resources';
import { KubeObject } from '../types';
import { scaledValue } from './deployment/math';
import { Controller, WorldContext, batchFor, keyOf, self } from './controller';
import { isActive } from './pods';

/** Counts for each disruption budget how many pods may be lost on purpose now. */
export function disruptionController(context: WorldContext): Controller {
  const { store, clock, owned } = context;
  return {
    name: 'poddisruptionbudget',
    sources: [
      self(R.podDisruptionBudgets),
      {
        id: R.pods,
        keys: pod =>
          store
            .list(R.podDisruptionBudgets, pod.metadata.namespace)
            .filter(budget =>
              selects(budget.spec.selector, pod.metadata.labels),
            )
            .map(keyOf),
      },
    ],
    batchMs: ({ namespace }) => batchFor(owned.inNamespace(namespace)),
    reconcile({ namespace, name }) {
      const budget = store.get(R.podDisruptionBudgets, namespace, name);
      if (!budget) {
        return undefined;
      }
      const pods = store
        .list(R.pods, namespace)
        .filter(
          pod =>
            isActive(pod) && selects(budget.spec.selector, pod.metadata.labels),
        );
      const healthy = pods.filter(isReady).length;
      const desired = wantedHealthy(budget, pods.length);
      const allowed = Math.max(0, healthy - desired);
      store.update(R.podDisruptionBudgets, {
        ...budget,
        status: {
          conditions: withCondition(
            budget.status?.conditions,
            {
              type: 'DisruptionAllowed',
              status: allowed > 0 ? 'True' : 'False',
              reason: allowed > 0 ? 'SufficientPods' : 'InsufficientPods',
              message: '',
            },
            timestamp(clock.now()),
          ),
          currentHealthy: healthy,
          desiredHealthy: desired,
          disruptionsAllowed: allowed,
          expectedPods: pods.length,
          observedGeneration: budget.metadata.generation,
        },
      });
      return undefined;
    },
  };
}

function wantedHealthy(budget: KubeObject, expected: number): number {
  const { minAvailable, maxUnavailable } = budget.spec;
  return maxUnavailable !== undefined
    ? Math.max(0, expected - scaledValue(maxUnavailable, expected, 'up'))
    : scaledValue(minAvailable ?? 1, expected, 'up');
}
