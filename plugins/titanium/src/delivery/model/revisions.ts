import {
  DeliveryApplicationRow,
  DeliveryHistoryRow,
  DeliveryRevision,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { DeliveryData } from './data';

/** What two lists of revisions have to do with each other: the same of every source. */
export function sameRevisions(
  a: readonly DeliveryRevision[],
  b: readonly DeliveryRevision[],
): boolean {
  return (
    a.length > 0 &&
    a.length === b.length &&
    a.every((revision, index) => revision.id === b[index].id)
  );
}

/** The deployment that runs now. */
export function currentDeployment(
  history: readonly DeliveryHistoryRow[],
): DeliveryHistoryRow | undefined {
  return history.find(({ current }) => current);
}

/**
 * The number people know a revision by: the first deployment of it. Going back to 7 makes deployment 9, which is 7 again.
 */
export function deploymentNumber(
  history: readonly DeliveryHistoryRow[],
  revisions: readonly DeliveryRevision[],
): number | null {
  const ids = history
    .filter(row => sameRevisions(row.revisions, revisions))
    .map(({ id }) => id);
  return ids.length > 0 ? Math.min(...ids) : null;
}

/** The cluster runs an older revision than git has, because somebody went back to it. */
export interface RolledBack {
  /** What runs, and what git has; null when the history no longer knows its number. */
  running: number | null;
  wanted: number | null;
  runningRevision: DeliveryRevision;
  wantedRevision: DeliveryRevision;
}

/**
 * What git has: as Argo CD compares, or, where that is not told, what ran before somebody went back to an older
 * deployment.
 */
function desiredRevisions(
  application: DeliveryApplicationRow,
  history: readonly DeliveryHistoryRow[],
  current: DeliveryHistoryRow,
): readonly DeliveryRevision[] {
  if (application.desiredRevisions?.length) return application.desiredRevisions;
  const first = deploymentNumber(history, current.revisions);
  return first !== null && first < current.id
    ? history.find(
        row =>
          row.id < current.id &&
          !sameRevisions(row.revisions, current.revisions),
      )?.revisions ?? []
    : [];
}

/** Set when what runs was deployed before what git has now, and Argo CD will not change that by itself. */
export function rolledBack(data: DeliveryData): RolledBack | null {
  const { application, history, operation } = data;
  const current = currentDeployment(history);
  if (
    !application ||
    !current ||
    application.sync !== 'OutOfSync' ||
    application.autoSync.enabled
  ) {
    return null;
  }
  const desired = desiredRevisions(application, history, current);
  if (desired.length === 0 || sameRevisions(current.revisions, desired)) {
    return null;
  }
  const running = deploymentNumber(history, current.revisions);
  const wanted = deploymentNumber(history, desired);
  const before = running !== null && wanted !== null && running < wanted;
  if (!before && operation?.kind !== 'rollback') return null;
  return {
    running,
    wanted,
    runningRevision: current.revisions[0],
    wantedRevision: desired[0],
  };
}

/** What runs now; before the first deployment what Argo CD compares with. */
export function runningRevisions(
  application: DeliveryApplicationRow,
  history: readonly DeliveryHistoryRow[],
): readonly DeliveryRevision[] {
  return currentDeployment(history)?.revisions ?? application.revisions;
}

/** `user-service:1.4.0` of `registry.local/titanium/user-service:1.4.0@sha256:…`. */
export function shortImage(image: string): string {
  const withoutDigest = image.replace(
    /@sha256:([0-9a-f]{7})[0-9a-f]*$/,
    (_, d) => (/:[^/]+@/.test(image) ? '' : `@${d}`),
  );
  return withoutDigest.slice(withoutDigest.lastIndexOf('/') + 1);
}
