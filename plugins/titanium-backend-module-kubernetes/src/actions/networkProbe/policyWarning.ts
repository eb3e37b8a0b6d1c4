import type {
  V1Namespace,
  V1NetworkPolicy,
  V1NetworkPolicyIngressRule,
  V1NetworkPolicyPeer,
  V1NetworkPolicyPort,
  V1Pod,
  V1Service,
} from '@kubernetes/client-node';
import { PlanWarning } from '@titanium-portal/backstage-plugin-titanium-common';
import { TitaniumClusters } from '@titanium-portal/backstage-plugin-titanium-node';
import { optionalList } from '../warnings/optionalList';
import { selects } from '../warnings/selectors';
import { PROBE_LABELS } from './probeJob';

type Peer = V1NetworkPolicyPeer;

/** The wire's name for what the client library calls `_from`. */
function peersOf(rule: V1NetworkPolicyIngressRule): Peer[] | undefined {
  return (rule as { from?: Peer[] }).from ?? rule._from;
}

/** Where the probe's pod is. */
interface Source {
  namespace: string;
  labels: Readonly<Record<string, string>>;
}

function admitsPeer(peer: Peer, source: Source, policyNamespace: string) {
  if (peer.ipBlock) {
    // The pod's address is not known yet.
    return true;
  }
  const inNamespace = peer.namespaceSelector
    ? selects(peer.namespaceSelector, source.labels)
    : source.namespace === policyNamespace;
  return (
    inNamespace &&
    (!peer.podSelector || selects(peer.podSelector, PROBE_LABELS))
  );
}

function admitsPort(
  ports: V1NetworkPolicyPort[] | undefined,
  wanted: readonly (string | number)[],
): boolean {
  return (
    !ports?.length ||
    ports.some(
      ({ port, endPort }) =>
        port === undefined ||
        wanted.includes(port) ||
        (typeof port === 'number' &&
          endPort !== undefined &&
          wanted.some(item => Number(item) >= port && Number(item) <= endPort)),
    )
  );
}

/** The port of the pods behind a service's port: its number and its name. */
function targetPorts(
  service: V1Service,
  port: number,
  pod: V1Pod,
): (string | number)[] {
  const found = service.spec?.ports?.find(item => item.port === port);
  const target = found?.targetPort ?? found?.port ?? port;
  const declared = (pod.spec?.containers ?? [])
    .flatMap(({ ports }) => ports ?? [])
    .find(item => item.name === target || item.containerPort === target);
  return [
    target,
    ...(declared
      ? [declared.containerPort, ...(declared.name ? [declared.name] : [])]
      : []),
  ];
}

/**
 * Says when the network policies of a service's namespace let no probe in: then the question times out, which tells about
 * the probe and not about the service.
 */
export async function policyWarning(
  clusters: TitaniumClusters,
  place: { cluster: string; namespace: string },
  service: V1Service,
  port: number,
  signal: AbortSignal,
): Promise<PlanWarning | undefined> {
  const namespace = service.metadata?.namespace ?? '';
  const there = { cluster: place.cluster, namespace };
  const [policies, pods, namespaces] = await Promise.all([
    optionalList<V1NetworkPolicy>(clusters, there, 'networkpolicy', signal),
    optionalList<V1Pod>(clusters, there, 'pod', signal),
    optionalList<V1Namespace>(
      clusters,
      { cluster: place.cluster, namespace: null },
      'namespace',
      signal,
    ),
  ]);
  const { selector } = service.spec ?? {};
  const pod = pods.find(({ metadata }) =>
    selects(selector && { matchLabels: selector }, metadata?.labels ?? {}),
  );
  if (!pod) {
    return undefined;
  }
  const source: Source = {
    namespace: place.namespace,
    labels:
      namespaces.find(({ metadata }) => metadata?.name === place.namespace)
        ?.metadata?.labels ?? {},
  };
  const closed = policies.filter(
    ({ spec }) =>
      (spec?.policyTypes ?? ['Ingress']).includes('Ingress') &&
      selects(spec?.podSelector, pod.metadata?.labels ?? {}),
  );
  const wanted = targetPorts(service, port, pod);
  const admits = ({ spec }: V1NetworkPolicy) =>
    (spec?.ingress ?? []).some(rule => {
      const peers = peersOf(rule);
      return (
        admitsPort(rule.ports, wanted) &&
        (!peers?.length ||
          peers.some(peer => admitsPeer(peer, source, namespace)))
      );
    });
  if (closed.length === 0 || closed.some(admits)) {
    return undefined;
  }
  const names = closed.map(({ metadata }) => metadata?.name ?? '');
  return {
    code: 'probe-network-policy',
    severity: 'warning',
    message: `The network policies ${names.join(
      ', ',
    )} let no probe in: it will time out though the service may be well. A policy that admits pods labelled app.kubernetes.io/name=titanium-probe lets it in.`,
    values: { policies: names },
  };
}
