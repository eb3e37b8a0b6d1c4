import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { AlertRow } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  StreamView,
  StreamViewResult,
  useStreamView,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useMemo } from 'react';
import { sortAlerts } from '../overview/model/health';
import { useRows } from '../overview/useService';
import { alertsOf, ServiceRow, serviceRows } from './model/services';
import { useStreamViews } from './useStreamViews';

/** Topics one page watches at most; services beyond are only listed. */
const MOST_TOPICS = 50;
/** Of these, what the other parts of the page watch. */
const OTHER_TOPICS = 4;

const ALL_ALERTS = { topic: 'alerts', entityRef: null };

export interface PlatformState {
  rows: ServiceRow[];
  /** Services that are not watched, because they are too many. */
  unwatched: Entity[];
  alerts: AlertRow[];
  /** Whether the alerts are those of the whole platform, or of the services one by one. */
  wholePlatform: boolean;
  /** Where alerts come from. */
  alertViews: readonly StreamView[];
  rolloutViews: readonly StreamView[];
  connection: StreamViewResult['connection'];
  retry: () => void;
}

/**
 * All services with their pods and alerts, live. Operators see the alerts of the platform in one view; who may not sees
 * those of each service.
 */
export function usePlatform(services: readonly Entity[]): PlatformState {
  const all = useStreamView(ALL_ALERTS);
  const single = all.view.refused?.code === 'forbidden';
  const most = Math.floor((MOST_TOPICS - OTHER_TOPICS) / (single ? 2 : 1));
  const watched = useMemo(() => services.slice(0, most), [services, most]);
  const refs = useMemo(() => watched.map(stringifyEntityRef), [watched]);
  const topics = useMemo(
    () => refs.map(entityRef => ({ topic: 'rollouts', entityRef })),
    [refs],
  );
  const alertTopics = useMemo(
    () =>
      single ? refs.map(entityRef => ({ topic: 'alerts', entityRef })) : [],
    [refs, single],
  );
  const rolloutViews = useStreamViews(topics);
  const ownAlerts = useStreamViews(alertTopics);
  const everything = useRows<AlertRow>(all.view, 'alerts');

  const rows = useMemo(
    () =>
      serviceRows(watched, rolloutViews, (entity, index) =>
        single
          ? (Object.values(
              ownAlerts[index]?.collections.alerts ?? {},
            ) as AlertRow[])
          : alertsOf(entity, everything),
      ),
    [watched, rolloutViews, ownAlerts, everything, single],
  );
  const alerts = useMemo(() => {
    const found = single
      ? ownAlerts.flatMap(
          view => Object.values(view.collections.alerts ?? {}) as AlertRow[],
        )
      : everything;
    const unique = new Map(found.map(alert => [alert.key, alert]));
    return sortAlerts([...unique.values()]);
  }, [single, ownAlerts, everything]);
  return {
    rows,
    unwatched: services.slice(most),
    alerts,
    wholePlatform: !single,
    alertViews: single ? ownAlerts : [all.view],
    rolloutViews,
    connection: all.connection,
    retry: all.retry,
  };
}
