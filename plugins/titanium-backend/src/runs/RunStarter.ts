import { randomUUID } from 'node:crypto';
import { Knex } from 'knex';
import {
  Decision,
  Plan,
  RunRequest,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Auditing } from '../audit/Auditing';
import { Caller, notPersonally } from '../authorization/caller';
import { TitaniumOptions } from '../config/options';
import { CallerCatalog } from '../entities/CallerCatalog';
import { conflict, notPermitted } from '../errors';
import { ApprovalService } from '../plans/ApprovalService';
import { Drafted, PlanDrafter } from '../plans/PlanDrafter';
import { planHash, targetKey } from '../plans/planHash';
import {
  asPlanChanged,
  planChanged,
  stateError,
  subjectOf,
} from '../plans/planFacts';
import { PlanService } from '../plans/PlanService';
import { PlanStore } from '../plans/PlanStore';
import { SealedValues, VALUE_GONE } from '../plans/SealedValues';
import { Registry } from '../registry/Registry';
import { takeLock } from './locks';
import { RunEngine } from './RunEngine';
import { RunStore } from './RunStore';

/**
 * Starts runs: always a live request of the plan's requester, authorized now, on a plan that still says what would
 * happen now. The same idempotency key answers the same run, however often and from wherever it comes.
 */
export class RunStarter {
  constructor(
    private readonly deps: {
      knex: Knex;
      plans: PlanService;
      approvals: ApprovalService;
      planStore: PlanStore;
      store: RunStore;
      drafter: PlanDrafter;
      engine: RunEngine;
      registry: Registry;
      catalog: CallerCatalog;
      auditing: Auditing;
      options: TitaniumOptions;
      sealed: SealedValues;
    },
  ) {}

  /** Answers the run's id. */
  async start(caller: Caller, request: RunRequest): Promise<string> {
    const impersonal = notPersonally(caller);
    if (impersonal) {
      await this.deps.auditing.denied({
        actor: caller.userRef,
        event: 'run.denied',
        subject: { plan: request.planId },
        reason: impersonal,
      });
      throw notPermitted(impersonal);
    }
    const known = await this.#known(caller, request);
    if (known) {
      return known;
    }
    const plan = await this.deps.plans.get(caller, request.planId);
    const id = randomUUID();
    try {
      await this.#check(caller, plan);
      await this.#store(caller, plan, id, request.idempotencyKey);
    } catch (error) {
      // Somebody was faster, and what is there now is their doing; of the same confirmation, their run is the answer.
      const faster = await this.#known(caller, request);
      if (faster) {
        return faster;
      }
      const now = await this.deps.planStore.find(plan.id);
      throw now?.state === 'consumed' ? stateError(now) : error;
    }
    await this.deps.engine.launch(id, this.deps.engine.firstLease);
    return id;
  }

  async #known(
    caller: Caller,
    { planId, idempotencyKey }: RunRequest,
  ): Promise<string | undefined> {
    const row = await this.deps.store.findByKey(caller.userRef, idempotencyKey);
    if (row && row.plan_id !== planId) {
      throw conflict(
        'This idempotency key was used for another plan',
        'invalid-input',
      );
    }
    return row?.id;
  }

  async #check(caller: Caller, plan: Plan): Promise<void> {
    if (plan.requester !== caller.userRef) {
      await this.#deny(
        caller,
        plan,
        'Only the person who made a plan can start it; make your own.',
      );
    }
    if (!plan.decision.allowed) {
      await this.#deny(caller, plan, plan.decision);
    }
    if (!['draft', 'approved'].includes(plan.state)) {
      throw stateError(plan);
    }
    if (
      this.deps.registry.findAction(plan.action)?.sealed &&
      !(await this.deps.sealed.find(plan.id))
    ) {
      throw conflict(VALUE_GONE, 'value-gone');
    }
    const now = await this.#draftAgain(caller, plan);
    if (!now.decision.allowed) {
      await this.#deny(caller, plan, now.decision);
    }
    if (plan.approval.required) {
      await this.deps.approvals.require(caller, plan);
    }
    const hash = planHash({ ...plan, target: now.target, steps: now.steps });
    if (hash !== plan.hash || now.risk !== plan.risk) {
      throw planChanged('What this would change is not what it was');
    }
  }

  /** The same action on the same input, previewed as things are now. */
  async #draftAgain(caller: Caller, plan: Plan): Promise<Drafted> {
    const { drafter, registry, catalog } = this.deps;
    const entity = plan.entityRef
      ? await catalog.find(caller, plan.entityRef)
      : undefined;
    try {
      return await drafter.draft(
        caller,
        registry.action(plan.action),
        plan.input,
        { entity, fresh: true, minimumRisk: plan.risk },
      );
    } catch (error) {
      throw asPlanChanged(error);
    }
  }

  async #store(caller: Caller, plan: Plan, id: string, key: string) {
    const { knex, planStore, store, engine, auditing, options } = this.deps;
    const { firstLease: lease } = engine;
    const duration = options.runs.lease;
    await knex.transaction(async trx => {
      const from: Plan['state'][] = plan.approval.required
        ? ['approved']
        : ['draft'];
      if (!(await planStore.move(trx, plan.id, from, 'consumed'))) {
        throw stateError(await planStore.find(plan.id, trx));
      }
      const target = targetKey(plan.target);
      const holder = await takeLock(trx, {
        target,
        runId: id,
        lease,
        duration,
      });
      if (holder) {
        const held = await planStore.find(holder.plan_id, trx);
        throw conflict(
          `${holder.requester} is at work on this object${
            held ? ` (${held.confirmLabel})` : ''
          }, run ${holder.id}; wait until that has ended`,
          'target-locked',
        );
      }
      await store.insert(trx, { id, plan, key, lease, duration });
      await auditing.log.append(trx, [
        {
          actor: caller.userRef,
          event: 'run.started',
          subject: { ...subjectOf(plan), run: id },
          after: { hash: plan.hash, input: plan.input },
        },
      ]);
    });
    await auditing.done(
      {
        actor: caller.userRef,
        event: 'run.started',
        subject: { ...subjectOf(plan), run: id },
      },
      'medium',
    );
  }

  async #deny(
    caller: Caller,
    plan: Plan,
    why: string | Decision,
  ): Promise<never> {
    await this.deps.auditing.denied({
      actor: caller.userRef,
      event: 'run.denied',
      subject: subjectOf(plan),
      reason: typeof why === 'string' ? why : why.reason,
    });
    throw notPermitted(why);
  }
}
