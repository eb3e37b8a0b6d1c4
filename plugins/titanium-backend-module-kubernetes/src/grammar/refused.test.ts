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
