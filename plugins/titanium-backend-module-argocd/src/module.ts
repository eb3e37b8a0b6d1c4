import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { titaniumExtensionPoint } from '@titanium-portal/backstage-plugin-titanium-node';
import { ArgoInstances } from './instances';
import { registerArgo } from './register';

/**
 * Argo CD for Titanium: the live view of an application's delivery, its actions, and the argocd command, for the
 * instances of `titanium.argocd`.
 * @public
 */
export const titaniumModuleArgocd = createBackendModule({
  pluginId: 'titanium',
  moduleId: 'argocd',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        titanium: titaniumExtensionPoint,
      },
      async init({ config, lifecycle, logger, titanium }) {
        const instances = ArgoInstances.fromConfig(config, { logger });
        lifecycle.addShutdownHook(() => instances.close());
        registerArgo(titanium, instances);
      },
    });
  },
});
