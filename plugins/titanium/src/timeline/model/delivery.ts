import {
  DeliveryHistoryRow,
  DeliveryOperationRow,
  Health,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Mark, MarkWords } from '../types';

/** Clocks of several servers, and the moment between the end of an operation and its entry in the history. */
const SLACK_MS = 10_000;

const PHASES: Record<DeliveryOperationRow['phase'], Health> = {
  Pending: 'progressing',
  Running: 'progressing',
  Terminating: 'progressing',
  Succeeded: 'healthy',
  Failed: 'failed',
  Error: 'failed',
};

/** The first seven characters of a commit; anything else whole. */
export function shortRevision(id: string): string {
  return /^[0-9a-f]{12,}$/i.test(id) ? id.slice(0, 7) : id;
}

/** The first line of a commit's message. */
export function subject(message: string | null): string | null {
  return message?.split('\n')[0].trim() || null;
}

export function deploymentMarks(
  history: readonly DeliveryHistoryRow[],
  words: MarkWords,
  href: (id: number) => string,
): Mark[] {
  return history.map(row => {
    const [revision] = row.revisions;
    const author = revision?.author ?? row.initiatedBy;
    return {
      key: `deployment:${row.id}`,
      time: Date.parse(row.deployedAt),
      kind: 'deployment',
      state: null,
      word: null,
      label: words.deployed(revision ? shortRevision(revision.id) : '', row.id),
      detail:
        [subject(revision?.message ?? null), author && words.by(author)]
          .filter(Boolean)
          .join(' · ') || null,
      href: href(row.id),
    };
  });
}

/** The operation that runs, or that ended without a deployment: a success is told by its entry in the history. */
export function operationMarks(
  operation: DeliveryOperationRow | undefined,
  history: readonly DeliveryHistoryRow[],
  words: MarkWords,
  href: string,
): Mark[] {
  if (!operation?.startedAt) return [];
  const time = Date.parse(operation.startedAt);
  const until = operation.finishedAt
    ? Date.parse(operation.finishedAt)
    : undefined;
  const recorded = history.some(({ deployedAt }) => {
    const at = Date.parse(deployedAt);
    return (
      until !== undefined && at >= time - SLACK_MS && at <= until + SLACK_MS
    );
  });
  if (recorded && operation.phase === 'Succeeded') return [];
  return [
    {
      key: `sync:${operation.startedAt}`,
      time,
      ...(until !== undefined && { until }),
      kind: 'sync',
      state: PHASES[operation.phase],
      word: words.phase(operation.phase),
      label: words.operation(operation.kind),
      detail: operation.message,
      href,
    },
  ];
}
