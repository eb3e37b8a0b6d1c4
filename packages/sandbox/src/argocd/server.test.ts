import { R } from '../world/resources';
import { TitaniumWorld } from '../world/world';
import { Client, eventually } from './contract/__testUtils__/client';
import { startArgoCd } from './contract/__testUtils__/context';

jest.setTimeout(60_000);

const API = '/api/v1';
/** 22:30 in Seoul, when the window of the auth service is active. */
const NIGHT = Date.UTC(2025, 10, 3, 13, 30, 0);

describe('the sandbox Argo CD', () => {
  let world: TitaniumWorld;
  let client: Client;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    const started = await startArgoCd({ now: NIGHT });
    world = started.world;
    client = new Client(started.target);
    stop = started.stop;
  });
  afterAll(async () => {
    client?.close();
    await stop?.();
  });

  it('signs admin in with the password of its Secret', async () => {
    const secret = world.store.get(
      R.secrets,
      'argocd',
      'argocd-initial-admin-secret',
    )!;
    const password = Buffer.from(secret.data.password, 'base64').toString();
    const login = await client.send('POST', `${API}/session`, {
      token: null,
      body: { username: 'admin', password },
    });
    const { token } = login.json;
    const path = `${API}/account/can-i/applications/delete/default/postgres`;
    expect((await client.send('GET', path, { token })).json).toEqual({
      value: 'yes',
    });
    expect(
      (await client.send('GET', `${API}/session/userinfo`, { token })).json,
    ).toMatchObject({ loggedIn: true, username: 'admin' });
    const forged = `${token.slice(0, -4)}AAAA`;
    expect((await client.send('GET', path, { token: forged })).status).toBe(
      401,
    );
  });

  it('makes tokens for accounts that may have some', async () => {
    const path = (name: string) => `${API}/account/${name}/token`;
    const own = path('titanium-portal');
    const { status, json } = await client.post(own, {
      id: 'ci',
      expiresIn: 60,
    });
    expect(status).toBe(200);
    const { token } = json;
    expect(
      (await client.send('GET', `${API}/session/userinfo`, { token })).json,
    ).toMatchObject({ username: 'titanium-portal' });
    expect((await client.post(own, { id: 'ci' })).json).toMatchObject({
      code: 2,
      message: "account already has token with id 'ci'",
    });
    expect((await client.post(path('admin'), {})).json).toMatchObject({
      code: 7,
      message: expect.stringContaining(
        'permission denied: accounts, update, admin',
      ),
    });
  });

  it('never tells a secret, in whatever way an application is read', async () => {
    const secrets = world.store
      .list(R.secrets)
      .flatMap(({ data }) => Object.values<string>(data ?? {}))
      .filter(value => value.length > 8)
      .flatMap(value => [value, Buffer.from(value, 'base64').toString('utf8')]);
    const texts = [(await client.send('GET', `${API}/applications`)).text];
    for (const { metadata } of world.argocd.list()) {
      for (const what of ['managed-resources', 'resource-tree', 'manifests']) {
        const path = `${API}/applications/${metadata.name}/${what}`;
        texts.push((await client.send('GET', path)).text);
      }
    }
    const all = texts.join('\n');
    expect(all).toContain('++++++++');
    expect(secrets.length).toBeGreaterThan(3);
    expect(secrets.filter(secret => all.includes(secret))).toEqual([]);
  });

  it('shows that a secret differs, and not how', async () => {
    const live = world.store.get(
      R.secrets,
      'titanium-prod',
      'postgres-secret',
    )!;
    const rotated = Buffer.from('another-password').toString('base64');
    world.store.update(R.secrets, {
      ...live,
      data: { POSTGRES_PASSWORD: rotated },
    });
    const item = await eventually(async () => {
      const { items } = await client.get(
        `${API}/applications/postgres/managed-resources?kind=Secret`,
      );
      return items[0].modified && items[0];
    });
    expect(JSON.parse(item.predictedLiveState).data.POSTGRES_PASSWORD).toBe(
      '++++++++',
    );
    expect(JSON.parse(item.normalizedLiveState).data.POSTGRES_PASSWORD).toBe(
      '+++++++++',
    );
  });

  it('refuses a sync in a window, and holds a rollback until it is terminated', async () => {
    const app = `${API}/applications/prod-auth-service`;
    const windows = await client.get(`${app}/syncwindows`);
    expect(windows).toMatchObject({
      canSync: false,
      activeWindows: [{ kind: 'deny' }],
    });
    const sync = await client.post(`${app}/sync`, {});
    expect([sync.status, sync.json.code, sync.json.message]).toEqual([
      403,
      7,
      'cannot sync: blocked by sync window',
    ]);
    await client.send('PATCH', app, {
      body: {
        patchType: 'json',
        patch: '[{"op":"remove","path":"/spec/syncPolicy/automated"}]',
      },
    });
    expect((await client.post(`${app}/rollback`, { id: 2 })).status).toBe(200);
    const held = await eventually(async () => {
      const { status } = await client.get(app);
      return status.operationState?.message && status.operationState;
    });
    expect(held).toMatchObject({
      phase: 'Running',
      message: 'Sync operation blocked by sync window',
    });
    const ended = await client.send('DELETE', `${app}/operation`);
    expect(ended.status).toBe(200);
    await eventually(async () => {
      const { operation, status } = await client.get(app);
      return (
        !operation && status.operationState.message === 'Operation terminated'
      );
    });
  });

  it('fails as incidents want it to, in its own words', async () => {
    const { faults } = world;
    faults.argocd.forbidden = true;
    const forbidden = await client.send('GET', `${API}/applications`);
    faults.argocd.forbidden = false;
    expect([forbidden.status, forbidden.json.code]).toEqual([403, 7]);
    faults.argocd.failWithStatus = 503;
    const failing = await client.send('GET', `${API}/applications`);
    faults.argocd.failWithStatus = undefined;
    expect([failing.status, failing.json.code]).toEqual([503, 14]);
  });
});
