import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JsonObject } from '@backstage/types';
import { Entity } from '@backstage/catalog-model';
import { PlatformName, Sandbox, startSandbox } from '@titanium-portal/sandbox';

/** A running sandbox and the configuration of a portal that uses it as cluster `titanium`. */
export interface TestSandbox {
  sandbox: Sandbox;
  config: JsonObject;
  stop(): Promise<void>;
}

/** Starts a sandbox of its own on free ports, its World ten times as fast as the wall. */
export async function startTestSandbox(
  options: {
    speed?: number;
    pods?: number;
    /** Beside Kubernetes; none without. With `gitea` the configuration has its integration. */
    platforms?: PlatformName[];
  } = {},
): Promise<TestSandbox> {
  const dataDir = await mkdtemp(join(tmpdir(), 'titanium-kubernetes-'));
  const sandbox = await startSandbox({
    dataDir,
    freePorts: true,
    platforms: options.platforms ?? [],
    seed: 'kubernetes-module',
    speed: options.speed ?? 10,
    pods: options.pods,
  });
  const { gitea } = sandbox.urls;
  return {
    sandbox,
    config: {
      ...(gitea && {
        integrations: {
          gitea: [
            {
              host: new URL(gitea).host,
              baseUrl: gitea,
              password: sandbox.tokens.gitea,
            },
          ],
        },
      }),
      kubernetes: {
        clusterLocatorMethods: [
          {
            type: 'config',
            clusters: [
              {
                name: 'titanium',
                url: sandbox.urls.kubernetes,
                authProvider: 'serviceAccount',
                serviceAccountToken: sandbox.tokens.reader,
                caData: Buffer.from(sandbox.ca).toString('base64'),
              },
            ],
          },
        ],
      },
      titanium: {
        clusters: { titanium: { actor: { token: sandbox.tokens.actor } } },
      },
    },
    async stop() {
      await sandbox.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A service of the catalog, bound to what carries its id. */
export function serviceEntity(
  name: string,
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
        'backstage.io/kubernetes-namespace': 'titanium-prod',
        'backstage.io/kubernetes-cluster': 'titanium',
        ...annotations,
      },
    },
    spec: { type: 'service', owner: 'group:default/core-team' },
  };
}

/** A person without any group. */
export function userEntity(name: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name, namespace: 'default' },
    spec: { memberOf: [] },
  };
}
