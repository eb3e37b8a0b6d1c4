import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {
  canInstallDebianPackages,
  installDebianPackages,
  unpackDebianPackage,
} from './debian.mjs';
import { toolchain } from './paths.mjs';
import { run, which } from './run.mjs';
import { step, warn } from './say.mjs';

const unpacked = path.join(toolchain, 'postgresql');
const programs = ['initdb', 'postgres'];
/** PostgreSQL refuses to run as root, so that tests run it as nobody. */
const NOBODY = 65_534;

/** Whether the programs are there and run as the tests will run them. */
function works(directory) {
  const identity =
    process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : undefined;
  return programs.every(name => {
    const { status } = spawnSync(path.join(directory, name), ['--version'], {
      ...identity,
      cwd: '/',
    });
    return status === 0;
  });
}

/** Directories below which every major version has one of its own. */
function versionsIn(root) {
  const all = path.join(root, 'usr/lib/postgresql');
  return fs.existsSync(all)
    ? fs.readdirSync(all).map(version => path.join(all, version, 'bin'))
    : [];
}

function findPostgres() {
  const onPath = which('postgres');
  return [
    ...(onPath ? [path.dirname(onPath)] : []),
    ...versionsIn('/'),
    ...versionsIn(unpacked),
  ].find(works);
}

/** Debian's `postgresql` names the package of its version. */
async function packageName() {
  const { output } = await run('apt-cache', ['depends', 'postgresql']);
  return /Depends: (postgresql-\d+)/.exec(output)?.[1] ?? 'postgresql-15';
}

/** Unpacked, no service starts and nothing of the machine changes; installed only where that does not do. */
async function fetch() {
  await step('Fetching PostgreSQL into .toolchain/postgresql', () =>
    unpackDebianPackage('PostgreSQL', packageName, unpacked),
  );
  if (!findPostgres()) {
    await installDebianPackages('a database for the tests', [
      await packageName(),
    ]);
  }
}

/**
 * The directory of a real `initdb` and `postgres`, on which tests of several back ends run; fetches Debian's where that
 * is allowed. Undefined without: those tests are skipped then.
 */
export async function ensurePostgres() {
  const named = process.env.TITANIUM_TEST_POSTGRES_BIN;
  if (named) {
    return named;
  }
  let found = findPostgres();
  if (!found && canInstallDebianPackages()) {
    try {
      await fetch();
      found = findPostgres();
    } catch (error) {
      warn(`PostgreSQL could not be fetched: ${error.message}`);
    }
  }
  if (!found) {
    warn(
      'No PostgreSQL here: the tests of several back ends on one database are skipped. To run them, install it, or name its directory: TITANIUM_TEST_POSTGRES_BIN=/path/to/bin npm test',
    );
  }
  return found;
}
