/** Where a page of the portal shows what a command line would open. @public */
export type PortalPlace =
  | 'pods'
  | 'logs'
  | 'metrics'
  | 'delivery'
  | 'alerts'
  | 'runs';

/** What is behind a tunnel or a shell, by the names people give to platforms. */
const PLATFORMS: readonly [RegExp, PortalPlace][] = [
  [/alertmanager/, 'alerts'],
  [/grafana|prometheus|thanos|kiali/, 'metrics'],
  [/loki/, 'logs'],
  [/argocd|argo-cd/, 'delivery'],
];

/** Verbs whose place does not depend on what they are aimed at. */
const VERBS: ReadonlyMap<string, PortalPlace[]> = new Map<
  string,
  PortalPlace[]
>([
  ['kubectl exec', ['pods', 'logs']],
  ['kubectl attach', ['logs', 'pods']],
  ['kubectl debug', ['pods', 'logs']],
  ['kubectl cp', ['logs', 'pods']],
  ['kubectl run', ['pods']],
  ['kubectl proxy', ['pods']],
  ['kubectl port-forward', ['pods', 'metrics']],
  ['istioctl dashboard', ['metrics']],
  ['istioctl proxy-status', ['pods', 'metrics']],
  ['istioctl proxy-config', ['pods', 'metrics']],
]);

/** Where a `session` statement is replaced, best first; empty where nothing replaces it. @public */
export function placesOf(statement: {
  verdict: string;
  verb: string | null;
  text: string;
}): PortalPlace[] {
  const { verdict, verb } = statement;
  if (verdict !== 'session') {
    return [];
  }
  const text = statement.text.slice(0, 2000).toLowerCase();
  if (text.startsWith('argocd ') || text.startsWith('argo ')) {
    return ['delivery'];
  }
  const opens = verb === 'kubectl port-forward' || verb?.startsWith('istioctl');
  const named = opens
    ? PLATFORMS.filter(([name]) => name.test(text)).map(([, place]) => place)
    : [];
  return [...new Set(named.length > 0 ? named : VERBS.get(verb ?? '') ?? [])];
}
