// The module is tested where it lives in production: in its plugin, under the default policy.
/* eslint-disable @backstage/no-mixed-plugin-imports */
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
import { Run } from '@titanium-portal/backstage-plugin-titanium-common';
import { PlatformName } from '@titanium-portal/sandbox';
import { testHttpAuth, until } from '@titanium-portal/test-utils';
import titaniumModuleKubernetes from '../index';
import {
  serviceEntity,
  startTestSandbox,
  TestSandbox,
  userEntity,
} from './sandbox';

export type Person = 'developer' | 'operator' | 'lead';

function member(name: string, ...groups: string[]): Entity {
  return {
    ...userEntity(name),
    relations: groups.map(group => ({
      type: 'memberOf',
      targetRef: `group:default/${group}`,
    })),
  };
}

function owned(name: string, owner: string): Entity {
  return {
    ...serviceEntity(name),
    relations: [{ type: 'ownedBy', targetRef: `group:default/${owner}` }],
  };
}

function annotated(entity: Entity, more: Record<string, string> = {}): Entity {
  const annotations = { ...entity.metadata.annotations, ...more };
  return { ...entity, metadata: { ...entity.metadata, annotations } };
}

/** The sandbox, and a whole back end with this module over it, spoken to over HTTP. Keeps what was logged. */
export async function startKubernetesPortal(
  options: {
    /** Where the database is kept; in memory without. */
    directory?: string;
    speed?: number;
    features?: object[];
    /** Of the sandbox, beside Kubernetes. */
    platforms?: PlatformName[];
    /** More annotations of the blog's entity. */
    annotations?:
      | Record<string, string>
      | ((sandbox: TestSandbox['sandbox']) => Record<string, string>);
  } = {},
) {
  const platform = await startTestSandbox({
    speed: options.speed ?? 20,
    platforms: options.platforms,
  });
  const logged: string[] = [];
  const log = (...parts: unknown[]) => {
    logged.push(
      parts
        .map(part =>
          part instanceof Error
            ? `${part.stack} ${JSON.stringify(part)}`
            : JSON.stringify(part),
        )
        .join(' '),
    );
  };
  const logger = mockServices.rootLogger.mock({
    child: () => logger as never,
    debug: log as never,
    info: log as never,
    warn: log as never,
    error: log as never,
  });
  const backend = await startTestBackend({
    features: [
      titaniumPlugin,
      permissionPlugin,
      titaniumPolicy,
      testHttpAuth,
      logger.factory,
      mockServices.permissions.factory(),
      titaniumModuleKubernetes,
      ...((options.features ?? []) as never[]),
      catalogServiceMock.factory({
        entities: [
          owned('prod-api-gateway', 'core-team'),
          owned('prod-user-service', 'core-team'),
          annotated(
            owned('prod-blog-service', 'blog-team'),
            typeof options.annotations === 'function'
              ? options.annotations(platform.sandbox)
              : options.annotations,
          ),
          member('developer', 'blog-team'),
          member('operator', 'platform-operators'),
          member('lead', 'core-team', 'platform-leads'),
        ],
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
          ...platform.config,
        },
      }),
    ],
  });
  const url = `http://localhost:${backend.server.port()}/api/titanium`;

  async function call(
    person: Person,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: any; headers: Headers }> {
    const response = await fetch(`${url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: mockCredentials.user.header(`user:default/${person}`),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return {
      status: response.status,
      body: await response.json(),
      headers: response.headers,
    };
  }
  const run = (person: Person, planId: string) =>
    call(person, '/runs', { planId, idempotencyKey: `key-${planId}` });
  const ended = (person: Person, id: string) =>
    until(async () => {
      const { body } = await call(person, `/runs/${id}`);
      return body.endedAt ? (body as Run) : undefined;
    }, 40_000);

  return {
    call,
    logged,
    platform,
    plan: (
      person: Person,
      id: string,
      input: JsonObject,
      fields?: JsonObject,
    ) =>
      call(person, '/plans', {
        action: { id, input: { cluster: 'titanium', ...input } },
        fields,
      }),
    run,
    ended,
    /** Approves where that is needed, runs, and waits for the end. */
    carryOut: async (
      person: Person,
      plan: { id: string; state: string; hash: string },
    ): Promise<Run> => {
      if (plan.state === 'awaiting_approval') {
        await call('lead', `/plans/${plan.id}/approve`, {
          hash: plan.hash,
        });
      }
      const started = await run(person, plan.id);
      if (started.status !== 200) {
        throw new Error(JSON.stringify(started.body));
      }
      return ended(person, started.body.id);
    },
    async stop() {
      await backend.stop();
      await platform.stop();
    },
  };
}

export type KubernetesPortal = Awaited<
  ReturnType<typeof startKubernetesPortal>
>;
