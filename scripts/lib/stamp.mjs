import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { inRoot, toolchain } from './paths.mjs';

const skipped = new Set([
  'node_modules',
  'dist',
  'dist-types',
  'coverage',
  'e2e-tests',
  'e2e-test-report',
]);

function* filesUnder(entry) {
  const stat = fs.statSync(entry, { throwIfNoEntry: false });
  if (!stat) {
    return;
  }
  if (!stat.isDirectory()) {
    yield entry;
    return;
  }
  for (const name of fs.readdirSync(entry).sort()) {
    if (!skipped.has(name) && !/\.test\.tsx?$/.test(name)) {
      yield* filesUnder(path.join(entry, name));
    }
  }
}

/** One hash over the contents of files and folders, given relative to the root; `extra` is any further input. */
export function hashOf(entries, extra = '') {
  const hash = createHash('sha256').update(extra);
  for (const entry of entries) {
    for (const file of filesUnder(inRoot(entry))) {
      hash.update(`\n${path.relative(inRoot(), file)}\n`);
      hash.update(fs.readFileSync(file));
    }
  }
  return hash.digest('hex');
}

/** Remembers, in a small file, for which inputs a step was last done. */
export function stampFile(name, directory = path.join(toolchain, 'stamps')) {
  const file = path.join(directory, name);
  return {
    matches(hash) {
      try {
        return fs.readFileSync(file, 'utf8') === hash;
      } catch {
        return false;
      }
    },
    write(hash) {
      fs.mkdirSync(directory, { recursive: true });
      fs.writeFileSync(file, hash);
    },
    clear() {
      fs.rmSync(file, { force: true });
    },
  };
}
