import { createWorld } from '../../../world/world';
import { LOKI } from '../..';
import { platformOptions } from '../../__testUtils__/platform';
import { LokiClient } from './client';

/** Address of a Loki to test instead of the sandbox's: `http://127.0.0.1:3100`. */
const VARIABLE = 'TITANIUM_SANDBOX_LOKI';

/** Gives a test file the Loki it is about, and a client with lines of its own. */
export function useLoki(): () => LokiClient {
  let client: LokiClient;
  let stop = async () => {};

  beforeAll(async () => {
    let url = process.env[VARIABLE];
    if (!url) {
      const world = createWorld({ seed: 'contract' });
      world.start();
      const server = await LOKI.start(platformOptions(world));
      url = server.url;
      stop = async () => {
        await server.close();
        world.stop();
      };
    }
    client = new LokiClient(url);
  });

  afterAll(() => stop());

  return () => client;
}
