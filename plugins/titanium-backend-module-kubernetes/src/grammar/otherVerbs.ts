import { Verdict } from '@titanium-portal/backstage-plugin-titanium-common';

interface Advice {
  verdict: Extract<Verdict, 'form' | 'session' | 'refuse'>;
  reason: string;
}

const later = (what: string): Advice => ({
  verdict: 'form',
  reason: `${what} is not available in the portal yet.`,
});
const terminal = (verb: string): Advice => ({
  verdict: 'refuse',
  reason: `kubectl ${verb} is not available in the portal: run it in a terminal.`,
});
const session = (reason: string): Advice => ({ verdict: 'session', reason });

const CONNECTED = session(
  'There is nothing to set up: the portal has its own connection to the clusters that operators configured.',
);

/** Verbs of kubectl 1.29 that run nothing here, and what to do instead. */
export const OTHER_VERBS: ReadonlyMap<string, Advice> = new Map([
  [
    'exec',
    session(
      'The portal opens no shell in a container: see logs, events and details of the pod on the Pods tab.',
    ),
  ],
  [
    'attach',
    session(
      'The portal attaches to no container: follow its logs on the Pods tab.',
    ),
  ],
  [
    'port-forward',
    session(
      'No tunnel is needed: the tabs of the service show what its platforms know.',
    ),
  ],
  [
    'proxy',
    session('No proxy is needed: the portal speaks to the cluster itself.'),
  ],
  [
    'cp',
    session(
      'Files are not copied: download logs and manifests where they are shown.',
    ),
  ],
  [
    'debug',
    session(
      'The portal starts no debug containers: see logs, events and details of the pod on the Pods tab.',
    ),
  ],
  ['config', CONNECTED],
  ['cluster-info', CONNECTED],
  ['login', CONNECTED],
  ['edit', later('Editing an object in a form')],
  ['apply', later('Applying a manifest')],
  ['set', later('Setting an image or a field')],
  ['patch', later('Patching an object')],
  ['create', later('Creating an object')],
  ['replace', later('Replacing an object')],
  ['run', later('Running a pod')],
  ['autoscale', later('Creating an autoscaler')],
  ['expose', later('Creating a service')],
  ['label', later('Changing labels')],
  ['annotate', later('Changing annotations')],
  ['cordon', later('Closing a node')],
  ['uncordon', later('Opening a node')],
  ['drain', later('Draining a node')],
  ['taint', later('Changing taints')],
  ['certificate', later('Approving certificates')],
  ...[
    'auth',
    'wait',
    'diff',
    'kustomize',
    'explain',
    'version',
    'api-resources',
    'api-versions',
    'completion',
    'options',
    'plugin',
    'help',
    'alpha',
  ].map(verb => [verb, terminal(verb)] as [string, Advice]),
]);

/** Verbs below `rollout` that run nothing here. */
export const OTHER_ROLLOUT_VERBS: ReadonlyMap<string, Advice> = new Map([
  ['pause', later('Pausing a rollout')],
  ['resume', later('Resuming a rollout')],
]);

const PROBE = session(
  'Instead of a throw-away pod with a shell: see endpoints, events and logs of the service. A network probe as a step is not available yet.',
);
const DATABASE = session(
  'Statements and dumps of a database need the PostgreSQL module, which is not installed.',
);
const DATABASE_TOOLS = new Set(['psql', 'pg_dump', 'pg_dumpall', 'pg_restore']);

/** As the tables say, or more exactly where the words after the verb tell more. */
export function otherVerb(
  path: readonly string[],
  rest: readonly string[],
): Advice | undefined {
  const [verb, second] = path;
  if (verb === 'rollout' && second !== undefined) {
    return OTHER_ROLLOUT_VERBS.get(second);
  }
  if (verb === 'exec' && rest.some(word => DATABASE_TOOLS.has(word))) {
    return DATABASE;
  }
  if (
    verb === 'run' &&
    rest.some(word => /^(?:--rm|-[it]{1,2}|--stdin|--tty)$/.test(word))
  ) {
    return PROBE;
  }
  return OTHER_VERBS.get(verb);
}
