import {
  Plan,
  PlanOrigin,
  PlanRequest,
  titaniumRunReadPermission,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Auditing } from '../audit/Auditing';
import { Authorizer, Subject } from '../authorization/Authorizer';
import { Caller } from '../authorization/caller';
import { TitaniumOptions } from '../config/options';
import { CallerCatalog } from '../entities/CallerCatalog';
import { EntityIndex } from '../entities/EntityIndex';
import { conflict, notPermitted, parseWith, unknownId } from '../errors';
import { Notifier } from '../notify/Notifier';
import { Registry } from '../registry/Registry';
import { composePlan } from './composePlan';
import { PlanDrafter } from './PlanDrafter';
import { stateError, subjectOf } from './planFacts';
import { PlanRequests } from './PlanRequests';
import { PlanStore } from './PlanStore';
import { SealedValues, VALUE_GONE } from './SealedValues';
import { changedSince, threeWay } from './threeWay';
import { Wanted } from './wanted';

/** Makes and shows plans. */
export class PlanService {
  constructor(
    private readonly deps: {
      store: PlanStore;
      drafter: PlanDrafter;
      registry: Registry;
      requests: PlanRequests;
      index: EntityIndex;
      authorizer: Authorizer;
      catalog: CallerCatalog;
      auditing: Auditing;
      notifier: Notifier;
      options: TitaniumOptions;
      sealed: SealedValues;
    },
  ) {}

  /** A plan from an action and its input, or from a statement that is parsed again here. */
  async create(
    caller: Caller,
    request: PlanRequest,
    type: PlanOrigin['type'] = request.statement ? 'document' : 'tab',
  ): Promise<Plan> {
    return this.make(
      caller,
      await this.deps.requests.read(caller, request, type),
    );
  }

  /** Drafts, decides and stores. A refused plan is stored too, since the refusal is worth showing; it can never run. */
  async make(caller: Caller, wanted: Wanted): Promise<Plan> {
    const { store, drafter, auditing, notifier } = this.deps;
    const drafted = await drafter.draft(
      caller,
      wanted.action,
      wanted.input,
      wanted,
    );
    const plan = await this.#compared(
      composePlan(caller, wanted, drafted, this.deps.options),
    );
    await store.knex.transaction(async trx => {
      if (wanted.replaces) {
        const from: Plan['state'][] = [
          'draft',
          'awaiting_approval',
          'approved',
        ];
        await store.move(trx, wanted.replaces.id, from, 'expired');
      }
      await store.insert(trx, plan);
      await auditing.log.append(trx, [
        {
          actor: caller.userRef,
          event: 'plan.created',
          subject: subjectOf(plan),
          after: {
            hash: plan.hash,
            input: plan.input,
            risk: plan.risk,
            allowed: plan.decision.allowed,
          },
        },
      ]);
    });
    if (wanted.replaces) {
      await this.deps.sealed.drop(wanted.replaces.id);
    }
    if (wanted.sealed && plan.decision.allowed) {
      await this.deps.sealed.seal(plan.id, wanted.sealed, plan.expiresAt);
    }
    if (!plan.decision.allowed) {
      await auditing.denied({
        actor: caller.userRef,
        event: 'plan.denied',
        subject: subjectOf(plan),
        reason: plan.decision.reason,
      });
    } else {
      await auditing.done({
        actor: caller.userRef,
        event: 'plan.created',
        subject: subjectOf(plan),
      });
    }
    if (plan.state === 'awaiting_approval') {
      await notifier.approvalWaits(plan);
    }
    return plan;
  }

  /** The plan, for its requester and those who may see runs on its target. */
  async get(caller: Caller, id: string): Promise<Plan> {
    const plan = await this.deps.store.find(id);
    if (!plan) {
      throw unknownId('plan');
    }
    if (!(await this.maySee(caller, plan))) {
      this.deps.auditing.hidden({
        actor: caller.userRef,
        event: 'plan.read_denied',
        subject: subjectOf(plan),
        reason: 'They may not see plans on this target.',
      });
      throw unknownId('plan');
    }
    return plan;
  }

  /** A new plan from the input of one that cannot be used any more, such as an expired one. */
  async renew(caller: Caller, id: string): Promise<Plan> {
    const plan = await this.get(caller, id);
    if (plan.requester !== caller.userRef) {
      const reason =
        'Only the person who made a plan can make it anew; make your own.';
      await this.deps.auditing.denied({
        actor: caller.userRef,
        event: 'plan.renewal_denied',
        subject: subjectOf(plan),
        reason,
      });
      throw notPermitted(reason);
    }
    if (plan.state === 'consumed') {
      throw stateError(plan);
    }
    return this.again(caller, plan, { renewalOf: id }, plan);
  }

  /** A plan from the input of another, as things are now; never the other itself. */
  async again(
    caller: Caller,
    plan: Plan,
    origin: Partial<PlanOrigin>,
    replaces?: Plan,
  ): Promise<Plan> {
    const { registry, catalog, store } = this.deps;
    const original = plan.origin.undoOf;
    if (original && (await store.ofRun(original))?.runState === 'undone') {
      throw conflict('That run has been taken back already', 'plan-consumed');
    }
    const action = registry.action(plan.action);
    const sealed = action.sealed && (await this.deps.sealed.find(plan.id));
    if (action.sealed && !sealed) {
      throw conflict(VALUE_GONE, 'value-gone');
    }
    return this.make(caller, {
      action,
      sealed,
      input: parseWith(action.input, plan.input),
      entity: plan.entityRef
        ? await catalog.find(caller, plan.entityRef)
        : undefined,
      origin: { ...plan.origin, ...origin },
      minimumRisk: original ? plan.risk : undefined,
      replaces,
    });
  }

  async maySee(caller: Caller, plan: Plan): Promise<boolean> {
    if (plan.requester === caller.userRef) {
      return true;
    }
    const decision = await this.deps.authorizer.decide(
      caller,
      titaniumRunReadPermission,
      await this.subject(plan),
    );
    return decision.allowed;
  }

  /** What permissions on a stored plan are decided on; owners are today's. */
  async subject(plan: Plan): Promise<Subject> {
    const { cluster, namespace, kind, name } = plan.target;
    return {
      action: plan.action,
      risk: plan.risk,
      cluster,
      namespace,
      kind,
      name,
      binding: await this.deps.index.rebind(plan.boundEntityRefs),
    };
  }

  /** An undo whose object has changed since tells so, field by field. */
  async #compared(plan: Plan): Promise<Plan> {
    const original = plan.origin.undoOf;
    const made = original && (await this.deps.store.ofRun(original));
    const entries = made && threeWay(made.plan.steps, plan.steps);
    return entries
      ? {
          ...plan,
          threeWay: entries,
          warnings: [changedSince(entries), ...plan.warnings],
        }
      : plan;
  }
}
