import fs from 'node:fs';
import { ensureDocs } from './docs.mjs';
import { ensureMkdocs } from './mkdocs.mjs';
import { inRoot } from './paths.mjs';
import { SetupError, explain, say } from './say.mjs';

/** Milliseconds; editors write a file in several steps. */
const settled = 300;

/**
 * Calls `work` after files of the folders and files have changed, once for changes that come together and never twice
 * at a time; what it throws is reported. Returns a way to stop, which waits for work under way.
 */
export function watchFiles(entries, work) {
  let timer;
  let working = Promise.resolve();
  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      working = working.then(work).catch(explain);
    }, settled);
  };
  const watchers = entries.map(entry =>
    fs.watch(entry, { recursive: fs.statSync(entry).isDirectory() }, changed),
  );
  for (const watcher of watchers) {
    // The machine may allow no more watches.
    watcher.on('error', error =>
      explain(
        new SetupError(
          `Changes of the documentation are not noticed: ${error.message}`,
          'Start the portal again to see them.',
        ),
      ),
    );
  }
  return async () => {
    clearTimeout(timer);
    watchers.forEach(watcher => watcher.close());
    await working;
  };
}

/**
 * Generates the documentation again whenever a page changes, so that who writes one sees it by reloading. A page that
 * cannot be built is reported, and the last good pages stay.
 */
export function watchDocs(data) {
  return watchFiles([inRoot('docs'), inRoot('mkdocs.yml')], async () => {
    if (await ensureDocs(data, ensureMkdocs)) {
      say('Reload the page to see what has changed.');
    }
  });
}
