import * as childProcess from 'node:child_process';
import { startPortal, TestPortal } from '../__testUtils__/portal';

/** Everything that could start a process, watched from before the portal is loaded. */
jest.mock('node:child_process', () => {
  const actual = jest.requireActual('node:child_process');
  return Object.fromEntries(
    Object.entries(actual).map(([name, value]) => [
      name,
      typeof value === 'function' && name !== 'ChildProcess'
        ? jest.fn(value as never)
        : value,
    ]),
  );
});

let portal: TestPortal;
beforeAll(async () => {
  portal = await startPortal();
});
afterAll(() => portal.stop());

const NAME = 'prod-api-gateway-deployment';
const SCALE = 'kubectl scale deployment <name> -n titanium-prod --replicas=3';
const scale = (input: object) => ({
  action: {
    id: 'kubernetes.workload.scale',
    input: {
      cluster: 'titanium',
      namespace: 'titanium-prod',
      kind: 'deployment',
      name: NAME,
      replicas: 3,
      ...input,
    },
  },
});

const SHELL = [
  `${NAME}; id`,
  `${NAME} && id`,
  `${NAME} | id`,
  '$(id)',
  '`id`',
  '${IFS}id',
  `${NAME}\nid`,
  `${NAME}\r\nid`,
  `${NAME}\u0000`,
  `${NAME}\u2028id`,
  `${NAME}\u2029id`,
  `${NAME} > /etc/passwd`,
  `"${NAME}"`,
  `'${NAME}'`,
  `${NAME}\\`,
  '~root',
  '!!',
  '#',
];
const ARGUMENTS = [
  '--all',
  '-A',
  '--as=system:masters',
  '--kubeconfig=/tmp/x',
  '--server=https://evil.example',
  '--token=x',
  '--raw=/api',
  '--insecure-skip-tls-verify',
  '-o=go-template-file=/etc/passwd',
  `${NAME} --all`,
  `${NAME} -n kube-system`,
  '-',
  '--',
];
const PATHS = [
  '../../secrets/x',
  '..',
  '.',
  '%2e%2e%2f%2e%2e%2fsecrets',
  '%2e%2e',
  'pods/exec',
  `${NAME}/status`,
  `${NAME}?dryRun=All`,
  `${NAME}#x`,
  'a//b',
  '/etc/passwd',
  '\\\\evil\\share',
];
const TARGETS = [
  '',
  ' ',
  '*',
  '?',
  'all',
  'a,b',
  'deployment/a',
  'a=b',
  '{a,b}',
  '[a-z]*',
  '$NAME',
  '<name>',
];
const SPOOFED = [
  'prod-api-gateway-deploymen\u0442',
  `prod\u200b-api-gateway-deployment`,
  `\u202e${NAME}`,
  `prod\u00adapi`,
  'ｐrod',
  'PROD',
];

describe.each([
  ['shell text', SHELL],
  ['arguments', ARGUMENTS],
  ['paths', PATHS],
  ['wide targets', TARGETS.filter(value => value !== 'all')],
  ['look-alikes', SPOOFED],
])('%s', (_, values) => {
  it.each(values)(
    '%j is refused as the value of a placeholder',
    async value => {
      const plan = await portal.refused('operator', '/plans', {
        statement: { text: SCALE, values: { '<name>': value } },
      });
      expect(plan.status).toBe(400);
    },
  );

  it.each(values)('%j is refused as a field of an action', async value => {
    for (const field of ['name', 'namespace', 'kind', 'cluster']) {
      const plan = await portal.refused(
        'operator',
        '/plans',
        scale({ [field]: value }),
      );
      expect([field, plan.status >= 400 && plan.status < 500]).toEqual([
        field,
        true,
      ]);
    }
  });

  it.each(values)('%j is refused as a field of a read', async value => {
    const input = {
      cluster: 'titanium',
      namespace: 'titanium-prod',
      kind: 'pod',
      name: 'a',
    };
    for (const field of ['name', 'namespace', 'kind', 'cluster']) {
      const read = await portal.refused('operator', '/read', {
        action: {
          id: 'kubernetes.describe',
          input: { ...input, [field]: value },
        },
      });
      expect([field, read.status >= 400 && read.status < 500]).toEqual([
        field,
        true,
      ]);
    }
  });
});

describe('type confusion', () => {
  it.each([
    '"3"',
    '3.5',
    '1e9',
    '-1',
    '1e400',
    '[3]',
    '{}',
    'null',
    'true',
    '"__proto__"',
  ])('refuses %s replicas', async replicas => {
    const { status, code } = await portal.refused(
      'operator',
      '/plans',
      scale({ replicas: replicas === '1e400' ? 1e300 : JSON.parse(replicas) }),
    );
    expect([status, code]).toEqual([400, 'invalid-input']);
  });

  it('sees one and the same number wherever it looks', async () => {
    const plan = await portal.plan('operator', SCALE.replace('<name>', NAME));
    expect([plan.input.replicas, plan.steps[0].input.replicas]).toEqual([3, 3]);
    expect(plan.command).toContain('--replicas=3');
    expect(plan.sentence).toContain('3');
    // What is no plain number is no number to anybody.
    for (const written of ['03', '0x3', '3e0', '+3', '3.0', '３']) {
      const { status } = await portal.refused('operator', '/plans', {
        statement: {
          text: SCALE.replace('<name>', NAME).replace('=3', `=${written}`),
        },
      });
      expect([written, status]).toEqual([written, 400]);
    }
  });
});

/** Each asks for more than a document may. None may be read as something that runs. */
const DOCUMENTS = [
  // shell
  `kubectl delete pod a -n titanium-prod; id`,
  `kubectl delete pod $(id) -n titanium-prod`,
  'kubectl delete pod `id` -n titanium-prod',
  `kubectl delete pod a -n titanium-prod\u2028id`,
  `kubectl delete pod a -n titanium-prod\u0000`,
  // arguments
  ...ARGUMENTS.filter(flag => flag.startsWith('--') && flag !== '--').flatMap(
    flag => [
      `kubectl get pods -n titanium-prod ${flag}`,
      `kubectl delete pod a -n titanium-prod ${flag}`,
    ],
  ),
  'kubectl get --raw /api/v1/secrets',
  'kubectl get pods -n titanium-prod -o go-template-file=/etc/passwd',
  "kubectl get pods -n titanium-prod -o go-template='{{.}}'",
  'kubectl delete pod a -n titanium-prod --as=system:admin',
  'kubectl -s https://evil.example get pods',
  // targets
  'kubectl delete pods --all -n titanium-prod',
  'kubectl delete pods -l app=api-gateway -n titanium-prod',
  'kubectl delete pods -l "" -n titanium-prod',
  'kubectl delete pod "" -n titanium-prod',
  'kubectl delete pod a -n ""',
  'kubectl delete namespace titanium-prod',
  'kubectl delete all --all -n titanium-prod',
  'kubectl scale deployment --all --replicas=0 -n titanium-prod',
  'kubectl scale deployment --replicas=0 -n titanium-prod',
  'kubectl rollout restart deployment -n titanium-prod',
  'kubectl rollout restart deployment -A',
  'NAME=\nkubectl delete pod $NAME -n titanium-prod',
  'NS=\nkubectl delete pod a -n $NS',
  'kubectl delete pod $UNSET -n titanium-prod',
  'kubectl delete pod a* -n titanium-prod',
  'argocd app delete prod-api-gateway',
  'argocd app sync --selector app=x',
  // names
  'kubectl delete pod ../../secrets/x -n titanium-prod',
  'kubectl delete pod a%2fexec -n titanium-prod',
  'kubectl get pods/a/exec -n titanium-prod',
  'kubectl delete pod \u0430pi -n titanium-prod',
  '\u212aubectl delete pod a -n titanium-prod',
];

describe('documents', () => {
  it.each(DOCUMENTS)('%j does not run', async text => {
    const { body } = await portal.ask('operator', '/parse', {
      blocks: [{ id: '1', language: 'bash', text }],
    });
    const last = body.blocks[0].statements.at(-1);
    // What is left open waits for a person to fill it in; it never becomes empty.
    const waits = last?.placeholders.length > 0;
    expect(['read', 'change'].includes(last?.verdict) && !waits).toBe(false);

    for (const path of ['/plans', '/read']) {
      const { status } = await portal.refused('operator', path, {
        statement: { text },
      });
      expect([path, status]).toEqual([path, 400]);
    }
  });

  it('cannot send another action than the statement they show', async () => {
    const { status, code } = await portal.refused('operator', '/plans', {
      statement: { text: 'kubectl get pods -n titanium-prod' },
      ...scale({ replicas: 0 }),
    });
    expect([status, code]).toEqual([400, 'invalid-input']);
  });

  it('are read again by the server, whatever a page says of itself', async () => {
    const { body: plan } = await portal.ask('operator', '/plans', {
      statement: {
        text: `kubectl scale deployment ${NAME} -n titanium-prod --replicas=5`,
        documentRef: 'system:default/titanium',
        path: 'runbook/scaling',
      },
      origin: { heading: 'Show the pods' },
    });
    expect(plan).toMatchObject({
      action: 'kubernetes.workload.scale',
      command: expect.stringContaining('--replicas=5'),
      origin: { verified: false },
    });
    for (const forged of [
      { origin: { verified: true } },
      { origin: { stepHash: 'f'.repeat(64) } },
      { origin: { type: 'tab' } },
      { risk: 'low' },
      { decision: { allowed: true } },
      { requester: 'user:default/lead' },
      { hash: 'x' },
      { command: 'kubectl get pods' },
      { sentence: 'Shows pods.' },
    ]) {
      const { status } = await portal.refused('operator', '/plans', {
        statement: { text: SCALE.replace('<name>', NAME) },
        ...forged,
      });
      expect(status).toBe(400);
    }
  });
});

describe('SQL', () => {
  it.each([
    'SELECT 1; DROP TABLE posts',
    'WITH gone AS (DELETE FROM posts RETURNING *) SELECT * FROM gone',
    "COPY (SELECT 1) TO PROGRAM 'id'",
    'SET ROLE postgres',
    'SELECT pg_sleep(1000)',
    "SELECT pg_read_file('/etc/passwd')",
    'SELECT * FROM pg_stat_activity',
  ])('%j runs nowhere while no module reads it', async text => {
    for (const [language, source] of [
      ['sql', text],
      ['bash', `kubectl exec -n titanium-prod postgres-0 -- psql -c "${text}"`],
      ['bash', `psql -h postgres -c "${text}"`],
    ]) {
      const { body } = await portal.ask('operator', '/parse', {
        blocks: [{ id: '1', language, text: source }],
      });
      for (const statement of body.blocks[0].statements) {
        expect(['read', 'change', 'form']).not.toContain(statement.verdict);
        expect(statement.action).toBeNull();
      }
      for (const path of ['/plans', '/read']) {
        const { status } = await portal.refused('operator', path, {
          statement: { text: source, language },
        });
        expect(status).toBe(400);
      }
    }
    expect(portal.sandbox.urls).not.toHaveProperty('postgres');
  });

  it('has no action, read or module', async () => {
    const { body } = await portal.ask('operator', '/actions');
    expect(JSON.stringify(body)).not.toMatch(/postgres\.|"sql/);
    const { status, code } = await portal.refused('operator', '/read', {
      action: { id: 'postgres.query', input: { sql: 'SELECT 1' } },
    });
    expect([status, code]).toEqual([404, 'not-installed']);
  });
});

describe('afterwards', () => {
  it('nothing was changed, nothing else was opened and no process was started', () => {
    const { writes, seen } = portal.cluster;
    expect(writes).toEqual([]);
    expect(
      seen.filter(({ url }) =>
        /\/(exec|attach|proxy|portforward|secrets)\b/.test(url),
      ),
    ).toEqual([]);
    const started = Object.entries(childProcess).filter(
      ([, start]) => jest.isMockFunction(start) && start.mock.calls.length > 0,
    );
    expect(started).toEqual([]);
  });
});
