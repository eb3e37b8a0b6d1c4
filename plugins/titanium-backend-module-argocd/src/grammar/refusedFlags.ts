import {
  Reason,
  worded,
} from '@titanium-portal/backstage-plugin-titanium-common';

const refused = (key: string, english: string): Reason =>
  worded(`flags.refused.${key}`, english);

const CONNECTION = refused(
  'argocdConnection',
  'The portal connects to the Argo CD that operators configured: leave this flag out.',
);
const IDENTITY = refused(
  'identity',
  'The portal decides with whose rights a command runs: leave this flag out.',
);
const FILES = refused(
  'files',
  'Files are not read from a page: leave this flag out.',
);

/** Flags of argocd that no command may carry here, and why. */
export const REFUSED_FLAGS: ReadonlyMap<string, Reason> = new Map([
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
  ].map(name => [name, CONNECTION] as const),
  ...['auth-token', 'header', 'client-crt', 'client-crt-key'].map(
    name => [name, IDENTITY] as const,
  ),
  ...['config', 'local', 'local-repo-root', 'file', 'values', 'patch-file'].map(
    name => [name, FILES] as const,
  ),
  [
    'selector',
    refused(
      'oneApplication',
      'Applications are named one by one, never selected: name the application.',
    ),
  ],
  [
    'force',
    refused(
      'force',
      'Objects are not deleted and made anew from here: leave this flag out.',
    ),
  ],
  [
    'replace',
    refused(
      'replace',
      'Objects are not replaced from here: leave this flag out.',
    ),
  ],
  [
    'label',
    refused(
      'label',
      'Objects are chosen by name: use --resource group:kind:namespace/name.',
    ),
  ],
  [
    'strategy',
    refused(
      'strategy',
      'The portal syncs as the application says, hooks included: leave this flag out.',
    ),
  ],
  [
    'retry-limit',
    refused(
      'retry',
      'The portal repeats no change by itself: leave this flag out.',
    ),
  ],
  [
    'allow-empty',
    refused(
      'allowEmpty',
      'An application must not become empty by itself: leave this flag out.',
    ),
  ],
]);

/** The same for short forms; those of a verb take precedence. */
export const REFUSED_SHORT_FLAGS: ReadonlyMap<string, Reason> = new Map([
  ['H', IDENTITY],
  ['l', REFUSED_FLAGS.get('selector')!],
  ['f', FILES],
]);
