// `npm run sandbox -- incident start bad-image`: the sandbox's own command line, for the sandbox `npm start` runs.
import { continueUnderNode24 } from './lib/node.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { defaultData, inRoot } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { explain } from './lib/say.mjs';

async function main() {
  await continueUnderNode24();
  await ensurePackages();
  const args = process.argv.slice(2);
  const { code } = await run(
    process.execPath,
    [
      '--require',
      inRoot('node_modules/@backstage/cli/config/nodeTransform.cjs'),
      '--no-node-snapshot',
      inRoot('packages/sandbox/src/cli.ts'),
      ...(args.length ? args : ['--help']),
      ...(args.includes('--data')
        ? []
        : ['--data', process.env.TITANIUM_DATA ?? defaultData]),
    ],
    { show: true },
  );
  return code;
}

process.exit(await main().catch(explain));
