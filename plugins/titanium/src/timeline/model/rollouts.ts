import {
  DeliveryHistoryRow,
  RolloutRow,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Mark, MarkWords } from '../types';

/** A workload begins to roll out while its application is deployed, or shortly after. */
const BEFORE_MS = 30_000;
const AFTER_MS = 120_000;

/** True when a deployment of the same image explains a new revision of a workload. */
function explains(
  deployment: DeliveryHistoryRow,
  image: string,
  at: number,
): boolean {
  const deployed = Date.parse(deployment.deployedAt);
  const started = deployment.deployStartedAt
    ? Date.parse(deployment.deployStartedAt)
    : deployed;
  return (
    at >= started - BEFORE_MS &&
    at <= deployed + AFTER_MS &&
    (deployment.images.length === 0 || deployment.images.includes(image))
  );
}

/** Revisions of workloads that no deployment explains: `kubectl set image`, `rollout restart`, the work of others. */
export function rolloutMarks(
  rollouts: readonly RolloutRow[],
  history: readonly DeliveryHistoryRow[],
  words: MarkWords,
  href: string,
): Mark[] {
  return rollouts.flatMap(row =>
    row.revisions.flatMap((revision): Mark[] => {
      const time = Date.parse(revision.createdAt);
      if (history.some(each => explains(each, revision.image, time))) return [];
      return [
        {
          key: `rollout:${row.key}:${revision.name}`,
          time,
          kind: 'rollout',
          state: revision.current ? row.health : null,
          word: null,
          label: words.rollout(row.name, revision.version),
          detail: revision.cause ?? (revision.current ? row.message : null),
          href,
        },
      ];
    }),
  );
}
