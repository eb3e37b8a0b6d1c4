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
