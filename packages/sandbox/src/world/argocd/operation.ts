import { KubeObject } from '../types';
import { ResourceRef } from './kinds';
import { Application, Source, isMultiSource, sourcesOf } from './sources';
import { goDuration } from './windows';

/** `operation.sync` of an Application. */
export interface SyncOperation {
  revision?: string;
  revisions?: string[];
  source?: Source;
  sources?: Source[];
  prune?: boolean;
  dryRun?: boolean;
  resources?: {
    group?: string;
    kind: string;
    namespace?: string;
    name: string;
  }[];
  syncOptions?: string[];
  syncStrategy?: { apply?: object; hook?: object };
  autoHealAttemptsCount?: number;
}

export interface Retry {
  limit?: number;
  backoff?: { duration?: string; factor?: number; maxDuration?: string };
}

/** `operation` of an Application: what it is asked to do now. */
export interface Operation {
  sync?: SyncOperation;
  initiatedBy?: { username?: string; automated?: boolean };
  info?: { name: string; value: string }[];
  retry?: Retry;
}

export type Phase =
  | 'Running'
  | 'Terminating'
  | 'Succeeded'
  | 'Failed'
  | 'Error';

export interface ResourceResult {
  group: string;
  version: string;
  kind: string;
  namespace: string;
  name: string;
  status?: 'Synced' | 'SyncFailed' | 'Pruned' | 'PruneSkipped';
  message: string;
  hookPhase?: Phase;
  syncPhase: 'Sync';
  images?: string[];
}

export interface SyncResult {
  revision: string;
  revisions?: string[];
  source?: Source;
  sources?: Source[];
  resources?: ResourceResult[];
}

/** `status.operationState` of an Application: how far the last operation came. */
export interface OperationState {
  operation: Operation;
  phase: Phase;
  message?: string;
  startedAt: string;
  finishedAt?: string;
  retryCount?: number;
  syncResult?: SyncResult;
}

/** What an operation that has no sources of its own works on: those of the specification. */
export function beginning(app: Application, sync: SyncOperation): SyncResult {
  const own = Boolean(sync.source || sync.sources?.length);
  const multi = own ? Boolean(sync.sources?.length) : isMultiSource(app);
  return {
    revision: sync.revision ?? '',
    ...(multi ? { revisions: sync.revisions ?? [] } : {}),
    ...(multi
      ? { sources: own ? sync.sources : sourcesOf(app) }
      : { source: own ? sync.source : app.spec.source }),
  };
}

export function isAutomated(spec: KubeObject['spec']): boolean {
  const automated = spec.syncPolicy?.automated;
  return Boolean(automated) && automated.enabled !== false;
}

export function isDone(phase: Phase | undefined): boolean {
  return phase === 'Succeeded' || phase === 'Failed' || phase === 'Error';
}

/** Whether an operation concerns an object: all do without a choice of resources. */
export function isSelected(
  { resources }: SyncOperation,
  ref: Omit<ResourceRef, 'version'>,
): boolean {
  return (
    !resources?.length ||
    resources.some(
      item =>
        item.kind === ref.kind &&
        item.name === ref.name &&
        (item.group ?? '') === ref.group &&
        (!item.namespace || item.namespace === ref.namespace),
    )
  );
}

/** A whole sync that really ran is a deployment; trials and parts are none. */
export function isDeployment({ phase, operation }: OperationState): boolean {
  const { sync } = operation;
  return phase === 'Succeeded' && !sync?.dryRun && !sync?.resources?.length;
}

/** What the event of an operation's end says. */
export function endMessage(
  app: Application,
  { phase, message, operation, syncResult }: OperationState,
): string {
  const revision = isMultiSource(app)
    ? (syncResult?.revisions ?? []).join(', ')
    : syncResult?.revision ?? '';
  const partial = operation.sync?.resources?.length ? 'Partial sync' : 'Sync';
  return phase === 'Succeeded'
    ? `${partial} operation to ${revision} succeeded`
    : `${partial} operation to ${revision} failed: ${message}`;
}

const DEFAULT_BACKOFF = { duration: '5s', factor: 2, maxDuration: '3m' };

/** Milliseconds until attempt number `attempt`. */
export function backoff(retry: Retry | undefined, attempt: number): number {
  const { duration, factor, maxDuration } = {
    ...DEFAULT_BACKOFF,
    ...retry?.backoff,
  };
  return Math.min(
    goDuration(duration) * factor ** (attempt - 1),
    goDuration(maxDuration),
  );
}
