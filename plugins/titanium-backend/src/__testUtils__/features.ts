import { BackendFeature, coreServices } from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import permissionPlugin from '@backstage/plugin-permission-backend';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { JsonObject } from '@backstage/types';
import titaniumPolicy from '@titanium-portal/backstage-plugin-permission-backend-module-titanium';
import titaniumPlugin from '../index';
import { fakeModule } from './fakeModule';
import { FakePlatform } from './FakePlatform';
import { fixedService, liveCatalog, testHttpAuth } from './services';

/** Told of what the plugin says to other services. */
export interface Listeners {
  registered(name: string, action: unknown): void;
  audited(outcome: 'success' | 'fail', event: object, extra: unknown): void;
  signalled(signal: unknown): Promise<void>;
  notified(notification: unknown): Promise<void>;
}

/** What a portal of the tests is made of; needs no test runner. */
export function portalFeatures(options: {
  platform: FakePlatform;
  entities: Entity[];
  config: JsonObject;
  listeners: Listeners;
  permissionBackend?: boolean;
  /** Instead of the registry of actions that only notes what is offered. */
  registry?: BackendFeature[];
}) {
  const { platform, entities, config, listeners } = options;
  return [
    titaniumPlugin,
    ...(options.permissionBackend === false
      ? []
      : [permissionPlugin, titaniumPolicy]),
    ...(options.registry ?? [
      fixedService(actionsRegistryServiceRef, {
        register: ({ name, action }) => listeners.registered(name, action),
      }),
    ]),
    fakeModule(platform),
    testHttpAuth,
    liveCatalog(entities),
    mockServices.permissions.factory(),
    fixedService(coreServices.auditor, {
      createEvent: async event => ({
        success: async extra => listeners.audited('success', event, extra),
        fail: async extra => listeners.audited('fail', event, extra),
      }),
    }),
    fixedService(signalsServiceRef, { publish: listeners.signalled }),
    fixedService(notificationService, { send: listeners.notified }),
    mockServices.rootConfig.factory({ data: config }),
  ];
}
