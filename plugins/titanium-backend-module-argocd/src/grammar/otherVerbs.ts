interface Advice {
  verdict: 'refuse' | 'session';
  reason: string;
}

const session = (reason: string): Advice => ({ verdict: 'session', reason });
const refuse = (reason: string): Advice => ({ verdict: 'refuse', reason });

const CONNECTED = session(
  'Nobody logs in here: the portal has its own connection to Argo CD, and what you may do follows from your groups.',
);
const IN_GIT = refuse(
  'What an application is belongs into Git: change it there.',
);
const ADMINS = refuse(
  'Setting up Argo CD is not done from the portal: use its own tools.',
);
const terminal = refuse(
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
      'There is nothing to wait for by hand: a run here ends when the change has taken effect, and the Delivery tab follows the application live.',
    ),
  ],
  ['logs', session('The logs are on the Logs tab of the service.')],
  [
    'actions',
    refuse(
      'Actions of Argo CD on single objects are not available: restart and scale are on the Pods tab.',
    ),
  ],
  [
    'manifests',
    refuse('Use argocd app diff: it shows what differs, without secrets.'),
  ],
  [
    'delete',
    refuse('Applications are not deleted from here: remove them from Git.'),
  ],
  [
    'delete-resource',
    refuse(
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
