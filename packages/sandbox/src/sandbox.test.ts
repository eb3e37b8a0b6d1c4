import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, fetch } from 'undici';
import { ControlClient } from './control/client';
import { PLATFORMS } from './platforms';
import { Sandbox, SandboxOptions, startSandbox } from './sandbox';
import { R } from './world/resources';

// A World lives a month before each of these.
jest.setTimeout(60_000);

describe('startSandbox', () => {
  let dataDir: string;
  const started: Sandbox[] = [];

  async function start(options: Partial<SandboxOptions> = {}) {
    const sandbox = await startSandbox({
      dataDir,
      freePorts: true,
      speed: 20,
      platforms: ['loki', 'argocd'],
      ...options,
    });
    started.push(sandbox);
    return sandbox;
  }

  async function get(sandbox: Sandbox, path: string, token?: string) {
    const dispatcher = new Agent({ connect: { ca: sandbox.ca } });
    try {
      const response = await fetch(`${sandbox.urls.kubernetes}${path}`, {
        dispatcher,
        headers: token ? { Authorization: `Bearer ${token}` } : {},
      });
      return { status: response.status, body: (await response.json()) as any };
    } finally {
      await dispatcher.close();
    }
  }

  const uidOf = (sandbox: Sandbox) =>
    sandbox.world.store.get(
      R.deployments,
      'titanium-prod',
      'prod-api-gateway-deployment',
    )!.metadata.uid;

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'sandbox-'));
  });

  afterEach(async () => {
    await Promise.all(started.splice(0).map(sandbox => sandbox.close()));
    rmSync(dataDir, { recursive: true });
  });

  it('serves the Kubernetes API to its tokens, over TLS of its own authority', async () => {
    const sandbox = await start();
    const path = '/api/v1/namespaces/titanium-prod/pods';
    expect((await get(sandbox, path)).status).toBe(401);
    const { status, body } = await get(sandbox, path, sandbox.tokens.reader);
    expect(status).toBe(200);
    expect(body.items.map((pod: any) => pod.metadata.name)).toContain(
      'postgres-0',
    );
  });

  it('keeps its World and its secrets over a restart', async () => {
    const first = await start({ seed: 'kept' });
    const uid = uidOf(first);
    first.incidents.start('bad-image');
    await first.close();
    const second = await start();
    expect(uidOf(second)).toBe(uid);
    expect(second.tokens).toEqual(first.tokens);
    expect(second.ca).toBe(first.ca);
    expect(second.world.seed).toBe('kept');
    expect(second.world.clock.now()).toBeGreaterThanOrEqual(
      first.world.clock.now(),
    );
    expect(
      second.incidents.list().filter(incident => incident.active),
    ).toMatchObject([{ name: 'bad-image' }]);
  });

  it('makes a new World when told to, so that no old plan fits its objects', async () => {
    const first = await start();
    const uid = uidOf(first);
    await first.close();
    const second = await start({ fresh: true });
    expect(uidOf(second)).not.toBe(uid);
    expect(second.tokens).toEqual(first.tokens);
  });

  it('writes what clients need, for this user only', async () => {
    const sandbox = await start();
    const file = (name: string) => join(dataDir, 'sandbox', name);
    const json = (name: string) => JSON.parse(readFileSync(file(name), 'utf8'));
    expect(json('endpoints.json')).toEqual({
      kubernetes: {
        url: sandbox.urls.kubernetes,
        caData: Buffer.from(sandbox.ca).toString('base64'),
      },
      oidc: { url: sandbox.urls.oidc },
      ...Object.fromEntries(
        PLATFORMS.flatMap(({ name }) => {
          const url = sandbox.urls[name];
          return url ? [[name, { url }]] : [];
        }),
      ),
    });
    expect(json('secrets.json').oidc.clientId).toBe('titanium-portal');
    expect(readFileSync(file('kubeconfig-reader'), 'utf8')).toContain(
      sandbox.urls.kubernetes,
    );
    for (const name of [
      'secrets.json',
      'control.json',
      'kubeconfig-reader',
      'kubeconfig-actor',
      'kubeconfig-admin',
    ]) {
      expect([name, statSync(file(name)).mode % 0o1000]).toEqual([name, 0o600]);
    }
  });

  it('is told by its command line what goes wrong', async () => {
    const sandbox = await start();
    const client = ControlClient.of(dataDir)!;
    expect(await client.start('api-failing')).toMatchObject({ active: true });
    const answer = () =>
      get(sandbox, '/api/v1/namespaces', sandbox.tokens.reader);
    expect((await answer()).status).toBe(503);
    expect(await client.stop('api-failing')).toMatchObject({ active: false });
    expect((await answer()).status).toBe(200);
    await expect(client.start('fire')).rejects.toThrow(/no incident "fire"/);
    expect(await client.status()).toMatchObject({
      pid: process.pid,
      nodes: 3,
      speed: 20,
    });
    const stranger = await fetch(`${sandbox.urls.control}/status`);
    expect(stranger.status).toBe(401);
    await sandbox.close();
    expect(ControlClient.of(dataDir)).toBeUndefined();
  });

  it('names a port that is taken, and leaves nothing behind', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise(resolve => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    await expect(start({ ports: { oidc: port } })).rejects.toThrow(
      `Port ${port} (OpenID Connect) is taken`,
    );
    await new Promise(resolve => other.close(resolve));
    await start({ ports: { oidc: port } });
  });

  it('refuses to run twice on the same data', async () => {
    await start();
    await expect(start()).rejects.toThrow(/runs already/);
  });
});
