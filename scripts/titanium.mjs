// `yarn titanium check docs`: the product's command line, from its sources.
import { spawnSync } from 'node:child_process';
import { continueUnderNode24 } from './lib/node.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { inRoot } from './lib/paths.mjs';
import { explain } from './lib/say.mjs';

async function main() {
  await continueUnderNode24();
  await ensurePackages();
  const { status } = spawnSync(
    process.execPath,
    [inRoot('packages/cli/bin/titanium.js'), ...process.argv.slice(2)],
    { stdio: 'inherit', cwd: process.env.INIT_CWD ?? process.cwd() },
  );
  return status ?? 2;
}

process.exit(await main().catch(explain));
