import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fetch } from 'undici';
import { BenchService, writeCatalog } from './catalog';

// Benchmarks run from the checkout only.
// eslint-disable-next-line no-restricted-syntax
const repository = path.resolve(__dirname, '../../../..');

/** How long the back end may take to stop. */
const GRACE_MS = 10_000;

/** How the back end reaches the sandbox's cluster. */
export interface ClusterAccess {
  url: string;
  caData: string;
  readerToken: string;
  actorToken: string;
}

/** How people sign in by the browser. */
export interface OidcAccess {
  url: string;
  clientId: string;
  clientSecret: string;
}

/** A running benchmark back end. */
export interface Portal {
  url: string;
  pid: number;
  /** Bytes that are still in use after a collection of garbage: heap, and what it holds outside. */
  retainedBytes(): Promise<number>;
  /** A Backstage token of `user:default/bench-<index>`. */
  token(index: number): Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts the benchmark's back end as a process of its own, on its own data, so that its CPU and memory can be told from
 * the sandbox's and the viewers'.
 */
export async function startPortal(options: {
  kubernetes: ClusterAccess;
  oidc: OidcAccess;
  port: number;
  services: BenchService[];
  users: number;
}): Promise<Portal> {
  const data = mkdtempSync(path.join(tmpdir(), 'titanium-bench-'));
  const url = `http://localhost:${options.port}`;
  const catalog = path.join(data, 'catalog.yaml');
  writeCatalog(catalog, options.users, options.services);
  const config = path.join(data, 'app-config.yaml');
  writeFileSync(
    config,
    JSON.stringify(benchConfig({ ...options, data, url, catalog })),
  );
  const log = createWriteStream(path.join(data, 'backend.log'));
  const child = spawn(
    process.execPath,
    [
      '--expose-gc',
      // However the benchmark ends, its back end does, too.
      '--require',
      path.join(repository, 'scripts/lib/exitWithParent.cjs'),
      '--require',
      createRequire(__filename).resolve(
        '@backstage/cli/config/nodeTransform.cjs',
      ),
      path.join(repository, 'packages/benchmarks/src/backend/index.ts'),
      '--config',
      config,
    ],
    {
      cwd: path.join(repository, 'packages/backend'),
      env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'warn' },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  child.stdout!.pipe(log);
  child.stderr!.pipe(log);
  const exited = new Promise<void>(resolve =>
    child.once('exit', () => resolve()),
  );
  const stop = async () => {
    child.kill('SIGTERM');
    const killer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
    await exited;
    clearTimeout(killer);
    rmSync(data, { recursive: true, force: true });
  };
  const token = async (index: number): Promise<string> => {
    const answer = await fetch(`${url}/api/auth/bench/refresh`, {
      headers: { 'x-bench-user': `bench-${index}` },
    });
    if (!answer.ok) {
      throw new Error(
        `sign-in of bench-${index}: ${answer.status} ${await answer.text()}`,
      );
    }
    const body = (await answer.json()) as {
      backstageIdentity: { token: string };
    };
    return body.backstageIdentity.token;
  };
  const retainedBytes = () =>
    new Promise<number>(resolve => {
      // Backstage speaks over this channel too.
      const listen = (message: { retainedBytes?: number }) => {
        if (typeof message?.retainedBytes === 'number') {
          child.off('message', listen);
          resolve(message.retainedBytes);
        }
      };
      child.on('message', listen);
      child.send('retained-bytes');
    });
  try {
    await waitUntilReady({
      url,
      token,
      lastUser: options.users - 1,
      log: log.path as string,
    });
  } catch (error) {
    // Its log stays, to be looked at.
    child.kill('SIGTERM');
    await exited;
    throw error;
  }
  return { url, pid: child.pid!, retainedBytes, token, stop };
}

async function waitUntilReady(options: {
  url: string;
  token(index: number): Promise<string>;
  lastUser: number;
  log: string;
}): Promise<void> {
  const deadline = Date.now() + 120_000;
  let reason = '';
  while (Date.now() < deadline) {
    try {
      // The last user of the catalog can sign in once the back end is up and the catalog has read its file.
      await options.token(options.lastUser);
      return;
    } catch (error) {
      reason = String(error);
      await new Promise(resolve => setTimeout(resolve, 250));
    }
  }
  throw new Error(
    `the back end did not get ready: ${reason}; see ${options.log}`,
  );
}

function benchConfig(options: {
  kubernetes: ClusterAccess;
  oidc: OidcAccess;
  data: string;
  port: number;
  url: string;
  catalog: string;
}) {
  return {
    app: {
      title: 'Titanium',
      baseUrl: options.url,
      packages: 'all',
      disableStaticFallbackCache: true,
    },
    enableExperimentalRedirectFlow: true,
    organization: { name: 'Titanium' },
    backend: {
      baseUrl: options.url,
      listen: { host: '127.0.0.1', port: options.port },
      database: {
        client: 'better-sqlite3',
        connection: { directory: path.join(options.data, 'db') },
      },
      auth: { keys: [{ secret: randomBytes(24).toString('base64') }] },
      csp: { 'upgrade-insecure-requests': false },
    },
    auth: {
      environment: 'production',
      session: { secret: randomBytes(24).toString('base64') },
      providers: {
        bench: {},
        oidc: {
          production: {
            metadataUrl: `${options.oidc.url}/.well-known/openid-configuration`,
            clientId: options.oidc.clientId,
            clientSecret: options.oidc.clientSecret,
            prompt: 'auto',
            additionalScopes: ['offline_access'],
            signIn: {
              resolvers: [{ resolver: 'emailMatchingUserEntityProfileEmail' }],
            },
          },
        },
      },
    },
    permission: { enabled: true },
    catalog: {
      rules: [{ allow: ['Component', 'User', 'Group'] }],
      locations: [{ type: 'file', target: options.catalog }],
    },
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            {
              name: 'titanium',
              url: options.kubernetes.url,
              authProvider: 'serviceAccount',
              serviceAccountToken: options.kubernetes.readerToken,
              caData: options.kubernetes.caData,
            },
          ],
        },
      ],
    },
    titanium: {
      clusters: {
        titanium: { actor: { token: options.kubernetes.actorToken } },
      },
    },
  };
}
