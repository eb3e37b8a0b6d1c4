import { LoggerService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { isError, NotAllowedError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import {
  Decision,
  Plan,
  PlanWarning,
  RISKS,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  Action,
  ActionContext,
  PlanDraft,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { actionContext } from '../actions/context';
import { Auditing } from '../audit/Auditing';
import { Authorizer } from '../authorization/Authorizer';
import { Caller } from '../authorization/caller';
import { permissionOf } from '../authorization/permissionOf';
import { CallerCatalog } from '../entities/CallerCatalog';
import { Binding, EntityIndex, refOf } from '../entities/EntityIndex';
import { notPermitted } from '../errors';
import { TargetFinder } from './TargetFinder';

/** What an action proposes for now, and whether the person may. */
export interface Drafted {
  action: Action;
  draft: PlanDraft;
  target: Plan['target'];
  binding: Binding;
  decision: Decision;
  risk: Plan['risk'];
  steps: Plan['steps'];
  warnings: PlanWarning[];
}

/** Asks an action for a proposal and the policy for a decision. Changes and stores nothing. */
export class PlanDrafter {
  constructor(
    private readonly deps: {
      index: EntityIndex;
      authorizer: Authorizer;
      auditing: Auditing;
      targets: TargetFinder;
      catalog: CallerCatalog;
      logger: LoggerService;
    },
  ) {}

  /**
   * `fresh` asks the catalog for owners and memberships again instead of trusting what was known half a minute ago;
   * `minimumRisk` raises the risk, never lowers it.
   */
  async draft(
    caller: Caller,
    action: Action,
    input: JsonObject,
    options: {
      entity?: Entity;
      fresh?: boolean;
      minimumRisk?: Plan['risk'];
    } = {},
  ): Promise<Drafted> {
    const context: ActionContext = actionContext({
      logger: this.deps.logger,
      requester: caller.userRef,
      entity: options.entity,
    });
    const target = await this.deps.targets
      .find(caller, action, input, context)
      .catch(async error => {
        await this.#recordRefusal(caller, action, input, error);
        throw error;
      });
    const binding = await this.deps.index.bind(target, {
      fresh: options.fresh,
    });
    const { cluster, namespace, kind, name } = target.ref;
    const decide = (risk: Plan['risk']) =>
      this.deps.authorizer.decide(
        caller,
        permissionOf(action),
        { action: action.id, risk, cluster, namespace, kind, name, binding },
        { fresh: options.fresh },
      );
    const expected = worst(action.risk, options.minimumRisk ?? 'low');
    const first = await decide(expected);
    if (!first.allowed) {
      if (action.confidential) {
        await this.#refuse(caller, action, target.ref, first);
      }
      await this.#requireReadable(caller, action, target.ref, first);
    }
    const draft = await action.draft(input, target, context);
    const risk = worst(draft.risk ?? action.risk, options.minimumRisk ?? 'low');
    return {
      action,
      draft,
      target: target.ref,
      binding,
      decision: risk === expected ? first : await decide(risk),
      risk,
      steps: numbered(draft.steps),
      warnings: await this.#warnings(caller, draft, binding),
    };
  }

  /**
   * What a plan would do now, to be compared with what it says. Decides nothing: whoever is shown something of it was
   * allowed to see the plan.
   */
  async preview(
    plan: Plan,
    action: Action,
    entity: Entity | undefined,
  ): Promise<Pick<Drafted, 'target' | 'steps' | 'risk'>> {
    const context = actionContext({
      logger: this.deps.logger,
      requester: plan.requester,
      entity,
    });
    const target = await action.target(plan.input, context);
    const draft = await action.draft(plan.input, target, context);
    return {
      target: target.ref,
      steps: numbered(draft.steps),
      risk: worst(draft.risk ?? action.risk, plan.risk),
    };
  }

  /** A preview shows the object; who may neither change nor read it gets none. */
  async #requireReadable(
    caller: Caller,
    action: Action,
    target: Plan['target'],
    decision: Decision,
  ) {
    const { targets } = this.deps;
    if (!(await targets.mayRead(caller, action.id, target)).allowed) {
      await this.#refuse(caller, action, target, decision);
    }
  }

  async #refuse(
    caller: Caller,
    action: Action,
    target: Plan['target'],
    decision: Decision,
  ): Promise<never> {
    await this.deps.auditing.denied({
      actor: caller.userRef,
      event: 'plan.denied',
      subject: { action: action.id, target: { ...target } },
      reason: decision.reason,
    });
    throw notPermitted(decision);
  }

  /** Who may not even know whether there is such an object. */
  async #recordRefusal(
    caller: Caller,
    action: Action,
    { cluster, namespace, kind, name }: JsonObject,
    error: unknown,
  ) {
    if (isError(error) && error.name === NotAllowedError.name) {
      await this.deps.auditing.denied({
        actor: caller.userRef,
        event: 'plan.denied',
        subject: {
          action: action.id,
          target: { cluster, namespace, kind, name },
        },
        reason: error.message,
      });
    }
  }

  async #warnings(
    caller: Caller,
    draft: PlanDraft,
    binding: Binding,
  ): Promise<PlanWarning[]> {
    const warnings = [...draft.warnings];
    const unchanged = draft.steps.every(
      ({ preview }) => preview.source !== 'none' && !preview.entries.length,
    );
    if (unchanged && !warnings.some(({ code }) => code === 'no-change')) {
      warnings.push({
        code: 'no-change',
        severity: 'info',
        message: 'Everything is already as this would make it.',
      });
    }
    if (binding.entities.length > 1) {
      const readable = await this.deps.catalog.readable(
        caller,
        binding.entities,
      );
      const claims = readable.map(refOf);
      warnings.push({
        code: 'ownership',
        severity: 'warning',
        message: `More than one entity claims this object${
          claims.length ? ` (${claims.join(' and ')})` : ''
        }. Correct their annotations, or settle it with titanium.ownership in the configuration.`,
        values: { claims },
      });
    }
    return warnings;
  }
}

function numbered(steps: PlanDraft['steps']): Plan['steps'] {
  return steps.map((step, index) => ({ index, ...step }));
}

function worst(a: Plan['risk'], b: Plan['risk']): Plan['risk'] {
  return RISKS.indexOf(a) > RISKS.indexOf(b) ? a : b;
}
