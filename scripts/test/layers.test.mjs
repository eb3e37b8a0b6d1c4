// The lint rules that keep the design must fire: each case is a line of code and where it stands.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { inRoot } from '../lib/paths.mjs';

const { ESLint } = createRequire(import.meta.url)('eslint');

async function complaints(file, code) {
  const directory = file.split('/').slice(0, 2).join('/');
  const eslint = new ESLint({ cwd: inRoot(directory) });
  const [result] = await eslint.lintText(code, { filePath: inRoot(file) });
  return result.messages
    .filter(message => /no-restricted|no-console/.test(message.ruleId ?? ''))
    .map(message => message.message);
}

const ours = '@titanium-portal/backstage-plugin-';
const importing = name => `import { x } from '${name}';\nexport const y = x;\n`;

const forbidden = [
  ['plugins/titanium-common/src/a.ts', importing(`${ours}titanium-node`)],
  ['plugins/titanium-react/src/a.ts', importing(`${ours}titanium`)],
  ['plugins/titanium/src/a.ts', importing(`${ours}titanium-backend`)],
  ['plugins/titanium-node/src/a.ts', importing(`${ours}titanium-backend`)],
  [
    'plugins/titanium-backend/src/a.ts',
    importing(`${ours}titanium-backend-module-kubernetes`),
  ],
  [
    'plugins/titanium-backend-module-kubernetes/src/a.ts',
    importing(`${ours}titanium-backend`),
  ],
  ['plugins/titanium-backend/src/a.ts', importing('@titanium-portal/sandbox')],
  ['packages/sandbox/src/a.ts', importing(`${ours}titanium-common`)],
  ['packages/app/src/a.ts', importing(`${ours}titanium-backend`)],
  ['packages/cli/src/a.ts', importing(`${ours}titanium-node`)],
  [
    'packages/cli/src/a.ts',
    importing(`${ours}titanium-backend-module-kubernetes`),
  ],
  [
    'packages/cli/src/a.ts',
    importing(`${ours}titanium-backend-module-kubernetes/alpha`),
  ],
  ['plugins/titanium-backend/src/a.ts', importing('child_process')],
  ['plugins/titanium-backend/src/a.ts', importing('node:child_process')],
  ['plugins/titanium-backend/src/a.test.ts', importing('node:child_process')],
  [
    'plugins/titanium-backend/src/a.ts',
    `export const x = () => import('child_process');\n`,
  ],
  [
    'plugins/titanium-backend/src/a.ts',
    `export const x = require('node:child_process');\n`,
  ],
  ['plugins/titanium/src/a.tsx', importing('execa')],
  ['plugins/titanium-backend/src/a.ts', `console.log('x');\n`],
  ['plugins/titanium/src/a.tsx', `console.warn('x');\n`],
  [
    'plugins/titanium-backend-module-kubernetes/src/grammar/a.ts',
    importing('@backstage/errors'),
  ],
  [
    'plugins/titanium-backend-module-kubernetes/src/grammar/a.ts',
    importing('node:fs'),
  ],
];

const allowed = [
  ['plugins/titanium/src/a.ts', importing(`${ours}titanium-react`)],
  ['plugins/titanium-react/src/a.ts', importing(`${ours}titanium-common`)],
  ['plugins/titanium-backend/src/a.ts', importing(`${ours}titanium-node`)],
  ['packages/cli/src/a.ts', importing(`${ours}titanium-common`)],
  [
    'packages/cli/src/a.ts',
    importing(`${ours}titanium-backend-module-kubernetes/grammar`),
  ],
  [
    'plugins/titanium-backend-module-kubernetes/src/grammar/a.ts',
    importing(`${ours}titanium-common`),
  ],
  [
    'plugins/titanium-backend/src/a.test.ts',
    importing(`${ours}titanium-backend-module-kubernetes`),
  ],
  [
    'packages/backend/src/a.ts',
    importing(`${ours}titanium-backend-module-kubernetes`),
  ],
];

for (const [file, code] of forbidden) {
  test(`refuses in ${file}: ${code.split('\n')[0]}`, async () => {
    assert.notDeepEqual(await complaints(file, code), []);
  });
}

for (const [file, code] of allowed) {
  test(`accepts in ${file}: ${code.split('\n')[0]}`, async () => {
    assert.deepEqual(await complaints(file, code), []);
  });
}
