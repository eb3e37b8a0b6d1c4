import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { titaniumExtensionPoint } from '@titanium-portal/backstage-plugin-titanium-node';
import { addAlerts } from './alerts';
import { addDashboards } from './dashboards';
import { addLogs } from './logs';
import { addMetrics } from './metrics';
import { readPlatforms } from './platforms';

/**
 * Logs, metrics, dashboards and alerts for Titanium, from the platforms of `titanium.observability`.
 * @public
 */
export const titaniumModuleObservability = createBackendModule({
  pluginId: 'titanium',
  moduleId: 'observability',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        lifecycle: coreServices.rootLifecycle,
        logger: coreServices.logger,
        titanium: titaniumExtensionPoint,
      },
      async init({ config, lifecycle, logger, titanium }) {
        const platforms = readPlatforms(config);
        addLogs(titanium, { platforms, logger });
        addMetrics(titanium, { platforms, logger });
        addAlerts(titanium, { platforms, logger });
        addDashboards(titanium, { platforms, logger });
        lifecycle.addShutdownHook(async () => {
          const clients = [...platforms.values()].flatMap(each => [
            each.loki,
            each.prometheus,
            each.alertmanager,
            each.grafana,
          ]);
          await Promise.all(clients.map(client => client?.close()));
        });
      },
    });
  },
});
