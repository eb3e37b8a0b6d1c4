import {
  Reason,
  worded,
} from '@titanium-portal/backstage-plugin-titanium-common';

interface Advice extends Reason {
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

const CONNECTED = session(
  'argocd.connected',
  'Nobody logs in here: the portal has its own connection to Argo CD, and what you may do follows from your groups.',
);
const IN_GIT = refuse(
  'argocd.inGit',
  'What an application is belongs into Git: change it there.',
);
const ADMINS = refuse(
  'argocd.admins',
  'Setting up Argo CD is not done from the portal: use its own tools.',
);
const terminal = refuse(
  'advice.terminalOnly',
  'This is not available in the portal: run it in a terminal.',
);

/** Commands of argocd beside `app` that run nothing here, and what to do instead. */
export const OTHER_COMMANDS: ReadonlyMap<string, Advice> = new Map([
  ...['login', 'logout', 'relogin', 'account', 'context', 'configure'].map(
    name => [name, CONNECTED] as [string, Advice],
  ),
  ...[
    'admin',
    'cluster',
    'repo',
    'repocreds',
    'proj',
    'cert',
    'gpg',
    'appset',
  ].map(name => [name, ADMINS] as [string, Advice]),
  ...['version', 'completion', 'help'].map(
    name => [name, terminal] as [string, Advice],
  ),
]);

/** Verbs below `argocd app` that run nothing here. */
export const OTHER_APP_VERBS: ReadonlyMap<string, Advice> = new Map([
  [
    'wait',
    session(
      'argocd.wait',
      'There is nothing to wait for by hand: a run here ends when the change has taken effect, and the Delivery tab follows the application live.',
    ),
  ],
  [
    'logs',
    session('argocd.logs', 'The logs are on the Logs tab of the service.'),
  ],
  [
    'actions',
    refuse(
      'argocd.actions',
      'Actions of Argo CD on single objects are not available: restart and scale are on the Pods tab.',
    ),
  ],
  [
    'manifests',
    refuse(
      'argocd.manifests',
      'Use argocd app diff: it shows what differs, without secrets.',
    ),
  ],
  [
    'delete',
    refuse(
      'argocd.delete',
      'Applications are not deleted from here: remove them from Git.',
    ),
  ],
  [
    'delete-resource',
    refuse(
      'argocd.deleteResource',
      'Objects are not deleted from here: remove them from Git, then sync with --prune.',
    ),
  ],
  ...[
    'create',
    'edit',
    'patch',
    'patch-resource',
    'unset',
    'add-source',
    'remove-source',
  ].map(name => [name, IN_GIT] as [string, Advice]),
  ...['get-resource', 'confirm-deletion', 'help'].map(
    name => [name, terminal] as [string, Advice],
  ),
]);
