import { PlanRequest } from '@titanium-portal/backstage-plugin-titanium-common';

/** Where a plan comes from, so that a fresh one can be asked for. @public */
export type PlanSource =
  | { type: 'request'; request: PlanRequest }
  | { type: 'undo'; runId: string }
  | { type: 'retry'; runId: string }
  | { type: 'renewal'; planId: string }
  | { type: 'plan'; id: string };
