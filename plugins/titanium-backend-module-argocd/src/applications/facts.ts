import { KUBERNETES_ID_ANNOTATION } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  Application,
  AutomatedPolicy,
  HistoryEntry,
  OperationState,
  Source,
} from '../client/types';

/** Automatic sync as an application has it. */
export type AutoSync = {
  enabled: boolean;
  prune: boolean;
  selfHeal: boolean;
};

/** On when the policy exists and is not switched off by `enabled`. */
export function autoSyncOf(app: Application): AutoSync {
  const policy: AutomatedPolicy | null | undefined =
    app.spec.syncPolicy?.automated;
  return {
    enabled: !!policy && policy.enabled !== false,
    prune: policy?.prune === true,
    selfHeal: policy?.selfHeal === true,
  };
}

export function sourcesOf(of: { source?: Source; sources?: Source[] }) {
  if (of.sources?.length) {
    return of.sources;
  }
  return of.source ? [of.source] : [];
}

/** A revision for each source. */
export function revisionsOf(of: {
  revision?: string;
  revisions?: string[];
}): string[] {
  if (of.revisions?.length) {
    return of.revisions;
  }
  return of.revision ? [of.revision] : [];
}

export function sameRevisions(a: string[], b: string[]): boolean {
  return (
    a.length > 0 && a.length === b.length && a.every((id, i) => id === b[i])
  );
}

/** Deployments of the past with a number, oldest first. */
export function historyOf(app: Application): (HistoryEntry & { id: number })[] {
  return (app.status?.history ?? [])
    .map(entry => ({ ...entry, id: entry.id ?? 0 }))
    .sort((a, b) => a.id - b.id);
}

/** Short form of a revision for people; tags and chart versions stay whole. */
export function shortRevision(revision: string): string {
  return /^[0-9a-f]{40}$/.test(revision) ? revision.slice(0, 7) : revision;
}

/** The id that an application claims by its label, or else by its annotation. */
export function claimOf({ metadata }: Application): string | undefined {
  return (
    metadata.labels?.[KUBERNETES_ID_ANNOTATION] ??
    metadata.annotations?.[KUBERNETES_ID_ANNOTATION]
  );
}

/** Name of the ApplicationSet that makes and corrects the application. */
export function applicationSetOf({ metadata }: Application): string | null {
  return (
    metadata.ownerReferences?.find(({ kind }) => kind === 'ApplicationSet')
      ?.name ?? null
  );
}

/** Name of the application that manages this one as one of its objects. */
export function parentApplicationOf({ metadata }: Application): string | null {
  const id = metadata.annotations?.['argocd.argoproj.io/tracking-id'];
  const match = /^([^:]+):argoproj\.io\/Application:/.exec(id ?? '');
  return match ? match[1].split('_').pop()! : null;
}

export function isRunning(app: Application): boolean {
  return (
    app.operation !== undefined ||
    ['Running', 'Terminating', 'Pending'].includes(
      app.status?.operationState?.phase ?? '',
    )
  );
}

/**
 * The operation asked for, running or run last. Asking clears the state; the controller sets it again when it begins, and
 * takes the request away when it has ended.
 */
export function operationOf(app: Application): OperationState | null {
  const state = app.status?.operationState ?? null;
  const ended =
    !state?.phase || !['Running', 'Terminating'].includes(state.phase);
  return app.operation && ended
    ? { operation: app.operation, phase: 'Pending' }
    : state;
}

/** What an operation brings the cluster to. */
export function operationRevisions(state: OperationState): string[] {
  const asked = revisionsOf(state.operation?.sync ?? {});
  return asked.length > 0 ? asked : revisionsOf(state.syncResult ?? {});
}
