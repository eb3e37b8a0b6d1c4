import type {
  V1Endpoints,
  V1NetworkPolicy,
  V1NetworkPolicyPeer,
  V1NetworkPolicyPort,
  V1Service,
} from '@kubernetes/client-node';
import { selectorOf } from '../logs';
import {
  DescribeContext,
  Details,
  fact,
  optional,
  pairs,
  section,
} from './sections';

/** A service with the addresses behind it. */
export async function describeService(
  object: V1Service,
  { client, namespace, signal }: DescribeContext,
): Promise<Details> {
  const endpoints = await optional<V1Endpoints | undefined>(
    client.get<V1Endpoints>(
      { group: '', version: 'v1', plural: 'endpoints', namespace },
      object.metadata!.name!,
      { signal },
    ),
    undefined,
  );
  const rows = (endpoints?.subsets ?? []).flatMap(subset => {
    const ports = (subset.ports ?? []).map(({ port }) => port).join(', ');
    const row =
      (ready: string) =>
      (address: {
        ip: string;
        targetRef?: { kind?: string; name?: string };
      }) => ({
        cells: [address.ip, ports, ready, address.targetRef?.name],
      });
    return [
      ...(subset.addresses ?? []).map(row('yes')),
      ...(subset.notReadyAddresses ?? []).map(row('no')),
    ];
  });
  return {
    facts: [
      ...fact('Type', object.spec?.type),
      ...fact('Cluster IP', object.spec?.clusterIP),
      ...fact('Selector', pairs(object.spec?.selector)),
      ...fact('Session affinity', object.spec?.sessionAffinity),
    ],
    sections: [
      section(
        'Ports',
        ['Name', 'Port:number', 'Protocol', 'Target', 'Node port:number'],
        (object.spec?.ports ?? []).map(port => ({
          cells: [
            port.name,
            port.port,
            port.protocol,
            port.targetPort === undefined ? null : String(port.targetPort),
            port.nodePort,
          ],
        })),
      ),
      section('Endpoints', ['Address', 'Ports', 'Ready', 'Pod'], rows),
    ],
  };
}

function peer(value: V1NetworkPolicyPeer): string {
  const pods = value.podSelector && (selectorOf(value.podSelector) || 'all');
  const namespaces =
    value.namespaceSelector && (selectorOf(value.namespaceSelector) || 'all');
  return [
    pods && `pods ${pods}`,
    namespaces && `namespaces ${namespaces}`,
    value.ipBlock &&
      `addresses ${value.ipBlock.cidr}${
        value.ipBlock.except?.length
          ? ` except ${value.ipBlock.except.join(', ')}`
          : ''
      }`,
  ]
    .filter(Boolean)
    .join(' in ');
}

function rule(
  direction: string,
  peers: V1NetworkPolicyPeer[] | undefined,
  ports: V1NetworkPolicyPort[] | undefined,
) {
  return {
    cells: [
      direction,
      peers?.length ? peers.map(peer).join('; ') : 'anywhere',
      ports?.length
        ? ports
            .map(
              ({ port, protocol }) => `${port ?? 'all'}/${protocol ?? 'TCP'}`,
            )
            .join(', ')
        : 'all',
    ],
  };
}

/** A network policy as sentences: who may reach whom at which ports. */
export function describeNetworkPolicy(object: V1NetworkPolicy): Details {
  const { spec } = object;
  const types = spec?.policyTypes ?? [];
  const closed = (type: string, rules: unknown[] | undefined) =>
    types.includes(type) && !rules?.length
      ? [{ cells: [type, 'nobody', 'none'] }]
      : [];
  return {
    facts: [
      ...fact(
        'Applies to pods',
        selectorOf(spec?.podSelector) || 'all in the namespace',
      ),
      ...fact('Policy types', types.join(', ')),
    ],
    sections: [
      section(
        'Allowed',
        ['Direction', 'Peer', 'Ports'],
        [
          ...(spec?.ingress ?? []).map(item =>
            rule('Ingress', item._from ?? fromOf(item), item.ports),
          ),
          ...closed('Ingress', spec?.ingress),
          ...(spec?.egress ?? []).map(item =>
            rule('Egress', item.to, item.ports),
          ),
          ...closed('Egress', spec?.egress),
        ],
      ),
    ],
  };
}

/** The wire's name for what the client library calls `_from`. */
function fromOf(item: object): V1NetworkPolicyPeer[] | undefined {
  return (item as { from?: V1NetworkPolicyPeer[] }).from;
}
