import { startTestBackend } from '@backstage/backend-test-utils';
import { testEntities } from '../catalog';
import { portalFeatures } from '../features';
import { RemotePlatform } from './RemotePlatform';

/** One of several back ends on one database, in a process of its own. Ends with the process that started it. */
async function main() {
  const { platform, config } = JSON.parse(process.env.TITANIUM_REPLICA!);
  const nothing = async () => {};
  const { server } = await startTestBackend({
    features: portalFeatures({
      platform: new RemotePlatform(platform),
      entities: testEntities(),
      config,
      listeners: {
        registered: () => {},
        audited: () => {},
        signalled: nothing,
        notified: nothing,
      },
    }),
  });
  process.send!({ port: server.port() });
}

process.on('disconnect', () => process.exit());
void main();
