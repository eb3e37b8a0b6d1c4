import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { titaniumPermissions } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  titaniumExtensionPoint,
  titaniumTargetResourceRef,
  titaniumTargetRules,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { registerActions } from './actions/registerActions';
import { readTitaniumOptions } from './config/options';
import { openDatabase } from './database/database';
import { startHousekeeping } from './database/housekeeping';
import { Registry } from './registry/Registry';
import { createRouter } from './router/router';
import { createServices } from './services';

/**
 * The core of Titanium: views, streams, plans, runs and audit. It knows no platform; modules add theirs through
 * `titaniumExtensionPoint`.
 * @public
 */
export const titaniumPlugin = createBackendPlugin({
  pluginId: 'titanium',
  register(env) {
    const registry = new Registry();
    env.registerExtensionPoint(titaniumExtensionPoint, registry);
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
      },
      async init(deps) {
        const { permissionsRegistry, httpRouter, lifecycle, logger } = deps;
        const options = readTitaniumOptions(deps.config);
        if (options.readOnly) {
          logger.warn('permission.enabled is off: Titanium is read-only');
        }
        permissionsRegistry.addResourceType({
          resourceRef: titaniumTargetResourceRef,
          permissions: titaniumPermissions.filter(isTargetPermission),
          rules: Object.values(titaniumTargetRules),
        });
        permissionsRegistry.addPermissions(
          titaniumPermissions.filter(item => !isTargetPermission(item)),
        );
        const knex = await openDatabase(deps.database);
        const services = createServices({ ...deps, registry, options, knex });
        httpRouter.use(
          createRouter({
            services,
            httpAuth: deps.httpAuth,
            origins: options.origins,
          }),
        );
        registerActions(deps.actionsRegistry, services, options);
        lifecycle.addStartupHook(() => services.engine.start());
        lifecycle.addShutdownHook(async () => {
          services.stream.shutdown();
          services.host.close();
          services.sealed.clear();
          await services.engine.stop();
        });
        await startHousekeeping(deps.scheduler, services, options);
      },
    });
  },
});

function isTargetPermission(permission: object): boolean {
  return (
    'resourceType' in permission &&
    permission.resourceType === titaniumTargetResourceRef.resourceType
  );
}
