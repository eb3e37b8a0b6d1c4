import type { V1PodDisruptionBudget } from '@kubernetes/client-node';
import { PlanWarning } from '@titanium-portal/backstage-plugin-titanium-common';
import { TitaniumClusters } from '@titanium-portal/backstage-plugin-titanium-node';
import { ObjectRef } from '../workloads';
import { optionalList } from './optionalList';
import { selects } from './selectors';

type Labels = Readonly<Record<string, string>>;

async function budgetsOf(
  clusters: TitaniumClusters,
  ref: Pick<ObjectRef, 'cluster' | 'namespace'>,
  labels: Labels,
  signal: AbortSignal,
): Promise<V1PodDisruptionBudget[]> {
  const budgets = await optionalList<V1PodDisruptionBudget>(
    clusters,
    ref,
    'poddisruptionbudget',
    signal,
  );
  return budgets.filter(({ spec }) => selects(spec?.selector, labels));
}

/** Scaling below what a budget keeps healthy: budgets do not hold scaling back. */
export async function scaleBudgetWarnings(
  clusters: TitaniumClusters,
  ref: ObjectRef,
  labels: Labels,
  replicas: number,
  signal: AbortSignal,
): Promise<PlanWarning[]> {
  const budgets = await budgetsOf(clusters, ref, labels, signal);
  return budgets.flatMap(({ metadata, spec, status }) => {
    const least =
      typeof spec?.minAvailable === 'number'
        ? spec.minAvailable
        : status?.desiredHealthy ?? 0;
    const name = metadata?.name ?? '';
    return replicas < least
      ? [
          {
            code: 'disruption-budget',
            severity: 'warning' as const,
            message: `The disruption budget ${name} asks for ${least} available pods; scaling does not respect it.`,
            values: { name, least, replicas, effect: 'scale' },
          },
        ]
      : [];
  });
}

/** Deleting a pod while a budget allows no disruption: deletion does not ask budgets, only eviction does. */
export async function deleteBudgetWarnings(
  clusters: TitaniumClusters,
  ref: ObjectRef,
  labels: Labels,
  signal: AbortSignal,
): Promise<PlanWarning[]> {
  const budgets = await budgetsOf(clusters, ref, labels, signal);
  return budgets
    .filter(({ status }) => (status?.disruptionsAllowed ?? 1) < 1)
    .map(({ metadata }) => {
      const name = metadata?.name ?? '';
      return {
        code: 'disruption-budget',
        severity: 'warning' as const,
        message: `The disruption budget ${name} allows no disruption now; deleting a pod does not respect it.`,
        values: { name, effect: 'delete' },
      };
    });
}
