import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Knex from 'knex';
import { until } from '@titanium-portal/test-utils';
import { COMMITS, testApplication } from './__testUtils__/argoObjects';
import { Fault, ScriptedArgo } from './__testUtils__/ScriptedArgo';
import { serviceEntity, startPortal, TestPortal } from './__testUtils__/portal';

jest.setTimeout(60_000);

/**
 * A crash is a second back end on a copy of the database as it was at that moment: the first one never learns of it, as
 * a killed process does not.
 */
let directory: string;
let argo: ScriptedArgo;
let url: string;
let portals: TestPortal[];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'titanium-argocd-'));
  portals = [];
  argo = new ScriptedArgo();
  argo.apps.set('shop', testApplication());
  url = await argo.start();
});

afterEach(async () => {
  await Promise.all(portals.map(portal => portal.stop()));
  await argo.stop();
  await rm(directory, { recursive: true });
});

async function start(name: string): Promise<TestPortal> {
  const portal = await startPortal({
    argocd: [{ name: 'main', url, token: 'argo-token', cluster: 'titanium' }],
    entities: [serviceEntity('shop', 'group:default/shop-team')],
    directory: join(directory, name),
    titanium: { runs: { shutdownWait: { milliseconds: 50 } } },
  });
  portals.push(portal);
  return portal;
}

async function crash(): Promise<TestPortal> {
  await mkdir(join(directory, 'second'), { recursive: true });
  const source = Knex({
    client: 'better-sqlite3',
    connection: { filename: join(directory, 'first', 'titanium.sqlite') },
    useNullAsDefault: true,
  });
  const copy = join(directory, 'second', 'titanium.sqlite');
  await source.raw('VACUUM INTO ?', [copy]);
  await source.destroy();
  return start('second');
}

/** Starts a rollback, waits until Argo CD was asked so, and lets the portal crash. */
async function crashAt(
  request: RegExp,
  fault: Partial<Fault> | undefined,
): Promise<{ portal: TestPortal; id: string }> {
  const first = await start('first');
  const { body: plan } = await first.plan('developer', 'argocd.app.rollback', {
    application: 'shop',
  });
  if (fault) {
    argo.faults.set(request, { status: 0, body: null, ...fault });
  }
  const { body: run } = await first.run('developer', plan.id);
  const asked = () =>
    argo.requests.some(({ method, url: path }) =>
      request.test(`${method} ${path}`),
    );
  await until(asked);
  const portal = await crash();
  return { portal, id: run.id };
}

const PAUSE = /^PATCH /;
const ROLLBACK = /^POST .*rollback/;

it('before automatic sync was paused: nothing has changed, and nobody claims that nothing will', async () => {
  const { portal, id } = await crashAt(PAUSE, { hang: true });
  argo.faults.clear();
  expect(await portal.ended('developer', id)).toMatchObject({
    state: 'unknown',
    steps: [{ error: expect.stringContaining('may still arrive') }, {}, {}],
  });
  expect(argo.count('PATCH', /shop/)).toBe(1);
  expect(argo.count('POST', /rollback/)).toBe(0);
});

it('after automatic sync was paused: goes on, and pauses no second time', async () => {
  const { portal, id } = await crashAt(PAUSE, { hang: true, afterwards: true });
  expect(await portal.ended('developer', id)).toMatchObject({
    state: 'succeeded',
  });
  expect(argo.count('PATCH', /shop/)).toBe(1);
  expect(argo.count('POST', /rollback/)).toBe(1);
});

it('before the rollback was asked for: says that automatic sync stays paused, and undo restores it', async () => {
  const { portal, id } = await crashAt(ROLLBACK, { hang: true });
  argo.faults.clear();
  const run = await portal.ended('developer', id);
  expect(run.state).toBe('unknown');
  expect(run.steps[1].error).toContain('Automatic sync stays paused');
  const { body: undo } = await portal.call('developer', `/runs/${id}/undo`, {});
  const { body: second } = await portal.run('developer', undo.id);
  await portal.ended('developer', second.id);
  expect(argo.apps.get('shop')!.spec.syncPolicy?.automated).toEqual({
    prune: true,
    selfHeal: true,
  });
});

it('after the rollback was asked for: follows it, and asks no second time', async () => {
  const { portal, id } = await crashAt(ROLLBACK, {
    hang: true,
    afterwards: true,
  });
  expect(await portal.ended('developer', id)).toMatchObject({
    state: 'succeeded',
  });
  expect(argo.count('POST', /rollback/)).toBe(1);
  expect(argo.running).toBe(COMMITS[1]);
});

it('while it watches: watches again', async () => {
  argo.podReady = false;
  const { portal, id } = await crashAt(ROLLBACK, undefined);
  argo.podReady = true;
  argo.change('shop', () => {});
  expect(await portal.ended('developer', id)).toMatchObject({
    state: 'succeeded',
  });
  expect(argo.count('POST', /rollback/)).toBe(1);
});

it('when something else was deployed meanwhile: nobody claims to know', async () => {
  const { portal, id } = await (async () => {
    const crashing = crashAt(ROLLBACK, { hang: true });
    await until(() => argo.count('POST', /rollback/) > 0);
    argo.change('shop', app => {
      app.status!.history!.push({
        ...app.status!.history![2],
        id: 3,
        revision: 'd'.repeat(40),
      });
    });
    return crashing;
  })();
  expect(await portal.ended('developer', id)).toMatchObject({
    state: 'unknown',
  });
});
