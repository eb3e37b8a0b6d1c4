import { Reason, worded } from './reasons';
import { Verdict } from './types';

interface OtherTool extends Reason {
  verdict: Extract<Verdict, 'prose' | 'session'>;
}

const prose = (key: string, english: string): OtherTool => ({
  verdict: 'prose',
  ...worded(`tools.${key}`, english),
});

const argocd = prose(
  'argocd',
  'This needs the Argo CD module, which is not installed.',
);
const kubernetes = prose(
  'kubernetes',
  'This needs the Kubernetes module, which is not installed.',
);
const postgres = prose(
  'postgres',
  'This needs the PostgreSQL module, which is not installed.',
);
const git = prose(
  'git',
  'This changes a repository: do it in your working copy.',
);
const local = prose(
  'local',
  'This runs on your own machine; the portal has no part in it.',
);

const TOOLS: ReadonlyMap<string, OtherTool> = new Map([
  ['argocd', argocd],
  ['istioctl', kubernetes],
  ['kubectl', kubernetes],
  ['psql', postgres],
  ['pg_dump', postgres],
  ['pg_dumpall', postgres],
  ['pg_restore', postgres],
  ['helm', prose('helm', 'helm is not available in the portal.')],
  [
    'kustomize',
    prose('kustomize', 'kustomize is not available in the portal.'),
  ],
  ['docker', prose('docker', 'Images are built and pushed by the pipeline.')],
  ['trivy', prose('trivy', 'Scans run in the pipeline or on your machine.')],
  ['git', git],
  ['gh', git],
  ...[
    'brew apt apt-get yum dnf apk npm pip curl wget',
    'cd source . chmod mkdir find gunzip gzip tar cat rm cp mv vi vim nano',
    'openssl ssh scp make terraform ansible aws gcloud az kubectx kubens k9s',
  ]
    .flatMap(names => names.split(' '))
    .map(name => [name, local] as [string, OtherTool]),
]);

const argocdSession: OtherTool = {
  verdict: 'session',
  ...worded(
    'tools.argocdSession',
    'Nobody logs in here: the portal has its own connection to Argo CD once the Argo CD module is installed.',
  ),
};

/** Why a command of a tool without a grammar does not run; undefined when nothing is known of it. */
export function otherCommand(
  words: readonly string[],
  text: string,
): OtherTool | undefined {
  if (
    words[0] === 'argocd' &&
    (words[1] === 'login' || words[1] === 'logout')
  ) {
    return argocdSession;
  }
  // Scripts of psql are often printed between shell commands.
  if (/^\\[a-z?]|^(?:select|insert|update|delete|alter)\b/i.test(text)) {
    return postgres;
  }
  return TOOLS.get(words[0]);
}

/** Commands that run another command given as their words. */
export const WRAPPERS: ReadonlyMap<string, Reason> = new Map([
  [
    'sudo',
    worded(
      'wrappers.sudo',
      'Leave out sudo: the portal acts with its own credential, after checking your rights.',
    ),
  ],
  [
    'xargs',
    worded(
      'wrappers.xargs',
      'xargs would run a command for each line: name the objects instead.',
    ),
  ],
  [
    'eval',
    worded('wrappers.eval', 'eval is not run: write the command itself.'),
  ],
  [
    'watch',
    worded(
      'wrappers.watch',
      'Leave out watch: the live tabs of the service follow by themselves.',
    ),
  ],
  ...[
    'env',
    'exec',
    'command',
    'nohup',
    'time',
    'timeout',
    'bash',
    'sh',
    'zsh',
    'ssh',
    'parallel',
    'find',
    'trap',
    'alias',
    'until',
  ].map(
    name =>
      [
        name,
        worded(
          'wrappers.other',
          'A command inside {{name}} is not run: write the command itself.',
          { name },
        ),
      ] as const,
  ),
]);
