// `npm run dev`: hot reload. The front end on 3000, the back end on 7007 restarting on changes, beside the sandbox.
import { spawn } from 'node:child_process';
import { continueUnderNode24 } from './lib/node.mjs';
import { portalOptions } from './lib/options.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { inRoot } from './lib/paths.mjs';
import { preparePlatform } from './lib/portal.mjs';
import { requireFree } from './lib/ports.mjs';
import { explain, say } from './lib/say.mjs';
import { stopSignals } from './lib/untilStopped.mjs';
import { watchDocs } from './lib/watchDocs.mjs';

const frontendPort = 3000;

async function main() {
  const options = portalOptions();
  if (options.help) {
    say(options.help);
    return 0;
  }
  await continueUnderNode24();
  await ensurePackages();
  await requireFree(frontendPort, 'the front end', 'stop that program');
  const stopped = stopSignals();
  const platform = await preparePlatform({
    ...options,
    // Where signing in returns to; the back end sends the person on to the front end.
    url: `http://localhost:${options.ports.portal}`,
  });
  const configs = [
    'app-config.yaml',
    'app-config.sandbox.yaml',
    'app-config.development.yaml',
  ];
  const cli = spawn(
    process.execPath,
    [
      inRoot('node_modules/@backstage/cli/bin/backstage-cli'),
      'repo',
      'start',
      ...configs.flatMap(file => ['--config', inRoot(file)]),
    ],
    {
      cwd: inRoot(),
      stdio: 'inherit',
      env: { ...process.env, ...platform.env },
    },
  );
  const ended = new Promise(resolve => {
    cli.on('error', () => resolve(1));
    cli.on('close', code => resolve(code ?? 1));
  });
  const unwatch = watchDocs(options.data);
  const outcome = await Promise.race([stopped, ended]);
  await unwatch();
  if (typeof outcome === 'string') {
    cli.kill('SIGTERM');
    await ended;
  }
  await platform.stop();
  return typeof outcome === 'string' ? 0 : outcome;
}

process.exit(await main().catch(explain));
