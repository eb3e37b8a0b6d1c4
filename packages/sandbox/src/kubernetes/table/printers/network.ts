import { KubeObject } from '../../../world/types';
import { Column } from '../../resources/types';
import { AGE, NAME, text, wide } from '../column';
import { formatLabels, formatSelector, withMore } from '../format';

function loadBalancer(status: any): string {
  const addresses = (status?.loadBalancer?.ingress ?? []).map(
    (ingress: any) => ingress.ip || ingress.hostname,
  );
  return [...new Set<string>(addresses.filter(Boolean))].sort().join(',');
}

function externalIp({ spec, status }: KubeObject): string {
  const external: string[] = spec?.externalIPs ?? [];
  switch (spec?.type ?? 'ClusterIP') {
    case 'ExternalName':
      return spec?.externalName;
    case 'LoadBalancer':
      return (
        [loadBalancer(status), ...external].filter(Boolean).join(',') ||
        '<pending>'
      );
    default:
      return external.join(',') || '<none>';
  }
}

function ports({ spec }: KubeObject): string {
  return (
    (spec?.ports ?? [])
      .map((port: any) =>
        port.nodePort
          ? `${port.port}:${port.nodePort}/${port.protocol ?? 'TCP'}`
          : `${port.port}/${port.protocol ?? 'TCP'}`,
      )
      .join(',') || '<none>'
  );
}

export const SERVICE: Column[] = [
  NAME,
  text('Type', ({ spec }) => spec?.type ?? 'ClusterIP'),
  text(
    'Cluster-IP',
    ({ spec }) => spec?.clusterIPs?.[0] || spec?.clusterIP || '<none>',
  ),
  text('External-IP', externalIp),
  text('Port(s)', ports),
  AGE,
  wide('Selector', ({ spec }) => formatLabels(spec?.selector)),
];

function endpoints({ subsets = [] }: KubeObject): string {
  const list: string[] = subsets.flatMap((subset: any) => {
    const ips: string[] = (subset.addresses ?? []).map(
      (address: any) => address.ip,
    );
    return subset.ports?.length
      ? subset.ports.flatMap((port: any) => ips.map(ip => `${ip}:${port.port}`))
      : ips;
  });
  return subsets.length ? withMore(list, 3) : '<none>';
}

export const ENDPOINTS: Column[] = [NAME, text('Endpoints', endpoints), AGE];

export const ENDPOINT_SLICE: Column[] = [
  NAME,
  text('AddressType', object => object.addressType),
  text(
    'Ports',
    object =>
      withMore(
        (object.ports ?? []).map((port: any) =>
          String(port.port ?? port.name ?? '*'),
        ),
        3,
      ) || '<unset>',
  ),
  text(
    'Endpoints',
    object =>
      withMore(
        (object.endpoints ?? []).flatMap(
          (endpoint: any) => endpoint.addresses ?? [],
        ),
        3,
      ) || '<unset>',
  ),
  AGE,
];

function hosts({ spec }: KubeObject): string {
  const rules: any[] = spec?.rules ?? [];
  const named = rules.map(rule => rule.host).filter(Boolean);
  if (named.length === 0) {
    return '*';
  }
  const shown = named.slice(0, 3).join(',');
  return named.length >= 3 && rules.length > 3
    ? `${shown} + ${rules.length - 3} more...`
    : shown;
}

export const INGRESS: Column[] = [
  NAME,
  text('Class', ({ spec }) => spec?.ingressClassName ?? '<none>'),
  text('Hosts', hosts),
  text('Address', ({ status }) => loadBalancer(status)),
  text('Ports', ({ spec }) => (spec?.tls?.length ? '80, 443' : '80')),
  AGE,
];

export const INGRESS_CLASS: Column[] = [
  NAME,
  text('Controller', ({ spec }) => spec?.controller),
  text('Parameters', ({ spec }) => {
    const parameters = spec?.parameters;
    if (!parameters) {
      return '<none>';
    }
    const group = parameters.apiGroup ? `.${parameters.apiGroup}` : '';
    return `${parameters.kind}${group}/${parameters.name}`;
  }),
  AGE,
];

export const NETWORK_POLICY: Column[] = [
  NAME,
  text('Pod-Selector', ({ spec }) => formatSelector(spec?.podSelector)),
  AGE,
];
