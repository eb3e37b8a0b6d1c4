import {
  canMoveRun,
  isRunEnded,
  RunState,
  StepState,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Knex } from 'knex';
import { AuditEntry, AuditLog } from '../audit/AuditLog';
import { isoIn, isoNow, isPassing, toJson } from '../database/database';
import { LockRow, RunRow, RunStepRow } from '../database/tables';
import { subjectOf } from '../plans/planFacts';
import { eventsOf, JournalEntry } from './journalEntry';
import { markUndone } from './lateEvents';
import { freeLock, Lease } from './locks';
import { RunFeed } from './RunFeed';
import { StoredRun } from './RunStore';

/** Somebody else has taken the run over; whoever meets this must touch nothing any more. */
export class LeaseLostError extends Error {
  name = 'LeaseLostError';

  constructor(runId: string) {
    super(`Run ${runId} has been taken over`);
  }
}

/**
 * The only way in which a run under way is written. Each entry is one transaction: the run's row, its step, its events
 * and the audit rows, and nothing at all when the lease is no longer ours.
 */
export class RunJournal {
  #events: number;

  constructor(
    readonly run: StoredRun,
    private readonly deps: {
      knex: Knex;
      audit: AuditLog;
      feed: RunFeed;
      lease: Lease;
      leaseDuration: number;
      maxEvents: number;
      onChange: (run: StoredRun) => void;
    },
  ) {
    this.#events = run.row.last_event;
  }

  get id(): string {
    return this.run.row.id;
  }

  get state(): RunState {
    return this.run.row.state as RunState;
  }

  async write(entry: JournalEntry): Promise<void> {
    const { row, plan } = this.run;
    if (entry.run && entry.run.state !== row.state) {
      if (!canMoveRun(this.state, entry.run.state)) {
        throw new Error(
          `A run cannot go from ${this.state} to ${entry.run.state}`,
        );
      }
    }
    const before = this.#events;
    const events = eventsOf(entry, {
      after: this.#events,
      maxEvents: this.deps.maxEvents,
    });
    const ended = entry.run ? isRunEnded(entry.run.state) : false;
    const changes: Partial<RunRow> = {
      last_event: this.#events + events.length,
      ...(entry.run && { state: entry.run.state }),
      ...(entry.progress && { progress: toJson(entry.progress) }),
      ...(ended && { ended_at: isoNow(), lease_until: null }),
    };
    await this.#persistently(async (trx, again) => {
      const { owner, epoch } = this.deps.lease;
      const written = await trx<RunRow>('runs')
        .where({ id: row.id, lease_owner: owner, lease_epoch: epoch })
        .where({ last_event: before })
        .update(changes);
      if (written !== 1) {
        // The answer to a commit can be lost as any other.
        if (again && (await this.#isWritten(trx, changes))) return;
        throw new LeaseLostError(row.id);
      }
      await this.#writeSteps(trx, entry);
      if (events.length) {
        await trx('run_events').insert(
          events.map(event => ({
            run_id: row.id,
            sequence: event.sequence,
            document: toJson(event),
          })),
        );
      }
      const audit: AuditEntry[] = entry.audit
        ? [
            {
              ...entry.audit,
              actor: plan.requester,
              subject: {
                ...subjectOf(plan),
                run: row.id,
                ...entry.audit.subject,
              },
            },
          ]
        : [];
      if (ended) {
        await freeLock(trx, row.id);
        audit.push(...(await markUndone(trx, this.run, entry.run!.state)));
      }
      await this.deps.audit.append(trx, audit);
    });
    Object.assign(row, changes);
    this.#events += events.length;
    this.#remember(entry);
    this.deps.feed.publish(row.id);
    if (ended && row.undo_of) this.deps.feed.publish(row.undo_of);
    this.deps.onChange(this.run);
  }

  /** Throws when the run was taken over. */
  async held(): Promise<void> {
    const { knex, lease } = this.deps;
    const row = await knex<RunRow>('runs')
      .where({ id: this.id })
      .first('lease_owner', 'lease_epoch');
    if (row?.lease_owner !== lease.owner || row.lease_epoch !== lease.epoch) {
      throw new LeaseLostError(this.id);
    }
  }

  /** How often the run was taken over. */
  get epoch(): number {
    return this.deps.lease.epoch;
  }

  /**
   * What has happened must not be forgotten because the database restarts: tries for as long as the lease lasts. Whoever
   * takes the run over after that finds out by looking at the object.
   */
  async #persistently(
    work: (trx: Knex.Transaction, again: boolean) => Promise<void>,
  ): Promise<void> {
    const deadline = Date.now() + this.deps.leaseDuration;
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.deps.knex.transaction(trx => work(trx, attempt > 1));
        return;
      } catch (error) {
        if (!isPassing(error) || Date.now() > deadline) throw error;
        await new Promise(resolve => {
          setTimeout(resolve, Math.min(attempt * 100, 1000));
        });
      }
    }
  }

  async #isWritten(
    trx: Knex.Transaction,
    { last_event }: Partial<RunRow>,
  ): Promise<boolean> {
    const { owner, epoch } = this.deps.lease;
    const row = await trx<RunRow>('runs').where({ id: this.id }).first();
    return (
      row?.lease_owner === owner &&
      row.lease_epoch === epoch &&
      row.last_event === last_event
    );
  }

  /** Says that we are still at it. False when the run was taken over. */
  async heartbeat(): Promise<boolean> {
    const { knex, lease, leaseDuration } = this.deps;
    const kept = await knex<RunRow>('runs')
      .where({
        id: this.id,
        lease_owner: lease.owner,
        lease_epoch: lease.epoch,
      })
      .update({ lease_until: isoIn(leaseDuration) });
    await knex<LockRow>('locks')
      .where({ run_id: this.id, owner: lease.owner })
      .update({ expires_at: isoIn(leaseDuration) });
    return kept === 1;
  }

  /** Whether somebody has asked to stop. */
  async cancelRequested(): Promise<boolean> {
    const row = await this.deps
      .knex<RunRow>('runs')
      .where({ id: this.id })
      .first('cancel_requested', 'cancelled_by');
    this.run.row.cancelled_by = row?.cancelled_by ?? null;
    return Boolean(row?.cancel_requested);
  }

  async #writeSteps(trx: Knex.Transaction, { step, skip }: JournalEntry) {
    if (step) {
      const { state, reason, applied } = step;
      await trx<RunStepRow>('run_steps')
        .where({ run_id: this.id, index: step.index })
        .update({
          state,
          ...(state === 'applying' && { started_at: isoNow() }),
          ...(isStepEnded(state) && { ended_at: isoNow() }),
          ...(reason !== undefined && { error: reason }),
          ...(applied && {
            before: applied.before && toJson(applied.before),
            after: applied.after && toJson(applied.after),
            applied: toJson(applied),
          }),
        });
    }
    if (skip?.length) {
      await trx<RunStepRow>('run_steps')
        .where({ run_id: this.id })
        .whereIn('index', skip)
        .update({ state: 'skipped', ended_at: isoNow() });
    }
  }

  #remember({ step, skip }: JournalEntry) {
    if (step) {
      const known = this.run.steps[step.index];
      known.state = step.state;
      known.applied = step.applied ?? known.applied;
    }
    for (const index of skip ?? []) {
      this.run.steps[index].state = 'skipped';
    }
  }
}

function isStepEnded(state: StepState): boolean {
  return ['succeeded', 'failed', 'skipped', 'unknown'].includes(state);
}
