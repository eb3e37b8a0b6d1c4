import { InputError } from '@backstage/errors';
import { ProbeConfig } from './probeConfig';

/** Where a host name leads. */
export type ProbeHost =
  | {
      type: 'service';
      service: string;
      namespace: string;
      /** The whole name, so that no search list leads it out of the cluster. */
      name: string;
    }
  | { type: 'external'; name: string };

/**
 * Reads a host as the cluster's DNS would for a pod of a namespace: `svc`, `svc.ns`, `svc.ns.svc`,
 * `svc.ns.svc.cluster.local`, each of the last two also with the name of a pod before it. Anything else must be allowed by
 * configuration: the pod stands inside the network, and what it can reach the portal's users mostly cannot.
 */
export function readHost(
  host: string,
  namespace: string,
  { allowedHosts, clusterDomain }: ProbeConfig,
): ProbeHost {
  if (allowedHosts.includes(host)) {
    return { type: 'external', name: host };
  }
  const suffix = `.${clusterDomain}`;
  const whole = host.endsWith(suffix);
  const labels = (whole ? host.slice(0, -suffix.length) : host).split('.');
  const isFull = labels.length >= 3 && labels[labels.length - 1] === 'svc';
  if (isFull && labels.length <= 4) {
    const [service, where] = labels.slice(-3);
    return {
      type: 'service',
      service,
      namespace: where,
      name: `${labels.join('.')}${suffix}`,
    };
  }
  if (!whole && labels.length <= 2) {
    const [service, where = namespace] = labels;
    return {
      type: 'service',
      service,
      namespace: where,
      name: `${service}.${where}.svc${suffix}`,
    };
  }
  throw Object.assign(
    new InputError(
      `${JSON.stringify(
        host,
      )} is not a service of the cluster (NAME, NAME.NAMESPACE or NAME.NAMESPACE.svc${suffix}). Other hosts can be probed when titanium.kubernetes.probe.allowedHosts names them.`,
    ),
    { code: 'invalid-input' as const },
  );
}
