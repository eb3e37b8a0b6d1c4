import {
  ParsedStatement,
  readBlock,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { kubectlGrammar } from './index';

function read(text: string, values?: Record<string, string>): ParsedStatement {
  const [statement] = readBlock(text, {
    language: 'bash',
    grammars: [kubectlGrammar],
    context: { clusters: ['titanium'] },
    values,
  });
  return statement;
}

const place = { cluster: 'titanium', namespace: 'prod', name: 'web' };

describe('kubectl patch', () => {
  it.each([
    [
      `hpa web -n prod -p '{"spec":{"minReplicas":2,"maxReplicas":5}}'`,
      { minReplicas: 2, maxReplicas: 5 },
    ],
    [
      `hpa/web -n prod --type merge --patch='{ "spec": { "maxReplicas": 5 } }'`,
      { maxReplicas: 5 },
    ],
    [
      `horizontalpodautoscalers.v1.autoscaling web -n prod --type=strategic -p '{"spec":{"targetCPUUtilizationPercentage":70}}'`,
      { cpuUtilization: 70 },
    ],
  ])('reads %s as an edit of the autoscaler', (text, fields) => {
    expect(read(`kubectl patch ${text}`)).toMatchObject({
      verdict: 'change',
      action: 'kubernetes.autoscaler.edit',
      // Nothing is left null: a form has nothing to fill.
      input: { ...place, ...fields },
      placeholders: [],
    });
    expect(Object.values(read(`kubectl patch ${text}`).input!)).not.toContain(
      null,
    );
  });

  it.each(['deployment', 'sts'])('reads the replicas of a %s', kind => {
    expect(
      read(`kubectl patch ${kind} web -n prod -p '{"spec":{"replicas":0}}'`),
    ).toMatchObject({
      verdict: 'change',
      action: 'kubernetes.workload.scale',
      input: { ...place, replicas: 0, currentReplicas: null },
    });
  });

  it.each([
    // Not the kinds, versions or fields that are read.
    `hpa web -n prod -p '{"spec":{"targetCPUUtilizationPercentage":70}}'`,
    `hpa.v2.autoscaling web -n prod -p '{"spec":{"targetCPUUtilizationPercentage":70}}'`,
    `hpa web -n prod -p '{"spec":{"minReplicas":2,"metrics":[]}}'`,
    `hpa web -n prod -p '{"spec":{"minReplicas":null}}'`,
    `hpa web -n prod -p '{"spec":{"minReplicas":"2"}}'`,
    `hpa web -n prod -p '{"spec":{"minReplicas":2.5}}'`,
    `hpa web -n prod -p '{"spec":{"minReplicas":0}}'`,
    `hpa web -n prod -p '{"spec":{"minReplicas":99999}}'`,
    `hpa web -n prod -p '{"spec":{}}'`,
    `hpa web -n prod -p '{}'`,
    `hpa web -n prod -p '[]'`,
    `hpa web -n prod -p 'null'`,
    `hpa web -n prod -p '{"spec":[2]}'`,
    `hpa web -n prod -p '{"metadata":{"name":"x"},"spec":{"minReplicas":2}}'`,
    `deployment web -n prod -p '{"spec":{"replicas":2,"paused":true}}'`,
    `deployment web -n prod -p '{"spec":{"minReplicas":2}}'`,
    `daemonset web -n prod -p '{"spec":{"replicas":2}}'`,
    `service web -n prod -p '{"spec":{"replicas":2}}'`,
    // A key twice, hidden or inherited.
    `deployment web -n prod -p '{"spec":{"replicas":2,"replicas":9}}'`,
    `deployment web -n prod -p '{"spec":{"replicas":2},"spec":{"replicas":9}}'`,
    `deployment web -n prod -p '{"spec":{"replicas":2,"replic\\u0061s":9}}'`,
    `deployment web -n prod -p '{"spec":{"replicas":2,"__proto__":1}}'`,
    `deployment web -n prod -p '{"__proto__":{"replicas":2}}'`,
    // Other forms of patches.
    `deployment web -n prod --type=json -p '[{"op":"replace","path":"/spec/replicas","value":2}]'`,
    `deployment web -n prod -p 'spec: {replicas: 2}'`,
    `deployment web -n prod -p "$PATCH"`,
    `deployment web -n prod -p '{"spec":{"replicas":<count>}}'`,
    `deployment web -n prod --patch-file=x.json`,
    `deployment web -n prod --subresource=scale -p '{"spec":{"replicas":2}}'`,
    `deployment web -n prod --dry-run=client -p '{"spec":{"replicas":2}}'`,
    `deployment web api -n prod -p '{"spec":{"replicas":2}}'`,
    `deployment -n prod -p '{"spec":{"replicas":2}}'`,
    `deployment web -n prod`,
    `-f x.yaml -p '{"spec":{"replicas":2}}'`,
  ])('refuses %s with a hint', text => {
    const statement = read(`kubectl patch ${text}`);
    expect(statement).toMatchObject({ verdict: 'refuse', action: null });
    expect(statement.reason).toMatch(/\w{3}/);
    expect(statement.wording).toBeDefined();
  });

  it('takes no value into the numbers, whatever it is', () => {
    const text = `kubectl patch deployment web -n prod -p "{\\"spec\\":{\\"replicas\\":$N}}"`;
    expect(read(text, { $N: '2' })).toMatchObject({ verdict: 'refuse' });
    expect(read(`N=2\n${text}`)).toMatchObject({ verdict: 'prose' });
  });

  it('asks for the namespace only', () => {
    const text = `kubectl patch hpa web -p '{"spec":{"minReplicas":2}}'`;
    expect(read(text)).toMatchObject({
      verdict: 'form',
      placeholders: [{ text: '<namespace>', type: 'namespace' }],
    });
    expect(read(text, { '<namespace>': 'prod' })).toMatchObject({
      verdict: 'change',
      input: { ...place, minReplicas: 2 },
    });
  });
});

const CONFIG = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n';
const replace = (manifest: string, flags = '-n prod') =>
  read(`kubectl replace ${flags} -f - <<'EOF'\n${manifest}EOF`);

describe('kubectl replace', () => {
  it('reads one object of a here-document', () => {
    expect(replace(CONFIG)).toMatchObject({
      verdict: 'change',
      action: 'kubernetes.object.edit',
      input: { ...place, kind: 'configmap', manifest: CONFIG },
    });
  });

  it('takes the namespace of the manifest, which must be the same', () => {
    const manifest = `${CONFIG}  namespace: shop\n`;
    expect(replace(manifest, '')).toMatchObject({
      verdict: 'change',
      input: { namespace: 'shop' },
    });
    expect(replace(manifest, '-n shop')).toMatchObject({ verdict: 'change' });
    expect(replace(manifest, '-n prod')).toMatchObject({
      verdict: 'refuse',
      reason: expect.stringContaining('make them the same'),
    });
    expect(replace(manifest, '-n $NS')).toMatchObject({ verdict: 'refuse' });
    expect(replace(CONFIG, '')).toMatchObject({
      verdict: 'form',
      placeholders: [{ text: '<namespace>' }],
    });
  });

  it('types what the manifest leaves open', () => {
    expect(replace(CONFIG.replace('web', '<name>'))).toMatchObject({
      input: { name: '<name>' },
      placeholders: [{ text: '<name>', type: 'text' }],
    });
  });

  it.each([
    ['a Secret', CONFIG.replace('ConfigMap', 'Secret')],
    ['two objects', `${CONFIG}---\n${CONFIG}`],
    ['a list', 'apiVersion: v1\nkind: List\nitems: []\n'],
    ['no name', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {}\n'],
    ['a key twice', `${CONFIG}kind: Deployment\n`],
    ['a merge key', `a: &a {b: c}\n${CONFIG}x:\n  <<: *a\n`],
    ['no object', 'just words\n'],
    ['no YAML', 'a: [\n'],
    ['a kind of another group', CONFIG.replace('ConfigMap', 'Deployment')],
    ['an unknown kind', CONFIG.replace('ConfigMap', 'Frobnicator')],
    ['a name that is none', CONFIG.replace('web', 'WEB/x')],
    ['a namespace that is none', `${CONFIG}  namespace: [a]\n`],
    ['nothing', ''],
  ])('refuses %s', (_, manifest) => {
    const statement = replace(manifest);
    expect(statement).toMatchObject({ verdict: 'refuse', action: null });
    expect(statement.wording).toBeDefined();
  });

  it.each(['--force', '--save-config', '--cascade=foreground', '--raw=/api'])(
    'refuses %s',
    flag => {
      expect(replace(CONFIG, `-n prod ${flag}`)).toMatchObject({
        verdict: 'refuse',
        action: null,
      });
    },
  );

  it('says what to do instead of a file', () => {
    expect(read('kubectl replace -f web.yaml')).toMatchObject({
      verdict: 'form',
      action: null,
      reason: expect.stringContaining('kubectl apply'),
    });
  });
});
