import {
  coreServices,
  createServiceFactory,
  createServiceRef,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { DefaultTitaniumClusters } from './DefaultTitaniumClusters';
import { TitaniumClusters } from './types';

/**
 * Makes the clusters of a configuration, for service factories and tests; `stop` ends their watches and connections.
 * Throws `InputError` naming key and remedy for configuration that cannot be used.
 * @public
 */
export function createTitaniumClusters(
  config: Config,
  options: { logger: LoggerService },
): TitaniumClusters & { stop(): Promise<void> } {
  return DefaultTitaniumClusters.fromConfig(config, options);
}

/**
 * The configured clusters, one instance for the whole back end, so that all plugins and modules share the same
 * connections and watches. It knows no users: whoever hands data on must have authorized them. Creating it throws for
 * configuration that cannot be used, so the back end does not start.
 * @public
 */
export const titaniumClustersServiceRef = createServiceRef<TitaniumClusters>({
  id: 'titanium.clusters',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        config: coreServices.rootConfig,
        lifecycle: coreServices.rootLifecycle,
        logger: coreServices.rootLogger,
      },
      factory({ config, lifecycle, logger }) {
        const clusters = createTitaniumClusters(config, {
          logger: logger.child({ service: 'titanium.clusters' }),
        });
        lifecycle.addShutdownHook(() => clusters.stop());
        return clusters;
      },
    }),
});
