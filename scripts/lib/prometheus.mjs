import fs from 'node:fs';
import path from 'node:path';
import { canInstallDebianPackages } from './debian.mjs';
import { toolchain } from './paths.mjs';
import { must, run, which } from './run.mjs';
import { step, warn } from './say.mjs';

const unpacked = path.join(toolchain, 'prometheus');
const inPackage = path.join(unpacked, 'usr', 'bin');
const programs = ['prometheus', 'promtool'];

const holds = directory =>
  programs.every(name => fs.existsSync(path.join(directory, name)));

/** Only unpacked, never installed: no service starts, and nothing of the machine changes. */
async function unpack() {
  const directory = `${unpacked}.${process.pid}`;
  fs.mkdirSync(directory, { recursive: true });
  try {
    const download = ['download', 'prometheus'];
    const first = await run('apt-get', download, { cwd: directory });
    if (first.code !== 0) {
      await must('Reading the Debian package lists', 'apt-get', ['update']);
      await must('Fetching Prometheus', 'apt-get', download, {
        cwd: directory,
      });
    }
    const archive = fs
      .readdirSync(directory)
      .find(name => name.endsWith('.deb'));
    await must('Unpacking Prometheus', 'dpkg', [
      '-x',
      path.join(directory, archive),
      directory,
    ]);
    fs.rmSync(path.join(directory, archive));
    fs.rmSync(unpacked, { recursive: true, force: true });
    fs.renameSync(directory, unpacked);
  } finally {
    fs.rmSync(directory, { recursive: true, force: true });
  }
}

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
      await step('Fetching Prometheus into .toolchain/prometheus', unpack);
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
