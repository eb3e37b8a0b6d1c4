import fs from 'node:fs';
import { inRoot } from './paths.mjs';

/** Folders of all workspaces, relative to the root. */
export function workspaces() {
  return ['packages', 'plugins'].flatMap(parent =>
    fs
      .readdirSync(inRoot(parent))
      .sort()
      .map(name => `${parent}/${name}`)
      .filter(directory => fs.existsSync(inRoot(directory, 'package.json'))),
  );
}

export function manifestOf(directory) {
  return JSON.parse(fs.readFileSync(inRoot(directory, 'package.json'), 'utf8'));
}

/**
 * A workspace folder and all workspaces it depends on, directly or not: what can change a build of it.
 */
export function withDependencies(directory) {
  const byName = new Map(
    workspaces().map(entry => [manifestOf(entry).name, entry]),
  );
  const found = new Set();
  const visit = entry => {
    if (found.has(entry)) {
      return;
    }
    found.add(entry);
    for (const name of Object.keys(manifestOf(entry).dependencies ?? {})) {
      const dependency = byName.get(name);
      if (dependency) {
        visit(dependency);
      }
    }
  };
  visit(directory);
  return [...found].sort();
}
