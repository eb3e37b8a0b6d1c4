import { LoggerService } from '@backstage/backend-plugin-api';
import { Plan } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  Action,
  ActionContext,
  StepHandler,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { actionContext } from '../actions/context';
import { SealedValues } from '../plans/SealedValues';
import { RunJournal } from './RunJournal';
import { StoredStep } from './RunStore';

/** Longest wait for one call of a step's handler. */
const CALL_MS = 60_000;

/** What carrying out a run needs beside its journal. */
export interface RunTaskDeps {
  action: Action | undefined;
  /** `restart`: whoever had it is gone; `takeover`: it may still be alive. */
  recovery: 'none' | 'restart' | 'takeover';
  verifyTimeout: number;
  sealed: SealedValues;
  logger: LoggerService;
}

/** One step of a plan and what carries it out. */
export interface StepWork {
  plan: Plan;
  step: StoredStep;
  handler: StepHandler;
}

/** What a handler is told, of the run's requester. */
export function contextOf(
  journal: RunJournal,
  { logger }: RunTaskDeps,
  signal = AbortSignal.timeout(CALL_MS),
): ActionContext {
  const { requester } = journal.run.plan;
  return actionContext({ logger, requester, signal });
}
