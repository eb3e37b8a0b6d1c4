// The module is tested where it lives in production: in its plugin, under the default policy.
/* eslint-disable @backstage/no-mixed-plugin-imports */
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import permissionPlugin from '@backstage/plugin-permission-backend';
import titaniumPolicy from '@titanium-portal/backstage-plugin-permission-backend-module-titanium';
import titaniumPlugin from '@titanium-portal/backstage-plugin-titanium-backend';
import { titaniumExtensionPoint } from '@titanium-portal/backstage-plugin-titanium-node';
import {
  Run,
  ViewState,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { testHttpAuth, until } from '@titanium-portal/test-utils';
import { ArgoInstances } from '../instances';
import { registerArgo } from '../register';

export function serviceEntity(
  name: string,
  owner: string,
  annotations: Record<string, string> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: {
        'backstage.io/kubernetes-id': name,
        'backstage.io/kubernetes-namespace': 'prod',
        'backstage.io/kubernetes-cluster': 'titanium',
        'argocd/app-name': name,
        ...annotations,
      },
    },
    spec: { type: 'service', owner },
    relations: [{ type: 'ownedBy', targetRef: owner }],
  };
}

function user(name: string, groups: string[]): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name, namespace: 'default' },
    spec: { memberOf: groups },
    relations: groups.map(group => ({
      type: 'memberOf',
      targetRef: `group:default/${group}`,
    })),
  };
}

export type Person = 'developer' | 'operator' | 'stranger';

const PEOPLE = [
  user('developer', ['shop-team']),
  user('operator', ['platform-operators']),
  user('stranger', []),
];

/** Short times, so that tests wait for what happens only. */
const TIMINGS = {
  watch: {
    retryMs: [20, 50],
    refusedRetryMs: 100,
    throttleMs: 20,
    refreshMs: 2_000,
    pollMs: 100,
    idleMs: 50,
  },
  verify: { stallMs: 300, degradedMs: 1_500, settleMs: 200 },
};

/** A whole back end with this module, spoken to over HTTP. */
export async function startPortal(options: {
  argocd: JsonObject[];
  entities: Entity[];
  /** Keeps the database for the next start. */
  directory?: string;
  titanium?: JsonObject;
}) {
  const backend = await startTestBackend({
    features: [
      titaniumPlugin,
      permissionPlugin,
      titaniumPolicy,
      testHttpAuth,
      mockServices.permissions.factory(),
      createBackendModule({
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
              const instances = ArgoInstances.fromConfig(config, {
                logger,
                timings: TIMINGS.watch,
              });
              lifecycle.addShutdownHook(() => instances.close());
              registerArgo(titanium, instances, TIMINGS.verify);
            },
          });
        },
      }),
      catalogServiceMock.factory({
        entities: [...options.entities, ...PEOPLE],
      }),
      mockServices.rootConfig.factory({
        data: {
          backend: {
            baseUrl: 'http://localhost',
            database: {
              client: 'better-sqlite3',
              connection: options.directory
                ? { directory: options.directory }
                : ':memory:',
            },
          },
          permission: { enabled: true },
          titanium: {
            argocd: { instances: options.argocd },
            ...options.titanium,
          },
        },
      }),
    ],
  });
  const url = `http://localhost:${backend.server.port()}/api/titanium`;

  async function call(
    person: Person,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: any }> {
    const response = await fetch(`${url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: mockCredentials.user.header(`user:default/${person}`),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  }

  return {
    call,
    plan: (person: Person, id: string, input: JsonObject, entityRef?: string) =>
      call(person, '/plans', {
        action: { id, input: { cluster: 'titanium', ...input } },
        entityRef,
      }),
    read: (person: Person, id: string, input: JsonObject) =>
      call(person, '/read', {
        action: { id, input: { cluster: 'titanium', ...input } },
      }),
    run: (person: Person, planId: string) =>
      call(person, '/runs', { planId, idempotencyKey: `key-${planId}` }),
    ended: (person: Person, id: string, timeoutMs?: number) =>
      until(async () => {
        const { body } = await call(person, `/runs/${id}`);
        return body.endedAt ? (body as Run) : undefined;
      }, timeoutMs),
    view: async (name: string): Promise<ViewState> =>
      (await call('stranger', `/entities/default/component/${name}/delivery`))
        .body,
    stop: () => backend.stop(),
  };
}

export type TestPortal = Awaited<ReturnType<typeof startPortal>>;
