import { readFileSync } from 'node:fs';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';

/** A cluster as configured. @internal */
export interface ClusterConfig {
  name: string;
  url: URL;
  /** PEM; undefined means the system's authorities. */
  ca?: string;
  readerToken: string;
  actorToken?: string;
}

const LOCATORS = 'kubernetes.clusterLocatorMethods';

function fail(key: string, problem: string, remedy: string): never {
  throw new InputError(`Titanium: ${key} ${problem}. ${remedy}`);
}

function readCa(cluster: Config, key: string): string | undefined {
  const data = cluster.getOptionalString('caData');
  const file = cluster.getOptionalString('caFile');
  let pem: string | undefined;
  if (data) {
    pem = Buffer.from(data, 'base64').toString('utf8');
  } else if (file) {
    try {
      pem = readFileSync(file, 'utf8');
    } catch (error) {
      fail(
        `${key}.caFile`,
        `cannot be read (${(error as Error).message})`,
        'Give the path of a PEM file the back end may read, or use caData',
      );
    }
  }
  if (pem !== undefined && !pem.includes('-----BEGIN CERTIFICATE-----')) {
    fail(
      `${key}.${data ? 'caData' : 'caFile'}`,
      'holds no certificate',
      data
        ? 'Give the PEM certificate in base64, as kubeconfigs do'
        : 'Give the path of a PEM file',
    );
  }
  return pem;
}

function readUrl(cluster: Config, key: string): URL {
  const text = cluster.getString('url');
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return fail(`${key}.url`, 'is not a URL', 'Use https://host:port');
  }
  if (url.protocol !== 'https:') {
    fail(
      `${key}.url`,
      'is not https',
      'Tokens are sent over TLS only: use the https address of the API',
    );
  }
  if (url.username || url.password || url.search || url.hash) {
    fail(
      `${key}.url`,
      'holds more than an address',
      'Leave out user, query and fragment',
    );
  }
  return url;
}

function readActors(config: Config): Map<string, string | undefined> {
  // Read whole: cluster names may hold characters that configuration paths do not allow.
  const clusters = config.getOptional<JsonObject>('titanium.clusters') ?? {};
  return new Map(
    Object.entries(clusters).map(([name, value]) => {
      const actor = (value as JsonObject | undefined)?.actor as
        | JsonObject
        | undefined;
      const key = `titanium.clusters.${name}.actor.token`;
      if (actor && (typeof actor.token !== 'string' || !actor.token.trim())) {
        fail(
          key,
          'is not a token',
          'Give the token of a service account, or leave the actor out to keep the cluster read-only',
        );
      }
      return [name, (actor?.token as string | undefined)?.trim()];
    }),
  );
}

function readCluster(
  cluster: Config,
  key: string,
  actors: Map<string, string | undefined>,
): ClusterConfig {
  const name = cluster.getString('name');
  const auth = cluster.getOptionalString('authProvider');
  if (auth !== 'serviceAccount') {
    fail(
      `${key}.authProvider of cluster "${name}"`,
      `is ${auth ? `"${auth}"` : 'missing'}`,
      'Titanium reads clusters with "serviceAccount" and a serviceAccountToken',
    );
  }
  if (cluster.getOptionalBoolean('skipTLSVerify')) {
    fail(
      `${key}.skipTLSVerify of cluster "${name}"`,
      'is true',
      "Titanium always verifies TLS: remove it and give the cluster's authority as caData or caFile",
    );
  }
  const readerToken = cluster.getOptionalString('serviceAccountToken')?.trim();
  if (!readerToken) {
    fail(
      `${key}.serviceAccountToken of cluster "${name}"`,
      'is missing',
      'Give the token of a service account that may get, list and watch',
    );
  }
  return {
    name,
    url: readUrl(cluster, key),
    ca: readCa(cluster, key),
    readerToken,
    actorToken: actors.get(name),
  };
}

/**
 * Clusters of `kubernetes.clusterLocatorMethods`. Throws with the key and the remedy for what Titanium cannot use, so
 * that the back end does not start half-configured.
 * @internal
 */
export function readClusters(config: Config): ClusterConfig[] {
  const clusters: ClusterConfig[] = [];
  const actors = readActors(config);
  const locators = config.getOptionalConfigArray(LOCATORS) ?? [];
  locators.forEach((locator, index) => {
    const key = `${LOCATORS}[${index}]`;
    const type = locator.getString('type');
    if (type !== 'config') {
      fail(
        `${key}.type`,
        `is "${type}"`,
        'Titanium supports only "config": list the clusters there',
      );
    }
    (locator.getOptionalConfigArray('clusters') ?? []).forEach((item, at) =>
      clusters.push(readCluster(item, `${key}.clusters[${at}]`, actors)),
    );
  });
  const names = clusters.map(cluster => cluster.name);
  names.forEach((name, at) => {
    if (names.indexOf(name) !== at) {
      fail(LOCATORS, `names cluster "${name}" twice`, 'Names must be unique');
    }
  });
  for (const name of actors.keys()) {
    if (!names.includes(name)) {
      fail(
        `titanium.clusters.${name}`,
        `names no cluster of ${LOCATORS}`,
        `Use one of: ${names.join(', ') || '(none configured)'}`,
      );
    }
  }
  return clusters;
}
