// `npm run bench -- pods`: measurements beside the official plugins, printed as ratios of one run on one machine.
import { ensureChromium } from './lib/chromium.mjs';
import { continueUnderNode24 } from './lib/node.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { inRoot } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { explain } from './lib/say.mjs';

async function main() {
  await continueUnderNode24();
  await ensurePackages();
  const { code } = await run(
    process.execPath,
    [
      '--require',
      inRoot('node_modules/@backstage/cli/config/nodeTransform.cjs'),
      '--expose-gc',
      inRoot('packages/benchmarks/src/cli.ts'),
      ...process.argv.slice(2),
    ],
    {
      show: true,
      env: { ...process.env, TITANIUM_CHROMIUM: await ensureChromium() },
    },
  );
  return code;
}

process.exit(await main().catch(explain));
