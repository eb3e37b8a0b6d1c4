import { LabelSelector, selects } from '../../objects';
import { R } from '../../resources';
import { KubeObject, ObjectStore } from '../../types';

/** Network policies read an empty selector as all. */
function admitsLabels(
  selector: LabelSelector | undefined,
  labels: Record<string, string> | undefined,
): boolean {
  const { matchLabels = {}, matchExpressions = [] } = selector ?? {};
  return (
    (Object.keys(matchLabels).length === 0 && matchExpressions.length === 0) ||
    selects(selector, labels)
  );
}

function admitsPeer(
  store: ObjectStore,
  policy: KubeObject,
  peer: any,
  source: KubeObject,
): boolean {
  if (peer.ipBlock) {
    return false;
  }
  const namespace = store.get(
    R.namespaces,
    undefined,
    source.metadata.namespace!,
  );
  const inNamespace = peer.namespaceSelector
    ? admitsLabels(peer.namespaceSelector, namespace?.metadata.labels)
    : source.metadata.namespace === policy.metadata.namespace;
  return (
    inNamespace &&
    (!peer.podSelector ||
      admitsLabels(peer.podSelector, source.metadata.labels))
  );
}

function admitsPort(ports: any[] | undefined, port: number, name?: string) {
  return (
    !ports?.length ||
    ports.some(
      item =>
        item.port === undefined || item.port === port || item.port === name,
    )
  );
}

/** Whether the network lets a pod reach another at a port: open unless a policy selects the pod and none admits the caller. */
export function isOpen(
  store: ObjectStore,
  source: KubeObject,
  target: KubeObject,
  port: { number: number; name?: string },
): boolean {
  const policies = store
    .list(R.networkPolicies, target.metadata.namespace)
    .filter(
      ({ spec }) =>
        (spec.policyTypes ?? ['Ingress']).includes('Ingress') &&
        admitsLabels(spec.podSelector, target.metadata.labels),
    );
  return (
    policies.length === 0 ||
    policies.some(policy =>
      (policy.spec.ingress ?? []).some(
        (rule: any) =>
          admitsPort(rule.ports, port.number, port.name) &&
          (!rule.from?.length ||
            rule.from.some((peer: any) =>
              admitsPeer(store, policy, peer, source),
            )),
      ),
    )
  );
}
