// The commands of this repository, as far as they can be tried in a second.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { createChildren } from '../lib/children.mjs';
import { portalOptions } from '../lib/options.mjs';
import { inRoot } from '../lib/paths.mjs';
import { freePort, requireFree } from '../lib/ports.mjs';
import { SetupError } from '../lib/say.mjs';
import { portalKeys } from '../lib/secrets.mjs';
import { hashOf, stampFile } from '../lib/stamp.mjs';
import { withDependencies, workspaces } from '../lib/workspaces.mjs';

function scratch(t) {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'titanium-test-'));
  t.after(() => fs.rmSync(directory, { recursive: true, force: true }));
  return directory;
}

test('options come from the command line, then from the environment', () => {
  const { ports, speed, fresh, data } = portalOptions(
    ['--port', '8000', '--speed', '2.5', '--fresh'],
    { TITANIUM_PORT: '9000', TITANIUM_OIDC_PORT: '9001', TITANIUM_DATA: '/d' },
  );
  assert.deepEqual(ports, {
    portal: 8000,
    kubernetes: 6443,
    oidc: 9001,
    prometheus: 9090,
    alertmanager: 9093,
    loki: 3100,
    grafana: 30300,
    argocd: 8081,
    gitea: 3080,
  });
  assert.equal(speed, 2.5);
  assert.equal(fresh, true);
  assert.equal(data, path.resolve('/d'));
});

for (const argv of [
  ['--port', 'x'],
  ['--port', '70000'],
  ['--pods', '-1'],
  ['--speed', ''],
  ['--nonsense'],
  ['more'],
]) {
  test(`refuses ${argv.join(' ')} with the list of options`, () => {
    assert.throws(
      () => portalOptions(argv, {}),
      error => error instanceof SetupError && /--fresh/.test(error.advice),
    );
  });
}

test('a taken port is named, with a way out', async t => {
  const server = net.createServer();
  const port = await freePort();
  await new Promise(resolve => {
    server.listen(port, '127.0.0.1', resolve);
  });
  t.after(() => server.close());
  await assert.rejects(requireFree(port, 'the portal', '--port'), error => {
    assert.match(error.message, new RegExp(`Port ${port}, for the portal`));
    assert.match(error.advice, /--port/);
    return true;
  });
});

test('npm start with a taken port says so without a stack trace', async t => {
  const server = net.createServer();
  const port = await freePort();
  await new Promise(resolve => {
    server.listen(port, '127.0.0.1', resolve);
  });
  t.after(() => server.close());
  const { status, stderr } = spawnSync(
    process.execPath,
    [inRoot('scripts/start.mjs'), '--port', String(port)],
    { encoding: 'utf8', env: { ...process.env, TITANIUM_DATA: scratch(t) } },
  );
  assert.equal(status, 1);
  assert.match(stderr, new RegExp(`Port ${port}`));
  assert.doesNotMatch(stderr, /^\s+at /m);
});

test('an unknown suite is refused by name', () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    [inRoot('scripts/test.mjs'), 'nonsense'],
    { encoding: 'utf8' },
  );
  assert.equal(status, 1);
  assert.match(stderr, /nonsense/);
  assert.match(stderr, /unit/);
});

test('keys are made once and for this user only', t => {
  const data = scratch(t);
  const keys = portalKeys(data);
  assert.ok(keys.session.length >= 40);
  assert.deepEqual(portalKeys(data), keys);
  const { mode } = fs.statSync(path.join(data, 'keys.json'));
  assert.equal(mode % 0o1000, 0o600);
});

test('a stamp matches its inputs only', t => {
  const stamp = stampFile('x', scratch(t));
  const hash = hashOf(['package.json']);
  assert.equal(stamp.matches(hash), false);
  stamp.write(hash);
  assert.equal(stamp.matches(hash), true);
  assert.equal(stamp.matches(hashOf(['package.json', 'tsconfig.json'])), false);
  stamp.clear();
  assert.equal(stamp.matches(hash), false);
});

test('the front end is built again when a plugin of it changes', () => {
  const inputs = withDependencies('packages/app');
  assert.ok(inputs.includes('plugins/titanium-common'));
  assert.ok(!inputs.includes('plugins/titanium-backend'));
  assert.ok(workspaces().includes('packages/backend'));
});

test('stopping ends a program that ignores the first signal', async t => {
  const directory = scratch(t);
  const entry = path.join(directory, 'stubborn.ts');
  fs.writeFileSync(
    entry,
    `process.on('SIGTERM', () => {});
     setInterval(() => {}, 1000);
     process.stdout.write('listening\\n');`,
  );
  const children = createChildren(path.join(directory, 'logs'), { grace: 200 });
  let started;
  const listening = new Promise(resolve => {
    started = resolve;
  });
  const running = children.start({
    name: 'stubborn',
    entry: path.relative(inRoot(), entry),
    onLine: line => line === 'listening' && started(),
  });
  await listening;
  await children.stop();
  assert.deepEqual(await running.exited, { code: null, signal: 'SIGKILL' });
});

test('a program stops when the one that started it is killed', async t => {
  const directory = scratch(t);
  const entry = path.join(directory, 'child.ts');
  const mark = path.join(directory, 'pid');
  fs.writeFileSync(
    entry,
    `require('node:fs').writeFileSync(${JSON.stringify(
      mark,
    )}, String(process.pid));
     setInterval(() => {}, 1000);`,
  );
  const starter = path.join(directory, 'starter.mjs');
  fs.writeFileSync(
    starter,
    `import { createChildren } from ${JSON.stringify(
      inRoot('scripts/lib/children.mjs'),
    )};
     createChildren(${JSON.stringify(
       directory,
     )}).start({ name: 'child', entry: ${JSON.stringify(
      path.relative(inRoot(), entry),
    )} });
     const wait = setInterval(() => {
       if (require('node:fs').existsSync(${JSON.stringify(
         mark,
       )})) process.kill(process.pid, 'SIGKILL');
     }, 20);
     import { createRequire } from 'node:module';
     const require = createRequire(import.meta.url);`,
  );
  const { signal } = spawnSync(process.execPath, [starter], {
    timeout: 20_000,
  });
  assert.equal(signal, 'SIGKILL');
  const pid = Number(fs.readFileSync(mark, 'utf8'));
  const alive = () => {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  };
  const deadline = Date.now() + 10_000;
  while (alive() && Date.now() < deadline) {
    await new Promise(resolve => {
      setTimeout(resolve, 20);
    });
  }
  assert.equal(alive(), false);
});
