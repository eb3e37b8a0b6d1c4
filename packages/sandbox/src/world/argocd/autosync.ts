import { parseTime } from '../objects';
import { deepEqual } from '../store/values';
import { WorldTime } from '../types';
import { Comparison } from './compare';
import { Operation, OperationState, isAutomated } from './operation';
import { Application, Source, isMultiSource, sourcesOf } from './sources';

const SELF_HEAL_MS = 5000;
const SELF_HEAL_FIRST_MS = 2000;
const SELF_HEAL_MOST_MS = 300_000;
/** After this much peace, attempts are counted anew. */
const SELF_HEAL_FORGET_MS = 330_000;
const RETRY_LIMIT = 5;

export interface Decision {
  operation?: Operation;
  /** Message of a SyncError condition. */
  condition?: string;
  /** Look again after this time. */
  retryAfterMs?: number;
}

/** The sync that an application with auto-sync begins by itself, if any. */
export function automaticOperation(
  app: Application,
  comparison: Comparison,
  now: WorldTime,
): Decision {
  const { automated, syncOptions } = app.spec.syncPolicy ?? {};
  if (!isAutomated(app.spec) || comparison.sync !== 'OutOfSync') {
    return {};
  }
  const drifted = comparison.items.filter(({ sync }) => sync !== 'Synced');
  const prune = Boolean(automated.prune);
  if (!prune && drifted.every(({ requiresPruning }) => requiresPruning)) {
    return {};
  }
  const { revisions } = comparison.desired;
  const operation: Operation = {
    sync: {
      ...(isMultiSource(app)
        ? { revisions, sources: sourcesOf(app) }
        : { revision: revisions[0] }),
      prune,
      ...(syncOptions ? { syncOptions } : {}),
    },
    initiatedBy: { automated: true },
    retry: app.spec.syncPolicy?.retry ?? { limit: RETRY_LIMIT },
  };
  const last: OperationState | undefined = app.status?.operationState;
  if (!last || !wasAttempted(app, last, revisions)) {
    return { operation };
  }
  if (last.phase !== 'Succeeded') {
    return {
      condition: `Failed last sync attempt to ${shown(revisions)}: ${
        last.message ?? ''
      }`,
    };
  }
  if (!automated.selfHeal) {
    return {};
  }
  const quiet = now - parseTime(last.finishedAt);
  const attempts =
    quiet > SELF_HEAL_FORGET_MS
      ? 0
      : last.operation.sync?.autoHealAttemptsCount ?? 0;
  const wait =
    attempts === 0
      ? SELF_HEAL_MS
      : Math.min(SELF_HEAL_FIRST_MS * 3 ** attempts, SELF_HEAL_MOST_MS);
  const left = wait - quiet;
  if (left > 0) {
    return { retryAfterMs: left };
  }
  return {
    operation: {
      ...operation,
      sync: {
        ...operation.sync,
        autoHealAttemptsCount: attempts + 1,
        resources: drifted
          .filter(({ requiresPruning }) => prune || !requiresPruning)
          .map(({ ref: { group, kind, namespace, name } }) => ({
            group,
            kind,
            namespace,
            name,
          })),
      },
    },
  };
}

function shown(revisions: readonly string[]): string {
  return revisions.length === 1 ? revisions[0] : `[${revisions.join(' ')}]`;
}

/** Whether the last operation was about these revisions of these sources already. */
function wasAttempted(
  app: Application,
  { syncResult }: OperationState,
  revisions: readonly string[],
): boolean {
  if (!syncResult) {
    return false;
  }
  const attempted = isMultiSource(app)
    ? syncResult.revisions ?? []
    : [syncResult.revision];
  const sources = isMultiSource(app)
    ? syncResult.sources ?? []
    : [syncResult.source ?? { repoURL: '' }];
  // A branch that moves and a branch that is renamed make no difference: the revision counts.
  const plain = ({ targetRevision, ...source }: Source) => source;
  return (
    deepEqual(attempted, revisions) &&
    deepEqual(sources.map(plain), sourcesOf(app).map(plain))
  );
}
