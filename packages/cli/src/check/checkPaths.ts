import fs from 'node:fs';
import path from 'node:path';
import { UsageError } from '../errors';
import { checkMarkdown, checkScript } from './checkText';
import { CheckedFile } from './types';

const MARKDOWN = /\.(?:md|markdown|mdx)$/i;
const SCRIPT = /\.(?:sh|bash)$/i;
/** No document is longer; what is, is no document. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Documents below a folder, in order; hidden folders and packages of others are left out. */
function documentsIn(folder: string): string[] {
  const entries = fs.readdirSync(folder, { withFileTypes: true });
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(entry => {
      const found = path.join(folder, entry.name);
      if (entry.name.startsWith('.') || entry.name === 'node_modules') {
        return [];
      }
      if (entry.isDirectory()) {
        return documentsIn(found);
      }
      return entry.isFile() &&
        (MARKDOWN.test(entry.name) || SCRIPT.test(entry.name))
        ? [found]
        : [];
    });
}

function documentsOf(given: string): string[] {
  const stats = fs.statSync(given, { throwIfNoEntry: false });
  if (!stats) {
    throw new UsageError(`${given} does not exist`);
  }
  return stats.isDirectory() ? documentsIn(given) : [given];
}

function checkFile(file: string): CheckedFile {
  const text = fs.readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  return {
    path: file,
    blocks: SCRIPT.test(file) ? checkScript(text) : checkMarkdown(text),
  };
}

/** Checks files, and the documents below folders; throws `UsageError` for what does not exist. */
export function checkPaths(paths: readonly string[]): Iterable<CheckedFile> {
  const files = [...new Set(paths.flatMap(documentsOf))];
  const large = files.find(file => fs.statSync(file).size > MOST_BYTES);
  if (large) {
    throw new UsageError(`${large} is too large to be a document`);
  }
  return (function* check() {
    for (const file of files) {
      yield checkFile(file);
    }
  })();
}
