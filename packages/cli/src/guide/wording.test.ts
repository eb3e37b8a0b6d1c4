import path from 'node:path';
import {
  MAX_BLOCK_LENGTH,
  MAX_BLOCK_STATEMENTS,
  ParsedStatement,
  readBlock,
  ReadBlockOptions,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { GRAMMARS } from '../check/checkText';
import { coverage } from './coverage';
import { ROOT } from './root';

interface Messages {
  [key: string]: string | Messages;
}

/** The front end's own words. The command line has no part in it, so that they are looked up where they are kept. */
function reasonsOf(language: 'en' | 'ko'): Messages {
  const folder = 'plugins/titanium-react/src/translation';
  const file = path.join(ROOT, folder, language, 'reasons');
  return jest.requireActual<{ reasons: Messages }>(file).reasons;
}

function said(
  messages: Messages,
  { key, values = {} }: NonNullable<ParsedStatement['wording']>,
): string | undefined {
  const found = key
    .split('.')
    .reduce<string | Messages | undefined>(
      (at, name) => (typeof at === 'object' ? at[name] : undefined),
      messages,
    );
  return typeof found === 'string'
    ? found.replace(/\{\{(\w+)\}\}/g, (written, name) =>
        Object.hasOwn(values, name) ? values[name] : written,
      )
    : undefined;
}

const ENGLISH = reasonsOf('en');
const KOREAN = reasonsOf('ko');

/** Commands that do not run as they stand, one for each thing that is often wrong. */
const REFUSED: readonly string[] = [
  '$ kubectl get pods -n prod\nkubectl delete pod a -n prod',
  // Flags.
  'kubectl get pods --as=admin',
  'kubectl get pods --kubeconfig=x',
  'kubectl get pods --server=x',
  'kubectl get pods --insecure-skip-tls-verify',
  'kubectl get --raw /api',
  'kubectl get pods --cache-dir=x',
  'kubectl get pods --template=x',
  'kubectl get -f x.yaml',
  'kubectl delete pod a --force',
  'kubectl delete pods --all',
  'kubectl delete pod a --dry-run=client',
  'kubectl delete pod a --record',
  'kubectl scale deployment -l app=a --replicas=2',
  'kubectl get pods --al-namespaces',
  'kubectl get pods --zzzzzz',
  'kubectl get pods --output-watch-events',
  'argocd app sync a --allow-empty',
  'kubectl run a --rm --image=b --env=A=b -- nslookup c.d',
  'kubectl run a --rm --image=b --restart=Always -- nslookup c.d',
  'kubectl get pods -namespace=x',
  'kubectl get pods -n',
  'kubectl get pods -n a -n b',
  'kubectl get pods -n ""',
  'kubectl get pods -A=maybe',
  'kubectl get pods -- ls',
  'kubectl get pods —all',
  'argocd app sync a --server x',
  'argocd app sync a --auth-token x',
  'argocd app sync a --local x',
  'argocd app sync -l a=b',
  'argocd app sync a --force',
  'argocd app sync a --replace',
  'argocd app sync a --label a=b',
  'argocd app sync a --strategy x',
  'argocd app sync a --retry-limit 2',
  'argocd app sync a --pruen',
  'argocd app sync a --zzzzzz',
  'argocd app sync a -prune',
  'argocd app sync a --revision',
  'argocd app sync a --revision a --revision b',
  'argocd app sync a --revision ""',
  'argocd app sync a --prune=maybe',
  'argocd app sync a -- b',
  'argocd --zzz app list',
  // Verbs.
  'kubectl',
  'kubectl gte pods',
  'kubectl frobnicate',
  'kubectl rollout',
  'kubectl rollout undoo deployment/a',
  'kubectl explain pods',
  'kubectl cordon a',
  'kubectl set env deployment/a A=b',
  'istioctl',
  'istioctl x',
  'istioctl analyse-it-all',
  'istioctl analyz',
  'istioctl install',
  'istioctl version',
  'istioctl proxy-status',
  'istioctl proxy-config routes a',
  'istioctl dashboard kiali',
  'istioctl x describe',
  'istioctl x describe pod',
  'istioctl analyze a.yaml',
  'argocd',
  'argocd app',
  'argocd app snyc a',
  'argocd frobnicate',
  'argocd version',
  'argocd cluster list',
  ...['wait', 'logs', 'actions', 'manifests', 'delete', 'delete-resource'].map(
    verb => `argocd app ${verb} a`,
  ),
  'argocd app create a',
  'argocd app get',
  'argocd app get a b',
  'argocd app get A_B',
  'argocd app rollback a x',
  ...[
    ...['exec a -- sh', 'attach a', 'port-forward a 80', 'proxy', 'cp a b'],
    ...['debug a', 'wait a', 'diff -f a', 'auth whoami', 'config view'],
    ...['create -f a', 'replace -f a', 'expose a'],
    ...['autoscale a', 'label pod a b=c', 'annotate pod a b=c'],
    ...['exec a -- psql', 'run a --image=b', 'run a -it --image=b'],
  ].map(command => `kubectl ${command}`),
  // Objects.
  'istioctl x describe pod a b',
  'istioctl x describe pod a.b -n c',
  'kubectl run --rm --image=b -- nslookup c.d',
  'kubectl get pods ""',
  'kubectl logs a -c A_B',
  'kubectl set image deployment/a b=c d',
  'kubectl create secret generic a -n b --from-literal=K=$V --dry-run=client -o yaml | kubectl apply -f -',
  'kubectl get',
  'kubectl get podz',
  'kubectl get zzzzzzzzzz',
  'kubectl get pods -n A_B',
  'kubectl get pods A_B',
  'kubectl get pods -n a -A',
  'kubectl get pods,nodes',
  'kubectl get pods,services a',
  'kubectl get all a',
  'kubectl get pod/a service/b',
  'kubectl get pod/a/b',
  'kubectl get pods a/b',
  'kubectl get <kind>',
  'kubectl delete pod',
  'kubectl delete deployment a',
  'kubectl delete pod a b',
  'kubectl delete',
  'kubectl scale deployment/a',
  'kubectl scale deployment/a --replicas=x',
  'kubectl scale daemonset/a --replicas=2',
  'kubectl rollout restart service/a',
  'kubectl rollout undo daemonset/a',
  'kubectl rollout pause statefulset/a',
  'kubectl set image deployment/a',
  'kubectl set image deployment/a b',
  "kubectl set image deployment/a '*=b'",
  'kubectl set image service/a b=c',
  'kubectl edit secret a -n b',
  'kubectl edit configmap a -n b',
  'kubectl edit hpa a -n b',
  'kubectl scale deployment/a --replicas=2',
  'kubectl apply -f a.yaml',
  'kubectl apply -k a',
  'kubectl apply',
  'kubectl apply a',
  'kubectl apply -f -',
  'kubectl apply -f a -f b',
  'kubectl get pods --context other',
  'kubectl config use-context',
  'kubectl config use-context other',
  'kubectl config set-context --current --namespace=a',
  ...[
    ...['jsonpath', 'jsonpath=', 'custom-columns=a', 'zzz'].map(
      output => `get pods -o ${output}`,
    ),
    ...['get pods --sort-by=+', 'get secret a -o go-template={{.data}}'],
    ...['get pods a -l b=c', 'get pods a -A', 'get pods -l =', 'get pods -w'],
    ...['get pods --field-selector =', 'set image deployment/a b=$(c)'],
    ...['set image deployment/a b=:', 'set image deployment/a b=c b=d'],
    ...['logs a/b/c', 'logs configmap/a', 'logs a --since=x', 'logs'],
    ...['logs a -l b=c', 'logs a b c', 'logs a b -c c'],
    ...['logs a -c b --all-containers', 'create job a --image=b'],
    ...[
      'create job a',
      'create job a --from=pod/b',
      'get services -w',
      'top services',
      'top pods a b',
      'top pods a -l b=c',
    ],
    ...['top pods a -A', 'describe pods,services', 'describe pods a b'],
    ...['describe pods a -l b=c', 'describe pods a -A'],
    ...['apply -f a --prune', 'apply -f a -R', 'apply -f a -l b=c'],
    ...['apply -f a --force', 'apply -f a --force-conflicts'],
    ...['apply -f a --server-side', 'apply -f a --validate=false'],
    ...['apply -f - <<EOF\n\nEOF', 'set image deployment/a b='],
    'get secret a -n b -A -o jsonpath={.data.K}',
    'create secret generic a --from-literal=K=v --dry-run=client -o yaml | kubectl apply -f -',
  ].map(command => `kubectl ${command}`),
  ...[
    "deployment a -p 'a: b'",
    'deployment a',
    `deployment a -p '{"spec":{"replicas":1,"replicas":2}}'`,
    `deployment a -p '{"spec":{"paused":true}}'`,
    `deployment a -p '{"spec":{"replicas":<n>}}'`,
    `deployment a -p '{"spec":{"replicas":99999}}'`,
    "deployment a --type=json -p '[]'",
  ].map(patch => `kubectl patch ${patch}`),
  ...[
    ['', 'a: b'],
    ['', 'apiVersion: v1\nkind: A\nmetadata: {name: a, namespace: []}'],
    ['', 'a: *b'],
    ['', 'x'.repeat(300_000)],
    ['-n b', 'apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: c}'],
    ['--save-config', 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}'],
    ['-n b', 'apiVersion: v1\nkind: Node\nmetadata: {name: a}'],
  ].map(
    ([flags, text]) => `kubectl replace ${flags} -f - <<'EOF'\n${text}\nEOF`,
  ),
  'kubectl apply -f "a "',
  'argocd app diff a --revision b --revisions c --source-positions 1',
  'argocd app diff a --revisions c',
  ...[
    ...['get pods -L =', 'get pods --show-labels -o yaml'],
    ...['top pods --sort-by=name', 'logs a --since-time=now'],
    'logs a --since=1h --since-time=2024-05-01T10:00:00Z',
  ].map(command => `kubectl ${command}`),
  // What only some verbs know.
  'istioctl x describe pod a.b.c',
  'istioctl analyze --use-kube=false',
  'kubectl create secret generic a -n b --from-literal=K=$V --dry-run=client -o yaml | kubectl apply -n c -f -',
  'kubectl cluster-info dump',
  'kubectl create job A_B --from=cronjob/a',
  'kubectl events --for a',
  'kubectl events --types=a',
  'kubectl events a',
  'kubectl create secret generic a -n b --from-literal=$K --dry-run=client -o yaml | kubectl apply -f -',
  'kubectl create secret generic a -n b',
  'kubectl create secret generic a -n b --from-literal=K=$V --from-file=x --dry-run=client -o yaml | kubectl apply -f -',
  'kubectl create secret generic a -n b --from-literal=K=$V --type=x --dry-run=client -o yaml | kubectl apply -f -',
  'kubectl create secret generic a -n b --from-literal=K=$V --append-hash --dry-run=client -o yaml | kubectl apply -f -',
  'kubectl create secret tls a -n b --dry-run=client -o yaml | kubectl apply -f -',
  'kubectl create secret generic a -n b --from-literal=K=$V | kubectl apply -f -',
  'kubectl create secret generic a -n b --from-literal=K=$V --from-literal=L=$W --dry-run=client -o yaml | kubectl apply -f -',
  'kubectl create secret generic a -n b --from-literal=K=$V --dry-run=client -o yaml | kubectl apply -f x',
  'kubectl auth can-i G pods',
  "kubectl auth can-i get '/a b'",
  'kubectl auth can-i get pods --subresource=A',
  'kubectl auth can-i get pods/a/b',
  "kubectl auth can-i get pods --as='a b'",
  'kubectl auth can-i get --list',
  'kubectl auth can-i get',
  'kubectl auth can-i get pods a',
  'kubectl run a --rm -it --image=b --restart=Never -- curl -d x http://c',
  'kubectl run a --rm -it --image=b --restart=Never -- curl http://1.2.3.4',
  'kubectl run a --rm -it --image=b --restart=Never -- nslookup',
  'kubectl run a --rm -it --image=b --restart=Never -- nslookup a.b c.d',
  'kubectl run a --rm -it --image=b --restart=Never -- nslookup A_B',
  'argocd app get a/b -N c',
  'argocd app sync a --revision a..b',
  'argocd app list a',
  'argocd app list -p A_B',
  'argocd app sync a --resource b',
  'argocd app rollback a 1 --prune',
  'argocd app set a',
  'argocd app set a --sync-policy none --self-heal',
  'argocd app set a --sync-policy x',
  'argocd app get a -o zzz',
  'kubectl get pods | grep -P a',
  'kubectl get pods | grep -A',
  'kubectl get pods | head -n x',
  'kubectl get pods | grep',
  'kubectl get pods | wc',
  'kubectl get pods | base64',
  "kubectl get pods -o json | jq 'map(.a)'",
  "kubectl get pods | grep '[[:alpha:]]'",
  "kubectl get pods | grep '[a'",
  "kubectl get pods | grep 'a\\'",
  "kubectl get pods | grep -E '(a)'",
  "kubectl get pods | grep 'a\\1'",
  // The shell.
  'kubectl apply -f - <<EOF; kubectl get pods',
  'kubectl get pods | > a',
  'cat <<A | kubectl apply -f - <<B\na\nA\nb\nB',
  'for p in a b; do kubectl delete pod $p; done',
  '(kubectl get pods)',
  'kubectl get pods | xargs kubectl delete',
  'echo a | xargs kubectl delete pod',
  'eval kubectl get pods',
  'sudo kubectl get pods',
  'watch kubectl get pods',
  'bash -c "kubectl get pods"',
  'A=b kubectl get pods',
  'kubectl get pods $(cat a)',
  'kubectl get pods `cat a`',
  'kubectl get pods $((1 + 2))',
  'kubectl get pods ${A:-b}',
  'kubectl get pods $1 $?',
  "kubectl get pods $'a'",
  'kubectl get pods "a',
  "kubectl get pods 'a",
  'kubectl get pods “a”',
  'kubectl get pods a\u200bb',
  'kubectl get pods {a,b}',
  'kubectl get pods a*',
  'kubectl get pods (a)',
  'kubectl get pods a(b)',
  'kubectl get pods )',
  'kubectl get pods &',
  'kubectl get pods |& head',
  'kubectl get pods |',
  'kubectl get pods && | head',
  'kubectl get pods <(ls)',
  'kubectl get pods < a',
  'kubectl get pods > a > b',
  'kubectl get pods > "$(date +%F)|"',
  'kubectl get pods > a | head',
  'kubectl get $(date +%F)',
  'echo a | kubectl get pods',
  'kubectl delete pod a | head',
  'kubectl get pods <<EOF\na\nEOF',
  'kubectl get pods <<EOF\na',
  'kubectl get pods <<',
  'kubectl apply -f - <<EOF\n$(a)\nEOF',
  'kubectl delete pod a && kubectl delete pod b',
  '! kubectl get pods',
  '[[ kubectl ]]',
  'kubectl get pods | frobnicate',
  'kubectl get pods | grep <name>',
  'kubectl get pods | grep --zzz a',
  'kubectl get pods | head a',
  'A="b c"\nkubectl get pods $A',
  'A=$(b)',
  'A=$(kubectl get pods -o name)\nkubectl delete pod $A -n b',
  'kubectl config set-context --current --namespace=a\nkubectl get pods',
  'export KUBECONFIG=a\nkubectl get pods -n b',
  'kubectx other\nkubectl get pods -n b',
  // Other tools.
  ...['helm list', 'kustomize build', 'docker build .', 'trivy image a'],
  ...['git push', 'psql', 'curl a', 'pg_dump a'],
];

const CLUSTERS = ['titanium', 'second'];

function read(
  text: string,
  options: Partial<ReadBlockOptions> = {},
): ParsedStatement[] {
  return readBlock(text, {
    ...GRAMMARS,
    language: 'bash',
    context: { clusters: CLUSTERS, cluster: 'titanium' },
    ...options,
  });
}

const NONE = { grammars: [], queries: [] };
const PODS = {
  ...{ group: '', version: 'v1', kind: 'Pod', plural: 'pods' },
  ...{ singular: 'pod', shortNames: ['po'], namespaced: true },
};
const KNOWN = { context: { clusters: CLUSTERS, resources: [PODS] } };

/** What depends on more than the text of one command. */
const ELSEWHERE = [
  ...['kubectl get pods', 'argocd app list', 'argocd login a'].flatMap(text =>
    read(text, NONE),
  ),
  ...read('{a="b"}', { ...NONE, language: 'logql' }),
  ...read('up', { ...NONE, language: 'promql' }),
  ...read('select 1;', { ...NONE, language: 'sql' }),
  ...[
    ...[
      '{a="b"',
      '{a=~".*"}',
      "{a='b'}",
      '{a="b"} | $X',
      `{a="${'x'.repeat(20_000)}"}`,
    ],
  ].flatMap(text => read(text, { language: 'logql' })),
  ...[
    'rate(up[5m',
    'sum(up)) by',
    '+',
    `up{a="${'x'.repeat(12_000)}"}`,
  ].flatMap(text => read(text, { language: 'promql' })),
  ...read('{a=`<b>`}', { language: 'logql', values: { '<b>': '`' } }),
  ...read('rate({a="b"}[<d>])', { language: 'logql', values: { '<d>': 'x' } }),
  ...read('argocd app get a', {
    context: { clusters: CLUSTERS },
    values: { '<cluster>': 'x' },
  }),
  ...read(
    `kubectl get ${'<a>'.repeat(3)}${Array.from(
      { length: 30 },
      (_, at) => `<p${at}>`,
    ).join('')}`,
  ),
  ...read(
    `kubectl apply -f - <<EOF\n${Array.from(
      { length: 60 },
      (_, at) => `<p${at}>`,
    ).join('\n')}\nEOF`,
  ),
  ...read(`kubectl get pods | grep ${'x'.repeat(2_000)}`),

  ...read('kubectl get pods', { offers: () => false }),
  ...read('kubectl get pods', { values: { '<namespace>': 'A_B' } }),
  ...read('kubectl get pods --context=/', { context: { clusters: [] } }),
  ...read('kubectl get podz', KNOWN),
  ...read('kubectl get zzzzzz', KNOWN),
  ...read(`kubectl get pods${' a'.repeat(2000)}`),
  ...read('kubectl get pods -n a\n'.repeat(MAX_BLOCK_STATEMENTS + 1)),
  ...read(' '.repeat(MAX_BLOCK_LENGTH + 1)),
];

const statements = [
  ...coverage(),
  ...REFUSED.flatMap(text => read(text)),
  ...ELSEWHERE,
].filter(({ reason }) => reason !== null);

function keysOf(messages: Messages, prefix = ''): string[] {
  return Object.entries(messages).flatMap(([name, at]) =>
    typeof at === 'string'
      ? [`${prefix}${name}`]
      : keysOf(at, `${prefix}${name}.`),
  );
}

describe('the words of reasons', () => {
  it.each(REFUSED)('%s does not run, and says why in every language', text => {
    const found = read(text).filter(({ reason }) => reason !== null);
    expect(found).not.toHaveLength(0);
    expect(found.filter(({ wording }) => !wording)).toEqual([]);
  });

  it('are those of the whole guide', () => {
    expect(
      coverage().filter(({ reason, wording }) => reason !== null && !wording),
    ).toEqual([]);
  });

  it('are in the front end as they are said here', () => {
    for (const { reason, wording } of statements) {
      expect(said(ENGLISH, wording!)).toBe(reason);
    }
  });

  it('are Korean, with every value put in', () => {
    for (const { wording } of statements) {
      const korean = said(KOREAN, wording!);
      expect(korean).toMatch(/[가-힣]/);
      expect(korean).not.toMatch(/\{\{/);
    }
  });

  it('are all in use', () => {
    const used = new Set(statements.map(({ wording }) => wording?.key));
    expect(keysOf(ENGLISH).filter(key => !used.has(key))).toEqual([]);
    expect(keysOf(KOREAN)).toEqual(keysOf(ENGLISH));
  });
});
