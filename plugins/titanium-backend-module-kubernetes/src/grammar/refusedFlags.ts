const IDENTITY =
  'The portal decides with whose rights a command runs: leave this flag out.';
const CONNECTION =
  'The portal connects to configured clusters only: use --context with the name of one of them.';

/** Flags of kubectl that no command may carry here, and why. */
export const REFUSED_FLAGS: ReadonlyMap<string, string> = new Map([
  ['as', IDENTITY],
  ['as-group', IDENTITY],
  ['as-uid', IDENTITY],
  ['token', IDENTITY],
  ['username', IDENTITY],
  ['password', IDENTITY],
  ['user', IDENTITY],
  ['client-certificate', IDENTITY],
  ['client-key', IDENTITY],
  ['kubeconfig', CONNECTION],
  ['cluster', CONNECTION],
  ['server', CONNECTION],
  ['certificate-authority', CONNECTION],
  ['tls-server-name', CONNECTION],
  [
    'insecure-skip-tls-verify',
    'Connections are always verified: leave this flag out.',
  ],
  [
    'insecure-skip-tls-verify-backend',
    'Connections are always verified: leave this flag out.',
  ],
  ['raw', 'Raw requests are not made: name the resource instead.'],
  ['cache-dir', 'Files of the server are not written: leave this flag out.'],
  ['profile', 'Files of the server are not written: leave this flag out.'],
  [
    'profile-output',
    'Files of the server are not written: leave this flag out.',
  ],
  ['template', 'Templates are not evaluated: use -o jsonpath, yaml or json.'],
  ['filename', 'Files are not read from a page: name the object instead.'],
  ['kustomize', 'Files are not read from a page: name the object instead.'],
  [
    'all',
    'A change is made to one object that is named, never to all: name it.',
  ],
  ...['force', 'now', 'grace-period', 'cascade'].map(
    name =>
      [
        name,
        'Pods are deleted gracefully, as their own settings say: leave this flag out.',
      ] as [string, string],
  ),
  [
    'record',
    'The portal itself records who changed what and when: leave out --record.',
  ],
  [
    'selector',
    'One object is named here, never several by their labels: name it.',
  ],
  ['dry-run', 'Every change is shown before it is made: leave out --dry-run.'],
]);

/** The same for their short forms; those of a verb take precedence. */
export const REFUSED_SHORT_FLAGS: ReadonlyMap<string, string> = new Map([
  ['s', CONNECTION],
  ['f', 'Files are not read from a page: name the object instead.'],
  ['l', 'One object is named here, never several by their labels: name it.'],
  ['k', 'Files are not read from a page: name the object instead.'],
]);
