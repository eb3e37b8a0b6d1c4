import {
  GrammarContext,
  ParsedStatement,
  readBlock,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { kubectlGrammar } from './index';

const CONTEXT: GrammarContext = {
  clusters: ['titanium'],
  cluster: 'titanium',
  namespace: 'shop',
};

function parse(
  text: string,
  context: GrammarContext = CONTEXT,
  values?: Record<string, string>,
): ParsedStatement {
  const statements = readBlock(text, {
    language: 'bash',
    grammars: [kubectlGrammar],
    context,
    values,
  });
  expect(statements).toHaveLength(1);
  return statements[0];
}

/** The part of the statement that a refusal points to. */
function pointed({ text, position }: ParsedStatement): string | null {
  return (
    position && text.slice(position.offset, position.offset + position.length)
  );
}

describe('equal commands', () => {
  it.each([
    [
      'kubectl get pods -n prod -o wide',
      'kubectl -n prod get po -owide',
      'kubectl get --namespace=prod pod --output wide',
      'kubectl get Pods -nprod -o=wide',
      'kubectl get \'pods\' \\\n  -n "prod" --output=wide',
      '$ kubectl get pods -n=prod -o wide',
    ],
    [
      'kubectl scale deployment web -n prod --replicas=3',
      'kubectl scale --replicas 3 deploy/web -n prod',
      'kubectl -n prod scale deployments.apps web --replicas=3',
      'kubectl scale deployment.v1.apps/web --replicas=3 --namespace prod --timeout=5m',
    ],
    [
      'kubectl logs web-1 -c app -n prod --tail=20 -p --since=90m',
      'kubectl logs -p pod/web-1 app --tail 20 -n prod --since 1h30m',
      'kubectl -n prod logs po/web-1 --container=app --previous=true --tail=20 --since=5400s',
    ],
    [
      'kubectl rollout undo deployment/web -n prod --to-revision=4',
      'kubectl rollout -n prod undo deploy web --to-revision 4',
    ],
    [
      'kubectl get pods -A -l app=web,tier!=db',
      'kubectl get pods --all-namespaces --selector=app=web,tier!=db',
    ],
  ])('%s', (first, ...others) => {
    const expected = parse(first);
    expect(expected.action).not.toBeNull();
    for (const other of others) {
      const { action, input, verdict } = parse(other);
      expect({ action, input, verdict }).toEqual({
        action: expected.action,
        input: expected.input,
        verdict: expected.verdict,
      });
    }
  });
});

describe('outputs', () => {
  it.each([
    [
      'kubectl get pods -n p -o custom-columns=NAME:.metadata.name,NODE:.spec.nodeName',
      '{"NAME\\tNODE\\n"}{range .items[*]}{.metadata.name}{"\\t"}{.spec.nodeName}{"\\n"}{end}',
    ],
    [
      "kubectl get pod web-1 -n p -o 'custom-columns=IMAGES:.spec.containers[*].image'",
      '{"IMAGES\\n"}{.spec.containers[*].image}{"\\n"}',
    ],
  ])('%s', (text, jsonpath) => {
    expect(parse(text)).toMatchObject({
      verdict: 'read',
      action: 'kubernetes.get',
      input: { output: 'jsonpath', jsonpath },
    });
  });
});

describe('refusals', () => {
  it.each([
    [
      'kubectl get pods -namespace=prod',
      '-namespace=prod',
      'write --namespace',
    ],
    ['kubectl get pods -namespace prod', '-namespace', 'write --namespace'],
    ['kubectl get pods -as=admin', '-as=admin', 'whose rights'],
    ['kubectl get pods --namspace=prod', '--namspace=prod', 'mean --namespace'],
    ['kubectl get pods -o custom-columns=NAME', null, 'Write columns'],
    ['kubectl get pods -o custom-columns={.a}', null, 'Write columns'],
    ['kubectl get secret x -o custom-columns=A:.data.a', null, 'one by one'],
    ['kubectl get pods -o jsonpath', null, 'Write the path'],
    ['kubectl get pods \u2013n prod', '\u2013n', 'typographic dash'],
    ['kubectl get pods -n \u201cprod\u201d', '\u201c', 'typographic'],
    ['kubectl get pods -n prod --as=root', '--as=root', 'whose rights'],
    [
      'kubectl get pods --kubeconfig=/etc/k',
      '--kubeconfig=/etc/k',
      'configured',
    ],
    ['kubectl get pods -s https://x', '-s', 'configured'],
    ['kubectl get pods --server https://x', '--server', 'configured'],
    ['kubectl get pods --token=x', '--token=x', 'whose rights'],
    ['kubectl get --raw /api', '--raw', 'Raw'],
    ['kubectl get pods --insecure-skip-tls-verify', null, 'always verified'],
    ['kubectl get pods -o=go-template-file=/etc/passwd', null, 'not available'],
    ['kubectl get pods --context=other', '--context=other', 'No cluster other'],
    ['kubectl get pods --context other', 'other', 'No cluster other'],
    ['kubectl get -f x.yaml', '-f', 'Files'],
    ['kubectl gte pods', 'gte', 'mean get'],
    ['kubectl rollout restrat deploy/x -n p', 'restrat', 'mean restart'],
    ['kubectl get pds', 'pds', 'known resource type'],
    ['kubectl get pods/../secrets/x', 'pods/../secrets/x', 'kind/name'],
    ['kubectl get pods %2e%2e%2fsecrets', null, 'no name of a pod'],
    ['kubectl get pods/exec/x', null, 'kind/name'],
    ['kubectl get pods *', '*', 'file names'],
    ['kubectl get pods web-*', 'web-*', 'file names'],
    ['kubectl get pods -l ""', '""', 'empty'],
    ["kubectl get pods -l 'app='", "'app='", 'selector'],
    ["kubectl get pods -l ','", "','", 'selector'],
    ['kubectl get pods -n ""', '""', 'empty'],
    ['kubectl get pods ""', '""', 'no name'],
    ['kubectl get pods -n prod -n test', 'test', 'twice'],
    ['kubectl get pods -A -n prod', null, 'Either'],
    ['kubectl delete pod --all -n prod', '--all', 'never to all'],
    ['kubectl delete pods -l app=x -n prod', '-l', 'never several'],
    ['kubectl delete pods -n prod', 'pods', 'every pod'],
    ['kubectl delete pod a b -n prod', 'b', 'One object'],
    ['kubectl delete deployment a -n prod', 'deployment', 'Only pods'],
    ['kubectl delete namespace prod', 'namespace', 'Only pods'],
    [
      'kubectl delete pod a --force --grace-period=0 -n p',
      '--force',
      'gracefully',
    ],
    [
      'kubectl rollout restart deployment -n prod',
      'deployment',
      'every deployment',
    ],
    ['kubectl rollout restart deployment a b -n prod', 'b', 'One object'],
    [
      'kubectl rollout undo daemonset/a -n prod',
      'daemonset/a',
      'not available',
    ],
    ['kubectl scale deploy/a -n p', null, '--replicas is missing'],
    ['kubectl scale deploy/a -n p --replicas=-1', null, 'whole number'],
    ['kubectl scale deploy/a -n p --replicas=1e9', null, 'whole number'],
    ['kubectl scale deploy/a -n p --replicas=3.0', null, 'whole number'],
    ['kubectl scale deploy/a -n p --replicas=03', null, 'whole number'],
    ['kubectl scale deploy/a -n p --replicas=', null, 'empty'],
    [
      'kubectl scale deploy/a -n p --replicas=2 --dry-run=server',
      null,
      '--dry-run',
    ],
    ['kubectl scale rs/a -n p --replicas=2', 'rs/a', 'cannot be scaled'],
    ['kubectl scale deploy --all -n p --replicas=0', '--all', 'never to all'],
    ['kubectl get <kind> -n prod', '<kind>', 'kind of object'],
    ['kubectl get pods -$FLAG', '-$FLAG', 'no flag'],
    ['kubectl auth can-i get pods --as-group=x', null, 'whose rights'],
  ])('%s', (text, where, why) => {
    const statement = parse(text);
    expect(statement).toMatchObject({
      verdict: 'refuse',
      action: null,
      input: null,
    });
    expect(statement.reason).toContain(why);
    expect(where && pointed(statement)).toBe(where);
  });

  it.each([
    'kubectl delete pod $(kubectl get pods -o name) -n prod',
    'kubectl delete pod `cat pod` -n prod',
    'sudo kubectl delete pod a -n prod',
    'echo a | xargs kubectl delete pod -n prod',
    'eval "kubectl delete pod a -n prod"',
    'bash -c "kubectl delete pod a -n prod"',
    'for p in a b; do kubectl delete pod $p -n prod; done',
    'if true; then\n  kubectl delete pod a -n prod\nfi',
    '(kubectl delete pod a -n prod)',
    'NS=x kubectl delete pod a -n prod',
    'kubectl get pods -n prod && kubectl delete pod a -n prod',
    'kubectl delete pod a -n prod || true',
    'kubectl delete pod a -n prod &',
    'kubectl delete pod a -n prod > log',
    'kubectl delete pod a -n prod | grep x',
    'kubectl delete pod {a,b} -n prod',
    'kubectl delete pod "a -n prod',
    'kubectl delete pod a -n prod < /dev/null',
    'kubectl delete pod a -n prod <<< x',
    'kubectl delete pod ${POD:-a} -n prod',
    'kubectl delete pod $@ -n prod',
    'kubectl delete pod a -n prod\u202e',
    'kubectl delete pod a\u200b -n prod',
    'kubectl delete pod a\r-n prod',
    'kubectl delete pod a\u00a0-n prod',
    'yes | kubectl delete pod a -n prod',
    'kubectl get pods -n prod | awk "{print}"',
    'kubectl get pods -n prod | tee x',
    'kubectl get pods -n prod >> x',
    'kubectl get pods -n prod | grep x y',
    'kubectl get pods -n prod > ../../etc/passwd/',
    'kubectl get pods -n prod | sort -o x',
  ])('%s', text => {
    const statement = parse(text);
    expect(statement).toMatchObject({ verdict: 'refuse', action: null });
    expect(statement.reason).toMatch(/\.$/);
  });
});

describe('namespaces and clusters', () => {
  it('reads in the namespace of the entity', () => {
    expect(parse('kubectl get pods').input).toMatchObject({
      namespace: 'shop',
    });
    expect(parse('kubectl get nodes').input).toMatchObject({ namespace: null });
  });

  it('asks for a namespace where none is known', () => {
    const context = { clusters: ['titanium'] };
    const open = parse('kubectl logs web-1', context);
    expect(open).toMatchObject({
      verdict: 'read',
      input: { namespace: '<namespace>', cluster: 'titanium' },
      placeholders: [{ text: '<namespace>', type: 'namespace' }],
    });
    const filled = parse('kubectl logs web-1', context, {
      '<namespace>': 'prod',
    });
    expect(filled).toMatchObject({
      input: { namespace: 'prod' },
      placeholders: [],
    });
  });

  it('never assumes a namespace for a change', () => {
    const text = 'kubectl rollout restart deploy/web';
    expect(parse(text)).toMatchObject({
      verdict: 'form',
      action: 'kubernetes.workload.restart',
      input: { namespace: 'shop' },
      placeholders: [{ text: '<namespace>', type: 'namespace' }],
    });
    expect(parse(text, CONTEXT, { '<namespace>': 'prod' })).toMatchObject({
      verdict: 'change',
      input: { namespace: 'prod' },
      placeholders: [],
    });
    expect(parse(text, CONTEXT, { '<namespace>': '../x' })).toMatchObject({
      verdict: 'refuse',
    });
  });

  it('asks which of several clusters is meant', () => {
    const context = { clusters: ['a', 'b'], namespace: 'shop' };
    expect(parse('kubectl get pods', context)).toMatchObject({
      input: { cluster: '<cluster>' },
      placeholders: [{ text: '<cluster>', type: 'cluster' }],
    });
    expect(parse('kubectl get pods --context b', context).input).toMatchObject({
      cluster: 'b',
    });
    expect(
      parse('kubectl get pods', context, { '<cluster>': 'a' }).input,
    ).toMatchObject({ cluster: 'a' });
    expect(
      parse('kubectl get pods', context, { '<cluster>': 'c' }).verdict,
    ).toBe('refuse');
  });
});

describe('placeholders', () => {
  it.each([
    '<pod-name>',
    '$POD',
    '${POD}',
    '{pod}',
    '[POD]',
    '"<pod-name>"',
    '<파드 이름>',
  ])('%s', written => {
    const text = written.replace(/"/g, '');
    const statement = parse(`kubectl delete pod ${written} -n prod`);
    expect(statement).toMatchObject({
      verdict: 'change',
      input: { name: text },
      placeholders: [{ text, type: 'pod' }],
    });
    expect(
      parse(`kubectl delete pod ${written} -n prod`, CONTEXT, {
        [text]: 'web-1',
      }),
    ).toMatchObject({ input: { name: 'web-1' }, placeholders: [] });
  });

  it('are typed by what they stand for', () => {
    const statement = parse(
      'kubectl rollout undo deployment/<name> -n <ns> --to-revision=<n> --context=$CTX',
    );
    expect(statement.placeholders).toEqual(
      expect.arrayContaining([
        { text: '<name>', type: 'deployment' },
        { text: '<ns>', type: 'namespace' },
        { text: '<n>', type: 'revision' },
        { text: '$CTX', type: 'cluster' },
      ]),
    );
  });

  it('inside a word are text', () => {
    expect(
      parse('kubectl get deploy prod-{app}-deployment -n prod').placeholders,
    ).toEqual([{ text: '{app}', type: 'text' }]);
  });

  it.each([
    'ns; id',
    '$(id)',
    '`id`',
    'a\nb',
    'a\0',
    'a\u2028b',
    '--all',
    '-A',
    '',
    ' ',
    '*',
    '../x',
    'a,b',
    'a/b',
  ])('cannot be %j', value => {
    expect(
      parse('kubectl delete pod <pod> -n prod', CONTEXT, { '<pod>': value })
        .verdict,
    ).toBe('refuse');
  });

  it('are filled from variables of the same block', () => {
    const statements = readBlock(
      'NS=prod\nexport APP="web"\nkubectl rollout restart deploy/$APP -n ${NS}',
      { language: 'bash', grammars: [kubectlGrammar], context: CONTEXT },
    );
    expect(statements[2]).toMatchObject({
      verdict: 'change',
      input: { name: 'web', namespace: 'prod' },
      placeholders: [],
      variables: { $APP: 'web', '${NS}': 'prod' },
    });
  });

  it.each(['NS=', 'NS=$(cat x)', 'NS=$OTHER', 'NS=<namespace>'])(
    'stay when %s leaves them open',
    assignment => {
      const statements = readBlock(
        `${assignment}\nkubectl delete pod a -n $NS`,
        { language: 'bash', grammars: [kubectlGrammar], context: CONTEXT },
      );
      expect(statements[1]).toMatchObject({
        input: { namespace: '$NS' },
        placeholders: [{ text: '$NS', type: 'namespace' }],
      });
    },
  );

  it.each(['"-n prod --all"', '"a b"', '"*"', '"--all"'])(
    'refuse a variable that a shell would split: %s',
    value => {
      const statements = readBlock(
        `X=${value}\nkubectl delete pod $X -n prod`,
        { language: 'bash', grammars: [kubectlGrammar], context: CONTEXT },
      );
      expect(statements[1].verdict).toBe('refuse');
    },
  );
});

describe('resources of the cluster', () => {
  const resource = (group: string, kind: string, plural: string) => ({
    group,
    version: 'v1',
    kind,
    plural,
    singular: kind.toLowerCase(),
    shortNames: [],
    namespaced: true,
  });
  const context = {
    ...CONTEXT,
    resources: [
      resource('evil.io', 'Pod', 'pods'),
      resource('', 'Pod', 'pods'),
      resource('x.io', 'Widget', 'widgets'),
    ],
  };

  it('decide what exists', () => {
    expect(parse('kubectl get widgets', context).input).toMatchObject({
      kinds: ['widget'],
    });
    expect(parse('kubectl get gateways', context)).toMatchObject({
      verdict: 'refuse',
      reason: expect.stringContaining('The cluster knows no'),
    });
  });

  it('cannot take the place of standard kinds', () => {
    expect(parse('kubectl get pods', context).input).toMatchObject({
      kinds: ['pod'],
    });
    expect(parse('kubectl get pods.evil.io', context).input).toMatchObject({
      kinds: ['pod.evil.io'],
    });
  });
});

describe('Secrets', () => {
  it('are never read by template', () => {
    expect(
      parse("kubectl get secret x -o jsonpath='{.data.p}' | base64 -d; ")
        .verdict,
    ).toBe('form');
  });
});
