import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { decideTitanium } from './decideTitanium';
import { readTitaniumPolicyOptions } from './options';

/** Installs the default policy. @public */
export const permissionModuleTitanium = createBackendModule({
  pluginId: 'permission',
  moduleId: 'titanium',
  register(reg) {
    reg.registerInit({
      deps: {
        policy: policyExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ policy, config }) {
        const options = readTitaniumPolicyOptions(config);
        policy.setPolicy({
          handle: async (request, user) =>
            decideTitanium(request, user, options),
        });
      },
    });
  },
});
