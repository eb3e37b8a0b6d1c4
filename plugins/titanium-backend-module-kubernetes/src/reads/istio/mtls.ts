import { selects } from '../../actions/warnings/selectors';
import {
  DestinationRule,
  MtlsMode,
  PeerAuthentication,
  ROOT_NAMESPACE,
  titleOf,
  wholeHost,
} from './objects';

/** What the proxy of a pod asks of its callers, and which object says so. */
export interface EffectiveMode {
  mode: Exclude<MtlsMode, 'UNSET'>;
  /** Null: nothing says it, so that the default holds. */
  from: PeerAuthentication | null;
}

function byAge(a: PeerAuthentication, b: PeerAuthentication): number {
  const time = ({ metadata }: PeerAuthentication) =>
    String(metadata.creationTimestamp ?? '');
  return (
    time(a).localeCompare(time(b)) ||
    a.metadata.name.localeCompare(b.metadata.name)
  );
}

function isNamed(mode: MtlsMode | undefined): mode is EffectiveMode['mode'] {
  return mode !== undefined && mode !== 'UNSET';
}

/** The policies that may speak for a pod, most specific first; of equals the oldest wins. */
export function policiesFor(
  policies: readonly PeerAuthentication[],
  namespace: string,
  labels: Readonly<Record<string, string>>,
): PeerAuthentication[][] {
  const inNamespace = policies.filter(
    ({ metadata }) => metadata.namespace === namespace,
  );
  const isWide = ({ spec }: PeerAuthentication) =>
    Object.keys(spec?.selector?.matchLabels ?? {}).length === 0;
  return [
    inNamespace.filter(
      policy => !isWide(policy) && selects(policy.spec?.selector, labels),
    ),
    inNamespace.filter(isWide),
    policies.filter(
      policy => policy.metadata.namespace === ROOT_NAMESPACE && isWide(policy),
    ),
  ].map(level => [...level].sort(byAge));
}

/** The mode of a pod's port: its own policy, else its namespace's, else the mesh's, else PERMISSIVE. */
export function effectiveMode(
  policies: readonly PeerAuthentication[],
  pod: { namespace: string; labels: Readonly<Record<string, string>> },
  port: number,
): EffectiveMode {
  const [own, ...wider] = policiesFor(policies, pod.namespace, pod.labels);
  // Ports are named by policies of single workloads only.
  const candidates = [
    ...own.slice(0, 1).map(policy => ({
      policy,
      mode: policy.spec?.portLevelMtls?.[String(port)]?.mode,
    })),
    ...[own, ...wider].flatMap(level =>
      level
        .slice(0, 1)
        .map(policy => ({ policy, mode: policy.spec?.mtls?.mode })),
    ),
  ];
  for (const { policy, mode } of candidates) {
    if (isNamed(mode)) {
      return { mode, from: policy };
    }
  }
  return { mode: 'PERMISSIVE', from: null };
}

/** "STRICT, from PeerAuthentication titanium-prod/default-mtls". */
export function modeText({ mode, from }: EffectiveMode): string {
  return from
    ? `${mode}, from PeerAuthentication ${titleOf(from)}`
    : `${mode}, the default: no PeerAuthentication says otherwise`;
}

/** Rules of a host, in the order of the list. */
export function rulesFor(
  rules: readonly DestinationRule[],
  host: string,
): DestinationRule[] {
  return rules.filter(({ spec, metadata }) => {
    const named = wholeHost(spec?.host ?? '', metadata.namespace ?? '');
    return (
      named === host ||
      (named.startsWith('*') && named !== '*' && host.endsWith(named.slice(1)))
    );
  });
}

/** What callers inside the mesh do, when a rule says so. */
export function clientMode(rule: DestinationRule): string | null {
  return rule.spec?.trafficPolicy?.tls?.mode ?? null;
}

/** True when callers of the mesh would be turned away: the pods want mTLS and a rule switches it off, or the reverse. */
export function disagrees(
  mode: EffectiveMode['mode'],
  client: string | null,
): boolean {
  return (
    (mode === 'STRICT' && client !== null && client !== 'ISTIO_MUTUAL') ||
    (mode === 'DISABLE' && client === 'ISTIO_MUTUAL')
  );
}
