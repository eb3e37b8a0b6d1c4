import fs from 'node:fs';
import path from 'node:path';
import { must, run, which } from './run.mjs';
import { step } from './say.mjs';

// One answer lost on the way to an archive is no reason to go without a package.
const patient = ['-o', 'Acquire::Retries=3'];

/** Whether Debian packages can be installed here: apt-get, and the right to use it. */
export const canInstallDebianPackages = () =>
  fs.existsSync('/etc/debian_version') &&
  process.getuid?.() === 0 &&
  which('apt-get') !== undefined;

/** Installs Debian packages; reads the package lists only when that is needed. */
export async function installDebianPackages(what, names) {
  const advice = `Install them by hand: apt-get install ${names.join(' ')}`;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = [
    ...patient,
    'install',
    '-y',
    '--no-install-recommends',
    ...names,
  ];
  await step(`Installing ${what} (Debian: ${names.join(', ')})`, async () => {
    const first = await run('apt-get', install, { env });
    if (first.code !== 0) {
      await must(
        'Reading the Debian package lists',
        'apt-get',
        [...patient, 'update'],
        {
          env,
          advice,
        },
      );
      await must(`Installing ${names.join(', ')}`, 'apt-get', install, {
        env,
        advice,
      });
    }
  });
}

/**
 * Unpacks a Debian package into a directory of ours without installing it: no service starts, and nothing of the machine
 * changes. `name` is asked for again once the package lists were read.
 */
export async function unpackDebianPackage(what, name, into) {
  const directory = `${into}.${process.pid}`;
  fs.mkdirSync(directory, { recursive: true });
  const download = async () => [...patient, 'download', await name()];
  try {
    const first = await run('apt-get', await download(), { cwd: directory });
    if (first.code !== 0) {
      await must('Reading the Debian package lists', 'apt-get', [
        ...patient,
        'update',
      ]);
      await must(`Fetching ${what}`, 'apt-get', await download(), {
        cwd: directory,
      });
    }
    const archive = fs
      .readdirSync(directory)
      .find(file => file.endsWith('.deb'));
    await must(`Unpacking ${what}`, 'dpkg', [
      '-x',
      path.join(directory, archive),
      directory,
    ]);
    fs.rmSync(path.join(directory, archive));
    fs.rmSync(into, { recursive: true, force: true });
    fs.renameSync(directory, into);
  } finally {
    fs.rmSync(directory, { recursive: true, force: true });
  }
}
