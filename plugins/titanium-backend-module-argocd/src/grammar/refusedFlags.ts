const CONNECTION =
  'The portal connects to the Argo CD that operators configured: leave this flag out.';
const IDENTITY =
  'The portal decides with whose rights a command runs: leave this flag out.';
const FILES = 'Files are not read from a page: leave this flag out.';

/** Flags of argocd that no command may carry here, and why. */
export const REFUSED_FLAGS: ReadonlyMap<string, string> = new Map([
  ...[
    'server',
    'argocd-context',
    'kube-context',
    'core',
    'plaintext',
    'insecure',
    'port-forward',
    'port-forward-namespace',
    'grpc-web-root-path',
    'server-crt',
    'server-name',
    'controller-name',
    'redis-name',
    'redis-haproxy-name',
    'redis-compress',
    'repo-server-name',
  ].map(name => [name, CONNECTION] as [string, string]),
  ...['auth-token', 'header', 'client-crt', 'client-crt-key'].map(
    name => [name, IDENTITY] as [string, string],
  ),
  ...['config', 'local', 'local-repo-root', 'file', 'values', 'patch-file'].map(
    name => [name, FILES] as [string, string],
  ),
  [
    'selector',
    'Applications are named one by one, never selected: name the application.',
  ],
  [
    'force',
    'Objects are not deleted and made anew from here: leave this flag out.',
  ],
  ['replace', 'Objects are not replaced from here: leave this flag out.'],
  [
    'label',
    'Objects are chosen by name: use --resource group:kind:namespace/name.',
  ],
  [
    'strategy',
    'The portal syncs as the application says, hooks included: leave this flag out.',
  ],
  [
    'retry-limit',
    'The portal repeats no change by itself: leave this flag out.',
  ],
  [
    'allow-empty',
    'An application must not become empty by itself: leave this flag out.',
  ],
]);

/** The same for short forms; those of a verb take precedence. */
export const REFUSED_SHORT_FLAGS: ReadonlyMap<string, string> = new Map([
  ['H', IDENTITY],
  ['l', REFUSED_FLAGS.get('selector')!],
  ['f', FILES],
]);
