import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';

/**
 * The mock tokens of the test utilities, nobody without one. As the real service does, it names the plugin that acts for
 * a person, which the permission back end asks for.
 */
export const testHttpAuth = createServiceFactory({
  service: coreServices.httpAuth,
  deps: { plugin: coreServices.pluginMetadata },
  factory: ({ plugin }) => {
    const plain = mockServices.httpAuth({
      pluginId: plugin.getId(),
      defaultCredentials: mockCredentials.none(),
    });
    return {
      issueUserCookie: plain.issueUserCookie.bind(plain),
      credentials: async (req, options) => {
        const found = await plain.credentials(req, options);
        const { userEntityRef } = found.principal as {
          userEntityRef?: string;
        };
        return req.headers.authorization?.startsWith(
          'Bearer mock-service-token:',
        ) && userEntityRef
          ? (mockCredentials.user(userEntityRef, {
              actor: { subject: 'plugin:test' },
            }) as never)
          : found;
      },
    };
  },
});
