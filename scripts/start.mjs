// `npm start`: the portal on one address, beside a living sandbox.
import { continueUnderNode24 } from './lib/node.mjs';
import { portalOptions } from './lib/options.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { startPortal } from './lib/portal.mjs';
import { requireFreePorts } from './lib/ports.mjs';
import { explain, say, sinceStart } from './lib/say.mjs';
import { stopSignals, untilStopped } from './lib/untilStopped.mjs';
import { watchDocs } from './lib/watchDocs.mjs';

async function main() {
  const options = portalOptions();
  if (options.help) {
    say(options.help);
    return 0;
  }
  // Before the long steps: a taken port is better heard of now.
  await requireFreePorts(options.ports);
  await continueUnderNode24();
  await ensurePackages();
  const stopped = stopSignals();
  const starting = startPortal(options);
  const portal = await Promise.race([starting, stopped]);
  if (typeof portal === 'string') {
    // Nothing to keep: what has been started so far ends with this process.
    return 130;
  }
  say(
    `\nTitanium is ready after ${(sinceStart() / 1000).toFixed(1)} s:\n\n    ${
      portal.url
    }\n`,
  );
  say('Sign in as operator, developer or lead. Ctrl-C stops everything.');
  const unwatch = watchDocs(options.data);
  try {
    return await untilStopped(portal, stopped);
  } finally {
    await unwatch();
  }
}

process.exit(await main().catch(explain));
