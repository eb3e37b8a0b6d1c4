import { PlatformOptions } from '../../platforms/types';
import { SandboxSecrets } from '../../secrets';
import { TitaniumWorld } from '../../world/world';

/** What a platform is started with, on any free port. Its failures fail the test. */
export function platformOptions(
  world: TitaniumWorld,
  urls: PlatformOptions['urls'] = {},
): PlatformOptions {
  const platforms = { grafana: 'grafana-token', argocd: 'argocd-token' };
  return {
    world,
    urls,
    port: 0,
    // The platforms know no other secrets.
    secrets: { platforms } as SandboxSecrets,
    warn(message) {
      throw new Error(message);
    },
  };
}
