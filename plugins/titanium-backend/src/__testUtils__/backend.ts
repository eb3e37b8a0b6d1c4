import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import {
  BackendFeature,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { Plan, Run } from '@titanium-portal/backstage-plugin-titanium-common';
import createKnex, { Knex } from 'knex';
import request from 'supertest';
import { until } from '@titanium-portal/test-utils';
import { testEntities } from './catalog';
import { FakePlatform } from './FakePlatform';
import { portalFeatures } from './features';

// A whole back end starts for each test; machines that build meanwhile are slow.
jest.setTimeout(60_000);

export type Person =
  | 'developer'
  | 'lead'
  | 'second-lead'
  | 'operator'
  | 'second-operator';

/** A running portal with the real policy, a fake platform and a catalog that tests change. */
export interface TestPortal {
  platform: FakePlatform;
  entities: Entity[];
  auditEvents: jest.Mock;
  signals: jest.Mock;
  notifications: jest.Mock;
  /** What the plugin offers to agents, by name. */
  offered: Map<string, OfferedAction>;
  url: string;
  header(person: Person): string;
  get(person: Person, path: string): request.Test;
  post(person: Person, path: string, body?: object): request.Test;
  /** A plan to resize a thing of namespace `prod`. */
  plan(person: Person, name: string, size: number): Promise<Plan>;
  run(person: Person, plan: Plan, key?: string): request.Test;
  approve(person: Person, plan: Plan): request.Test;
  /** Waits until a run has ended. */
  ended(person: Person, id: string): Promise<Run>;
  /** The plugin's own database, unless it is in memory. */
  openDatabase(): Knex;
  stop(): Promise<void>;
}

type OfferedAction = (context: {
  input: object;
  credentials: BackstageCredentials;
}) => Promise<{ output: Record<string, unknown> }>;

export interface PortalOptions {
  /** False: the permission back end cannot be reached. */
  permissionBackend?: boolean;
  platform?: FakePlatform;
  entities?: Entity[];
  /** Keeps the database for the next start. */
  directory?: string;
  titanium?: JsonObject;
  permissions?: boolean;
  /** Instead of the registry of actions that fills `offered`. */
  registry?: BackendFeature[];
  /** Services in the place of others. */
  features?: BackendFeature[];
}

export async function startPortal(
  options: PortalOptions = {},
): Promise<TestPortal> {
  const platform = options.platform ?? new FakePlatform();
  const entities = options.entities ?? testEntities();
  const auditEvents = jest.fn();
  const signals = jest.fn(async (_: unknown) => {});
  const notifications = jest.fn(async (_: unknown) => {});
  const offered: TestPortal['offered'] = new Map();
  const database = databaseOf(options.directory);
  const backend = await startTestBackend({
    features: [
      ...portalFeatures({
        platform,
        entities,
        config: configOf(options, database),
        permissionBackend: options.permissionBackend,
        registry: options.registry,
        listeners: {
          registered: (name, action) => offered.set(name, action as never),
          audited: auditEvents,
          signalled: signals,
          notified: notifications,
        },
      }),
      ...(options.features ?? []),
    ],
  });
  const { server } = backend;
  const header = (person: Person) =>
    mockCredentials.user.header(`user:default/${person}`);
  const get: TestPortal['get'] = (person, path) =>
    request(server)
      .get(`/api/titanium${path}`)
      .set('authorization', header(person));
  const post: TestPortal['post'] = (person, path, body = {}) =>
    request(server)
      .post(`/api/titanium${path}`)
      .set('authorization', header(person))
      .send(body);
  return {
    platform,
    entities,
    auditEvents,
    signals,
    notifications,
    offered,
    url: `http://localhost:${server.port()}/api/titanium`,
    header,
    get,
    post,
    plan: async (person, name, size) => {
      const { body, status } = await post(person, '/plans', {
        action: {
          id: 'fake.resize',
          input: { cluster: 'fake', namespace: 'prod', name, size },
        },
      });
      if (status !== 200) throw new Error(JSON.stringify(body));
      return body;
    },
    run: (person, plan, key = `key-${plan.id}`) =>
      post(person, '/runs', { planId: plan.id, idempotencyKey: key }),
    approve: (person, { id, hash }) =>
      post(person, `/plans/${id}/approve`, { hash }),
    ended: (person, id) =>
      until(async () => {
        const { body } = await get(person, `/runs/${id}`);
        return body.endedAt ? (body as Run) : undefined;
      }),
    openDatabase: () => openDatabase(database),
    stop: () => backend.stop(),
  };
}

function configOf(
  { permissions, titanium }: PortalOptions,
  database: JsonObject,
) {
  return {
    app: { baseUrl: 'http://portal.example' },
    backend: {
      baseUrl: 'http://localhost:7007',
      actions: { pluginSources: ['titanium'] },
      database,
    },
    permission: { enabled: permissions ?? true },
    titanium: { ...titanium },
  };
}

/**
 * SQLite, in memory or in a directory; with `TITANIUM_TEST_POSTGRES`, a connection string of a superuser, each portal
 * gets databases of its own on a real PostgreSQL.
 */
function databaseOf(directory: string | undefined): JsonObject {
  const postgres = process.env.TITANIUM_TEST_POSTGRES;
  if (postgres && !directory) {
    return {
      client: 'pg',
      prefix: `titanium_${randomUUID().slice(0, 8)}_`,
      connection: postgres,
    };
  }
  return {
    client: 'better-sqlite3',
    connection: directory ? { directory } : ':memory:',
  };
}

function openDatabase({ client, prefix, connection }: JsonObject): Knex {
  if (client === 'pg') {
    const url = new URL(String(connection));
    url.pathname = `/${prefix}titanium`;
    return createKnex({ client, connection: url.href });
  }
  const { directory } = connection as { directory: string };
  return createKnex({
    client: String(client),
    connection: { filename: join(directory, 'titanium.sqlite') },
    useNullAsDefault: true,
  });
}
