import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { isDnsSubdomain } from '@titanium-portal/backstage-plugin-titanium-common';

/** What `titanium.kubernetes.probe` says. */
export interface ProbeConfig {
  /** Has `nslookup` and `curl`, and runs without being root. */
  image: string;
  /** Names outside the cluster that may be probed, exactly as written. */
  allowedHosts: readonly string[];
  /** The domain that services of the cluster have in DNS. */
  clusterDomain: string;
}

export const DEFAULT_PROBE: ProbeConfig = {
  image: 'docker.io/nicolaka/netshoot:v0.13',
  allowedHosts: [],
  clusterDomain: 'cluster.local',
};

/** Reads the configuration; throws for values that cannot be used. */
export function readProbeConfig(root: Config): ProbeConfig {
  const config = root.getOptionalConfig('titanium.kubernetes.probe');
  const allowedHosts = config?.getOptionalStringArray('allowedHosts') ?? [];
  const clusterDomain =
    config?.getOptionalString('clusterDomain') ?? DEFAULT_PROBE.clusterDomain;
  const bad = [...allowedHosts, clusterDomain].find(
    host => !isDnsSubdomain(host),
  );
  if (bad !== undefined) {
    throw new InputError(
      `titanium.kubernetes.probe holds ${JSON.stringify(
        bad,
      )}, which is not a DNS name in lower case`,
    );
  }
  return {
    image: config?.getOptionalString('image') ?? DEFAULT_PROBE.image,
    allowedHosts,
    clusterDomain,
  };
}
