/**
 * The tabs for portals on the older front-end system:
 * `<EntityLayout.Route path="/pods" title="Pods"><EntityTitaniumPodsContent /></EntityLayout.Route>`.
 * Runs and plans have pages of their own, where the tabs, dialogs and notifications lead; their paths are fixed:
 * `<Route path="/titanium/runs" element={<TitaniumRunsPage />} />`,
 * `<Route path="/titanium/plans" element={<TitaniumApprovalsPage />} />` and
 * `<Route path="/titanium/audit" element={<TitaniumAuditPage />} />`.
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
const runsRouteRef = createRouteRef({ id: 'titanium.runs' });
const runsPageRouteRef = createRouteRef({ id: 'titanium.runs.page' });
const approvalsRouteRef = createRouteRef({ id: 'titanium.approvals' });
const auditRouteRef = createRouteRef({ id: 'titanium.audit' });

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
    runs: runsRouteRef,
    runsPage: runsPageRouteRef,
    approvals: approvalsRouteRef,
    audit: auditRouteRef,
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

/** The tab of what was changed through the portal. @public */
export const EntityTitaniumRunsContent: () => JSX.Element =
  titaniumPlugin.provide(
    createRoutableExtension({
      name: 'EntityTitaniumRunsContent',
      mountPoint: runsRouteRef,
      component: () =>
        import('../runs/RunsContent').then(module => module.RunsContent),
    }),
  );

/** The list of runs and the page of each, at `/titanium/runs`. @public */
export const TitaniumRunsPage: () => JSX.Element = titaniumPlugin.provide(
  createRoutableExtension({
    name: 'TitaniumRunsPage',
    mountPoint: runsPageRouteRef,
    component: () =>
      import('../runs/RunsRouter').then(module => module.RunsRouter),
  }),
);

/** What waits for a second person, and the page of each plan, at `/titanium/plans`. @public */
export const TitaniumApprovalsPage: () => JSX.Element = titaniumPlugin.provide(
  createRoutableExtension({
    name: 'TitaniumApprovalsPage',
    mountPoint: approvalsRouteRef,
    component: () =>
      import('../approvals/ApprovalsRouter').then(
        module => module.ApprovalsRouter,
      ),
  }),
);

/** The whole audit, at `/titanium/audit`. @public */
export const TitaniumAuditPage: () => JSX.Element = titaniumPlugin.provide(
  createRoutableExtension({
    name: 'TitaniumAuditPage',
    mountPoint: auditRouteRef,
    component: () =>
      import('../audit/AuditPage').then(module => module.AuditPage),
  }),
);
