import {
  AlertRow,
  DeliveryApplicationRow,
  DeliveryHistoryRow,
  RolloutRow,
  SignalRow,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  StreamView,
  useStreamView,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useMemo } from 'react';
import { deploymentsOf } from './model/deployments';
import { sortAlerts } from './model/health';

/** The rows of a collection; the same array as long as none changed. */
export function useRows<T>(view: StreamView, name: string): T[] {
  const collection = view.collections[name];
  return useMemo(() => Object.values(collection ?? {}) as T[], [collection]);
}

/** All that the overview of a service is told from, live. A source that is missing takes only its own part away. */
export function useService(entityRef: string) {
  const rollouts = useStreamView({ topic: 'rollouts', entityRef });
  const alerts = useStreamView({ topic: 'alerts', entityRef });
  const delivery = useStreamView({ topic: 'delivery', entityRef });
  const signals = useStreamView({ topic: 'signals', entityRef });

  const rolloutRows = useRows<RolloutRow>(rollouts.view, 'rollouts');
  const alertRows = useRows<AlertRow>(alerts.view, 'alerts');
  const history = useRows<DeliveryHistoryRow>(delivery.view, 'history');
  const [application] = useRows<DeliveryApplicationRow>(
    delivery.view,
    'application',
  );
  const signalRows = useRows<SignalRow>(signals.view, 'signals');
  return {
    views: {
      rollouts: rollouts.view,
      alerts: alerts.view,
      delivery: delivery.view,
      signals: signals.view,
    },
    connection: rollouts.connection,
    retry: rollouts.retry,
    rollouts: rolloutRows,
    alerts: useMemo(() => sortAlerts(alertRows), [alertRows]),
    application,
    deployments: useMemo(
      () => deploymentsOf(history, rolloutRows),
      [history, rolloutRows],
    ),
    signals: signalRows,
  };
}
