// The documentation exists twice, in English and Korean: same pages, same headings, same commands.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { inRoot } from '../lib/paths.mjs';

const docs = inRoot('docs');

function pagesUnder(directory) {
  return fs
    .readdirSync(directory, { recursive: true })
    .filter(name => name.endsWith('.md'))
    .map(name => name.split(path.sep).join('/'))
    .sort();
}

const read = name => fs.readFileSync(path.join(docs, name), 'utf8');

/** Fenced blocks with their language, byte by byte. */
const blocks = text => text.match(/^```[^\n]*\n[\s\S]*?^```$/gm) ?? [];
const outsideBlocks = text => text.replace(/^```[^\n]*\n[\s\S]*?^```$/gm, '');
const headings = text =>
  [...outsideBlocks(text).matchAll(/^(#+) .*?(?:\{#([\w-]+)\})?$/gm)].map(
    ([line, level, id]) => ({ line, level: level.length, id }),
  );

const all = pagesUnder(docs);
const english = all.filter(name => !name.startsWith('ko/'));

test('every page exists in both languages', () => {
  const korean = all.filter(name => name.startsWith('ko/'));
  assert.deepEqual(
    korean,
    english.map(name => `ko/${name}`),
  );
});

test('every page is in the navigation', () => {
  const settings = fs.readFileSync(inRoot('mkdocs.yml'), 'utf8');
  for (const name of all) {
    assert.ok(settings.includes(`: ${name}\n`), `${name} is not in mkdocs.yml`);
  }
});

for (const name of english) {
  test(`${name} and its Korean page have the same commands`, () => {
    assert.deepEqual(blocks(read(`ko/${name}`)), blocks(read(name)));
  });

  test(`${name} and its Korean page have the same headings`, () => {
    const shape = page =>
      headings(read(page)).map(({ level, id }) => [level, id]);
    for (const { line, id } of headings(read(name))) {
      assert.ok(id, `no explicit id: ${line}`);
    }
    assert.deepEqual(shape(`ko/${name}`), shape(name));
  });
}

for (const name of all) {
  test(`links of ${name} lead somewhere`, () => {
    const links = [...outsideBlocks(read(name)).matchAll(/\]\(([^)\s]+)\)/g)];
    for (const [, target] of links) {
      if (/^(https?:|\/|mailto:)/.test(target)) {
        continue;
      }
      const [file, anchor] = target.split('#');
      const page = file
        ? path.posix.join(path.posix.dirname(name), file)
        : name;
      assert.ok(fs.existsSync(path.join(docs, page)), `${target} is missing`);
      if (anchor) {
        const ids = headings(read(page)).map(({ id }) => id);
        assert.ok(ids.includes(anchor), `${target} has no such heading`);
      }
    }
  });
}
