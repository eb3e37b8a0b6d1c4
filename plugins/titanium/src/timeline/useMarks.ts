import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { entityRouteParams } from '@backstage/plugin-catalog-react';
import {
  AlertRow,
  DeliveryHistoryRow,
  DeliveryOperationRow,
  KUBERNETES_CLUSTER_ANNOTATION,
  RolloutRow,
  RunSummary,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  StreamView,
  titaniumApiRef,
  useStreamView,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useMemo } from 'react';
import { useRead } from '../pods/drawer/useRead';
import { alertMarks } from './model/alerts';
import { deploymentMarks, operationMarks } from './model/delivery';
import { marksInRange } from './model/range';
import { rolloutMarks } from './model/rollouts';
import { runMarks } from './model/runs';
import { sourceOf } from './model/sources';
import { Mark, MarkRange, MarkSource } from './types';
import { useMarkWords } from './useMarkWords';

/** Alerts looked back at when no range is given. */
const DAY = { last: 24 * 3600 };

/** The rows of a collection; the same array as long as none changed. */
function useRows<T>(view: StreamView, name: string): T[] {
  const collection = view.collections[name];
  return useMemo(() => Object.values(collection ?? {}) as T[], [collection]);
}

/**
 * What happened to a service, oldest first: deployments, rollouts, operations of Argo CD, runs of the portal, alerts.
 * Live; a source that is missing or fails takes only its own marks away. A rollout that a deployment explains is told
 * once, as the deployment. Look at `marksInRange` for what a range means.
 */
export function useMarks(
  entity: Entity,
  range?: MarkRange,
): { marks: readonly Mark[]; sources: readonly MarkSource[] } {
  const entityRef = stringifyEntityRef(entity);
  const words = useMarkWords();
  const api = useApi(titaniumApiRef);
  const delivery = useStreamView({ topic: 'delivery', entityRef }).view;
  const rollouts = useStreamView({ topic: 'rollouts', entityRef }).view;
  const runs = useStreamView({ topic: 'runs', entityRef }).view;
  const alerts = useStreamView({ topic: 'alerts', entityRef }).view;

  const history = useRows<DeliveryHistoryRow>(delivery, 'history');
  const operations = useRows<DeliveryOperationRow>(delivery, 'operation');
  const workloads = useRows<RolloutRow>(rollouts, 'rollouts');
  const runRows = useRows<RunSummary>(runs, 'runs');
  const alertRows = useRows<AlertRow>(alerts, 'alerts');

  const cluster =
    entity.metadata.annotations?.[KUBERNETES_CLUSTER_ANNOTATION] ??
    workloads[0]?.cluster ??
    null;
  // Asked again when an alert begins or ends: that is when the past has grown.
  const firing = alertRows
    .filter(({ firingAt }) => firingAt !== null)
    .map(({ key }) => key)
    .sort()
    .join();
  const past = useRead(
    api,
    cluster && alerts.ready && !alerts.refused
      ? {
          action: {
            id: 'alerts.history',
            input: { cluster, range: range ?? DAY },
          },
          entityRef,
        }
      : null,
    firing,
  );
  const series =
    past.answer?.result.type === 'series' ? past.answer.result : undefined;

  const params = entityRouteParams(entity);
  const page = `/catalog/${params.namespace}/${params.kind}/${params.name}`;
  const key = JSON.stringify(range ?? null);
  const marks = useMemo(() => {
    const tab = `${page}/delivery`;
    return marksInRange(
      [
        ...deploymentMarks(history, words, id => `${tab}?history=${id}`),
        ...operationMarks(operations[0], history, words, tab),
        ...rolloutMarks(workloads, history, words, tab),
        ...runMarks(runRows, words),
        ...alertMarks(alertRows, series, words, `${page}/metrics`),
      ],
      (JSON.parse(key) as MarkRange | null) ?? undefined,
    );
  }, [
    history,
    operations,
    workloads,
    runRows,
    alertRows,
    series,
    words,
    page,
    key,
  ]);
  const sources = useMemo(
    () => [
      sourceOf('delivery', delivery),
      sourceOf('rollouts', rollouts),
      sourceOf('runs', runs),
      sourceOf('alerts', alerts, past.error),
    ],
    [delivery, rollouts, runs, alerts, past.error],
  );
  return { marks, sources };
}
