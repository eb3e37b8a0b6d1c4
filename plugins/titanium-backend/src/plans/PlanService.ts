import { randomUUID } from 'node:crypto';
import { Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import {
  Plan,
  PlanOrigin,
  PlanRequest,
  ServerStatement,
  titaniumRunReadPermission,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Action } from '@titanium-portal/backstage-plugin-titanium-node';
import { Auditing } from '../audit/Auditing';
import { Authorizer, Subject } from '../authorization/Authorizer';
import { Caller } from '../authorization/caller';
import { names } from '../authorization/explain';
import { TitaniumOptions } from '../config/options';
import { isoIn, isoNow } from '../database/database';
import { OriginVerifier } from '../documents/OriginVerifier';
import { CallerCatalog } from '../entities/CallerCatalog';
import { EntityIndex, refOf } from '../entities/EntityIndex';
import {
  coded,
  conflict,
  invalid,
  notPermitted,
  parseWith,
  unknownId,
} from '../errors';
import { Notifier } from '../notify/Notifier';
import { ParseService } from '../parse/ParseService';
import { Registry } from '../registry/Registry';
import { fillFields } from './fields';
import { PlanDrafter } from './PlanDrafter';
import { stateError, subjectOf, undoOf } from './planFacts';
import { planHash } from './planHash';
import { PlanStore } from './PlanStore';
import { SealedValues, VALUE_GONE } from './SealedValues';
import { changedSince, threeWay } from './threeWay';

interface Wanted {
  action: Action;
  input: JsonObject;
  entity?: Entity;
  origin: PlanOrigin;
  /** Values of the action's sealed fields, which are not in the input. */
  sealed?: Readonly<Record<string, string>>;
  /** Of an undo: the risk of what it takes back. */
  minimumRisk?: Plan['risk'];
  /** A plan that this one stands for; it cannot be used any more then. */
  replaces?: Plan;
}

/** Makes and shows plans. */
export class PlanService {
  constructor(
    private readonly deps: {
      store: PlanStore;
      drafter: PlanDrafter;
      registry: Registry;
      parse: ParseService;
      index: EntityIndex;
      authorizer: Authorizer;
      catalog: CallerCatalog;
      auditing: Auditing;
      notifier: Notifier;
      origins: OriginVerifier;
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
    return this.make(caller, await this.#wanted(caller, request, type));
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
    const plan = await this.#compared(this.#plan(caller, wanted, drafted));
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

  #plan(
    caller: Caller,
    wanted: Wanted,
    drafted: Awaited<ReturnType<PlanDrafter['draft']>>,
  ): Plan {
    const { options } = this.deps;
    const { action, input, entity, origin } = wanted;
    const { draft, target, binding, decision, risk, steps, warnings } = drafted;
    const needsApproval = risk === 'high';
    const waits = needsApproval && decision.allowed;
    const content = {
      action: action.id,
      input,
      target,
      requester: caller.userRef,
      steps,
    };
    return {
      id: randomUUID(),
      state: waits ? 'awaiting_approval' : 'draft',
      title: action.title,
      risk,
      entityRef: entity ? refOf(entity) : null,
      boundEntityRefs: binding.entities.map(refOf),
      sentence: draft.sentence,
      summary: draft.summary,
      confirmLabel: draft.confirmLabel,
      warnings,
      decision,
      approval: {
        required: needsApproval,
        approvers: needsApproval ? options.approvers : [],
        ...(needsApproval && {
          reason: `Actions of high risk need a second person from ${names(
            options.approvers,
          )}.`,
        }),
      },
      undo: undoOf(action, draft.undo),
      command: action.toCommand(input),
      origin,
      hash: planHash(content),
      runId: null,
      createdAt: isoNow(),
      expiresAt: isoIn(
        waits ? options.plans.approvalExpiry : options.plans.expiry,
      ),
      ...content,
    };
  }

  async #wanted(
    caller: Caller,
    request: PlanRequest,
    type: PlanOrigin['type'],
  ): Promise<Wanted> {
    const { registry, parse } = this.deps;
    const { action: given, statement, fields } = request;
    const entity = await parse.entityOf(caller, {
      entityRef: request.entityRef ?? statement?.entityRef,
      documentRef: statement?.documentRef,
    });
    if (given) {
      const action = registry.action(given.id);
      return {
        action,
        ...completeInput(action, given.input, fields),
        entity,
        origin: { ...request.origin, type, verified: false },
      };
    }
    if (!statement) {
      throw invalid('Either an action or a statement must be given');
    }
    const parsed = parse.complete(statement, entity, 'change');
    const action = registry.action(parsed.action ?? '');
    if (parsed.verdict === 'form' && !fields) {
      throw coded(
        new InputError('This command is completed in a form first'),
        'placeholder-missing',
      );
    }
    const claim = {
      documentRef: statement.documentRef,
      path: statement.path,
      ...request.origin,
      statement: statement.text,
    };
    return {
      action,
      ...completeInput(
        action,
        parsed.input ?? {},
        // What the text says completely has nothing open, though it may hold nulls.
        refuseFields(parsed.verdict, fields),
      ),
      entity,
      origin: {
        ...claim,
        type,
        ...(await this.deps.origins.verify(caller, claim)),
      },
    };
  }
}

function completeInput(
  action: Action,
  open: JsonObject,
  fields: JsonObject | undefined,
): Pick<Wanted, 'input' | 'sealed'> {
  const { input, sealed } = fillFields(action, open, fields);
  return { input: parseWith(action.input, input), sealed };
}

function refuseFields(
  verdict: ServerStatement['verdict'],
  fields: JsonObject | undefined,
): JsonObject | undefined {
  if (verdict !== 'form' && fields && Object.keys(fields).length) {
    throw invalid('fields: the command is complete; nothing can be added');
  }
  return fields;
}
