import {
  canMovePlan,
  Plan,
  PlanJudgement,
  PlanState,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Knex } from 'knex';
import {
  Db,
  fromJson,
  fromJsonOrNull,
  isoNow,
  toJson,
} from '../database/database';
import { PlanRow, PlanStepRow, RunRow } from '../database/tables';
import { targetKey } from './planHash';

/** Keeps plans. State changes are compare-and-set, so that only one of several wins. */
export class PlanStore {
  constructor(readonly knex: Knex) {}

  async insert(trx: Knex.Transaction, plan: Plan): Promise<void> {
    const { id, state, action, requester, hash, createdAt, expiresAt } = plan;
    const { steps, ...rest } = plan;
    await trx<PlanRow>('plans').insert({
      id,
      state,
      action,
      requester,
      hash,
      target_key: targetKey(plan.target),
      undo_of: plan.origin.undoOf ?? null,
      approved_by: null,
      document: toJson(rest),
      created_at: createdAt,
      expires_at: expiresAt,
    });
    await trx<PlanStepRow>('plan_steps').insert(
      steps.map(({ index, kind, fence, ...step }) => ({
        plan_id: id,
        index,
        kind,
        fence,
        document: toJson(step),
      })),
    );
  }

  async find(id: string, db: Db = this.knex): Promise<Plan | undefined> {
    return (await this.findAll([id], db)).get(id);
  }

  async findAll(ids: string[], db: Db = this.knex): Promise<Map<string, Plan>> {
    const rows = await db<PlanRow>('plans').whereIn('id', ids);
    const steps = await db<PlanStepRow>('plan_steps')
      .whereIn('plan_id', ids)
      .orderBy('index');
    const runs = await db<RunRow>('runs')
      .whereIn('plan_id', ids)
      .select('id', 'plan_id');
    const runOf = new Map(runs.map(run => [run.plan_id, run.id]));
    return new Map(
      rows.map(row => [
        row.id,
        toPlan(
          row,
          steps.filter(step => step.plan_id === row.id),
          runOf.get(row.id) ?? null,
        ),
      ]),
    );
  }

  /** Plans that wait for approval now, and the requester's own that wait to be started, oldest first. */
  async waiting(limit: number, requester: string): Promise<Plan[]> {
    const rows = await this.knex<PlanRow>('plans')
      .where(waits =>
        waits
          .where({ state: 'awaiting_approval' })
          .orWhere({ state: 'approved', requester }),
      )
      .where('expires_at', '>', isoNow())
      .orderBy('created_at')
      .limit(limit)
      .select('id');
    const plans = await this.findAll(rows.map(({ id }) => id));
    return rows.flatMap(({ id }) => plans.get(id) ?? []);
  }

  /** Who has approved a plan, and by which groups. */
  async approval(
    id: string,
  ): Promise<{ by: string; via: string[] | null } | undefined> {
    const row = await this.knex<PlanRow>('plans').where({ id }).first();
    return row?.approved_by
      ? {
          by: row.approved_by,
          via: fromJsonOrNull<string[]>(row.approved_via),
        }
      : undefined;
  }

  /** The plan that a run carries out, and the run's state. */
  async ofRun(
    runId: string,
  ): Promise<{ plan: Plan; runState: string } | undefined> {
    const run = await this.knex<RunRow>('runs').where({ id: runId }).first();
    const plan = run && (await this.find(run.plan_id));
    return plan && { plan, runState: run.state };
  }

  /** Moves a plan on; false when it is not in one of the states (any more) or has expired meanwhile. */
  async move(
    trx: Knex.Transaction,
    id: string,
    from: PlanState[],
    to: PlanState,
    fields: Partial<
      Pick<PlanRow, 'approved_by' | 'approved_via' | 'judgement' | 'expires_at'>
    > = {},
  ): Promise<boolean> {
    for (const state of from) {
      if (!canMovePlan(state, to)) {
        throw new Error(`A plan cannot go from ${state} to ${to}`);
      }
    }
    const query = trx<PlanRow>('plans').where({ id }).whereIn('state', from);
    if (to !== 'expired') {
      void query.where('expires_at', '>', isoNow());
    }
    return (await query.update({ state: to, ...fields })) === 1;
  }

  /** Marks what has expired; answers the ids of those that waited for an approval. */
  async expire(trx: Knex.Transaction): Promise<string[]> {
    const due = (states: PlanState[]) =>
      trx<PlanRow>('plans')
        .whereIn('state', states)
        .where('expires_at', '<=', isoNow());
    const waiting = await due(['awaiting_approval']).select('id');
    await due(['draft', 'awaiting_approval', 'approved']).update({
      state: 'expired',
    });
    return waiting.map(({ id }) => id);
  }

  /** Deletes plans made before a time that never became a run. */
  async prune(before: string): Promise<number> {
    return this.knex<PlanRow>('plans')
      .where('created_at', '<', before)
      .whereNotIn('id', this.knex('runs').select('plan_id'))
      .delete();
  }
}

/** What a row says wins over the document, which holds the plan as it was made. */
function toPlan(
  row: PlanRow,
  steps: PlanStepRow[],
  runId: string | null,
): Plan {
  const open = ['draft', 'awaiting_approval', 'approved'].includes(row.state);
  const expired = open && row.expires_at <= isoNow();
  const document = fromJson<Omit<Plan, 'steps'> & object>(row.document);
  const judgement = fromJsonOrNull<PlanJudgement & object>(row.judgement);
  return {
    ...document,
    id: row.id,
    runId,
    approval: { ...document.approval, ...(judgement && { judgement }) },
    state: expired ? 'expired' : (row.state as PlanState),
    expiresAt: row.expires_at,
    steps: steps.map(step => ({
      ...fromJson(step.document),
      index: step.index,
      kind: step.kind,
      fence: step.fence,
    })),
  } as unknown as Plan;
}
