import { JsonObject } from '@backstage/types';
import { readBlock } from '@titanium-portal/backstage-plugin-titanium-common';
import { TitaniumClusters } from '@titanium-portal/backstage-plugin-titanium-node';
import { actions } from '.';
import { istioctlGrammar, kubectlGrammar } from '../grammar';
import { createReads } from '../reads';

// Grammars and schemas are written apart: what one emits the other must take, and what is printed must read back.
const clusters = {
  names: () => ['titanium'],
} as unknown as TitaniumClusters;
const known = new Map(
  [...actions({ clusters }), ...createReads(clusters)].map(item => [
    item.id,
    item,
  ]),
);

function read(text: string) {
  const [statement] = readBlock(text, {
    language: 'bash',
    grammars: [kubectlGrammar, istioctlGrammar],
    context: { clusters: ['titanium'] },
  });
  return statement;
}

describe('commands and the inputs of actions and reads', () => {
  it.each([
    'kubectl set image deployment/web app=team/app:v1 side=localhost:5000/p@sha256:'.concat(
      'a'.repeat(64),
      ' -n prod',
    ),
    'kubectl set image ds/agent agent=quay.io/a/agent -n prod',
    'kubectl rollout pause deployment/web -n prod',
    'kubectl rollout resume deploy web -n prod',
    'kubectl create job now --from=cronjob/nightly -n prod',
    'kubectl run -it --rm debug --image=nicolaka/netshoot --restart=Never -n prod -- nslookup web.prod.svc.cluster.local',
    'kubectl run -it --rm debug --image=nicolaka/netshoot --restart=Never -n prod -- curl -sv "http://web.prod:8080/health?a=1&b=2"',
    'kubectl edit hpa web -n prod',
    `kubectl patch hpa.v1.autoscaling web -n prod -p '{"spec":{"maxReplicas":5,"targetCPUUtilizationPercentage":70}}'`,
    `kubectl patch sts web -n prod --type=merge -p '{"spec":{"replicas":3}}'`,
    "kubectl replace -f - <<'EOF'\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n  namespace: prod\nEOF",
    'kubectl auth can-i --list --as=system:serviceaccount:prod:default -n prod',
    'kubectl auth can-i get pods/web --subresource=log -n prod',
    'kubectl auth can-i "*" "*" -A',
    'kubectl auth can-i get /healthz',
    'istioctl x describe pod web-1 -n prod',
    'istioctl experimental describe svc web -n prod',
    'istioctl analyze -n prod',
    'istioctl analyze -A',
  ])('%s', text => {
    const statement = read(text);
    const item = known.get(statement.action ?? '')!;
    const parsed = item.input.safeParse(statement.input);
    // What a form has not filled is left out of what the action takes.
    const given = Object.entries(statement.input!).filter(
      ([, value]) => value !== null,
    );
    expect(parsed).toMatchObject({
      success: true,
      data: Object.fromEntries(given),
    });
    const printed = item.toCommand(statement.input as JsonObject);
    expect(read(printed)).toMatchObject({
      verdict: statement.verdict,
      action: statement.action,
      input: statement.input,
    });
  });
});
