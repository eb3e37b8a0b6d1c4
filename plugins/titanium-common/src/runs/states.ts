import { RunState } from './types';

/** Which run states may follow which. @public */
export const RUN_TRANSITIONS: Readonly<Record<RunState, readonly RunState[]>> =
  {
    queued: ['applying', 'cancelled', 'failed', 'unknown'],
    applying: ['applied', 'failed', 'unknown', 'cancelled'],
    applied: ['verifying', 'applying', 'failed', 'unknown'],
    verifying: ['succeeded', 'failed', 'cancelled', 'applying', 'unknown'],
    succeeded: ['undone'],
    failed: ['undone'],
    cancelled: ['undone'],
    unknown: ['succeeded', 'failed', 'undone'],
    undone: [],
  };

/** True when a run may go from one state to the other. @public */
export function canMoveRun(from: RunState, to: RunState): boolean {
  return RUN_TRANSITIONS[from].includes(to);
}

/** True when the portal does nothing more for the run by itself. @public */
export function isRunEnded(state: RunState): boolean {
  return ['succeeded', 'failed', 'cancelled', 'unknown', 'undone'].includes(
    state,
  );
}
