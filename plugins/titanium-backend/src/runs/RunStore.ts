import {
  Plan,
  Run,
  RunEvent,
  RunProgress,
  RunState,
  RunStep,
  RunSummary,
  StepState,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { AppliedStep } from '@titanium-portal/backstage-plugin-titanium-node';
import { Knex } from 'knex';
import {
  Db,
  fromJson,
  fromJsonOrNull,
  isoIn,
  isoNow,
} from '../database/database';
import { RunRow, RunStepRow } from '../database/tables';
import { StepRuns } from '../documents/StepRuns';
import { PlanStore } from '../plans/PlanStore';
import { targetKey } from '../plans/planHash';
import { Lease } from './locks';

/** A run with all that is kept of it, without what depends on who looks. */
export interface StoredRun {
  row: RunRow;
  plan: Plan;
  steps: StoredStep[];
}

/** A step's record, with what only verification and undo need. */
export interface StoredStep extends RunStep {
  applied: AppliedStep | null;
}

/** What one person may do with a run now. */
export type RunRights = Pick<Run, 'undo' | 'retry' | 'cancel' | 'reveal'>;

/** What `list` can be asked for. */
export interface RunFilter {
  entityRef?: string;
  requester?: string;
  action?: string;
  state?: string;
  /** Rows before this one, newest first. */
  before?: { startedAt: string; id: string };
  limit: number;
}

/** Reads runs, and makes new ones. Whoever carries out a run writes through `RunJournal`. */
export class RunStore {
  readonly #steps: StepRuns;

  constructor(readonly knex: Knex, private readonly plans: PlanStore) {
    this.#steps = new StepRuns(knex);
  }

  async insert(
    trx: Knex.Transaction,
    options: {
      id: string;
      plan: Plan;
      key: string;
      lease: Lease;
      duration: number;
    },
  ): Promise<void> {
    const { id, plan, key, lease, duration } = options;
    await trx<RunRow>('runs').insert({
      id,
      plan_id: plan.id,
      state: 'queued',
      action: plan.action,
      requester: plan.requester,
      idempotency_key: key,
      target_key: targetKey(plan.target),
      undo_of: plan.origin.undoOf ?? null,
      lease_owner: lease.owner,
      lease_epoch: lease.epoch,
      lease_until: isoIn(duration),
      last_event: 0,
      started_at: isoNow(),
    });
    await trx<RunStepRow>('run_steps').insert(
      plan.steps.map(({ index }) => ({ run_id: id, index, state: 'pending' })),
    );
    if (plan.boundEntityRefs.length) {
      await trx('run_entities').insert(
        plan.boundEntityRefs.map(ref => ({ run_id: id, entity_ref: ref })),
      );
    }
    await this.#steps.insert(trx, id, plan.origin);
  }

  async findByKey(requester: string, key: string): Promise<RunRow | undefined> {
    return this.knex<RunRow>('runs')
      .where({ requester, idempotency_key: key })
      .first();
  }

  async find(id: string, db: Db = this.knex): Promise<StoredRun | undefined> {
    const row = await db<RunRow>('runs').where({ id }).first();
    const plan = row && (await this.plans.find(row.plan_id, db));
    if (!plan) {
      return undefined;
    }
    const steps = await db<RunStepRow>('run_steps')
      .where({ run_id: id })
      .orderBy('index');
    return { row, plan, steps: steps.map(step => toStep(step, plan)) };
  }

  /** Newest first. */
  async list(filter: RunFilter): Promise<{ row: RunRow; plan: Plan }[]> {
    const { entityRef, requester, action, state, before, limit } = filter;
    const query = this.knex<RunRow>('runs')
      .orderBy([
        { column: 'started_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(limit);
    if (requester) void query.where({ requester });
    if (action) void query.where({ action });
    if (state) void query.where({ state });
    if (entityRef) {
      void query.whereIn(
        'id',
        this.knex('run_entities')
          .where({ entity_ref: entityRef })
          .select('run_id'),
      );
    }
    if (before) {
      void query.where(older =>
        older
          .where('started_at', '<', before.startedAt)
          .orWhere(same =>
            same
              .where('started_at', before.startedAt)
              .where('id', '<', before.id),
          ),
      );
    }
    return this.#withPlans(await query);
  }

  /** The newest runs of each step of a document, newest first. */
  async ofDocument(
    documentRef: string,
  ): Promise<{ row: RunRow; plan: Plan }[]> {
    const ids = await this.#steps.newest(documentRef);
    return this.#withPlans(
      await this.knex<RunRow>('runs')
        .whereIn('id', ids)
        .orderBy('started_at', 'desc'),
    );
  }

  async #withPlans(rows: RunRow[]): Promise<{ row: RunRow; plan: Plan }[]> {
    const plans = await this.plans.findAll(rows.map(row => row.plan_id));
    return rows.flatMap(row => {
      const plan = plans.get(row.plan_id);
      return plan ? [{ row, plan }] : [];
    });
  }

  async events(id: string, after: number, limit: number): Promise<RunEvent[]> {
    const rows = await this.knex('run_events')
      .where({ run_id: id })
      .where('sequence', '>', after)
      .orderBy('sequence')
      .limit(limit);
    return rows.map(row => fromJson<RunEvent & object>(row.document));
  }

  /** Runs that somebody should be carrying out. */
  async unfinished(): Promise<RunRow[]> {
    return this.knex<RunRow>('runs').whereIn('state', [
      'queued',
      'applying',
      'applied',
      'verifying',
    ]);
  }

  /** An undo of the run that is under way or done. */
  async undoing(id: string): Promise<RunRow | undefined> {
    return this.knex<RunRow>('runs')
      .where({ undo_of: id })
      .whereIn('state', ['queued', 'applying', 'applied', 'verifying'])
      .first();
  }

  /** Asks whoever carries out the run to stop; true when it had not ended. */
  async requestCancel(
    trx: Knex.Transaction,
    id: string,
    by: string,
  ): Promise<boolean> {
    const changed = await trx<RunRow>('runs')
      .where({ id })
      .whereNull('ended_at')
      .update({ cancel_requested: true, cancelled_by: by });
    return changed === 1;
  }

  /** Deletes ended runs, and with them their steps and events. */
  async prune(before: string): Promise<number> {
    return this.knex<RunRow>('runs').where('ended_at', '<', before).delete();
  }
}

/** The list row of a run. */
export function toSummary(row: RunRow, plan: Plan): RunSummary {
  const { statement: _, ...origin } = plan.origin;
  return {
    id: row.id,
    planId: row.plan_id,
    state: row.state as RunState,
    action: row.action,
    title: plan.title,
    sentence: plan.sentence,
    summary: plan.summary,
    risk: plan.risk,
    target: plan.target,
    boundEntityRefs: plan.boundEntityRefs,
    requester: row.requester,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    progress: fromJsonOrNull<RunProgress>(row.progress),
    undoOf: row.undo_of,
    undoneBy: row.undone_by,
    origin,
  };
}

/** The run as one person may see it. */
export function toRun({ row, plan, steps }: StoredRun, may: RunRights): Run {
  return {
    ...toSummary(row, plan),
    plan,
    steps: steps.map(({ applied: _, ...step }) => step),
    ...may,
    lastEvent: row.last_event,
  };
}

function toStep(row: RunStepRow, plan: Plan): StoredStep {
  return {
    index: row.index,
    title: plan.steps[row.index]?.title ?? '',
    state: row.state as StepState,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    before: fromJsonOrNull(row.before),
    after: fromJsonOrNull(row.after),
    error: row.error,
    applied: fromJsonOrNull<AppliedStep & object>(row.applied),
  };
}
