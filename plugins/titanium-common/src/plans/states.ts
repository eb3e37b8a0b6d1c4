import { PlanState } from './types';

/** Which plan states may follow which. Nothing leaves `consumed`, `expired` or `rejected`. @public */
export const PLAN_TRANSITIONS: Readonly<
  Record<PlanState, readonly PlanState[]>
> = {
  draft: ['awaiting_approval', 'consumed', 'expired', 'rejected'],
  awaiting_approval: ['approved', 'rejected', 'expired'],
  // Back again: the approver's own rights were lost.
  approved: ['awaiting_approval', 'consumed', 'expired', 'rejected'],
  consumed: [],
  expired: [],
  rejected: [],
};

/** True when a plan may go from one state to the other. @public */
export function canMovePlan(from: PlanState, to: PlanState): boolean {
  return PLAN_TRANSITIONS[from].includes(to);
}
