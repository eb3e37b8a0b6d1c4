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
import { testHttpAuth, until } from '@titanium-portal/test-utils';
import titaniumModuleObservability from '../index';

export type Person = 'developer' | 'owner' | 'operator' | 'nobody';

function user(name: string, team: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name },
    spec: { memberOf: [team] },
    relations: [{ type: 'memberOf', targetRef: `group:default/${team}` }],
  };
}

function group(name: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name },
    spec: { type: 'team', children: [] },
  };
}

/** A service of namespace `titanium-prod` that core-team owns. */
export function serviceEntity(
  name: string,
  app: string,
  annotations: Record<string, string> = {},
): Entity {
  const owner = 'group:default/core-team';
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: {
        'backstage.io/kubernetes-id': name,
        'backstage.io/kubernetes-namespace': 'titanium-prod',
        'backstage.io/kubernetes-cluster': 'titanium',
        'titanium/prometheus-selector': `{namespace="titanium-prod", app="${app}"}`,
        ...annotations,
      },
    },
    spec: { type: 'service', owner },
    relations: [{ type: 'ownedBy', targetRef: owner }],
  };
}

export const GATEWAY = 'component:default/prod-api-gateway';

/** A portal with this module only, over HTTP. */
export interface TestPortal {
  read(
    person: Person,
    id: string,
    input: JsonObject,
    entityRef?: string,
  ): Promise<{ status: number; body: any }>;
  get(person: Person, path: string): Promise<{ status: number; body: any }>;
  post(
    person: Person,
    path: string,
    body: object,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: any }>;
  /** A stream's messages until `enough` says so. */
  stream(
    person: Person,
    subscription: { topic: string; entityRef: string | null },
    enough: (messages: any[]) => boolean,
  ): Promise<any[]>;
  ended(person: Person, id: string): Promise<Run>;
  stop(): Promise<void>;
}

export async function startPortal(options: {
  observability: JsonObject;
  entities?: Entity[];
}): Promise<TestPortal> {
  const backend = await startTestBackend({
    features: [
      titaniumPlugin,
      permissionPlugin,
      titaniumPolicy,
      testHttpAuth,
      mockServices.permissions.factory(),
      titaniumModuleObservability,
      catalogServiceMock.factory({
        entities: [
          ...(options.entities ?? [
            serviceEntity('prod-api-gateway', 'api-gateway'),
            serviceEntity('prod-user-service', 'user-service'),
          ]),
          user('developer', 'blog-team'),
          user('owner', 'core-team'),
          user('operator', 'platform-operators'),
          group('blog-team'),
          group('core-team'),
          group('platform-operators'),
        ],
      }),
      mockServices.rootConfig.factory({
        data: {
          backend: { baseUrl: 'http://localhost' },
          permission: { enabled: true },
          titanium: { observability: { titanium: options.observability } },
        },
      }),
    ],
  });
  const base = `http://localhost:${backend.server.port()}/api/titanium`;
  const headersOf = (person: Person): Record<string, string> => ({
    'content-type': 'application/json',
    authorization:
      person === 'nobody'
        ? mockCredentials.none.header()
        : mockCredentials.user.header(`user:default/${person}`),
  });
  const get: TestPortal['get'] = async (person, path) => {
    const response = await fetch(`${base}${path}`, {
      headers: headersOf(person),
    });
    return { status: response.status, body: await response.json() };
  };
  const post: TestPortal['post'] = async (person, path, body, headers) => {
    const response = await fetch(`${base}${path}`, {
      method: 'POST',
      headers: { ...headersOf(person), ...headers },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  };
  return {
    get,
    post,
    read: (person, id, input, entityRef) =>
      post(person, '/read', {
        action: { id, input },
        ...(entityRef && { entityRef }),
      }),
    async stream(person, subscription, enough) {
      const end = new AbortController();
      const response = await fetch(`${base}/stream`, {
        method: 'POST',
        headers: headersOf(person),
        body: JSON.stringify({
          subscriptions: [{ id: 'a', ...subscription }],
        }),
        signal: end.signal,
      });
      const messages: any[] = [];
      let rest = '';
      try {
        for await (const chunk of response.body!.pipeThrough(
          new TextDecoderStream(),
        ) as unknown as AsyncIterable<string>) {
          const lines = (rest + chunk).split('\n');
          rest = lines.pop() ?? '';
          messages.push(
            ...lines.filter(line => line).map(line => JSON.parse(line)),
          );
          if (enough(messages)) {
            break;
          }
        }
      } finally {
        end.abort();
      }
      return messages;
    },
    ended: (person, id) =>
      until(async () => {
        const { body } = await get(person, `/runs/${id}`);
        return body.endedAt ? (body as Run) : undefined;
      }, 30_000),
    stop: () => backend.stop(),
  };
}
