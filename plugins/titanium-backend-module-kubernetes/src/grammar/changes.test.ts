import {
  GrammarContext,
  ParsedStatement,
  readBlock,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { istioctlGrammar, kubectlGrammar } from './index';

const CONTEXT: GrammarContext = { clusters: ['titanium'] };

function parse(
  text: string,
  values?: Record<string, string>,
  context = CONTEXT,
): ParsedStatement {
  const statements = readBlock(text, {
    language: 'bash',
    grammars: [kubectlGrammar, istioctlGrammar],
    context,
    values,
  });
  return statements[statements.length - 1];
}

const place = { cluster: 'titanium', namespace: 'prod' };

describe('commands that become actions', () => {
  it.each<[string, string, string, object]>([
    [
      'kubectl set image deployment/web app=team/app:v1 sidecar=proxy:2 -n prod',
      'change',
      'kubernetes.workload.setImage',
      {
        ...place,
        kind: 'deployment',
        name: 'web',
        images: [
          { container: 'app', image: 'team/app:v1' },
          { container: 'sidecar', image: 'proxy:2' },
        ],
      },
    ],
    [
      `kubectl -n prod set image ds agent agent=host.io:5000/a/agent:1@sha256:${'0'.repeat(
        64,
      )}`,
      'change',
      'kubernetes.workload.setImage',
      {
        ...place,
        kind: 'daemonset',
        name: 'agent',
        images: [
          {
            container: 'agent',
            image: `host.io:5000/a/agent:1@sha256:${'0'.repeat(64)}`,
          },
        ],
      },
    ],
    [
      'kubectl edit hpa web -n prod',
      'form',
      'kubernetes.autoscaler.edit',
      {
        ...place,
        name: 'web',
        minReplicas: null,
        maxReplicas: null,
        cpuUtilization: null,
      },
    ],
    [
      'kubectl edit cm/settings -n prod -o json',
      'form',
      'kubernetes.object.edit',
      { ...place, kind: 'configmap', name: 'settings', manifest: null },
    ],
    [
      'kubectl edit node node-1',
      'form',
      'kubernetes.object.edit',
      {
        cluster: 'titanium',
        namespace: null,
        kind: 'node',
        name: 'node-1',
        manifest: null,
      },
    ],
    [
      'kubectl create job backup-now --from=cronjob/backup -n prod',
      'change',
      'kubernetes.cronjob.run',
      { ...place, name: 'backup', job: 'backup-now' },
    ],
    [
      'kubectl -n prod create job --from cj/backup backup-now',
      'change',
      'kubernetes.cronjob.run',
      { ...place, name: 'backup', job: 'backup-now' },
    ],
    [
      'kubectl run -it --rm x --image=busybox --restart=Never -n prod -- nslookup web.prod.svc',
      'change',
      'kubernetes.network.probe',
      { ...place, probe: { type: 'dns', host: 'web.prod.svc' } },
    ],
    [
      'kubectl run x --rm -i --tty --image busybox --restart Never --namespace prod --command -- dig +short web',
      'change',
      'kubernetes.network.probe',
      { ...place, probe: { type: 'dns', host: 'web' } },
    ],
    [
      "kubectl run x -n prod --rm -it --image=y --restart=Never -- curl -sv -m 5 -o /dev/null -w '%{http_code}' 'http://web:80/a?b=c'",
      'change',
      'kubernetes.network.probe',
      { ...place, probe: { type: 'http', url: 'http://web/a?b=c' } },
    ],
    [
      'kubectl run x -n prod --rm -it --image=y --restart=Never -- wget -qO- web:8080',
      'change',
      'kubernetes.network.probe',
      { ...place, probe: { type: 'http', url: 'http://web:8080' } },
    ],
    [
      'kubectl rollout pause deploy/web -n prod',
      'change',
      'kubernetes.rollout.pause',
      { ...place, kind: 'deployment', name: 'web' },
    ],
    [
      'kubectl rollout resume deployment web -n prod',
      'change',
      'kubernetes.rollout.resume',
      { ...place, kind: 'deployment', name: 'web' },
    ],
    [
      'kubectl apply -f k8s/web.yaml',
      'form',
      'kubernetes.manifest.apply',
      {
        cluster: 'titanium',
        namespace: null,
        manifest: null,
        source: { type: 'file', path: 'k8s/web.yaml' },
      },
    ],
    [
      'kubectl apply -n prod --kustomize overlays/prod --wait',
      'form',
      'kubernetes.manifest.apply',
      {
        ...place,
        manifest: null,
        source: { type: 'kustomize', path: 'overlays/prod' },
      },
    ],
    [
      "kubectl apply -n prod -f - <<'EOF'\nkind: ConfigMap\ndata: {a: $B}\nEOF",
      'change',
      'kubernetes.manifest.apply',
      {
        ...place,
        manifest: 'kind: ConfigMap\ndata: {a: $B}\n',
        source: { type: 'stdin', path: null },
      },
    ],
    [
      'V=7\ncat <<-EOF | kubectl apply -f -\n\tkind: X\n\tv: ${V}\n\tc: \\$5\n\tEOF',
      'change',
      'kubernetes.manifest.apply',
      {
        cluster: 'titanium',
        namespace: null,
        manifest: 'kind: X\nv: 7\nc: $5\n',
        source: { type: 'stdin', path: null },
      },
    ],
    [
      "kubectl get secret db -n prod -o jsonpath='{.data.PASSWORD}'",
      'change',
      'kubernetes.secret.reveal',
      { ...place, name: 'db', key: 'PASSWORD' },
    ],
    [
      'kubectl get -n prod secret/db -o jsonpath="{.data[\'tls\\.crt\']}" | base64 --decode',
      'change',
      'kubernetes.secret.reveal',
      { ...place, name: 'db', key: 'tls.crt' },
    ],
    [
      'kubectl get secret db -n prod -o json | jq -r .data.PASSWORD | base64 -d',
      'change',
      'kubernetes.secret.reveal',
      { ...place, name: 'db', key: 'PASSWORD' },
    ],
    [
      "kubectl get secret db -n prod -o go-template='{{.data.PASSWORD | base64decode}}'",
      'change',
      'kubernetes.secret.reveal',
      { ...place, name: 'db', key: 'PASSWORD' },
    ],
    [
      'P=$(openssl rand -base64 32)\nkubectl create secret generic db -n prod --from-literal=PASSWORD=$P --dry-run=client -o yaml | kubectl apply -f -',
      'form',
      'kubernetes.secret.update',
      { ...place, name: 'db', key: 'PASSWORD', value: null },
    ],
    [
      'kubectl create secret generic db --from-literal="PASSWORD=<new password>" --dry-run=client -o yaml | kubectl apply -n prod -f -',
      'form',
      'kubernetes.secret.update',
      { ...place, name: 'db', key: 'PASSWORD', value: null },
    ],
    [
      'kubectl auth can-i delete pods -n prod --as=system:serviceaccount:prod:default',
      'read',
      'kubernetes.auth.canI',
      {
        ...place,
        as: 'system:serviceaccount:prod:default',
        list: false,
        verb: 'delete',
        resource: 'pod',
        name: null,
      },
    ],
    [
      'kubectl auth can-i get deploy/web --subresource=scale -A',
      'read',
      'kubernetes.auth.canI',
      {
        cluster: 'titanium',
        namespace: null,
        as: null,
        list: false,
        verb: 'get',
        resource: 'deployment/scale',
        name: 'web',
      },
    ],
    [
      "kubectl auth can-i '*' '*' -n prod",
      'read',
      'kubernetes.auth.canI',
      { ...place, as: null, list: false, verb: '*', resource: '*', name: null },
    ],
    [
      'kubectl auth can-i get /healthz',
      'read',
      'kubernetes.auth.canI',
      {
        cluster: 'titanium',
        namespace: null,
        as: null,
        list: false,
        verb: 'get',
        resource: '/healthz',
        name: null,
      },
    ],
    [
      'istioctl x describe pod web-1 -n prod',
      'read',
      'istio.describe',
      { ...place, kind: 'pod', name: 'web-1' },
    ],
    [
      'istioctl experimental des svc web.prod',
      'read',
      'istio.describe',
      { ...place, kind: 'service', name: 'web' },
    ],
    ['istioctl analyze -n prod', 'read', 'istio.analyze', place],
    [
      'istioctl analyze --all-namespaces',
      'read',
      'istio.analyze',
      { cluster: 'titanium', namespace: null },
    ],
  ])('%s', (text, verdict, action, input) => {
    const statement = parse(text);
    expect(statement).toMatchObject({ verdict, action, placeholders: [] });
    expect(statement.input).toEqual(input);
  });
});

describe('commands that are refused', () => {
  it.each([
    ['kubectl set image deploy/web app=x:1', 'form', 'namespace'],
    ['kubectl set image deploy/web -n p', 'refuse', 'container=image'],
    ['kubectl set image deploy/web *=x:1 -n p', 'refuse', 'file names'],
    ["kubectl set image deploy/web '*=x:1' -n p", 'refuse', 'every container'],
    ['kubectl set image deploy/web a=x:1 a=x:2 -n p', 'refuse', 'twice'],
    ['kubectl set image deploy/web a=x:1 b -n p', 'refuse', 'container=image'],
    ['kubectl set image a=x:1 deploy/web -n p', 'refuse', 'needs an object'],
    ['kubectl set image deploy a=x:1 -n p', 'refuse', 'every deployment'],
    ['kubectl set image pod/web a=x:1 -n p', 'refuse', 'not set here'],
    ['kubectl set image deploy/web a= -n p', 'refuse', 'no name of an image'],
    [
      'kubectl set image deploy/web a=x:1- -n p --all',
      'refuse',
      'never to all',
    ],
    ['kubectl set image -l app=x a=x:1 -n p', 'refuse', 'labels'],
    ['kubectl set image deploy/web a=x:1 --local -n p', 'refuse', '--local'],
    ['kubectl set env deploy/web A=b -n p', 'form', 'images'],
    ['kubectl set', 'refuse', 'needs one of'],
    ['kubectl edit secret db -n p', 'refuse', 'Secret'],
    ['kubectl edit deploy -n p', 'refuse', 'every deployment'],
    ['kubectl edit deploy a b -n p', 'refuse', 'One object'],
    ['kubectl edit -f x.yaml', 'refuse', 'Files'],
    ['kubectl create job x --image=y -n p', 'refuse', 'cronjob'],
    ['kubectl create job x --from=job/y -n p', 'refuse', 'cronjob/name'],
    ['kubectl create job --from=cronjob/y -n p', 'refuse', 'called'],
    ['kubectl create job X --from=cronjob/y -n p', 'refuse', 'no name'],
    [
      'kubectl create job x-$(id) --from=cronjob/y -n p',
      'refuse',
      'substitution',
    ],
    ['kubectl create -f x.yaml', 'form', 'kubectl apply'],
    ['kubectl create deployment x --image=y -n p', 'form', 'kubectl apply'],
    ['kubectl run x --image=y -n p', 'form', 'kubectl apply'],
    ['kubectl run x -it --rm --image=y -n p -- sh', 'session', 'no shell'],
    [
      "kubectl run x -it --rm --image=y -n p -- sh -c 'curl http://a'",
      'session',
      'no shell',
    ],
    [
      'kubectl run x --rm -it --image=y -n p -- curl -X POST http://a',
      'refuse',
      'takes no -X',
    ],
    [
      'kubectl run x --rm -it --image=y -n p -- curl http://a http://b',
      'refuse',
      'one thing',
    ],
    [
      'kubectl run x --rm -it --image=y -n p -- curl file:///etc/passwd',
      'refuse',
      'address',
    ],
    [
      'kubectl run x --rm -it --image=y -n p -- curl http://169.254.169.254/',
      'refuse',
      'name of its host',
    ],
    [
      'kubectl run x --rm -it --image=y -n p -- curl http://user:pw@a/',
      'refuse',
      'address',
    ],
    [
      'kubectl run x --rm -it --image=y -n p -- nslookup web 8.8.8.8',
      'refuse',
      'one thing',
    ],
    [
      'kubectl run x --rm -it --image=y --overrides={} -n p -- nslookup web',
      'refuse',
      'probe',
    ],
    [
      'kubectl run x --rm -it --image=y --restart=Always -n p -- nslookup web',
      'refuse',
      'Never',
    ],
    ['kubectl apply -n p', 'refuse', '-f'],
    ['kubectl apply -f a -f b', 'refuse', 'One file'],
    ['kubectl apply -f a,b', 'refuse', 'One file'],
    ['kubectl apply -f a -k b', 'refuse', 'One file'],
    ['kubectl apply -f a --prune -l x=y', 'refuse', 'labels|selected|removed'],
    ['kubectl apply -f a --force', 'refuse', 'made anew'],
    ['kubectl apply -f a --validate=false', 'refuse', 'validated'],
    ['kubectl apply -f a --dry-run=server', 'refuse', '--dry-run'],
    ['kubectl apply -f a -R', 'refuse', 'folder'],
    ['kubectl apply -f -', 'refuse', 'manifest'],
    ['kubectl apply -f - <<EOF\nEOF', 'refuse', 'empty'],
    ['kubectl apply -f - <<EOF\na: $(id)\nEOF', 'refuse', 'evaluated'],
    ['kubectl apply -f - <<EOF\na: `id`\nEOF', 'refuse', 'evaluated'],
    ['kubectl apply -f a <<EOF\nb: c\nEOF', 'refuse', 'here-document'],
    ['cat x | kubectl apply -f -', 'refuse', 'piped'],
    ['cat x <<EOF | kubectl apply -f -\na: b\nEOF', 'refuse', 'piped'],
    ['sed s/a/b/ <<EOF | kubectl apply -f -\na: b\nEOF', 'refuse', 'piped'],
    ['kubectl get cm x -n p -o yaml | kubectl apply -f -', 'refuse', 'follow'],
    ['kubectl apply -f a | grep x', 'refuse', 'Only what a command reads'],
    [
      "kubectl get secret db -n p -o jsonpath='{.data}'",
      'refuse',
      'one by one',
    ],
    [
      "kubectl get secret db -n p -o jsonpath='{.data.A}{.data.B}'",
      'refuse',
      'one by one',
    ],
    [
      "kubectl get secrets -n p -o jsonpath='{.data.A}'",
      'refuse',
      'every secret|one',
    ],
    [
      "kubectl get secret a b -n p -o jsonpath='{.data.A}'",
      'refuse',
      'One object',
    ],
    [
      "kubectl get secret -l x=y -n p -o jsonpath='{.data.A}'",
      'refuse',
      'One value',
    ],
    [
      "kubectl get secret db -n p -o jsonpath='{.data.A}' | base64 -d > file",
      'refuse',
      'Only what a command reads',
    ],
    [
      "kubectl get secret db -n p -o jsonpath='{.data.A}' | head -1",
      'refuse',
      'Only what a command reads',
    ],
    ['kubectl create secret generic db -n p', 'refuse', 'not created'],
    [
      'kubectl create secret generic db --from-literal=A=hunter2 --dry-run=client -o yaml -n p | kubectl apply -f -',
      'refuse',
      'no secret',
    ],
    [
      'P=hunter2\nkubectl create secret generic db --from-literal=A=$P --dry-run=client -o yaml -n p | kubectl apply -f -',
      'refuse',
      'no secret',
    ],
    [
      'kubectl create secret generic db --from-literal=A=$(pwgen) --dry-run=client -o yaml -n p | kubectl apply -f -',
      'refuse',
      'substitution',
    ],
    [
      'kubectl create secret generic db --from-literal=A=$A --from-literal=B=$B --dry-run=client -o yaml -n p | kubectl apply -f -',
      'refuse',
      'One value',
    ],
    [
      'kubectl create secret generic db --from-literal=A=$A -o yaml -n p | kubectl apply -f -',
      'refuse',
      '--dry-run=client',
    ],
    [
      'kubectl create secret generic db --from-literal=A=$A --dry-run=client -o yaml -n p | kubectl apply -n q -f -',
      'refuse',
      'do not agree',
    ],
    [
      'kubectl create secret generic db --from-literal=A=$A --dry-run=client -o yaml -n p | kubectl apply --prune -f -',
      'refuse',
      'removed',
    ],
    [
      'kubectl create secret generic db --from-literal=A=$A --dry-run=client -o yaml -n p | kubectl apply -f - | tee x',
      'refuse',
      'follow',
    ],
    [
      'kubectl create secret generic db --from-file=A=x --dry-run=client -o yaml -n p | kubectl apply -f -',
      'refuse',
      'Files',
    ],
    ['kubectl auth can-i', 'refuse', 'verb'],
    ['kubectl auth can-i get', 'refuse', 'verb'],
    ['kubectl auth can-i --list get pods', 'refuse', 'every right'],
    ['kubectl get pods -n p --as=x', 'refuse', 'whose rights'],
    ['kubectl auth whoami', 'session', 'Settings'],
    ['kubectl auth cani get pods', 'refuse', 'Did you mean can-i'],
    ['kubectl get pods -n p --show-lables', 'refuse', 'no flag'],
    ['istioctl describe deployment web -n p', 'refuse', 'pod or service'],
    ['istioctl analyze a.yaml', 'refuse', 'Files'],
    ['istioctl proxy-status', 'session', 'Pods tab'],
    ['istioctl pc routes web-1', 'session', 'describe'],
    ['istioctl dashboard kiali', 'session', 'tunnel'],
    ['istioctl install --set profile=demo', 'refuse', 'set up'],
    ['istioctl anlyze', 'refuse', 'Did you mean analyze'],
    ['istioctl analyze -namespace=p', 'refuse', 'one dash'],
    ['istioctl analyze --kubeconfig=/x', 'refuse', 'configured'],
  ])('%s', (text, verdict, why) => {
    const statement = parse(text);
    expect(statement.verdict).toBe(verdict);
    expect(statement.reason).toMatch(new RegExp(why));
    const runs = statement.action !== null || statement.input !== null;
    expect(runs && verdict !== 'form').toBe(false);
  });
});

it('reads the status behind a restart as a step of its own', () => {
  const statements = readBlock(
    'kubectl rollout restart deploy/web -n prod && kubectl rollout status deploy/web -n prod',
    {
      language: 'bash',
      grammars: [kubectlGrammar],
      context: CONTEXT,
    },
  );
  expect(statements).toMatchObject([
    { verdict: 'change', text: 'kubectl rollout restart deploy/web -n prod' },
    { verdict: 'read', text: 'kubectl rollout status deploy/web -n prod' },
  ]);
});

describe('a context that a block switches to', () => {
  const several = { clusters: ['a', 'b'], cluster: 'a', namespace: 'prod' };

  it('shows that cluster', () => {
    expect(parse('kubectl config use-context b', {}, several)).toMatchObject({
      verdict: 'read',
      action: 'kubernetes.cluster.info',
      input: { cluster: 'b' },
    });
    expect(parse('kubectl config use-context c', {}, several)).toMatchObject({
      verdict: 'session',
      reason: expect.stringContaining('a, b'),
    });
    for (const text of [
      'kubectl cluster-info',
      'kubectl version',
      'kubectl config use-context my-laptop',
      'kubectl config set-context my-laptop --cluster=x --user=y',
    ]) {
      expect(parse(text)).toMatchObject({
        verdict: 'read',
        input: { cluster: 'titanium' },
      });
    }
    expect(
      parse('kubectl config set-context --current --namespace=prod').verdict,
    ).toBe('session');
    expect(parse('kubectl config set-context x -n prod').verdict).toBe(
      'session',
    );
  });

  it.each(['b', 'c'])('never lets a command go elsewhere: %s', name => {
    const block = (command: string) =>
      parse(`kubectl config use-context ${name}\n${command}`, {}, several);
    expect(block('kubectl delete pod x -n prod')).toMatchObject({
      verdict: 'refuse',
      reason: expect.stringContaining(`--context ${name}`),
    });
    expect(block('kubectl get pods').verdict).toBe('refuse');
    expect(block('kubectl delete pod x -n prod --context b').verdict).toBe(
      name === 'b' ? 'change' : 'refuse',
    );
  });
});

it.each(['export KUBECONFIG=~/b.yaml', 'KUBECONFIG=$(mktemp)', 'kubectx b'])(
  'goes nowhere behind %s where there are several clusters',
  line => {
    const several = { clusters: ['a', 'b'], cluster: 'a' };
    const text = `${line}\nkubectl delete pod x -n prod`;
    expect(parse(text, {}, several)).toMatchObject({ verdict: 'refuse' });
    expect(parse(text)).toMatchObject({ verdict: 'change' });
  },
);

describe('fields', () => {
  it('are typed by what they stand for', () => {
    const types = (text: string) =>
      Object.fromEntries(
        parse(text).placeholders.map(({ text: name, type }) => [name, type]),
      );
    expect(
      types('kubectl set image deploy/<d> <c>=repo/app:<tag> -n <ns>'),
    ).toEqual({
      '<d>': 'deployment',
      '<c>': 'container',
      '<tag>': 'image-tag',
      '<ns>': 'namespace',
    });
    expect(types('kubectl edit hpa {hpa} -n p')).toEqual({ '{hpa}': 'hpa' });
    expect(types('kubectl create job [JOB] --from=cronjob/$CJ -n p')).toEqual({
      '[JOB]': 'text',
      $CJ: 'cronjob',
    });
    expect(
      types("kubectl get secret ${S} -n p -o jsonpath='{.data.A}'"),
    ).toEqual({ '${S}': 'secret' });
    expect(types('kubectl describe netpol <policy-name> -n p')).toEqual({
      '<policy-name>': 'policy',
    });
    expect(types('istioctl x describe service <svc> -n p')).toEqual({
      '<svc>': 'service',
    });
    expect(
      types(
        'kubectl apply -f - <<EOF\nmetadata:\n  namespace: $NS\n  name: <app>\nspec:\n  replicas: <n>\n  image: a/b:<tag>\nEOF',
      ),
    ).toEqual({
      $NS: 'namespace',
      '<app>': 'text',
      '<n>': 'replicas',
      '<tag>': 'image-tag',
    });
  });

  it('take the place of dates in the name of a job', () => {
    const text =
      'kubectl create job backup-$(date +%Y%m%d) --from=cronjob/backup -n prod';
    expect(parse(text)).toMatchObject({
      verdict: 'change',
      placeholders: [{ text: '$(date +%Y%m%d)', type: 'text' }],
    });
    const filled = parse(text, { '$(date +%Y%m%d)': '20260102' });
    expect(filled).toMatchObject({ placeholders: [] });
    expect(filled.input).toMatchObject({ job: 'backup-20260102' });
    expect(parse(text, { '$(date +%Y%m%d)': 'A B' }).verdict).toBe('refuse');
    expect(parse('kubectl delete pod web-$(date +%d) -n prod').verdict).toBe(
      'refuse',
    );
  });

  it('leave the quotation marks of a manifest alone', () => {
    expect(
      parse('kubectl apply -f - <<EOF\nnote: it\u2019s\nEOF'),
    ).toMatchObject({ verdict: 'change' });
    expect(
      parse('kubectl apply -f \u201ca\u201d <<EOF\nb: c\nEOF').verdict,
    ).toBe('refuse');
  });

  it('put values into a manifest on their own line only', () => {
    const text = 'kubectl apply -f - <<EOF\nname: <app>\nEOF';
    expect(parse(text, { '<app>': 'web' }).input).toMatchObject({
      manifest: 'name: web\n',
    });
    expect(parse(text, { '<app>': 'web\nevil: true' }).verdict).toBe('refuse');
    expect(parse(text, { '<app>': '' }).verdict).toBe('refuse');
  });

  it('take the address of a probe with its values', () => {
    const text =
      'kubectl run x --rm -it --image=y --restart=Never -n p -- curl http://<service>:$PORT/health';
    expect(parse(text).placeholders).toHaveLength(2);
    expect(
      parse(text, { '<service>': 'web', $PORT: '80' }).input,
    ).toMatchObject({ probe: { type: 'http', url: 'http://web/health' } });
    expect(parse(text, { '<service>': 'a@b', $PORT: '80' }).verdict).toBe(
      'refuse',
    );
  });
});
