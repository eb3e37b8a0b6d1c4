import {
  AlertRow,
  DeliveryHistoryRow,
  RolloutRow,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { shortRevision } from '../../timeline';

/** A new version of a service, however it came. Times are milliseconds since the epoch. */
export interface Deployment {
  time: number;
  /** `v1.3.0`, or a commit where no image says more. */
  version: string;
  /** Person or `automated`; null when unknown. */
  by: string | null;
  /** Id in Argo CD's history; null for what went past Argo CD. */
  historyId: number | null;
}

/** A rollout begins while its application is deployed, or shortly after; clocks differ a little. */
const NEAR_MS = 120_000;
/** An alert more than an hour after a deployment has other reasons first. */
const BLAME_MS = 3600_000;
const CLOCKS_MS = 5_000;

function tagOf(image: string): string | null {
  const name = image.split('@')[0];
  const colon = name.lastIndexOf(':');
  return colon > name.lastIndexOf('/') ? name.slice(colon + 1) : null;
}

/** All deployments known, newest first: Argo CD's history, and revisions of workloads that it does not explain. */
export function deploymentsOf(
  history: readonly DeliveryHistoryRow[],
  rollouts: readonly RolloutRow[],
): Deployment[] {
  const revisions = rollouts.flatMap(({ revisions: all }) => all);
  const near = (time: number, deployed: number) =>
    Math.abs(time - deployed) <= NEAR_MS;
  const delivered = history.map((row): Deployment => {
    const time = Date.parse(row.deployedAt);
    const rolled = revisions.find(({ createdAt, image }) =>
      row.images.length
        ? row.images.includes(image)
        : near(Date.parse(createdAt), time),
    );
    const tag = row.images.map(tagOf).find(each => each !== null);
    const [revision] = row.revisions;
    return {
      time,
      version:
        rolled?.version ??
        tag ??
        (revision ? shortRevision(revision.id) : `#${row.id}`),
      by: row.revisions[0]?.author ?? row.initiatedBy,
      historyId: row.id,
    };
  });
  const others = revisions
    .map(
      (revision): Deployment => ({
        time: Date.parse(revision.createdAt),
        version: revision.version,
        by: null,
        historyId: null,
      }),
    )
    .filter(({ time }) => !delivered.some(each => near(each.time, time)));
  return [...delivered, ...others].sort((a, b) => b.time - a.time);
}

/** When an alert's trouble began. */
export function beginOf(alert: AlertRow): number {
  return Date.parse(alert.firingAt ?? alert.activeAt);
}

/** The deployment just before an alert, which is the first thing to suspect; undefined when none was near. */
export function deploymentBefore(
  alert: AlertRow,
  deployments: readonly Deployment[],
): Deployment | undefined {
  const begin = beginOf(alert);
  const active = Date.parse(alert.activeAt);
  return deployments.find(
    ({ time }) => time <= active + CLOCKS_MS && begin - time <= BLAME_MS,
  );
}
