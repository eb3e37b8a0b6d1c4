import { Section, section } from '../describe/sections';
import { Destination, Route, VirtualService, wholeHost } from './objects';

/** "prefix /blog", "method GET"; null for a route that takes all. */
function matchText(match: Record<string, unknown>): string {
  return Object.entries(match)
    .map(([what, value]) =>
      typeof value === 'object' && value !== null
        ? `${what} ${Object.entries(value)
            .map(([how, text]) => `${how} ${String(text)}`)
            .join(' ')}`
        : `${what} ${String(value)}`,
    )
    .join(', ');
}

function destinationText({ host, subset, port }: Destination): string {
  return `${host}${port?.number ? `:${port.number}` : ''}${
    subset ? ` (${subset})` : ''
  }`;
}

export function routesOf({ spec }: VirtualService): Route[] {
  return [...(spec?.http ?? []), ...(spec?.tls ?? []), ...(spec?.tcp ?? [])];
}

/** True when a virtual service sends to a host, or is about it. */
function concerns(service: VirtualService, host: string): boolean {
  const namespace = service.metadata.namespace ?? '';
  const hosts = [
    ...(service.spec?.hosts ?? []),
    ...routesOf(service)
      .flatMap(({ route }) => route ?? [])
      .flatMap(({ destination }) => destination?.host ?? []),
  ];
  return hosts.some(item => wholeHost(item, namespace) === host);
}

/** The routes that lead to hosts, in the order in which proxies try them. */
export function routeSection(
  services: readonly VirtualService[],
  hosts: readonly string[],
): Section {
  const rows = services
    .filter(service => hosts.some(host => concerns(service, host)))
    .flatMap(service =>
      routesOf(service).map(route => ({
        cells: [
          service.metadata.name,
          (service.spec?.gateways ?? ['mesh']).join(', '),
          (service.spec?.hosts ?? []).join(', '),
          (route.match ?? []).map(matchText).join(' or ') || 'everything',
          (route.route ?? [])
            .map(
              ({ destination = {}, weight }) =>
                `${destinationText(destination)}${
                  weight === undefined ? '' : ` ${weight} %`
                }`,
            )
            .join(', '),
          route.timeout,
        ],
        ref: {
          kind: 'virtualservice',
          namespace: service.metadata.namespace,
          name: service.metadata.name,
        },
      })),
    );
  return section(
    'Routes',
    ['Virtual service', 'Gateways', 'Hosts', 'Match', 'Destination', 'Timeout'],
    rows,
  );
}
