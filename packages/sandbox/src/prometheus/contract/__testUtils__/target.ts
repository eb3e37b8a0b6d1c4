import { TestClock } from '../../../world/clock';
import { SandboxSecrets } from '../../../secrets';
import { PlatformName } from '../../../platforms/types';
import { alertmanager } from '../../../alertmanager';
import { Incidents } from '../../../world/incidents';
import { TitaniumWorld, createTestWorld } from '../../../world/world';
import { prometheus } from '../..';

/** A World whose clock the test moves, with its Prometheus and Alertmanager on any free ports. */
export interface Monitored {
  world: TitaniumWorld;
  clock: TestClock;
  incidents: Incidents;
  prometheus: string;
  alertmanager: string;
  stop(): Promise<void>;
}

export async function startMonitored(
  options: { pods?: number } = {},
): Promise<Monitored> {
  const { world, clock } = createTestWorld(options);
  const urls: Partial<Record<PlatformName, string>> = {};
  const warn = (message: string) => {
    throw new Error(message);
  };
  // Neither of them has a secret.
  const rest = { world, secrets: {} as SandboxSecrets, port: 0, urls, warn };
  const first = await prometheus.start(rest);
  urls.prometheus = first.url;
  const second = await alertmanager.start(rest);
  urls.alertmanager = second.url;
  return {
    world,
    clock,
    incidents: new Incidents(world),
    prometheus: first.url,
    alertmanager: second.url,
    async stop() {
      await first.close();
      await second.close();
      world.stop();
    },
  };
}

/**
 * The server a contract suite is about: that of an environment variable, or else the sandbox's own, started for it.
 */
export function useTarget(
  variable: string,
  own: (monitored: Monitored) => string,
): () => string {
  let monitored: Monitored | undefined;
  let url = process.env[variable] ?? '';

  beforeAll(async () => {
    if (!url) {
      monitored = await startMonitored();
      url = own(monitored);
    }
  });
  afterAll(() => monitored?.stop());

  return () => url;
}

/** Asks again until `probe` gives something: alerts travel between servers in their own time. */
export async function eventually<T>(
  probe: () => Promise<T | undefined>,
  timeoutMs = 10_000,
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const value = await probe();
    if (value !== undefined) {
      return value;
    }
    if (performance.now() > deadline) {
      throw new Error('gave up waiting');
    }
    await new Promise(done => {
      setTimeout(done, 10);
    });
  }
}
