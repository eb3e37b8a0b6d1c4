import fs from 'node:fs';
import path from 'node:path';
import { canInstallDebianPackages, unpackDebianPackage } from './debian.mjs';
import { toolchain } from './paths.mjs';
import { which } from './run.mjs';
import { step, warn } from './say.mjs';

const unpacked = path.join(toolchain, 'prometheus');
const inPackage = path.join(unpacked, 'usr', 'bin');
const programs = ['prometheus', 'promtool'];

const holds = directory =>
  programs.every(name => fs.existsSync(path.join(directory, name)));

/**
 * The directory of a real `prometheus` and `promtool`, beside which the sandbox's answers are compared; fetches Debian's
 * where that is allowed. Undefined without: those tests are skipped then.
 */
export async function ensurePrometheus() {
  const named = process.env.TITANIUM_TEST_PROMETHEUS_BIN;
  if (named) {
    return named;
  }
  const onPath = which('prometheus');
  if (onPath && holds(path.dirname(onPath))) {
    return path.dirname(onPath);
  }
  if (!holds(inPackage) && canInstallDebianPackages()) {
    try {
      await step('Fetching Prometheus into .toolchain/prometheus', () =>
        unpackDebianPackage('Prometheus', () => 'prometheus', unpacked),
      );
    } catch (error) {
      warn(`Prometheus could not be fetched: ${error.message.split('\n')[0]}`);
    }
  }
  if (holds(inPackage)) {
    return inPackage;
  }
  warn(
    'No Prometheus here: comparisons with the real server are skipped. To run them, install it, or name its directory: TITANIUM_TEST_PROMETHEUS_BIN=/path/to/bin npm test',
  );
  return undefined;
}
