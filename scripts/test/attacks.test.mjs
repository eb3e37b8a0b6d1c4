// The table of attacks names tests and events that exist, in both languages, and every attack has both.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { inRoot } from '../lib/paths.mjs';

const ATTACKS = 25;
const read = name => fs.readFileSync(inRoot(name), 'utf8');

/** Cells of the table under a heading, a row each; codes lose their marks. */
function table(page, heading) {
  const [, section] = page.split(`{#${heading}}`);
  const [body] = section.split(/^## /m);
  return body
    .split('\n')
    .filter(line => line.startsWith('|'))
    .slice(2)
    .map(line =>
      line
        .slice(1, -1)
        .split('|')
        .map(cell => cell.trim()),
    );
}

const codes = cell => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code);
const english = read('docs/reference/attacks.md');
const korean = read('docs/ko/reference/attacks.md');
const refusals = table(english, 'refusals');
const tests = table(english, 'tests').map(([number, file, title]) => ({
  number,
  file: codes(file)[0],
  title: codes(title)[0],
}));

/** All files below a folder that are ours. */
function filesUnder(folder) {
  return fs
    .readdirSync(inRoot(folder), { recursive: true })
    .map(name => `${folder}/${name.split(path.sep).join('/')}`)
    .filter(name => !/\/(node_modules|dist)\//.test(name));
}

/** Names of events in the core: `run.denied` of the table is `run-denied` of the auditor. */
function eventsOfTheCore() {
  const found = new Set();
  for (const name of filesUnder('plugins/titanium-backend/src')) {
    if (/\.ts$/.test(name) && !/\.test\.ts$|__testUtils__/.test(name)) {
      for (const [, event] of read(name).matchAll(
        /\bevent(?:Id)?: ['`]([\w.$ {}-]+)['`]/g,
      )) {
        found.add(event.replace(/[._]/g, '-'));
      }
    }
  }
  // The state a run ends in is its event.
  for (const state of ['succeeded', 'failed', 'cancelled', 'unknown']) {
    found.add(`run-${state}`);
  }
  return found;
}

test('every attack stands in the table, with its tests', () => {
  const numbers = Array.from({ length: ATTACKS }, (_, at) => `${at + 1}`);
  assert.deepEqual(
    refusals.map(([number]) => number),
    numbers,
  );
  for (const number of [...numbers, 'fuzz']) {
    assert.ok(
      tests.some(each => each.number === number),
      `no test of attack ${number}`,
    );
  }
});

for (const { number, file, title } of tests) {
  test(`attack ${number}: ${title}`, () => {
    assert.ok(fs.existsSync(inRoot(file)), `${file} is missing`);
    const source = read(file).replace(/\\'/g, "'");
    assert.ok(source.includes(title), `${file} has no test "${title}"`);
  });
}

test('every file of attacks stands in the table', () => {
  const written = ['packages', 'plugins']
    .flatMap(filesUnder)
    .filter(name => /\/__attacks__\/[^/]+\.test\.tsx?$/.test(name));
  assert.notEqual(written.length, 0);
  for (const name of written) {
    assert.ok(
      tests.some(({ file }) => file === name),
      `${name} is not in the table`,
    );
  }
});

test('every event exists, and is looked at by a test of its attack', () => {
  const known = eventsOfTheCore();
  for (const [number, attack, , cell] of refusals) {
    const sources = tests
      .filter(each => each.number === number)
      .map(({ file }) => read(file));
    for (const event of codes(cell)) {
      assert.ok(known.has(event), `${attack}: nothing emits ${event}`);
      const asked =
        event === 'request-refused'
          ? /\.refused\(|refusalOf\(/
          : new RegExp(event.replace(/-/g, '[-._]'));
      assert.ok(
        sources.some(source => asked.test(source)),
        `${attack}: no test looks for ${event}`,
      );
    }
  }
});

test('the Korean page names the same events and tests', () => {
  const shape = page => [
    table(page, 'refusals').map(([number, , , events]) => [
      number,
      codes(events),
    ]),
    table(page, 'tests').map(row => row.slice(1)),
  ];
  assert.deepEqual(shape(korean), shape(english));
});
