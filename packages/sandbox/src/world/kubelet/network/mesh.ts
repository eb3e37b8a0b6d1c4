import { selects } from '../../objects';
import { R } from '../../resources';
import { KubeObject, ObjectStore } from '../../types';

export function hasProxy(pod: KubeObject): boolean {
  return pod.spec.containers.some(
    ({ name }: { name: string }) => name === 'istio-proxy',
  );
}

/** Whether the proxy of a pod turns away who does not speak mTLS. */
export function isStrict(store: ObjectStore, pod: KubeObject): boolean {
  const { namespace, labels } = pod.metadata;
  const policies = store.list(R.peerAuthentications);
  const isWide = ({ spec }: KubeObject) =>
    Object.keys(spec?.selector?.matchLabels ?? {}).length === 0;
  const levels = [
    policies.filter(
      policy =>
        policy.metadata.namespace === namespace &&
        !isWide(policy) &&
        selects(policy.spec.selector, labels),
    ),
    policies.filter(
      policy => policy.metadata.namespace === namespace && isWide(policy),
    ),
    policies.filter(
      policy => policy.metadata.namespace === 'istio-system' && isWide(policy),
    ),
  ];
  const modes = levels.map(([first]) => first?.spec?.mtls?.mode);
  return modes.find(mode => mode && mode !== 'UNSET') === 'STRICT';
}
