import { seedFoundation } from '../../kubernetes/seed';
import { TestClock } from '../clock';
import { SeededRandom } from '../random';
import { GitServer, pastCommits, plantRepositories } from '../git';
import { R } from '../resources';
import { ObjectStore } from '../types';
import { clusterSeed } from './cluster';
import { loadSeed } from './load';
import { SeedObject, plant } from './manifest';
import { NIGHT_WINDOW } from './platform/applications';
import { argocdSeed } from './platform/argocd';
import { istioSeed } from './platform/istio';
import { monitoringSeed } from './platform/monitoring';
import { databaseSeed } from './titanium/database';
import { policySeed } from './titanium/policies';
import { serviceSeed } from './titanium/services';

const DAY_MS = 24 * 60 * 60_000;
const MINUTE_MS = 60_000;
/** How long a new World has lived before its first visitor. */
export const LIVED_MS = 31 * DAY_MS;
/** Nights whose backup is still among the kept jobs. */
const BACKUP_NIGHTS = 3;

/** Writes the objects that a new World begins with, and the repositories they are delivered from. Returns the objects. */
export function plantSeed(
  store: ObjectStore,
  git: GitServer,
  random: SeededRandom,
  options: { now: number; pods: number },
): readonly SeedObject[] {
  seedFoundation(store);
  const objects = [
    ...clusterSeed(options.now),
    ...policySeed(random),
    ...databaseSeed(),
    ...serviceSeed(),
    ...istioSeed(),
    ...monitoringSeed(random),
    ...argocdSeed(random),
    ...loadSeed(options.pods, options.now),
  ];
  plantRepositories(git, objects, options.now);
  plant(store, objects);
  return objects;
}

/**
 * Lets a new World live its past: releases are rolled out on their days by the same controllers as ever, so that revisions,
 * ages, jobs and conditions are consistent because they happened.
 */
export function livePast(
  clock: TestClock,
  store: ObjectStore,
  git: GitServer,
  seed: readonly SeedObject[],
): void {
  const end = clock.now() + LIVED_MS;
  const events = [
    ...pastCommits(seed).map((commit, index) => ({
      at: end - commit.daysAgo * DAY_MS + index * 37 * MINUTE_MS,
      run() {
        const { repository, author, message, tags, changes } = commit;
        const { head, files } = history(git, repository);
        git.push(repository, {
          author,
          time: clock.now(),
          message,
          tags,
          changes: changes(files(head)),
        });
        syncByHand(store, repository);
      },
    })),
    ...nights(end).map(at => ({ at, run: () => {} })),
  ].sort((a, b) => a.at - b.at);
  clock.advance(MINUTE_MS);
  syncByHand(store);
  clock.advance(2 * MINUTE_MS);
  for (const { at, run } of events) {
    clock.jump(at);
    run();
    clock.advance(2 * MINUTE_MS);
  }
  clock.jump(end - 10 * MINUTE_MS);
  addWindow(store);
  clock.advance(end - clock.now());
}

function history(git: GitServer, url: string) {
  const repository = git.get(url)!;
  return {
    head: repository.head!.id,
    files: (id: string) => repository.files(id),
  };
}

/** What has no auto-sync is synced by a person. */
function syncByHand(store: ObjectStore, repository?: string): void {
  for (const app of store.list(R.applications)) {
    const { source, syncPolicy } = app.spec;
    const isMeant = !repository || source?.repoURL === repository;
    if (isMeant && !syncPolicy?.automated) {
      store.update(R.applications, {
        ...app,
        operation: {
          sync: { revision: source.targetRevision },
          initiatedBy: { username: 'admin' },
        },
      });
    }
  }
}

/** Nothing of the past was held by it: the window is new. */
function addWindow(store: ObjectStore): void {
  const project = store.get(R.appProjects, 'argocd', 'default')!;
  store.update(R.appProjects, {
    ...project,
    spec: { ...project.spec, syncWindows: [NIGHT_WINDOW] },
  });
}

function nights(end: number): number[] {
  const last = new Date(end).setUTCHours(2, 0, 0, 0);
  const newest = last + 3 * MINUTE_MS <= end ? last : last - DAY_MS;
  return Array.from(
    { length: BACKUP_NIGHTS },
    (_, index) => newest - index * DAY_MS,
  );
}
