import { randomBytes } from 'node:crypto';
import { createWorld, TitaniumWorld } from '../../../world/world';
import { createKubernetesApi } from '../../server/server';
import { createCertificateAuthority } from '../../tls/authority';
import { Target } from './target';

const token = () => randomBytes(24).toString('hex');

/** A World and its API server for a test, on any free port; its time runs fast. */
export async function startSandbox(
  options: { speed?: number; bookmarkIntervalMs?: number; port?: number } = {},
): Promise<{
  target: Target;
  world: TitaniumWorld;
  stop(): Promise<void>;
}> {
  const world = createWorld({ seed: 'contract', speed: options.speed ?? 20 });
  world.start();
  const authority = await createCertificateAuthority();
  const tokens = { reader: token(), actor: token(), admin: token() };
  const { bookmarkIntervalMs } = options;
  const api = createKubernetesApi({
    world,
    authority,
    tokens,
    bookmarkIntervalMs,
  });
  const url = await api.listen(options.port ?? 0).catch(error => {
    world.stop();
    throw error;
  });
  return {
    world,
    target: {
      url,
      ca: authority.certificate,
      tokens,
      expireHistory: () => world.store.expireHistory(),
    },
    async stop() {
      await api.close();
      world.stop();
    },
  };
}
