import {
  ApprovalRow,
  Plan,
  PlanJudgement,
  titaniumPlanApprovePermission,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Auditing } from '../audit/Auditing';
import { Approvers } from '../authorization/Approvers';
import { Authorizer } from '../authorization/Authorizer';
import { Caller, notPersonally } from '../authorization/caller';
import { TitaniumOptions } from '../config/options';
import { isoIn, isoNow, toJson } from '../database/database';
import { CallerCatalog } from '../entities/CallerCatalog';
import { conflict, notPermitted } from '../errors';
import { Notifier } from '../notify/Notifier';
import { Registry } from '../registry/Registry';
import { PlanDrafter } from './PlanDrafter';
import {
  asPlanChanged,
  later,
  planChanged,
  stateError,
  subjectOf,
} from './planFacts';
import { planHash } from './planHash';
import { PlanService } from './PlanService';
import { PlanStore } from './PlanStore';
import { SealedValues } from './SealedValues';

/** A list to look at, not a report. */
const MOST_APPROVALS = 50;
/** Who acts when nobody does. */
const TITANIUM = 'plugin:titanium';

/** Lets a second person agree to plans, or not. */
export class ApprovalService {
  constructor(
    private readonly deps: {
      plans: PlanService;
      store: PlanStore;
      drafter: PlanDrafter;
      registry: Registry;
      authorizer: Authorizer;
      approvers: Approvers;
      catalog: CallerCatalog;
      auditing: Auditing;
      notifier: Notifier;
      options: TitaniumOptions;
      sealed: SealedValues;
    },
  ) {}

  /**
   * Plans that wait for a second person, as far as the caller may see them, and the caller's own that were approved and
   * wait to be started.
   */
  async waiting(caller: Caller): Promise<ApprovalRow[]> {
    const found = await this.deps.store.waiting(MOST_APPROVALS, caller.userRef);
    const rows = await Promise.all(
      found.map(async plan => {
        if (!(await this.deps.plans.maySee(caller, plan))) {
          return [];
        }
        if (plan.requester === caller.userRef) {
          return [approvalRow(plan, { mine: true, mayApprove: false })];
        }
        const { allowed } = await this.deps.authorizer.decide(
          caller,
          titaniumPlanApprovePermission,
          await this.deps.plans.subject(plan),
        );
        return [approvalRow(plan, { mine: false, mayApprove: allowed })];
      }),
    );
    return rows.flat();
  }

  /**
   * A second person agrees to exactly the plan whose hash they saw, while it still says what would happen. It then waits
   * for its requester to start it.
   */
  async approve(caller: Caller, id: string, hash: string): Promise<Plan> {
    const plan = await this.#toJudge(caller, id);
    if (plan.state !== 'awaiting_approval') {
      throw stateError(plan);
    }
    if (hash !== plan.hash) {
      throw conflict(
        'This is not the plan that you were shown; look at it again',
        'plan-changed',
      );
    }
    await this.#requireUnchanged(caller, plan);
    const { store, auditing, notifier, options, approvers } = this.deps;
    const via = await approvers.basisOf(caller.userRef);
    await store.knex.transaction(async trx => {
      const moved = await store.move(
        trx,
        id,
        ['awaiting_approval'],
        'approved',
        {
          approved_by: caller.userRef,
          approved_via: via && toJson(via),
          judgement: judgementOf('approved', caller),
          expires_at: later(plan.expiresAt, isoIn(options.plans.expiry)),
        },
      );
      if (!moved) throw stateError(await store.find(id, trx));
      await auditing.log.append(trx, [
        {
          actor: caller.userRef,
          event: 'plan.approved',
          subject: subjectOf(plan),
          after: { hash: plan.hash },
        },
      ]);
    });
    await auditing.done(
      {
        actor: caller.userRef,
        event: 'plan.approved',
        subject: subjectOf(plan),
      },
      'medium',
    );
    await notifier.planJudged(plan, 'approved', caller.userRef);
    return this.deps.plans.get(caller, id);
  }

  async reject(caller: Caller, id: string, reason?: string): Promise<Plan> {
    const plan = await this.#toJudge(caller, id);
    const { store, auditing, notifier } = this.deps;
    await store.knex.transaction(async trx => {
      const from: Plan['state'][] = ['awaiting_approval', 'approved'];
      const judgement = judgementOf('rejected', caller, reason);
      if (!(await store.move(trx, id, from, 'rejected', { judgement }))) {
        throw stateError(await store.find(id, trx));
      }
      await auditing.log.append(trx, [
        {
          actor: caller.userRef,
          event: 'plan.rejected',
          subject: subjectOf(plan),
          after: { reason: reason ?? null },
        },
      ]);
    });
    await this.deps.sealed.drop(id);
    await auditing.done({
      actor: caller.userRef,
      event: 'plan.rejected',
      subject: subjectOf(plan),
    });
    await notifier.planJudged(plan, 'rejected', caller.userRef, reason);
    return this.deps.plans.get(caller, id);
  }

  /**
   * Whether who approved could do so still. When not, the plan waits for another approval, and its start is refused.
   */
  async require(caller: Caller, plan: Plan): Promise<void> {
    const { store, approvers, auditing, notifier } = this.deps;
    const approval = await store.approval(plan.id);
    if (!approval) {
      throw stateError(await store.find(plan.id));
    }
    const { by, via } = approval;
    if (by !== plan.requester && (await approvers.stillMay(by, via))) {
      return;
    }
    const reason = `${by}, who approved this, may not approve any more`;
    await store.knex.transaction(async trx => {
      const lapsed = await store.move(
        trx,
        plan.id,
        ['approved'],
        'awaiting_approval',
        { approved_by: null, approved_via: null, judgement: null },
      );
      if (!lapsed) throw stateError(await store.find(plan.id, trx));
      await auditing.log.append(trx, [
        {
          actor: TITANIUM,
          event: 'plan.approval_lapsed',
          subject: subjectOf(plan),
          after: { by, reason },
        },
      ]);
    });
    await auditing.denied({
      actor: caller.userRef,
      event: 'run.denied',
      subject: subjectOf(plan),
      reason,
    });
    await notifier.approvalWaits(plan);
    throw conflict(
      `${reason}; the plan waits for somebody else's approval`,
      'approval-required',
    );
  }

  /** An approval of what would not happen any more is worth nothing. */
  async #requireUnchanged(caller: Caller, plan: Plan): Promise<void> {
    const { drafter, registry, catalog } = this.deps;
    const entity = plan.entityRef
      ? await catalog.find(caller, plan.entityRef)
      : undefined;
    const now = await drafter
      .preview(plan, registry.action(plan.action), entity)
      .catch(error => {
        throw asPlanChanged(error);
      });
    if (planHash({ ...plan, ...now }) !== plan.hash || now.risk !== plan.risk) {
      throw planChanged('What this would change is not what it was');
    }
  }

  async #toJudge(caller: Caller, id: string): Promise<Plan> {
    const plan = await this.deps.plans.get(caller, id);
    const decision = await this.deps.authorizer.decide(
      caller,
      titaniumPlanApprovePermission,
      await this.deps.plans.subject(plan),
      { fresh: true },
    );
    const reason =
      notPersonally(caller) ??
      (plan.requester === caller.userRef
        ? 'A second person must approve; you have made this plan yourself.'
        : !decision.allowed && decision.reason);
    if (reason) {
      await this.deps.auditing.denied({
        actor: caller.userRef,
        event: 'plan.approval_denied',
        subject: subjectOf(plan),
        reason,
      });
      throw notPermitted(reason);
    }
    if (!['awaiting_approval', 'approved'].includes(plan.state)) {
      throw stateError(plan);
    }
    return plan;
  }
}

function judgementOf(
  verdict: PlanJudgement['verdict'],
  { userRef: by }: Caller,
  reason?: string,
): string {
  const judgement: PlanJudgement = { verdict, by, at: isoNow(), reason };
  return toJson(judgement);
}

function approvalRow(
  plan: Plan,
  viewer: Pick<ApprovalRow, 'mine' | 'mayApprove'>,
): ApprovalRow {
  const { id, state, action, title, risk, target, entityRef } = plan;
  const { boundEntityRefs, requester, sentence, summary } = plan;
  const { createdAt, expiresAt } = plan;
  const { statement: _, ...origin } = plan.origin;
  return {
    id,
    state,
    action,
    title,
    risk,
    target,
    entityRef,
    boundEntityRefs,
    origin,
    requester,
    sentence,
    summary,
    createdAt,
    expiresAt,
    ...viewer,
  };
}
