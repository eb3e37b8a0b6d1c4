import type { V1Namespace, V1Pod, V1Service } from '@kubernetes/client-node';
import { Finding, portFindings } from './findings';
import {
  DestinationRule,
  Gateway,
  hasSidecar,
  PeerAuthentication,
  serviceOf,
  titleOf,
  VirtualService,
} from './objects';
import { clientMode, disagrees, effectiveMode } from './mtls';
import { routesOf } from './routes';

/** Everything the checks look at. Services and gateways are those of all namespaces, the rest of the one analysed. */
export interface Analysed {
  namespaces: V1Namespace[];
  pods: V1Pod[];
  services: V1Service[];
  policies: PeerAuthentication[];
  rules: DestinationRule[];
  routes: VirtualService[];
  gateways: Gateway[];
}

/** Namespaces that are no business of a mesh. */
const SYSTEM = /^(?:kube-|istio-system$|local-path-storage$)/;

function injects({ metadata }: V1Namespace): boolean {
  const { labels = {} } = metadata ?? {};
  return (
    labels['istio-injection'] === 'enabled' ||
    labels['istio.io/rev'] !== undefined
  );
}

function decides({ metadata }: V1Namespace): boolean {
  const { labels = {} } = metadata ?? {};
  return (
    labels['istio-injection'] !== undefined ||
    labels['istio.io/rev'] !== undefined
  );
}

export function namespaceFindings({ namespaces }: Analysed): Finding[] {
  return namespaces
    .filter(
      namespace =>
        !SYSTEM.test(namespace.metadata?.name ?? '') && !decides(namespace),
    )
    .map(({ metadata }) => ({
      severity: 'Info',
      code: 'IST0102',
      object: { kind: 'namespace', name: metadata?.name ?? '' },
      message:
        'Neither istio-injection nor istio.io/rev is set: its pods get no sidecar. Label it istio-injection=enabled, or =disabled to say that this is meant.',
    }));
}

function isOut({ metadata, spec, status }: V1Pod): boolean {
  const { annotations = {}, labels = {} } = metadata ?? {};
  return (
    spec?.hostNetwork === true ||
    status?.phase === 'Succeeded' ||
    status?.phase === 'Failed' ||
    labels['sidecar.istio.io/inject'] === 'false' ||
    annotations['sidecar.istio.io/inject'] === 'false'
  );
}

export function podFindings({ namespaces, pods }: Analysed): Finding[] {
  const meshed = new Set(
    namespaces.filter(injects).map(({ metadata }) => metadata?.name),
  );
  return pods
    .filter(
      pod =>
        meshed.has(pod.metadata?.namespace) && !hasSidecar(pod) && !isOut(pod),
    )
    .map(({ metadata }) => ({
      severity: 'Warning',
      code: 'IST0103',
      object: {
        kind: 'pod',
        namespace: metadata?.namespace,
        name: metadata?.name ?? '',
      },
      message:
        'Its namespace injects sidecars and it has none: it was made before the label, or injection failed. Restart its workload.',
    }));
}

function exists(
  services: readonly V1Service[],
  wanted: { name: string; namespace: string },
): boolean {
  return services.some(
    ({ metadata }) =>
      metadata?.name === wanted.name && metadata.namespace === wanted.namespace,
  );
}

function missing(
  object: VirtualService | DestinationRule,
  kind: string,
  what: string,
): Finding {
  const { namespace, name } = object.metadata;
  return {
    severity: 'Error',
    code: 'IST0101',
    object: { kind, namespace, name },
    message: `${what} is not there.`,
  };
}

function hostFindings(service: VirtualService, data: Analysed): Finding[] {
  const namespace = service.metadata.namespace ?? '';
  const hosts = routesOf(service)
    .flatMap(({ route }) => route ?? [])
    .flatMap(({ destination }) => destination?.host ?? []);
  return [...new Set(hosts)].flatMap(host => {
    const wanted = serviceOf(host, namespace);
    return wanted && !exists(data.services, wanted)
      ? [
          missing(
            service,
            'virtualservice',
            `The host ${host} (service ${wanted.namespace}/${wanted.name})`,
          ),
        ]
      : [];
  });
}

function gatewayFindings(service: VirtualService, data: Analysed): Finding[] {
  const namespace = service.metadata.namespace ?? '';
  return (service.spec?.gateways ?? [])
    .filter(name => name !== 'mesh')
    .filter(name => {
      const [where, plain] = name.includes('/')
        ? name.split('/')
        : [namespace, name];
      return !data.gateways.some(
        ({ metadata }) =>
          metadata.name === plain && metadata.namespace === where,
      );
    })
    .map(name => missing(service, 'virtualservice', `The gateway ${name}`));
}

function subsetFindings(service: VirtualService, data: Analysed): Finding[] {
  const namespace = service.metadata.namespace ?? '';
  return routesOf(service)
    .flatMap(({ route }) => route ?? [])
    .flatMap(({ destination }) => {
      const { host, subset } = destination ?? {};
      const known = data.rules.some(
        ({ spec, metadata }) =>
          JSON.stringify(
            serviceOf(spec?.host ?? '', metadata.namespace ?? ''),
          ) === JSON.stringify(serviceOf(host ?? '', namespace)) &&
          spec?.subsets?.some(({ name }) => name === subset),
      );
      return host && subset && !known
        ? [
            missing(
              service,
              'virtualservice',
              `The subset ${subset} of ${host} in a destination rule`,
            ),
          ]
        : [];
    });
}

export function routeFindings(data: Analysed): Finding[] {
  return data.routes.flatMap(service => [
    ...hostFindings(service, data),
    ...gatewayFindings(service, data),
    ...subsetFindings(service, data),
  ]);
}

export function ruleFindings(data: Analysed): Finding[] {
  return data.rules.flatMap(rule => {
    const namespace = rule.metadata.namespace ?? '';
    const wanted = serviceOf(rule.spec?.host ?? '', namespace);
    if (!wanted) {
      return [];
    }
    if (!exists(data.services, wanted)) {
      return [
        missing(
          rule,
          'destinationrule',
          `The host ${rule.spec?.host} (service ${wanted.namespace}/${wanted.name})`,
        ),
      ];
    }
    const { mode } = effectiveMode(
      data.policies,
      { namespace: wanted.namespace, labels: {} },
      0,
    );
    return disagrees(mode, clientMode(rule))
      ? [
          {
            severity: 'Error' as const,
            code: 'IST0113',
            object: {
              kind: 'destinationrule',
              namespace,
              name: rule.metadata.name,
            },
            message: `The pods of ${
              rule.spec?.host
            } are ${mode}, but this rule has callers use ${clientMode(
              rule,
            )}: they are turned away.`,
          },
        ]
      : [];
  });
}

/** Of several policies of the same reach only the oldest counts, which nobody expects. */
export function policyFindings({ policies }: Analysed): Finding[] {
  const reach = ({ metadata, spec }: PeerAuthentication) =>
    JSON.stringify([
      metadata.namespace,
      Object.entries(spec?.selector?.matchLabels ?? {}).sort(),
    ]);
  const groups = new Map<string, PeerAuthentication[]>();
  policies.forEach(policy =>
    groups.set(reach(policy), [...(groups.get(reach(policy)) ?? []), policy]),
  );
  return [...groups.values()]
    .filter(group => group.length > 1)
    .map(group => {
      const [first] = group;
      const { namespace, name } = first.metadata;
      return {
        severity: 'Warning',
        code: null,
        object: { kind: 'peerauthentication', namespace, name },
        message: `${group
          .map(titleOf)
          .join(
            ' and ',
          )} reach the same pods: only the oldest counts. Keep one.`,
      };
    });
}

export function serviceFindings(
  { services }: Analysed,
  namespace: string | null,
): Finding[] {
  return services
    .filter(
      ({ metadata }) =>
        !SYSTEM.test(metadata?.namespace ?? '') &&
        (namespace === null || metadata?.namespace === namespace),
    )
    .flatMap(portFindings);
}
