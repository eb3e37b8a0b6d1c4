import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  coreServices,
  createServiceFactory,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import permissionPlugin from '@backstage/plugin-permission-backend';
import { JsonObject } from '@backstage/types';
import titaniumPolicy from '@titanium-portal/backstage-plugin-permission-backend-module-titanium';
import titaniumPlugin from '@titanium-portal/backstage-plugin-titanium-backend';
import titaniumModuleArgocd from '@titanium-portal/backstage-plugin-titanium-backend-module-argocd';
import titaniumModuleKubernetes from '@titanium-portal/backstage-plugin-titanium-backend-module-kubernetes';
import titaniumModuleObservability from '@titanium-portal/backstage-plugin-titanium-backend-module-observability';
import { Plan, Run } from '@titanium-portal/backstage-plugin-titanium-common';
import { Sandbox, startSandbox } from '@titanium-portal/sandbox';
import { testHttpAuth } from '@titanium-portal/test-utils';
import { ENTITIES } from './entities';
import { Relay } from './Relay';

// A sandbox and a whole back end start for each file; machines that build meanwhile are slow.
jest.setTimeout(120_000);

export type Person = 'developer' | 'lead' | 'operator';

/** What the auditor was told. */
export interface AuditedEvent {
  outcome: 'success' | 'fail';
  eventId: string;
  severityLevel?: string;
  meta: JsonObject;
}

/** The portal with all its modules on a sandbox, and everything it could leave traces in. */
export interface TestPortal {
  sandbox: Sandbox;
  /** Before the Kubernetes API. */
  cluster: Relay;
  /** Where Loki, Prometheus and Argo CD are said to be. */
  platform: Relay;
  audited: AuditedEvent[];
  logged: string[];
  ask(
    person: Person,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: any; text: string }>;
  /** Does what must be refused; answers the status with what the audit holds of it. */
  refused(
    person: Person,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; code: unknown; body: any }>;
  plan(person: Person, text: string): Promise<Plan>;
  ended(person: Person, id: string): Promise<Run>;
  /** Asks the Kubernetes API as its administrator, behind the portal's back. */
  admin(method: string, path: string, body?: object): Promise<any>;
  /** All bytes of the portal's databases. */
  stored(): Promise<string>;
  stop(): Promise<void>;
}

export async function startPortal(
  options: {
    entities?: Entity[];
    /** The portal's accounts on the cluster: those of the sandbox, of which none sees all Secrets, or its administrator. */
    rights?: 'least' | 'all';
    /** What the platforms but Kubernetes answer; nothing by default. */
    platform?: Parameters<typeof Relay.start>[0];
  } = {},
): Promise<TestPortal> {
  const dataDir = await mkdtemp(join(tmpdir(), 'titanium-attacks-'));
  const sandbox = await startSandbox({
    dataDir,
    freePorts: true,
    platforms: [],
    seed: 'attacks',
    speed: 10,
  });
  const cluster = await Relay.to(sandbox.urls.kubernetes, sandbox.ca);
  const platform = await Relay.start(
    options.platform ??
      ((_, answer) => {
        answer.writeHead(404).end();
      }),
  );
  const audited: AuditedEvent[] = [];
  const logged: string[] = [];
  const backend = await startTestBackend({
    features: [
      titaniumPlugin,
      titaniumModuleKubernetes,
      titaniumModuleArgocd,
      titaniumModuleObservability,
      permissionPlugin,
      titaniumPolicy,
      mockServices.permissions.factory(),
      testHttpAuth,
      catalogServiceMock.factory({
        entities: [...ENTITIES, ...(options.entities ?? [])],
      }),
      auditorInto(audited),
      loggerInto(logged),
      mockServices.rootConfig.factory({
        data: configOf({
          sandbox,
          cluster,
          platform,
          dataDir,
          rights: options.rights ?? 'least',
        }),
      }),
    ],
  });
  const url = `http://localhost:${backend.server.port()}/api/titanium`;

  const ask: TestPortal['ask'] = async (person, path, body, headers) => {
    const response = await fetch(`${url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: mockCredentials.user.header(`user:default/${person}`),
        'content-type': 'application/json',
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: asJson(text), text };
  };

  return {
    sandbox,
    cluster,
    platform,
    audited,
    logged,
    ask,
    async refused(person, path, body) {
      const before = audited.length;
      const { status, body: answer, text } = await ask(person, path, body);
      if (status < 400 || status > 499) {
        throw new Error(
          `Not refused but answered ${status}: ${JSON.stringify(body)} ${text}`,
        );
      }
      const event = await until(() =>
        audited
          .slice(before)
          .find(({ eventId }) => eventId === 'request-refused'),
      );
      expect(event).toMatchObject({
        outcome: 'fail',
        meta: { requester: `user:default/${person}`, status },
      });
      return { status, code: event.meta.code, body: answer };
    },
    async plan(person, text) {
      const { status, body } = await ask(person, '/plans', {
        statement: { text },
      });
      if (status !== 200) throw new Error(JSON.stringify(body));
      return body;
    },
    ended: (person, id) =>
      until(async () => {
        const { body } = await ask(person, `/runs/${id}`);
        return body.endedAt ? (body as Run) : undefined;
      }),
    admin: (method, path, body) => asAdmin(sandbox, method, path, body),
    async stored() {
      const files = (await readdir(join(dataDir, 'db'))).map(name =>
        readFile(join(dataDir, 'db', name), 'latin1'),
      );
      return (await Promise.all(files)).join('\n');
    },
    async stop() {
      await backend.stop();
      await Promise.all([cluster.stop(), platform.stop()]);
      await sandbox.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function configOf(options: {
  sandbox: Sandbox;
  cluster: Relay;
  platform: Relay;
  dataDir: string;
  rights: 'least' | 'all';
}): JsonObject {
  const { sandbox, cluster, platform, dataDir, rights } = options;
  const { admin } = sandbox.tokens;
  const { reader, actor } =
    rights === 'all' ? { reader: admin, actor: admin } : sandbox.tokens;
  return {
    app: { baseUrl: 'http://portal.example' },
    backend: {
      baseUrl: 'http://localhost:7007',
      database: {
        client: 'better-sqlite3',
        connection: { directory: join(dataDir, 'db') },
      },
    },
    permission: { enabled: true },
    kubernetes: {
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            {
              name: 'titanium',
              url: cluster.url,
              authProvider: 'serviceAccount',
              serviceAccountToken: reader,
              caData: Buffer.from(cluster.ca).toString('base64'),
            },
          ],
        },
      ],
    },
    titanium: {
      clusters: { titanium: { actor: { token: actor } } },
      observability: {
        titanium: {
          loki: { url: platform.url },
          prometheus: { url: platform.url },
        },
      },
      argocd: {
        instances: [
          {
            name: 'titanium',
            cluster: 'titanium',
            url: platform.url,
            token: 'argocd-token',
          },
        ],
      },
    },
  };
}

function auditorInto(audited: AuditedEvent[]) {
  return createServiceFactory({
    service: coreServices.auditor,
    deps: {},
    factory: () => ({
      createEvent: async ({ eventId, severityLevel, meta = {} }) => {
        const tell = (outcome: AuditedEvent['outcome']) => async () => {
          audited.push({ outcome, eventId, severityLevel, meta });
        };
        return { success: tell('success'), fail: tell('fail') };
      },
    }),
  });
}

function loggerInto(logged: string[]) {
  const write = (message: string, meta?: unknown) => {
    logged.push(
      `${message} ${meta instanceof Error ? meta.stack : JSON.stringify(meta)}`,
    );
  };
  const logger: LoggerService = {
    error: write,
    warn: write,
    info: write,
    debug: write,
    child: () => logger,
  };
  return createServiceFactory({
    service: coreServices.rootLogger,
    deps: {},
    factory: () => logger,
  });
}

function asJson(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function asAdmin(
  { urls, tokens, ca }: Sandbox,
  method: string,
  path: string,
  body?: object,
): Promise<any> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      `${urls.kubernetes}${path}`,
      {
        method,
        ca,
        headers: {
          authorization: `Bearer ${tokens.admin}`,
          'content-type':
            method === 'PATCH'
              ? 'application/merge-patch+json'
              : 'application/json',
        },
      },
      async response => {
        let text = '';
        for await (const chunk of response) text += chunk;
        if ((response.statusCode ?? 500) < 300) {
          resolve(asJson(text));
        } else {
          reject(new Error(`${method} ${path}: ${text}`));
        }
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body && JSON.stringify(body));
  });
}

/** Asks again until there is an answer. */
export async function until<T>(
  ask: () => T | undefined | Promise<T | undefined>,
): Promise<T> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) throw new Error('Nothing came of it');
    await new Promise(resolve => {
      setTimeout(resolve, 10);
    });
  }
}
