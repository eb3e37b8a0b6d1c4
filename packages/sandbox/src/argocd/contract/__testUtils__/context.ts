import { createCertificateAuthority } from '../../../kubernetes/tls/authority';
import { SandboxSecrets } from '../../../secrets';
import { TitaniumWorld, createWorld } from '../../../world/world';
import { ARGOCD_PLATFORM } from '../..';
import { Client, Target } from './client';

/** Names the Argo CD to hold to the contract; without them one is made for the test. */
export const URL_VARIABLE = 'TITANIUM_CONTRACT_ARGOCD_URL';
export const TOKEN_VARIABLE = 'TITANIUM_CONTRACT_ARGOCD_TOKEN';

const TOKEN = 'contract-token';

/** An Argo CD of its own in a fast World, on any free port. */
export async function startArgoCd(
  options: { speed?: number; now?: number } = {},
): Promise<{
  target: Target;
  world: TitaniumWorld;
  stop(): Promise<void>;
}> {
  const { speed = 20, now } = options;
  const world = createWorld({ seed: 'contract', speed, now });
  world.start();
  const server = await ARGOCD_PLATFORM.start({
    world,
    secrets: {
      authority: await createCertificateAuthority(),
      platforms: { argocd: TOKEN, gitea: '', grafana: '' },
    } as SandboxSecrets,
    port: 0,
    urls: {},
    warn(message) {
      throw new Error(message);
    },
  });
  return {
    target: { url: server.url, token: TOKEN },
    world,
    async stop() {
      await server.close();
      world.stop();
    },
  };
}

/** Gives a test file the Argo CD it is about. */
export function useContract(): () => { client: Client } {
  let client: Client;
  let stop = async () => {};
  beforeAll(async () => {
    const url = process.env[URL_VARIABLE];
    const token = process.env[TOKEN_VARIABLE];
    let target: Target;
    if (url && token) {
      target = { url, token };
    } else {
      const started = await startArgoCd();
      target = started.target;
      stop = started.stop;
    }
    client = new Client(target);
  });
  afterAll(async () => {
    client?.close();
    await stop();
  });
  return () => ({ client });
}
