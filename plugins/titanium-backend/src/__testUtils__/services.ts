import {
  coreServices,
  createServiceFactory,
  ServiceRef,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';

/** A service that is simply this object. */
export function fixedService<T extends object>(
  service: ServiceRef<T, 'plugin'>,
  value: Partial<T>,
) {
  return createServiceFactory({ service, deps: {}, factory: () => value as T });
}

/** A catalog over an array that tests change. */
export function liveCatalog(entities: Entity[]) {
  const now = () => catalogServiceMock({ entities });
  return fixedService(catalogServiceRef, {
    getEntities: (...args) => now().getEntities(...args),
    getEntitiesByRefs: (...args) => now().getEntitiesByRefs(...args),
  });
}

/**
 * The mock tokens of the test utilities, nobody without one, and credentials that end soon as
 * `Bearer until:<milliseconds>:<user>`.
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
        const header = req.headers.authorization ?? '';
        const match = /^Bearer until:(\d+):(.+)$/.exec(header);
        if (match) {
          return {
            ...mockCredentials.user(match[2]),
            expiresAt: new Date(Number(match[1])),
          } as never;
        }
        const found = await plain.credentials(req, options);
        // As the real service does: who acts for a person is named.
        return header.startsWith('Bearer mock-service-token:') &&
          'userEntityRef' in (found.principal as object)
          ? (mockCredentials.user(
              (found.principal as { userEntityRef: string }).userEntityRef,
              { actor: { subject: 'plugin:test' } },
            ) as never)
          : found;
      },
    };
  },
});
