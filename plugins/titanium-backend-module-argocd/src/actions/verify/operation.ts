import { RunProgress } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  historyOf,
  operationOf,
  operationRevisions,
  revisionsOf,
  sameRevisions,
} from '../../applications/facts';
import { shownText } from '../../applications/text';
import { Application, OperationState } from '../../client/types';
import { Part, progressOf } from './says';

/** The operation that a step started, told from others by what it brings and when it began. */
export interface Wanted {
  revisions: string[];
  /** When an earlier operation to the same revisions began. */
  earlier: string | null;
  /** Newest history id before. */
  fromId: number;
}

/** How the wanted operation stands. */
export type Standing =
  | { at: 'unseen' }
  | { at: 'pending' }
  | { at: 'running' | 'succeeded' | 'failed'; state: OperationState };

export function standingOf(app: Application, wanted: Wanted): Standing {
  const state = operationOf(app);
  if (
    !state ||
    !sameRevisions(operationRevisions(state), wanted.revisions) ||
    (state.startedAt !== undefined && state.startedAt === wanted.earlier)
  ) {
    return { at: 'unseen' };
  }
  switch (state.phase) {
    case 'Pending':
      return { at: 'pending' };
    case 'Succeeded':
      return { at: 'succeeded', state };
    case 'Failed':
    case 'Error':
      return { at: 'failed', state };
    default:
      return { at: 'running', state };
  }
}

/** True when something was deployed after the plan was made, and it is not what was wanted. */
export function wasReplaced(app: Application, wanted: Wanted): boolean {
  const newest = historyOf(app).at(-1);
  return (
    newest !== undefined &&
    newest.id > wanted.fromId &&
    !sameRevisions(revisionsOf(newest), wanted.revisions)
  );
}

/** When an operation to these revisions began that is not ours. */
export function earlierOperation(
  app: Application,
  revisions: string[],
): string | null {
  const state = app.status?.operationState;
  return state && sameRevisions(operationRevisions(state), revisions)
    ? state.startedAt ?? null
    : null;
}

const BAD = new Set(['SyncFailed', 'PruneFailed']);
const MOST = 5;

export function operationProgress(state: OperationState): RunProgress {
  const resources = state.syncResult?.resources ?? [];
  const open = resources.filter(
    ({ status, hookPhase }) =>
      !status || BAD.has(status) || hookPhase === 'Running',
  );
  const [done, total] = [resources.length - open.length, resources.length];
  const phase = (state.phase ?? 'Running').toLowerCase();
  const message = state.message && shownText(state.message, 300);
  return progressOf(
    [
      {
        text: `the operation is ${phase}`,
        key: 'operation',
        values: { phase },
      },
      ...(total > 0
        ? [
            {
              text: `${done} of ${total} objects`,
              key: 'objects',
              values: { done: String(done), total: String(total) },
            },
          ]
        : []),
      ...(message
        ? [{ text: message, key: 'words', values: { message } }]
        : []),
    ],
    {
      ...(total > 0 && { done, total }),
      waitingFor: open.slice(0, MOST).map(resource => ({
        kind: resource.kind.toLowerCase(),
        name: resource.name,
        reason: shownText(resource.message ?? resource.status ?? '', 200),
      })),
    },
  );
}

/** Why an operation failed, with the words about each object. */
export function failureOf(state: OperationState): Part {
  const objects = (state.syncResult?.resources ?? [])
    .filter(({ status }) => BAD.has(status ?? ''))
    .slice(0, MOST)
    .map(
      ({ kind, name, message }) =>
        `${kind} ${name}: ${shownText(message ?? '', 200)}`,
    );
  const phase = state.phase ?? 'Failed';
  const message = [
    shownText(state.message ?? 'no reason given', 500),
    ...objects,
  ].join('. ');
  return {
    text: `The operation ended as ${phase}: ${message}.`,
    key: 'operation',
    values: { phase, message },
  };
}

export const REPLACED: Part = {
  text: 'Something else was deployed meanwhile: the operation of this run was replaced.',
  key: 'replaced',
};
