/** What to do instead of a command that runs nothing here. */
export interface Advice {
  verdict: 'refuse' | 'session';
  reason: string;
}

const session = (reason: string): Advice => ({ verdict: 'session', reason });
const refuse = (reason: string): Advice => ({ verdict: 'refuse', reason });

const STATUS = session(
  'The portal asks no control plane: the Pods tab shows which pods run a sidecar and whether it is ready, and istioctl analyze finds mistakes in the configuration.',
);
const CONFIG = session(
  'The portal opens no admin port of a proxy: istioctl x describe pod says which routes, policies and mTLS settings apply to a pod, and kubectl get shows the objects themselves.',
);
const DASHBOARD = session(
  'No tunnel is needed: the tabs of the service show what its platforms know.',
);
const SETUP = refuse(
  'The mesh is not set up from the portal: use its own tools.',
);
const terminal = refuse(
  'This is not available in the portal: run it in a terminal.',
);

const ADVICE: ReadonlyMap<string, Advice> = new Map([
  ...['proxy-status', 'ps'].map(name => [name, STATUS] as const),
  ...['proxy-config', 'proxycfg', 'pc', 'p', 'authz', 'internal-debug'].map(
    name => [name, CONFIG] as const,
  ),
  ...['dashboard', 'dash', 'd'].map(name => [name, DASHBOARD] as const),
  ...[
    'install',
    'apply',
    'uninstall',
    'upgrade',
    'operator',
    'manifest',
    'profile',
    'tag',
    'kube-inject',
    'create-remote-secret',
    'remote-clusters',
    'workload',
    'waypoint',
    'ztunnel-config',
    'add-to-mesh',
    'remove-from-mesh',
    'precheck',
    'revision',
    'uninject',
    'wait',
    'injector',
    'check-inject',
  ].map(name => [name, SETUP] as const),
  ...[
    'admin',
    'bug-report',
    'validate',
    'verify-install',
    'version',
    'completion',
    'help',
    'options',
    'config',
    'metrics',
    'envoy-stats',
    'proxy',
  ].map(name => [name, terminal] as const),
]);

/** Commands of istioctl that run nothing here. */
export const COMMANDS: readonly string[] = [...ADVICE.keys()];

export function adviceFor(command: string): Advice | undefined {
  return ADVICE.get(command);
}
