import { R } from '../../resources';
import { KubeObject, ObjectStore } from '../../types';

const DOMAIN = 'cluster.local';

/** A name as the cluster's DNS answers it. */
export interface Resolved {
  /** The whole name that was found. */
  name: string;
  service: KubeObject;
  addresses: string[];
}

/** The address of the cluster's DNS server. */
export function dnsServer(store: ObjectStore): string {
  return (
    store.get(R.services, 'kube-system', 'kube-dns')?.spec.clusterIP ??
    '10.96.0.10'
  );
}

function endpointsOf(store: ObjectStore, service: KubeObject): any[] {
  const { namespace, name } = service.metadata;
  const endpoints = store.get(R.endpoints, namespace, name);
  return (endpoints?.subsets ?? []).flatMap(
    (subset: { addresses?: any[] }) => subset.addresses ?? [],
  );
}

/** The ready pods behind a service. */
export function podsBehind(
  store: ObjectStore,
  service: KubeObject,
): KubeObject[] {
  return endpointsOf(store, service).flatMap(
    ({ targetRef }) =>
      (targetRef && store.get(R.pods, targetRef.namespace, targetRef.name)) ??
      [],
  );
}

function lookUp(store: ObjectStore, name: string): Resolved | undefined {
  const suffix = `.svc.${DOMAIN}`;
  if (!name.endsWith(suffix)) {
    return undefined;
  }
  const labels = name.slice(0, -suffix.length).split('.');
  const [service, namespace] = labels.slice(-2);
  const found = store.get(R.services, namespace, service);
  if (!found || labels.length > 3 || labels.length < 2) {
    return undefined;
  }
  const host = labels.length === 3 ? labels[0] : undefined;
  const isHeadless = found.spec.clusterIP === 'None';
  if (host !== undefined || isHeadless) {
    const addresses = endpointsOf(store, found)
      .filter(
        item =>
          host === undefined ||
          item.hostname === host ||
          item.targetRef?.name === host,
      )
      .map(({ ip }) => ip as string);
    return addresses.length > 0
      ? { name, service: found, addresses }
      : undefined;
  }
  return { name, service: found, addresses: [found.spec.clusterIP] };
}

/** Looks a name up as the resolver of a pod does, with the search list of its namespace. */
export function resolve(
  store: ObjectStore,
  pod: KubeObject,
  host: string,
): Resolved | undefined {
  const { namespace } = pod.metadata;
  const names = host.endsWith('.')
    ? [host.slice(0, -1)]
    : [
        host,
        `${host}.${namespace}.svc.${DOMAIN}`,
        `${host}.svc.${DOMAIN}`,
        `${host}.${DOMAIN}`,
      ];
  for (const name of names) {
    const found = lookUp(store, name);
    if (found) {
      return found;
    }
  }
  return undefined;
}
