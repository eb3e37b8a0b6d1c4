import { JsonObject } from '@backstage/types';
import {
  isRunEnded,
  RunState,
  Wording,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Action } from '@titanium-portal/backstage-plugin-titanium-node';
import { Authorizer } from '../authorization/Authorizer';
import { Caller } from '../authorization/caller';
import { permissionOf } from '../authorization/permissionOf';
import { NOTHING_TAKES_BACK } from '../plans/planFacts';
import { PlanService } from '../plans/PlanService';
import { Registry } from '../registry/Registry';
import { RevealService } from './RevealService';
import { RunRights, StoredRun } from './RunStore';

const NOT_ENDED = {
  reason: 'This run has not ended yet.',
  wording: { key: 'running' },
};
const TOO_LATE = {
  reason: 'It cannot be taken back any more.',
  wording: { key: 'late' },
};

/** What would take a run back, or why nothing does. */
type UndoProposal =
  | { action: Action; input: JsonObject }
  | { reason: string; wording?: Wording };

/** Says what may be done with a run: by its state, and by the rights of the person who asks. */
export class RunRightsJudge {
  constructor(
    private readonly deps: {
      plans: PlanService;
      registry: Registry;
      authorizer: Authorizer;
      reveals: RevealService;
    },
  ) {}

  /** What the person may do with the run now. */
  async may(
    caller: Caller,
    run: StoredRun,
    options: { fresh?: boolean } = {},
  ): Promise<RunRights> {
    const { authorizer, plans } = this.deps;
    const ended = isRunEnded(run.row.state as RunState);
    const undo = this.undoOf(run);
    const again = this.noRetry(run);
    const subject = await plans.subject(run.plan);
    const itself = this.deps.registry.findAction(run.plan.action);
    const [own, back] = await Promise.all(
      [itself, 'action' in undo ? undo.action : itself].map(async action => {
        const { allowed, reason } = await authorizer.decide(
          caller,
          permissionOf(action),
          { ...subject, action: action?.id ?? run.plan.action },
          options,
        );
        return allowed ? { possible: true } : { possible: false, reason };
      }),
    );
    return {
      undo: 'reason' in undo ? { possible: false, ...undo } : back,
      retry: again ? { possible: false, ...again } : own,
      cancel: ended ? { possible: false, reason: 'This run has ended.' } : own,
      reveal: { possible: await this.deps.reveals.offers(caller, run) },
    };
  }

  /** What would take the run back, or why nothing does. */
  undoOf({ row, plan, steps }: StoredRun): UndoProposal {
    const { registry } = this.deps;
    const action = registry.findAction(plan.action);
    if (row.state === 'undone' || row.undone_by) {
      return {
        reason: 'This run has been taken back already.',
        wording: { key: 'undone' },
      };
    }
    if (!isRunEnded(row.state as RunState)) {
      return NOT_ENDED;
    }
    if (!plan.undo.possible || !action?.undo) {
      const { reason, wording } = plan.undo;
      return reason === undefined ? NOTHING_TAKES_BACK : { reason, wording };
    }
    if (!steps.some(step => step.applied)) {
      return {
        reason: 'It has changed nothing.',
        wording: { key: 'unchanged' },
      };
    }
    const proposal = action.undo({
      input: plan.input,
      target: plan.target,
      steps: steps.map(({ index, applied }) => ({
        kind: plan.steps[index].kind,
        input: plan.steps[index].input,
        applied,
      })),
    });
    const undoing = proposal && registry.findAction(proposal.action);
    if (!proposal || !undoing) {
      return TOO_LATE;
    }
    const input = undoing.input.safeParse(proposal.input);
    return input.success ? { action: undoing, input: input.data } : TOO_LATE;
  }

  /** Why the run is not tried again. */
  noRetry({
    row,
  }: StoredRun): { reason: string; wording: Wording } | undefined {
    const state = row.state as RunState;
    if (!isRunEnded(state)) {
      return NOT_ENDED;
    }
    return ['failed', 'cancelled', 'unknown'].includes(state)
      ? undefined
      : {
          reason: 'Only what did not succeed is tried again.',
          wording: { key: 'succeeded' },
        };
  }
}
