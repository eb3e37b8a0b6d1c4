import fs from 'node:fs';
import { must, run, which } from './run.mjs';
import { step } from './say.mjs';

/** Whether Debian packages can be installed here: apt-get, and the right to use it. */
export const canInstallDebianPackages = () =>
  fs.existsSync('/etc/debian_version') &&
  process.getuid?.() === 0 &&
  which('apt-get') !== undefined;

/** Installs Debian packages; reads the package lists only when that is needed. */
export async function installDebianPackages(what, names) {
  const advice = `Install them by hand: apt-get install ${names.join(' ')}`;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['install', '-y', '--no-install-recommends', ...names];
  await step(`Installing ${what} (Debian: ${names.join(', ')})`, async () => {
    const first = await run('apt-get', install, { env });
    if (first.code !== 0) {
      await must('Reading the Debian package lists', 'apt-get', ['update'], {
        env,
        advice,
      });
      await must(`Installing ${names.join(', ')}`, 'apt-get', install, {
        env,
        advice,
      });
    }
  });
}
