import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { toolchain } from './paths.mjs';
import { must, which } from './run.mjs';
import { SetupError, began, step } from './say.mjs';

const wanted = 24;
const release = '24.21.0';
const major = Number(process.versions.node.split('.')[0]);

function localBinary() {
  const names = [`node-${process.platform}-${process.arch}`, 'node'];
  return names
    .map(name => path.join(toolchain, 'node_modules', name, 'bin', 'node'))
    .find(file => fs.existsSync(file));
}

async function fetchNode() {
  const npm = which('npm');
  const advice = `Install Node ${wanted} (https://nodejs.org) and run the command again.`;
  if (!npm) {
    throw new SetupError(
      `This needs Node ${wanted}; here is ${process.version}, and no npm to fetch another.`,
      advice,
    );
  }
  fs.mkdirSync(toolchain, { recursive: true });
  const install = (name, ...flags) =>
    must(
      `Fetching Node ${release}`,
      npm,
      ['install', '--prefix', toolchain, '--no-save', ...flags, name],
      { cwd: toolchain, advice },
    );
  // The platform's own package needs no install script; the general one picks its platform by such a script.
  const known = ['linux-x64', 'linux-arm64', 'darwin-arm64', 'darwin-x64'];
  const platform = `${process.platform}-${process.arch}`;
  if (known.includes(platform)) {
    try {
      await install(`node-${platform}@${release}`, '--ignore-scripts');
      return;
    } catch {
      // The general package may still know a way.
    }
  }
  await install(`node@${wanted}`);
}

/** The path of Node 24: the running one, the one fetched earlier, or one fetched now. */
export async function ensureNode() {
  if (major === wanted) {
    return process.execPath;
  }
  if (!localBinary()) {
    await step(`Fetching Node ${release} into .toolchain`, fetchNode);
  }
  const binary = localBinary();
  if (!binary) {
    throw new SetupError(
      `Node ${wanted} was fetched, but has no program for ${process.platform} ${process.arch}.`,
      `Install Node ${wanted} (https://nodejs.org) and run the command again.`,
    );
  }
  return binary;
}

/**
 * Continues under Node 24: returns when that is what runs already, else runs the same script again under it and exits
 * with its code. Whatever the scripts start finds that Node first on its PATH.
 */
export async function continueUnderNode24() {
  const binary = await ensureNode();
  const bin = path.dirname(binary);
  if (binary === process.execPath) {
    if (!(process.env.PATH ?? '').split(path.delimiter).includes(bin)) {
      process.env.PATH = `${bin}${path.delimiter}${process.env.PATH ?? ''}`;
    }
    return;
  }
  const child = spawn(binary, process.argv.slice(1), {
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`,
      TITANIUM_FIRST_NODE: process.execPath,
      TITANIUM_BEGAN: String(began),
    },
  });
  // The terminal sends Ctrl-C to both; the child decides when all is stopped.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  const code = await new Promise(resolve => {
    child.on('error', () => resolve(1));
    child.on('close', (exit, signal) => resolve(signal ? 130 : exit ?? 1));
  });
  process.exit(code);
}
