import {
  Reason,
  Verdict,
  worded,
} from '@titanium-portal/backstage-plugin-titanium-common';

interface Advice extends Reason {
  verdict: Extract<Verdict, 'form' | 'session' | 'refuse'>;
}

const terminal = (verb: string): Advice => ({
  verdict: 'refuse',
  ...worded(
    'advice.terminal',
    '{{command}} is not available in the portal: run it in a terminal.',
    { command: `kubectl ${verb}` },
  ),
});
const session = (key: string, english: string): Advice => ({
  verdict: 'session',
  ...worded(`advice.${key}`, english),
});

const CONNECTED = session(
  'connected',
  'There is nothing to set up: the portal has its own connection to the clusters that operators configured.',
);

const APPLY_INSTEAD =
  'Put what is to change into a manifest and use kubectl apply, which shows the difference first.';
const form = (key: string, english: string): Advice => ({
  verdict: 'form',
  ...worded(`advice.${key}`, english),
});

/** Of `kubectl replace` only a here-document is read. */
export const REPLACE_FILE = form(
  'replace',
  `Objects are not replaced whole from a file. ${APPLY_INSTEAD}`,
);

/** Verbs of kubectl 1.29 that run nothing here, and what to do instead; the more exact path counts. */
export const OTHER_VERBS: ReadonlyMap<string, Advice> = new Map([
  [
    'exec',
    session(
      'noShell',
      'The portal opens no shell in a container: see logs, events and details of the pod on the Pods tab.',
    ),
  ],
  [
    'attach',
    session(
      'noAttach',
      'The portal attaches to no container: follow its logs on the Pods tab.',
    ),
  ],
  [
    'port-forward',
    session(
      'noTunnel',
      'No tunnel is needed: the tabs of the service show what its platforms know.',
    ),
  ],
  [
    'proxy',
    session(
      'noProxy',
      'No proxy is needed: the portal speaks to the cluster itself.',
    ),
  ],
  [
    'cp',
    session(
      'noCopy',
      'Files are not copied: download logs and manifests where they are shown.',
    ),
  ],
  [
    'debug',
    session(
      'noDebug',
      'The portal starts no debug containers: see logs, events and details of the pod on the Pods tab.',
    ),
  ],
  [
    'wait',
    session(
      'noWait',
      'There is nothing to wait for by hand: a run here ends when the change has taken effect. To look once, use kubectl rollout status.',
    ),
  ],
  [
    'diff',
    session(
      'diff',
      'kubectl apply shows the same difference before anything is applied.',
    ),
  ],
  [
    'auth whoami',
    session('whoami', 'Who you are to the portal stands under Settings.'),
  ],
  ['config', CONNECTED],
  [
    'create',
    form('create', `Objects are not created one by one. ${APPLY_INSTEAD}`),
  ],
  [
    'autoscale',
    form('autoscale', `Autoscalers are not made here. ${APPLY_INSTEAD}`),
  ],
  ['expose', form('expose', `Services are not made here. ${APPLY_INSTEAD}`)],
  ['label', form('label', `Labels are not set one by one. ${APPLY_INSTEAD}`)],
  [
    'annotate',
    form('annotate', `Annotations are not set one by one. ${APPLY_INSTEAD}`),
  ],
  ...['env', 'resources', 'selector', 'serviceaccount', 'subject'].map(
    field =>
      [
        `set ${field}`,
        form('set', `Of a workload only images are set here. ${APPLY_INSTEAD}`),
      ] as [string, Advice],
  ),
  ...['cordon', 'uncordon', 'drain', 'taint', 'certificate'].map(
    verb =>
      [
        verb,
        form(
          'nodes',
          'Nodes and certificates are for operators with a terminal.',
        ),
      ] as [string, Advice],
  ),
  ...[
    'auth reconcile',
    'kustomize',
    'explain',
    'api-resources',
    'api-versions',
    'completion',
    'options',
    'plugin',
    'help',
    'alpha',
  ].map(verb => [verb, terminal(verb)] as [string, Advice]),
]);

const DATABASE = session(
  'database',
  'Statements and dumps of a database need the PostgreSQL module, which is not installed.',
);
const DATABASE_TOOLS =
  /(?:^|[\s/])(?:psql|pg_dump|pg_dumpall|pg_restore|pg_isready|createdb|dropdb)(?:\s|$)/;

/** As the table says, or more exactly where the words after the verb tell more. */
export function otherVerb(
  path: readonly string[],
  rest: readonly string[],
): Advice | undefined {
  const [verb] = path;
  if (
    verb === 'exec' &&
    rest.some(word => DATABASE_TOOLS.test(word.slice(0, 1000)))
  ) {
    return DATABASE;
  }
  return OTHER_VERBS.get(path.join(' ')) ?? OTHER_VERBS.get(verb);
}
