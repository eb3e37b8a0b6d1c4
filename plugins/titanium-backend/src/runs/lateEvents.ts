import { RunEvent } from '@titanium-portal/backstage-plugin-titanium-common';
import { Knex } from 'knex';
import { isoNow, toJson } from '../database/database';
import { RunRow } from '../database/tables';

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
