import { startPortal, TestPortal } from '../__testUtils__/portal';

// Values that could not appear by chance, in each place where a cluster keeps them.
const SECRET = 'Zx9-hidden-secret-value-7Qk';
const VARIABLE = 'Zx9-hidden-variable-8Rm';
const ANNOTATED = 'Zx9-hidden-annotation-9Sn';
const CONFIGURED = 'Zx9-hidden-configuration-1Tp';
const ARGUMENT = 'Zx9-hidden-argument-2Uq';
const base64 = (text: string) => Buffer.from(text).toString('base64');
const HIDDEN = [SECRET, VARIABLE, ANNOTATED, CONFIGURED, ARGUMENT].flatMap(
  value => [value, base64(value)],
);

const NS = '/api/v1/namespaces/titanium-prod';
const NAME = 'prod-api-gateway-deployment';
const DEPLOYMENT = `/apis/apps/v1/namespaces/titanium-prod/deployments/${NAME}`;
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Where the values show, if anywhere. */
function leaks(text: string, where: string): string[] {
  return HIDDEN.filter(value => text.includes(value)).map(
    value => `${value} in ${where}`,
  );
}

let portal: TestPortal;
const answers: string[] = [];

/** Asks as somebody who may read everything, and keeps the answer. */
async function ask(path: string, body?: unknown) {
  const answer = await portal.ask('operator', path, body);
  answers.push(answer.text);
  return answer;
}

beforeAll(async () => {
  // Nothing but the portal itself stands between the values and its answers.
  portal = await startPortal({ rights: 'all' });
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'attacked' },
    type: 'Opaque',
    stringData: { password: SECRET, plain: SECRET },
  };
  await portal.admin('POST', `${NS}/secrets`, {
    ...secret,
    stringData: undefined,
    data: { password: base64(SECRET), plain: base64(SECRET) },
    metadata: {
      name: 'attacked',
      annotations: {
        [LAST_APPLIED]: JSON.stringify(secret),
        'example.com/token': ANNOTATED,
      },
    },
  });
  await portal.admin('POST', `${NS}/configmaps`, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'attacked' },
    data: {
      DB_PASSWORD: CONFIGURED,
      'app.yaml': `db:\n  password: "${CONFIGURED}"\n  url: postgres://app:${CONFIGURED}@db/app\n`,
      'app.json': JSON.stringify({
        text: JSON.stringify({ token: CONFIGURED }),
      }),
    },
  });
  const live = await portal.admin('GET', DEPLOYMENT);
  const { name } = live.spec.template.spec.containers[0];
  await portal.admin('PATCH', DEPLOYMENT, {
    metadata: {
      annotations: {
        [LAST_APPLIED]: JSON.stringify({
          spec: { env: [{ name: 'DB_PASSWORD', value: VARIABLE }] },
        }),
        'example.com/api-token': ANNOTATED,
      },
    },
    spec: {
      template: {
        spec: {
          containers: [
            {
              ...live.spec.template.spec.containers[0],
              name,
              env: [{ name: 'DB_PASSWORD', value: VARIABLE }],
              args: ['--password', ARGUMENT, `--token=${ARGUMENT}`],
            },
          ],
        },
      },
    },
  });
});
afterAll(() => portal.stop());

const FLAGS = [
  '',
  '-o wide',
  '-o yaml',
  '-o json',
  '-o name',
  "-o jsonpath='{.data}'",
  "-o jsonpath='{.data.password}'",
  "-o jsonpath='{.data.password}' | base64 -d",
  "-o jsonpath='{.metadata}'",
  "-o jsonpath='{.metadata.annotations}'",
  "-o jsonpath='{..}'",
  "-o jsonpath='{.spec}'",
  '-o json | jq .data',
  '-o json | jq .spec.template',
  '-o yaml | grep -i pass',
  '-o json --show-managed-fields',
  '--sort-by=.data.password',
  '-o custom-columns=A:.data.password,B:.data',
  '-o custom-columns=A:.metadata.annotations',
  "-o jsonpath='{.spec.template.spec.containers[*].env}'",
  '-o custom-columns=A:.spec.template.spec.containers[*].env[*].value',
  '-o json | base64 -d',
];

describe('secret values', () => {
  it.each([
    'secret attacked',
    'secrets',
    'configmap attacked',
    `deployment ${NAME}`,
    'pods',
    'replicasets',
    'all',
  ])('are in no reading of %s', async what => {
    for (const flags of FLAGS) {
      const text = `kubectl get ${what} -n titanium-prod ${flags}`;
      const answer = await ask('/read', { statement: { text } });
      expect(answer.status).toBeLessThan(500);
      expect(leaks(answer.text, text)).toEqual([]);
    }
  });

  it.each([
    'kubectl describe secret attacked -n titanium-prod',
    'kubectl describe configmap attacked -n titanium-prod',
    `kubectl describe deployment ${NAME} -n titanium-prod`,
    'kubectl describe pods -n titanium-prod',
    'kubectl get events -n titanium-prod',
    `kubectl rollout history deployment ${NAME} -n titanium-prod --revision=2`,
    `kubectl get replicasets -n titanium-prod -o json | grep Zx9`,
  ])('are not in %s', async text => {
    expect(
      leaks((await ask('/read', { statement: { text } })).text, text),
    ).toEqual([]);
  });

  it('are hidden, not left out: their names are there', async () => {
    for (const [what, name] of [
      ['secret attacked', 'password'],
      ['configmap attacked', 'DB_PASSWORD'],
      [`deployment ${NAME}`, 'DB_PASSWORD'],
    ]) {
      const { status, text } = await ask('/read', {
        statement: { text: `kubectl get ${what} -n titanium-prod -o json` },
      });
      expect([what, status]).toEqual([what, 200]);
      expect(text).toContain(name);
      expect(text).toContain('••••••');
    }
  });

  it('cannot be guessed by filters or by order', async () => {
    for (const guess of [SECRET, base64(SECRET)]) {
      const { body } = await portal.ask('operator', '/read', {
        statement: {
          text: `kubectl get secrets -n titanium-prod -o jsonpath='{.items[?(@.data.password=="${guess}")].metadata.name}'`,
        },
      });
      expect(body.result?.text ?? '').not.toContain('attacked');
    }
  });

  it('are not in live views', async () => {
    for (const view of ['pods', 'rollouts', 'delivery', 'things']) {
      const path = `/entities/default/component/prod-api-gateway/${view}`;
      expect(leaks((await ask(path)).text, view)).toEqual([]);
    }
  });

  it('are not in a plan to see or to change one', async () => {
    const reveal = `kubectl get secret attacked -n titanium-prod -o jsonpath='{.data.password}' | base64 -d`;
    const { body: plan, status } = await ask('/plans', {
      statement: { text: reveal },
    });
    // It waits for a second person, and says nothing before.
    expect([status, plan.state]).toEqual([200, 'awaiting_approval']);
    const change =
      'kubectl create secret generic attacked --from-literal=password=$VALUE -n titanium-prod --dry-run=client -o yaml | kubectl apply -f -';
    const { body: update } = await ask('/plans', {
      statement: { text: change },
      fields: { value: SECRET },
    });
    expect(update.state).toBe('awaiting_approval');
    for (const [path, body] of [
      ['/runs', { planId: plan.id, idempotencyKey: `key-${plan.id}` }],
      [`/plans/${plan.id}/approve`, { hash: plan.hash }],
      [`/plans/${update.id}/approve`, { hash: update.hash }],
    ] as const) {
      const refused = await portal.refused('operator', path, body);
      expect(refused.status).toBeGreaterThanOrEqual(403);
      answers.push(JSON.stringify(refused.body));
    }
    // A value in the text would be kept with the document: it is not taken.
    const literal = await portal.refused('operator', '/plans', {
      statement: { text: change.replace('$VALUE', SECRET) },
    });
    expect(literal.status).toBe(400);
  });

  it('are not in plans, runs, their events, undo, audit', async () => {
    for (const text of [
      `kubectl scale deployment ${NAME} -n titanium-prod --replicas=3`,
      `kubectl rollout undo deployment ${NAME} -n titanium-prod`,
      `kubectl rollout restart deployment ${NAME} -n titanium-prod`,
    ]) {
      const { body: plan } = await ask('/plans', { statement: { text } });
      expect(plan.id).toBeDefined();
      await ask(`/plans/${plan.id}`);
      if (!text.includes('restart')) continue;
      const { body: run } = await ask('/runs', {
        planId: plan.id,
        idempotencyKey: `key-${plan.id}`,
      });
      await portal.ended('operator', run.id);
      for (const rest of ['', '/events', '/audit']) {
        await ask(`/runs/${run.id}${rest}`);
      }
      await ask(`/runs/${run.id}/undo`, {});
    }
    expect(answers.flatMap((text, at) => leaks(text, `answer ${at}`))).toEqual(
      [],
    );
  });

  it('are not in words of the cluster', async () => {
    // The API quotes what it refuses.
    const { text } = await portal.ask('operator', '/read', {
      statement: {
        text: `kubectl get pods -n titanium-prod --field-selector=spec.password=${SECRET}`,
      },
    });
    const said = text.replaceAll(`spec.password=${SECRET}`, '');
    expect(leaks(said, 'refusal')).toEqual([]);
  });

  it('are nowhere in the database, the audit or the log', async () => {
    expect(leaks(await portal.stored(), 'database')).toEqual([]);
    expect(leaks(JSON.stringify(portal.audited), 'audit')).toEqual([]);
    expect(leaks(portal.logged.join('\n'), 'log')).toEqual([]);
    const tokens = Object.values(portal.sandbox.tokens);
    for (const text of [
      ...answers,
      await portal.stored(),
      portal.logged.join('\n'),
    ]) {
      expect(tokens.filter(token => text.includes(token))).toEqual([]);
    }
  });
});
