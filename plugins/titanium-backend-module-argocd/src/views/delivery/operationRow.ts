import { DeliveryOperationRow } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  historyOf,
  operationOf,
  operationRevisions,
  revisionsOf,
  sameRevisions,
} from '../../applications/facts';
import { shownOrNull, shownText } from '../../applications/text';
import { Application, Operation, OperationResource } from '../../client/types';
import { initiatorOf } from './historyRows';

const PHASES = [
  'Pending',
  'Running',
  'Terminating',
  'Succeeded',
  'Failed',
  'Error',
] as const;
const MOST_RESOURCES = 200;

/**
 * Argo CD does not say which operations are rollbacks: they apply without hooks what an earlier deployment brought,
 * while the sources want something else.
 */
function kindOf(app: Application, operation: Operation | undefined) {
  const { sync } = operation ?? {};
  const revisions = revisionsOf(sync ?? {});
  const past = historyOf(app).some(entry =>
    sameRevisions(revisionsOf(entry), revisions),
  );
  const wanted = sameRevisions(revisionsOf(app.status?.sync ?? {}), revisions);
  return past &&
    !wanted &&
    !sync?.dryRun &&
    !sync?.resources?.length &&
    sync?.syncStrategy?.apply
    ? 'rollback'
    : 'sync';
}

function resourceRow(resource: OperationResource) {
  return {
    kind: resource.kind,
    namespace: resource.namespace || null,
    name: resource.name,
    status: shownText(resource.status ?? '', 100),
    message: shownOrNull(resource.message),
    phase: shownOrNull(resource.hookPhase ?? resource.syncPhase),
  };
}

/** The operation asked for, running or run last; none when there never was one. */
export function operationRow(app: Application): DeliveryOperationRow | null {
  const state = operationOf(app);
  if (!state) {
    return null;
  }
  const { operation, syncResult } = state;
  return {
    key: 'operation',
    kind: kindOf(app, operation),
    phase: PHASES.find(phase => phase === state.phase) ?? 'Running',
    message: shownOrNull(state.message),
    startedAt: state.startedAt ?? null,
    finishedAt: state.finishedAt ?? null,
    revision: operationRevisions(state)[0] ?? null,
    dryRun: operation?.sync?.dryRun === true,
    initiatedBy: initiatorOf(operation?.initiatedBy),
    resources: (syncResult?.resources ?? [])
      .slice(0, MOST_RESOURCES)
      .map(resourceRow),
  };
}
