import {
  Reason,
  worded,
} from '@titanium-portal/backstage-plugin-titanium-common';

const refused = (key: string, english: string): Reason =>
  worded(`flags.refused.${key}`, english);

const IDENTITY = refused(
  'identity',
  'The portal decides with whose rights a command runs: leave this flag out.',
);
const CONNECTION = refused(
  'connection',
  'The portal connects to configured clusters only: use --context with the name of one of them.',
);
const VERIFIED = refused(
  'verified',
  'Connections are always verified: leave this flag out.',
);
const WRITTEN = refused(
  'written',
  'Files of the server are not written: leave this flag out.',
);
const FILES = refused(
  'fileObject',
  'Files are not read from a page: name the object instead.',
);
const ONE = refused(
  'oneObject',
  'One object is named here, never several by their labels: name it.',
);

/** Flags of kubectl that no command may carry here, and why. */
export const REFUSED_FLAGS: ReadonlyMap<string, Reason> = new Map([
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
  ['insecure-skip-tls-verify', VERIFIED],
  ['insecure-skip-tls-verify-backend', VERIFIED],
  [
    'raw',
    refused('raw', 'Raw requests are not made: name the resource instead.'),
  ],
  ['cache-dir', WRITTEN],
  ['profile', WRITTEN],
  ['profile-output', WRITTEN],
  [
    'template',
    refused(
      'template',
      'Templates are not evaluated: use -o jsonpath, yaml or json.',
    ),
  ],
  ['filename', FILES],
  ['kustomize', FILES],
  [
    'all',
    refused(
      'all',
      'A change is made to one object that is named, never to all: name it.',
    ),
  ],
  ...['force', 'now', 'grace-period', 'cascade'].map(
    name =>
      [
        name,
        refused(
          'graceful',
          'Pods are deleted gracefully, as their own settings say: leave this flag out.',
        ),
      ] as const,
  ),
  [
    'record',
    refused(
      'record',
      'The portal itself records who changed what and when: leave out --record.',
    ),
  ],
  ['selector', ONE],
  [
    'dry-run',
    refused(
      'dryRun',
      'Every change is shown before it is made: leave out --dry-run.',
    ),
  ],
]);

/** The same for their short forms; those of a verb take precedence. */
export const REFUSED_SHORT_FLAGS: ReadonlyMap<string, Reason> = new Map([
  ['s', CONNECTION],
  ['f', FILES],
  ['l', ONE],
  ['k', FILES],
]);
