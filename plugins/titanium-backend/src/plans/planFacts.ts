import { isError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { Plan } from '@titanium-portal/backstage-plugin-titanium-common';
import { Action } from '@titanium-portal/backstage-plugin-titanium-node';
import { conflict, unknownId } from '../errors';

/** How audit rows name a plan. */
export function subjectOf(plan: Plan): JsonObject & { plan: string } {
  return {
    plan: plan.id,
    action: plan.action,
    target: { ...plan.target },
    entities: plan.boundEntityRefs,
  };
}

/** Why a plan in this state cannot be used. */
export function stateError(plan: Plan | undefined) {
  switch (plan?.state) {
    case undefined:
      return unknownId('plan');
    case 'expired':
      return conflict('This plan has expired; make a new one', 'plan-expired');
    case 'awaiting_approval':
      return conflict(
        'This plan still waits for its approval',
        'approval-required',
      );
    case 'rejected':
      return conflict('This plan was rejected', 'plan-consumed');
    case 'approved':
      return conflict('This plan is approved already', 'plan-consumed');
    case 'draft':
      return conflict('This plan needs no approval', 'invalid-input');
    default:
      return conflict('This plan has been used already', 'plan-consumed');
  }
}

/** Why a plan that says no more about it cannot be taken back. */
export const NOTHING_TAKES_BACK = {
  reason: 'Nothing can take it back.',
  wording: { key: 'none' },
};

/** Whether and how a run of the plan could be taken back. */
export function undoOf(action: Action, drafted: Plan['undo']): Plan['undo'] {
  if (action.undo) {
    return drafted;
  }
  const reason = drafted.reason ?? action.undoReason;
  return reason === undefined
    ? { possible: false, ...NOTHING_TAKES_BACK }
    : { possible: false, reason, wording: drafted.wording };
}

/** The later of two times. */
export function later(a: string, b: string): string {
  return a > b ? a : b;
}

/** The plan does not say any more what would happen. */
export function planChanged(why: string) {
  return conflict(
    `${why.replace(/\.$/, '')}. Make a new plan and look at it again`,
    'plan-changed',
  );
}

/** What a fresh preview was refused with, as the reason why a plan does not hold any more; other errors stay. */
export function asPlanChanged(error: unknown): unknown {
  return isError(error) &&
    ['ConflictError', 'NotFoundError', 'InputError'].includes(error.name)
    ? planChanged(error.message)
    : error;
}
