import { randomUUID } from 'node:crypto';
import { Plan } from '@titanium-portal/backstage-plugin-titanium-common';
import { Caller } from '../authorization/caller';
import { names } from '../authorization/explain';
import { TitaniumOptions } from '../config/options';
import { isoIn, isoNow } from '../database/database';
import { refOf } from '../entities/EntityIndex';
import { PlanDrafter } from './PlanDrafter';
import { undoOf } from './planFacts';
import { planHash } from './planHash';
import { Wanted } from './wanted';

/** The whole plan of what was drafted and decided, with its approval, hash and expiry. */
export function composePlan(
  caller: Caller,
  wanted: Wanted,
  drafted: Awaited<ReturnType<PlanDrafter['draft']>>,
  options: TitaniumOptions,
): Plan {
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
