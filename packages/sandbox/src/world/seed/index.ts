import { seedFoundation } from '../../kubernetes/seed';
import { TestClock } from '../clock';
import { SeededRandom } from '../random';
import { R } from '../resources';
import { ObjectStore } from '../types';
import { clusterSeed } from './cluster';
import { loadSeed } from './load';
import { plant } from './manifest';
import { argocdSeed } from './platform/argocd';
import { istioSeed } from './platform/istio';
import { monitoringSeed } from './platform/monitoring';
import { databaseSeed } from './titanium/database';
import { policySeed } from './titanium/policies';
import { APP_SERVICES, NAMESPACE, serviceSeed } from './titanium/services';

const DAY_MS = 24 * 60 * 60_000;
const MINUTE_MS = 60_000;
/** How long a new World has lived before its first visitor. */
export const LIVED_MS = 31 * DAY_MS;
/** Nights whose backup is still among the kept jobs. */
const BACKUP_NIGHTS = 3;

/** Writes the objects that a new World begins with. */
export function plantSeed(
  store: ObjectStore,
  random: SeededRandom,
  options: { now: number; pods: number },
): void {
  seedFoundation(store);
  plant(store, [
    ...clusterSeed(options.now),
    ...policySeed(random),
    ...databaseSeed(),
    ...serviceSeed(),
    ...istioSeed(),
    ...monitoringSeed(random),
    ...argocdSeed(random),
    ...loadSeed(options.pods, options.now),
  ]);
}

/**
 * Lets a new World live its past: releases are rolled out on their days by the same controllers as ever, so that revisions,
 * ages, jobs and conditions are consistent because they happened.
 */
export function livePast(clock: TestClock, store: ObjectStore): void {
  const end = clock.now() + LIVED_MS;
  const events = [
    ...APP_SERVICES.flatMap(app =>
      app.releases.slice(1).map((release, index) => ({
        at: end - release.daysAgo * DAY_MS + index * 37 * MINUTE_MS,
        run: () => rollOut(store, app.workload, app.app, release),
      })),
    ),
    ...nights(end).map(at => ({ at, run: () => {} })),
  ].sort((a, b) => a.at - b.at);
  clock.advance(3 * MINUTE_MS);
  for (const { at, run } of events) {
    clock.jump(at);
    run();
    clock.advance(2 * MINUTE_MS);
  }
  clock.jump(end - 10 * MINUTE_MS);
  clock.advance(end - clock.now());
}

function nights(end: number): number[] {
  const last = new Date(end).setUTCHours(2, 0, 0, 0);
  const newest = last + 3 * MINUTE_MS <= end ? last : last - DAY_MS;
  return Array.from(
    { length: BACKUP_NIGHTS },
    (_, index) => newest - index * DAY_MS,
  );
}

function rollOut(
  store: ObjectStore,
  name: string,
  container: string,
  release: { tag: string; cause: string },
): void {
  const deployment = store.get(R.deployments, NAMESPACE, name)!;
  const { template } = deployment.spec;
  store.update(R.deployments, {
    ...deployment,
    metadata: {
      ...deployment.metadata,
      annotations: {
        ...deployment.metadata.annotations,
        'kubernetes.io/change-cause': release.cause,
      },
    },
    spec: {
      ...deployment.spec,
      template: {
        ...template,
        spec: {
          ...template.spec,
          containers: template.spec.containers.map((item: any) =>
            item.name === container
              ? { ...item, image: `idongju/${container}:${release.tag}` }
              : item,
          ),
        },
      },
    },
  });
}
