import {
  canMoveRun,
  RunEvent,
  RunState,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Knex } from 'knex';
import { AuditEntry } from '../audit/AuditLog';
import { isoNow, toJson } from '../database/database';
import { RunRow } from '../database/tables';
import { StoredRun } from './RunStore';

/** What can happen to a run after its end, when no journal writes it any more. */
type LateEvent =
  | Pick<Extract<RunEvent, { type: 'state' }>, 'type' | 'state'>
  | Pick<Extract<RunEvent, { type: 'revealed' }>, 'type'>;

/** Appends an event to an ended run, and changes its row with it. Whoever calls publishes the run afterwards. */
export async function appendLateEvent(
  trx: Knex.Transaction,
  runId: string,
  event: LateEvent,
  changes: Partial<RunRow> = {},
): Promise<void> {
  const [{ last_event: sequence }] = await trx<RunRow>('runs')
    .where({ id: runId })
    .update({ ...changes, last_event: trx.raw('last_event + 1') as never })
    .returning('last_event');
  const whole: RunEvent = { sequence, time: isoNow(), step: null, ...event };
  await trx('run_events').insert({
    run_id: runId,
    sequence,
    document: toJson(whole),
  });
}

/** An undo that succeeded marks the run it took back. */
export async function markUndone(
  trx: Knex.Transaction,
  { row, plan }: StoredRun,
  state: RunState,
): Promise<AuditEntry[]> {
  const { undo_of: original, id } = row;
  if (!original || state !== 'succeeded') {
    return [];
  }
  const undone = await trx<RunRow>('runs')
    .where({ id: original })
    .forUpdate()
    .first();
  if (!undone || !canMoveRun(undone.state as RunState, 'undone')) {
    return [];
  }
  await appendLateEvent(
    trx,
    original,
    { type: 'state', state: 'undone' },
    { state: 'undone', undone_by: id },
  );
  return [
    {
      actor: plan.requester,
      event: 'run.undone',
      subject: { run: original, plan: undone.plan_id, undoneBy: id },
    },
  ];
}
