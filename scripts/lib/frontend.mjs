import fs from 'node:fs';
import { inRoot, toolchain } from './paths.mjs';
import { must } from './run.mjs';
import { step } from './say.mjs';
import { hashOf, stampFile } from './stamp.mjs';
import { withDependencies } from './workspaces.mjs';

/** Builds the front end into packages/app/dist, when something it is made of changed since the last time. */
export async function ensureFrontend() {
  const stamp = stampFile('frontend');
  const hash = hashOf([
    'yarn.lock',
    'app-config.yaml',
    ...withDependencies('packages/app'),
  ]);
  if (
    stamp.matches(hash) &&
    fs.existsSync(inRoot('packages/app/dist/index.html.tmpl'))
  ) {
    return;
  }
  stamp.clear();
  await step('Building the front end', () =>
    must(
      'Building the front end',
      process.execPath,
      [
        inRoot('node_modules/@backstage/cli/bin/backstage-cli'),
        'package',
        'build',
      ],
      {
        cwd: inRoot('packages/app'),
        log: `${toolchain}/logs/frontend.log`,
        advice:
          'The messages above name the file; "yarn tsc" shows type errors.',
      },
    ),
  );
  stamp.write(hash);
}
