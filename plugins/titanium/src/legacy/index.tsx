/**
 * The four tabs for portals on the older front-end system:
 * `<EntityLayout.Route path="/pods" title="Pods"><EntityTitaniumPodsContent /></EntityLayout.Route>`.
 *
 * @packageDocumentation
 */
import {
  createApiFactory,
  createPlugin,
  createRoutableExtension,
  createRouteRef,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { titaniumApiRef } from '@titanium-portal/backstage-plugin-titanium-react';
import { TitaniumClient } from '../api/TitaniumClient';

const podsRouteRef = createRouteRef({ id: 'titanium.pods' });
const logsRouteRef = createRouteRef({ id: 'titanium.logs' });
const metricsRouteRef = createRouteRef({ id: 'titanium.metrics' });
const deliveryRouteRef = createRouteRef({ id: 'titanium.delivery' });

/** @public */
export const titaniumPlugin = createPlugin({
  id: 'titanium',
  apis: [
    createApiFactory({
      api: titaniumApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new TitaniumClient(deps),
    }),
  ],
  routes: {
    pods: podsRouteRef,
    logs: logsRouteRef,
    metrics: metricsRouteRef,
    delivery: deliveryRouteRef,
  },
});

/** The tab of live pods. @public */
export const EntityTitaniumPodsContent: () => JSX.Element =
  titaniumPlugin.provide(
    createRoutableExtension({
      name: 'EntityTitaniumPodsContent',
      mountPoint: podsRouteRef,
      component: () =>
        import('../pods/PodsContent').then(module => module.PodsContent),
    }),
  );

/** The tab of logs. @public */
export const EntityTitaniumLogsContent: () => JSX.Element =
  titaniumPlugin.provide(
    createRoutableExtension({
      name: 'EntityTitaniumLogsContent',
      mountPoint: logsRouteRef,
      component: () =>
        import('../logs/LogsContent').then(module => module.LogsContent),
    }),
  );

/** The tab of signals and dashboards. @public */
export const EntityTitaniumMetricsContent: () => JSX.Element =
  titaniumPlugin.provide(
    createRoutableExtension({
      name: 'EntityTitaniumMetricsContent',
      mountPoint: metricsRouteRef,
      component: () =>
        import('../metrics/MetricsContent').then(
          module => module.MetricsContent,
        ),
    }),
  );

/** The tab of what Argo CD delivers. @public */
export const EntityTitaniumDeliveryContent: () => JSX.Element =
  titaniumPlugin.provide(
    createRoutableExtension({
      name: 'EntityTitaniumDeliveryContent',
      mountPoint: deliveryRouteRef,
      component: () =>
        import('../delivery/DeliveryContent').then(
          module => module.DeliveryContent,
        ),
    }),
  );
