import { readBlock } from '@titanium-portal/backstage-plugin-titanium-common';
import { TitaniumClusters } from '@titanium-portal/backstage-plugin-titanium-node';
import { z } from 'zod/v3';
import { actions } from './actions';
import guide from './grammar/__fixtures__/guideCommands.json';
import { istioctlGrammar, kubectlGrammar } from './grammar';
import { createReads } from './reads';

/** What the portal does with the commands of the guide, and with others in forms that it lacks. */
const COMMANDS = [
  ...guide.map(({ text }) => text),
  'kubectl set image ds/agent agent=host.io:5000/a/agent:1 -n prod',
  'kubectl create job once --from=cronjob/backup -n prod',
  'kubectl rollout pause deploy/web -n prod',
  'kubectl rollout resume deploy/web -n prod',
  'kubectl run x --rm -it --image=y --restart=Never -n prod -- curl http://web:80/a?b',
  'kubectl run x --rm -it --image=y --restart=Never -n prod -- nslookup web.prod',
  "kubectl apply -n prod -f - <<'EOF'\nkind: X\nEOF",
  'kubectl edit cm settings -n prod',
  'kubectl edit node node-1',
  'kubectl auth can-i get deploy/web --subresource=scale -n prod',
  "kubectl auth can-i '*' '*' -A",
  'kubectl auth can-i get /healthz',
  'kubectl delete pod web-1 -n prod',
  'kubectl version',
  'istioctl analyze -n prod',
  'istioctl analyze -A',
  'kubectl get po -A -o custom-columns=A:.metadata.name',
];

const unused = {} as TitaniumClusters;
const SCHEMAS = new Map<string, z.ZodType>([
  ...actions({ clusters: unused }).map(
    ({ id, input }) => [id, input] as [string, z.ZodType],
  ),
  ...createReads(unused).map(
    ({ id, input }) => [id, input] as [string, z.ZodType],
  ),
]);

/** Fields that the input leaves null for a form, and that the action would not take so. */
function problems(schema: z.ZodType, input: unknown): string[] {
  const checked = schema.safeParse(input);
  return checked.success
    ? []
    : checked.error.issues.map(({ path, message }) => `${path}: ${message}`);
}

it.each(COMMANDS)('%s is taken by the action it names', text => {
  const [statement] = readBlock(text.replace(/<[a-z-]+>/g, 'x'), {
    language: 'bash',
    grammars: [kubectlGrammar, istioctlGrammar],
    context: { clusters: ['titanium'] },
    values: { '<namespace>': 'prod' },
  });
  const { action, input, verdict } = statement;
  const schema = action === null ? undefined : SCHEMAS.get(action);
  expect([action, action === null || schema !== undefined]).toEqual([
    action,
    true,
  ]);
  const found = schema ? problems(schema, input) : [];
  const open = Object.entries(input ?? {})
    .filter(([, value]) => value === null)
    .map(([name]) => name);
  const unexpected = found.filter(
    problem => verdict !== 'form' || !open.includes(problem.split(':')[0]),
  );
  expect(unexpected).toEqual([]);
});
