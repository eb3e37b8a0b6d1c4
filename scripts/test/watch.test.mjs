// Pages that change while the portal runs are generated again.
import assert from 'node:assert/strict';
import { once, EventEmitter } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { watchDocs, watchFiles } from '../lib/watchDocs.mjs';

test('a change below a watched folder is worked on, even after one that failed', async t => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'titanium-watch-'));
  fs.mkdirSync(path.join(folder, 'runbook'));
  const worked = new EventEmitter();
  const seen = [];
  const page = path.join(folder, 'runbook', 'page.md');
  const stop = watchFiles([folder], async () => {
    seen.push(fs.readFileSync(page, 'utf8'));
    worked.emit('work');
    if (seen.length === 1) {
      throw new Error('The page could not be built: this one is meant to fail');
    }
  });
  t.after(async () => {
    await stop();
    fs.rmSync(folder, { recursive: true });
  });
  let work = once(worked, 'work');
  fs.writeFileSync(page, '# First');
  await work;
  work = once(worked, 'work');
  fs.writeFileSync(page, '# Second');
  await work;
  assert.deepEqual(seen, ['# First', '# Second']);
});

test('the pages of the repository are watched', async () => {
  const stop = watchDocs(os.tmpdir());
  await stop();
});
