import {
  Reason,
  worded,
} from '@titanium-portal/backstage-plugin-titanium-common';

/** What to do instead of a command that runs nothing here. */
export interface Advice extends Reason {
  verdict: 'refuse' | 'session';
}

const session = (key: string, english: string): Advice => ({
  verdict: 'session',
  ...worded(key, english),
});
const refuse = (key: string, english: string): Advice => ({
  verdict: 'refuse',
  ...worded(key, english),
});

const STATUS = session(
  'istio.status',
  'The portal asks no control plane: the Pods tab shows which pods run a sidecar and whether it is ready, and istioctl analyze finds mistakes in the configuration.',
);
const CONFIG = session(
  'istio.config',
  'The portal opens no admin port of a proxy: istioctl x describe pod says which routes, policies and mTLS settings apply to a pod, and kubectl get shows the objects themselves.',
);
const DASHBOARD = session(
  'advice.noTunnel',
  'No tunnel is needed: the tabs of the service show what its platforms know.',
);
const SETUP = refuse(
  'istio.setup',
  'The mesh is not set up from the portal: use its own tools.',
);
const terminal = refuse(
  'advice.terminalOnly',
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
