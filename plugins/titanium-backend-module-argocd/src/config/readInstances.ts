import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  PlatformHttpConfig,
  readPlatformConfig,
} from '@titanium-portal/backstage-plugin-titanium-node';

/** An Argo CD as configured. */
export interface InstanceConfig {
  name: string;
  http: PlatformHttpConfig;
  publicUrl: string | null;
  cluster: string;
  /** Names of clusters by the address Argo CD knows them by, without a slash at the end. */
  destinations: ReadonlyMap<string, string>;
}

const KEY = 'titanium.argocd.instances';

function fail(key: string, problem: string, remedy: string): never {
  throw new InputError(`Titanium: ${key} ${problem}. ${remedy}`);
}

function text(config: Config, key: string, path: string): string {
  const value = config.getOptional(key);
  if (typeof value !== 'string' || value.trim() === '') {
    fail(`${path}.${key}`, 'is missing or empty', 'Give it as text');
  }
  return value.trim();
}

function publicUrl(config: Config, path: string): string | null {
  const url = config.getOptionalString('publicUrl')?.trim();
  if (!url) {
    return null;
  }
  if (
    !URL.canParse(url) ||
    !['http:', 'https:'].includes(new URL(url).protocol)
  ) {
    fail(`${path}.publicUrl`, 'is not an address', 'Use https://host');
  }
  return url.replace(/\/+$/, '');
}

function destinations(config: Config, path: string): Map<string, string> {
  const found = (config.getOptionalConfigArray('destinations') ?? []).map(
    (item, at) => {
      const here = `${path}.destinations[${at}]`;
      const server = text(item, 'server', here);
      return [server.replace(/\/+$/, ''), text(item, 'cluster', here)] as const;
    },
  );
  return new Map(found);
}

function readInstance(config: Config, path: string): InstanceConfig {
  const name = text(config, 'name', path);
  const title = `Argo CD ${name}`;
  const timeout = config.getOptionalNumber('timeoutSeconds');
  if (timeout !== undefined && !(timeout > 0 && timeout <= 300)) {
    fail(`${path}.timeoutSeconds`, 'is out of range', 'Use 1 to 300 seconds');
  }
  text(config, 'url', path);
  const token = text(config, 'token', path);
  return {
    name,
    http: { ...readPlatformConfig(config, title), title, token },
    publicUrl: publicUrl(config, path),
    cluster: text(config, 'cluster', path),
    destinations: destinations(config, path),
  };
}

/**
 * The instances of `titanium.argocd`. Throws with the key and the remedy for what cannot be used, so that the back end
 * does not start half-configured.
 */
export function readInstances(config: Config): InstanceConfig[] {
  const instances = (config.getOptionalConfigArray(KEY) ?? []).map((item, at) =>
    readInstance(item, `${KEY}[${at}]`),
  );
  const names = instances.map(({ name }) => name);
  names.forEach((name, at) => {
    if (names.indexOf(name) !== at) {
      fail(KEY, `names "${name}" twice`, 'Names must be unique');
    }
  });
  return instances;
}
