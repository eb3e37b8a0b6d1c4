import fs from 'node:fs';
import { inRoot, toolchain } from './paths.mjs';
import { run } from './run.mjs';
import { SetupError, say, step } from './say.mjs';
import { hashOf, stampFile } from './stamp.mjs';
import { workspaces } from './workspaces.mjs';

/** The Yarn release of this repository; run it with any Node. */
export function yarnRelease() {
  const settings = fs.readFileSync(inRoot('.yarnrc.yml'), 'utf8');
  const file = /^yarnPath:\s*(\S+)/m.exec(settings)?.[1];
  if (!file || !fs.existsSync(inRoot(file))) {
    throw new SetupError(
      'The Yarn release named by yarnPath in .yarnrc.yml is missing.',
      'Restore .yarn/releases from the repository: git checkout -- .yarn .yarnrc.yml',
    );
  }
  return inRoot(file);
}

async function install() {
  const log = `${toolchain}/logs/yarn-install.log`;
  // A download that breaks off can stop Yarn as a whole; what it has fetched by then stays fetched. The Node that
  // started us is tried first: Yarn runs under more versions than the portal.
  const nodes = [process.env.TITANIUM_FIRST_NODE, process.execPath].filter(
    Boolean,
  );
  let result;
  for (let attempt = 0; attempt < 4; attempt++) {
    if (attempt > 0) {
      say('  Yarn stopped; trying again with what it has fetched so far');
    }
    result = await run(
      nodes[attempt % nodes.length],
      [yarnRelease(), 'install', '--immutable'],
      { log, env: { ...process.env, YARN_ENABLE_PROGRESS_BARS: '0' } },
    );
    if (result.code === 0) {
      return;
    }
    if (/YN0028/.test(result.output)) {
      throw new SetupError(
        'yarn.lock does not fit the package.json files.',
        'Run "yarn install" and commit yarn.lock.',
      );
    }
  }
  const lines = result.output
    .split('\n')
    .filter(line => !/YN00(02|60|86)/.test(line));
  throw new SetupError(
    `Installing the packages failed:\n${lines.slice(-15).join('\n')}`,
    `Check that the package registry can be reached and that the disk has 2 GB free.\nAll of the output: ${log}`,
  );
}

/** Installs the packages of yarn.lock, when they are not installed yet. */
export async function ensurePackages() {
  const inputs = [
    'yarn.lock',
    '.yarnrc.yml',
    'package.json',
    ...workspaces().map(directory => `${directory}/package.json`),
  ];
  const stamp = stampFile('packages');
  const hash = hashOf(inputs);
  if (
    stamp.matches(hash) &&
    fs.existsSync(inRoot('node_modules/.yarn-state.yml'))
  ) {
    return;
  }
  await step(
    'Installing packages (about 2 GB, some minutes the first time)',
    install,
  );
  stamp.write(hash);
}
