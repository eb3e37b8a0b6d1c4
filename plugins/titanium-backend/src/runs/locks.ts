import { Knex } from 'knex';
import { isoIn } from '../database/database';
import { LockRow, RunRow } from '../database/tables';

/** Who works on a run: an instance of the back end, and which taking over of the run it was. */
export interface Lease {
  owner: string;
  epoch: number;
}

/** Takes the lock of a target for a run; answers the holding run instead when it is taken. */
export async function takeLock(
  trx: Knex.Transaction,
  options: { target: string; runId: string; lease: Lease; duration: number },
): Promise<RunRow | undefined> {
  const { target, runId, lease, duration } = options;
  await trx<LockRow>('locks')
    .insert({ target_key: target, epoch: 0 })
    .onConflict('target_key')
    .ignore();
  const taken = await trx<LockRow>('locks')
    .where({ target_key: target })
    .whereNull('run_id')
    .update({
      run_id: runId,
      owner: lease.owner,
      epoch: trx.raw('epoch + 1'),
      expires_at: isoIn(duration),
    } as object);
  if (taken === 1) {
    return undefined;
  }
  return trx<RunRow>('runs')
    .whereIn('id', trx('locks').where({ target_key: target }).select('run_id'))
    .first();
}

/** Frees the target of an ended run. */
export async function freeLock(
  trx: Knex.Transaction,
  runId: string,
): Promise<void> {
  await trx<LockRow>('locks')
    .where({ run_id: runId })
    .update({ run_id: null, owner: null, expires_at: null });
}
