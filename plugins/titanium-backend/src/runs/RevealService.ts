import { LoggerService } from '@backstage/backend-plugin-api';
import { RevealedValue } from '@titanium-portal/backstage-plugin-titanium-common';
import { Action } from '@titanium-portal/backstage-plugin-titanium-node';
import { actionContext } from '../actions/context';
import { Auditing } from '../audit/Auditing';
import { Authorizer } from '../authorization/Authorizer';
import { Caller, notPersonally } from '../authorization/caller';
import { permissionOf } from '../authorization/permissionOf';
import { isoNow } from '../database/database';
import { RunRow } from '../database/tables';
import { conflict, invalid, notPermitted, unknownId } from '../errors';
import { subjectOf } from '../plans/planFacts';
import { PlanService } from '../plans/PlanService';
import { Registry } from '../registry/Registry';
import { appendLateEvent } from './lateEvents';
import { RunFeed } from './RunFeed';
import { RunStore, StoredRun } from './RunStore';

/** How long after its success a run still shows its value, and how long a page may show it. */
const REVEAL_MS = 60_000;

/**
 * Shows the value that a run granted to see: once, to the person who started the run, within a minute of its success. It
 * goes from the platform into the answer; what is kept is that it was shown.
 */
export class RevealService {
  constructor(
    private readonly deps: {
      store: RunStore;
      plans: PlanService;
      registry: Registry;
      authorizer: Authorizer;
      auditing: Auditing;
      feed: RunFeed;
      logger: LoggerService;
    },
  ) {}

  async reveal(caller: Caller, runId: string): Promise<RevealedValue> {
    const run = await this.deps.store.find(runId);
    if (!run) {
      throw unknownId('run');
    }
    if (!(await this.deps.plans.maySee(caller, run.plan))) {
      this.deps.auditing.hidden({
        actor: caller.userRef,
        event: 'run.read_denied',
        subject: { ...subjectOf(run.plan), run: runId },
        reason: 'They may not see runs on this target.',
      });
      throw unknownId('run');
    }
    const action = this.deps.registry.findAction(run.plan.action);
    if (!action?.reveal) {
      throw invalid('This run shows no value');
    }
    await this.#authorize(caller, run, action);
    this.#checkTime(run);
    const value = await action.reveal(
      {
        input: run.plan.input,
        target: run.plan.target,
        steps: run.steps.map(({ index, applied }) => ({
          kind: run.plan.steps[index].kind,
          input: run.plan.steps[index].input,
          applied,
        })),
      },
      actionContext({
        logger: this.deps.logger,
        requester: caller.userRef,
      }),
    );
    await this.#useUp(caller, run);
    return {
      ...value,
      until: new Date(Date.now() + REVEAL_MS).toISOString(),
    };
  }

  /** Whether the run still has a value for this person; rights are decided when they ask for it. */
  async offers(caller: Caller, { row, plan }: StoredRun): Promise<boolean> {
    const { registry, store } = this.deps;
    return (
      registry.findAction(plan.action)?.reveal !== undefined &&
      row.requester === caller.userRef &&
      row.state === 'succeeded' &&
      isInTime(row) &&
      !(await store.knex('run_reveals').where({ run_id: row.id }).first())
    );
  }

  async #authorize(caller: Caller, run: StoredRun, action: Action) {
    const decision = await this.deps.authorizer.decide(
      caller,
      permissionOf(action),
      await this.deps.plans.subject(run.plan),
      { fresh: true },
    );
    let refused: Parameters<typeof notPermitted>[0] | undefined =
      notPersonally(caller);
    if (run.row.requester !== caller.userRef) {
      refused = 'Only the person who started a run is shown its value.';
    } else if (!decision.allowed) {
      refused = decision;
    }
    if (refused !== undefined) {
      await this.deps.auditing.denied({
        actor: caller.userRef,
        event: 'secret.reveal_denied',
        subject: { ...subjectOf(run.plan), run: run.row.id },
        reason: typeof refused === 'string' ? refused : refused.reason,
      });
      throw notPermitted(refused);
    }
  }

  #checkTime({ row }: StoredRun) {
    if (row.state !== 'succeeded' || !row.ended_at) {
      throw conflict(
        'This run has not succeeded, so there is nothing to show',
        'invalid-input',
      );
    }
    if (!isInTime(row)) {
      throw conflict(
        'A value is shown within a minute after its run; make a new plan',
        'value-gone',
      );
    }
  }

  /** Of several requests at once only one gets here first; the others get no value. */
  async #useUp(caller: Caller, run: StoredRun) {
    const { store, auditing, feed } = this.deps;
    const subject = { ...subjectOf(run.plan), run: run.row.id };
    const entry = { actor: caller.userRef, event: 'secret.revealed', subject };
    await store.knex.transaction(async trx => {
      const first = await trx('run_reveals')
        .insert({ run_id: run.row.id, revealed_at: isoNow() })
        .onConflict('run_id')
        .ignore()
        .returning('run_id');
      if (!first.length) {
        throw conflict(
          'The value of this run was shown already, and is shown once only',
          'value-gone',
        );
      }
      await appendLateEvent(trx, run.row.id, { type: 'revealed' });
      await auditing.log.append(trx, [entry]);
    });
    feed.publish(run.row.id);
    await auditing.done(entry, 'medium');
  }
}

function isInTime({ ended_at: endedAt }: RunRow): boolean {
  return endedAt !== null && Date.now() <= Date.parse(endedAt) + REVEAL_MS;
}
