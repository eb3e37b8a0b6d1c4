import { JsonObject } from '@backstage/types';
import { testApplication } from './__testUtils__/argoObjects';
import { ScriptedArgo } from './__testUtils__/ScriptedArgo';
import { serviceEntity, startPortal, TestPortal } from './__testUtils__/portal';

jest.setTimeout(60_000);

let argo: ScriptedArgo;
let url: string;
let portal: TestPortal;

beforeEach(async () => {
  argo = new ScriptedArgo();
  argo.apps.set('shop', testApplication());
  url = await argo.start();
  portal = await startPortal({
    argocd: [{ name: 'main', url, token: 'argo-token', cluster: 'titanium' }],
    entities: [serviceEntity('shop', 'group:default/shop-team')],
  });
});

afterEach(async () => {
  await portal?.stop();
  await argo?.stop();
});

const paused = () =>
  argo.change('shop', app => {
    app.spec.syncPolicy = { automated: { enabled: false } };
  });

function working() {
  argo.holdOperations = true;
  argo.change('shop', app => {
    app.operation = { sync: { revision: 'main' } };
  });
  argo.work('shop');
}

interface Case {
  verb: string;
  input?: JsonObject;
  request: RegExp;
  /** How the application stands before. */
  given?: () => void;
}

const CASES: Case[] = [
  { verb: 'rollback', request: /^POST .*rollback/ },
  { verb: 'sync', request: /^POST .*sync/ },
  { verb: 'pauseAutoSync', request: /^PATCH / },
  {
    verb: 'restoreAutoSync',
    input: { prune: true, selfHeal: true },
    request: /^PATCH /,
    given: paused,
  },
  { verb: 'terminate', request: /^DELETE .*operation/, given: working },
];

/** Runs an action whose change Argo CD answers with a fault. */
async function ended({ verb, input, request, given }: Case, fault: object) {
  given?.();
  const { status, body: plan } = await portal.plan(
    'developer',
    `argocd.app.${verb}`,
    { application: 'shop', ...input },
  );
  expect([status, plan.error?.message]).toEqual([200, undefined]);
  argo.faults.set(request, { status: 0, body: null, ...fault });
  const { body: run } = await portal.run('developer', plan.id);
  return portal.ended('developer', run.id);
}

/** Carries the swallowed request out after all. */
async function land({ request }: Case) {
  argo.faults.clear();
  const sent = argo.requests.find(({ method, url: path }) =>
    request.test(`${method} ${path}`),
  )!;
  const answer = await fetch(`${url}${sent.url}`, {
    method: sent.method,
    headers: { authorization: 'Bearer argo-token' },
    body: sent.body && JSON.stringify(sent.body),
  });
  expect(answer.status).toBe(200);
}

const byVerb = CASES.map(given => [given.verb, given] as const);

it.each(byVerb)(
  '%s ends unknown when its answer is lost, for Argo CD may carry it out later',
  async (_, given) => {
    const run = await ended(given, {});
    const step = run.steps.find(({ error }) => error);
    expect(run.state).toBe('unknown');
    expect(step).toMatchObject({
      state: 'unknown',
      error: expect.stringContaining('may still arrive'),
    });
    await land(given);
    const { body } = await portal.call('developer', `/runs/${run.id}`);
    expect(body.state).toBe('unknown');
  },
);

it.each(byVerb)('%s has failed when Argo CD refuses it', async (_, given) => {
  const run = await ended(given, {
    status: 403,
    body: { code: 7, error: 'permission denied', message: 'permission denied' },
  });
  expect(run.state).toBe('failed');
  expect(JSON.stringify(run.steps)).toContain('permission denied');
});
