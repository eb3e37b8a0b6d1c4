import { randomUUID } from 'node:crypto';
import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { Auditing } from '../audit/Auditing';
import { TitaniumOptions } from '../config/options';
import { isExclusive, isoIn, isoNow } from '../database/database';
import { LockRow, RunRow } from '../database/tables';
import { Notifier } from '../notify/Notifier';
import { SealedValues } from '../plans/SealedValues';
import { Registry } from '../registry/Registry';
import { Lease } from './locks';
import { RemoteRuns } from './RemoteRuns';
import { RunFeed } from './RunFeed';
import { LeaseLostError, RunJournal } from './RunJournal';
import { RunStore } from './RunStore';
import { RunTask } from './RunTask';

/**
 * Carries out runs that were authorized at their start, keeps their leases alive, and takes up at start-up, and whenever
 * a lease runs out, what another process has left behind.
 */
export class RunEngine {
  /** Names this process in leases. */
  readonly instance = randomUUID();
  readonly #tasks = new Map<string, { task: RunTask; done: Promise<void> }>();
  readonly #timer: { sweep?: NodeJS.Timeout; beat?: NodeJS.Timeout } = {};
  readonly #remote: RemoteRuns;
  #stopped = false;

  constructor(
    private readonly deps: {
      knex: Knex;
      store: RunStore;
      registry: Registry;
      auditing: Auditing;
      feed: RunFeed;
      notifier: Notifier;
      options: TitaniumOptions;
      sealed: SealedValues;
      logger: LoggerService;
    },
  ) {
    this.#remote = new RemoteRuns({ ...deps, instance: this.instance });
  }

  /** The lease of a run that this process starts. */
  get firstLease(): Lease {
    return { owner: this.instance, epoch: 1 };
  }

  async start(): Promise<void> {
    const { lease } = this.deps.options.runs;
    await this.recover(true);
    this.#remote.start();
    this.#timer.beat = setInterval(() => this.#beat(), lease / 3);
    this.#timer.sweep = setInterval(
      () => this.recover(false).catch(error => this.#log(error)),
      lease,
    );
  }

  /** Begins or goes on with a run whose lease is ours. */
  async launch(
    runId: string,
    lease: Lease,
    recovery: 'none' | 'restart' | 'takeover' = 'none',
  ): Promise<void> {
    const run = await this.deps.store.find(runId);
    if (!run || this.#stopped || this.#tasks.has(runId)) {
      return;
    }
    const { knex, auditing, feed, notifier, options, registry, logger } =
      this.deps;
    const journal = new RunJournal(run, {
      knex,
      audit: auditing.log,
      feed,
      lease,
      leaseDuration: options.runs.lease,
      maxEvents: options.runs.maxEvents,
      onChange: ({ row, plan }) => notifier.runChanged(row.id, plan.requester),
    });
    const task = new RunTask(journal, {
      action: registry.findAction(run.plan.action),
      recovery,
      verifyTimeout: options.runs.verifyTimeout,
      sealed: this.deps.sealed,
      logger: logger.child({ run: runId }),
    });
    const done = task
      .execute()
      .then(() => this.#ended(journal))
      .catch(error => this.#log(error))
      .finally(() => this.#tasks.delete(runId));
    this.#tasks.set(runId, { task, done });
  }

  /** Tells a run of this process to stop watching; others see the request at their next heartbeat. */
  cancel(runId: string) {
    this.#tasks.get(runId)?.task.cancel();
  }

  /**
   * Takes up runs that nobody works on. `atStart` with a database of our own, whoever held a lease before is gone; else
   * the lease must have run out, which happens to runs of our own as well when the database was away for long.
   */
  async recover(atStart: boolean): Promise<void> {
    const exclusive = isExclusive(this.deps.knex);
    for (const row of await this.deps.store.unfinished()) {
      const own = row.lease_owner === this.instance;
      const orphan =
        (!own && atStart && exclusive) || (row.lease_until ?? '') < isoNow();
      if (orphan && !this.#stopped && !this.#tasks.has(row.id)) {
        try {
          const lease = await this.#take(row);
          if (lease) {
            const gone = own || exclusive;
            await this.launch(row.id, lease, gone ? 'restart' : 'takeover');
          }
        } catch (error) {
          // The next sweep tries again; other runs are not to wait for it.
          this.#log(error);
        }
      }
    }
  }

  /** The lease of a run as it was found there, unless it has ended or somebody was faster. */
  async #take(row: RunRow): Promise<Lease | undefined> {
    const { knex, auditing, options } = this.deps;
    const lease = { owner: this.instance, epoch: row.lease_epoch + 1 };
    const until = isoIn(options.runs.lease);
    return knex.transaction(async trx => {
      const taken = await trx<RunRow>('runs')
        .where({
          id: row.id,
          lease_epoch: row.lease_epoch,
          lease_until: row.lease_until,
        })
        .whereNull('ended_at')
        .update({
          lease_owner: lease.owner,
          lease_epoch: lease.epoch,
          lease_until: until,
        });
      if (taken !== 1) {
        return undefined;
      }
      await trx<LockRow>('locks')
        .where({ run_id: row.id })
        .update({
          owner: lease.owner,
          epoch: trx.raw('epoch + 1'),
          expires_at: until,
        } as object);
      await auditing.log.append(trx, [
        {
          actor: 'plugin:titanium',
          event: 'run.taken_over',
          subject: { run: row.id, plan: row.plan_id, action: row.action },
          after: { epoch: lease.epoch, state: row.state },
        },
      ]);
      return lease;
    });
  }

  /** Stops watching, waits for writes under way, and leaves the rest to the next start. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#remote.stop();
    clearInterval(this.#timer.beat);
    clearInterval(this.#timer.sweep);
    const running = [...this.#tasks.values()];
    running.forEach(({ task }) => task.stop());
    await Promise.race([
      Promise.allSettled(running.map(({ done }) => done)),
      new Promise(resolve => {
        setTimeout(resolve, this.deps.options.runs.shutdownWait).unref();
      }),
    ]);
    await this.deps
      .knex<RunRow>('runs')
      .where({ lease_owner: this.instance })
      .whereNull('ended_at')
      .update({ lease_until: isoNow() });
  }

  async #ended(journal: RunJournal) {
    const { row, plan } = journal.run;
    if (row.ended_at) {
      this.deps.notifier.runEnded({ id: row.id, state: journal.state, plan });
      await this.deps.auditing.done({
        actor: plan.requester,
        event: `run.${journal.state}`,
        subject: { run: row.id, plan: plan.id, action: plan.action },
      });
    }
  }

  async #beat() {
    await Promise.all(
      [...this.#tasks.values()].map(({ task }) =>
        task.heartbeat().catch(error => this.#log(error)),
      ),
    );
  }

  #log(error: unknown) {
    if (error instanceof LeaseLostError) {
      this.deps.logger.warn(error.message);
    } else if (!this.#stopped) {
      this.deps.logger.error('A run could not be carried on', error as Error);
    }
  }
}
