import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { inRoot, root } from './paths.mjs';

/** The last lines of a log file, for an error message. */
export function lastLines(file, count = 25) {
  try {
    return fs
      .readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .slice(-count)
      .join('\n');
  } catch {
    return '';
  }
}

/**
 * Long-running programs of one portal. Each writes to its own log file; all are stopped together, the newest first, and
 * killed when they have not ended `grace` milliseconds after the signal.
 */
export function createChildren(logs, { grace = 8000 } = {}) {
  const children = [];

  return {
    /** Starts a TypeScript entry file. `exited` resolves when it ends; `onLine` gets the lines of its output. */
    start({ name, entry, args = [], env = {}, onLine }) {
      fs.mkdirSync(logs, { recursive: true });
      const log = path.join(logs, `${name}.log`);
      const file = fs.createWriteStream(log);
      const child = spawn(
        process.execPath,
        [
          '--require',
          inRoot('scripts/lib/exitWithParent.cjs'),
          '--require',
          inRoot('node_modules/@backstage/cli/config/nodeTransform.cjs'),
          '--no-node-snapshot',
          inRoot(entry),
          ...args,
        ],
        {
          cwd: root,
          env: { ...process.env, ...env },
          stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
          // Ctrl-C in the terminal reaches only the script, which stops them in order.
          detached: true,
        },
      );
      let rest = '';
      child.stdout.on('data', chunk => {
        file.write(chunk);
        rest += chunk;
        const lines = rest.split('\n');
        rest = lines.pop();
        lines.forEach(line => onLine?.(line));
      });
      child.stderr.on('data', chunk => file.write(chunk));
      const exited = new Promise(resolve => {
        child.on('error', error => resolve({ error }));
        child.on('close', (code, signal) => {
          file.end();
          resolve({ code, signal });
        });
      });
      const running = { name, child, log, exited, ended: false };
      exited.then(() => {
        running.ended = true;
      });
      children.push(running);
      return running;
    },

    /** Resolves with the first of them that ends. */
    firstEnd: () =>
      Promise.race(
        children.map(running => running.exited.then(end => ({ running, end }))),
      ),

    async stop() {
      for (const running of [...children].reverse()) {
        if (!running.ended) {
          running.child.kill('SIGTERM');
          const killer = setTimeout(() => running.child.kill('SIGKILL'), grace);
          await running.exited;
          clearTimeout(killer);
        }
      }
      children.length = 0;
    },
  };
}
