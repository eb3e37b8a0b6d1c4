import { JsonObject } from '@backstage/types';
import {
  isRunEnded,
  Plan,
  Run,
  RunEventsPage,
  RunRequest,
  RunsPage,
  RunState,
  titaniumActionRunPermission,
  titaniumRunReadPermission,
  AuditRow,
  Wording,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Action } from '@titanium-portal/backstage-plugin-titanium-node';
import { Auditing } from '../audit/Auditing';
import { Authorizer } from '../authorization/Authorizer';
import { Caller } from '../authorization/caller';
import { RunRow } from '../database/tables';
import { CallerCatalog } from '../entities/CallerCatalog';
import { conflict, invalid, notPermitted, unknownId } from '../errors';
import { NOTHING_TAKES_BACK, subjectOf } from '../plans/planFacts';
import { PlanService } from '../plans/PlanService';
import { Registry } from '../registry/Registry';
import { RunEngine } from './RunEngine';
import { RunStarter } from './RunStarter';
import { RunFilter, RunStore, StoredRun, toRun, toSummary } from './RunStore';

/** How many events one page has at most. */
const EVENTS_PAGE = 500;
/** How many rows are looked at for one page of a list that a person may see little of. */
const MAX_SCANNED = 1000;

/** What would take a run back, or why nothing does. */
const NOT_ENDED = {
  reason: 'This run has not ended yet.',
  wording: { key: 'running' },
};
const TOO_LATE = {
  reason: 'It cannot be taken back any more.',
  wording: { key: 'late' },
};

type UndoProposal =
  | { action: Action; input: JsonObject }
  | { reason: string; wording?: Wording };

/** Shows, starts, cancels and takes back runs, each for the person who asks. */
export class RunService {
  constructor(
    private readonly deps: {
      store: RunStore;
      plans: PlanService;
      starter: RunStarter;
      engine: RunEngine;
      registry: Registry;
      authorizer: Authorizer;
      catalog: CallerCatalog;
      auditing: Auditing;
    },
  ) {}

  async start(caller: Caller, request: RunRequest): Promise<Run> {
    return this.get(caller, await this.deps.starter.start(caller, request));
  }

  async get(caller: Caller, id: string): Promise<Run> {
    const run = await this.#visible(caller, id);
    return toRun(run, await this.#may(caller, run));
  }

  /** Runs that the person may see, newest first. */
  async list(
    caller: Caller,
    filter: Omit<RunFilter, 'before'> & { cursor?: string },
  ): Promise<RunsPage> {
    const { cursor, limit, ...rest } = filter;
    const items: { row: RunRow; plan: Plan }[] = [];
    let before = cursor ? decodeCursor(cursor) : undefined;
    for (let scanned = 0; scanned < MAX_SCANNED; ) {
      const batch = Math.max(limit + 1, 50);
      const found = await this.deps.store.list({
        ...rest,
        before,
        limit: batch,
      });
      scanned += found.length;
      items.push(...(await this.#filterVisible(caller, found)));
      const last = found.at(-1)?.row;
      before = last && { startedAt: last.started_at, id: last.id };
      if (items.length > limit || found.length < batch) break;
    }
    const page = items.slice(0, limit);
    const last = page.at(-1)?.row;
    return {
      items: page.map(({ row, plan }) => toSummary(row, plan)),
      nextCursor: items.length > limit && last ? encodeCursor(last) : null,
    };
  }

  async events(
    caller: Caller,
    id: string,
    after: number,
  ): Promise<RunEventsPage> {
    await this.#visible(caller, id);
    const events = await this.deps.store.events(id, after, EVENTS_PAGE);
    const run = await this.deps.store.find(id);
    return { events, state: (run?.row.state ?? 'unknown') as RunState };
  }

  async audit(caller: Caller, id: string): Promise<{ rows: AuditRow[] }> {
    const { row } = await this.#visible(caller, id);
    return { rows: await this.deps.auditing.log.rowsAbout(id, row.plan_id) };
  }

  /** Stops watching, or stops before the next step; what was changed stays. */
  async cancel(caller: Caller, id: string): Promise<Run> {
    const run = await this.#visible(caller, id);
    const { auditing, engine, store } = this.deps;
    const subject = { ...subjectOf(run.plan), run: id };
    const { cancel } = await this.#may(caller, run, { fresh: true });
    if (isRunEnded(run.row.state as RunState)) {
      throw conflict('This run has already ended', 'invalid-input');
    }
    if (!cancel.possible) {
      const reason = cancel.reason ?? 'You may not cancel this run';
      await auditing.denied({
        actor: caller.userRef,
        event: 'run.cancel_denied',
        subject,
        reason,
      });
      throw notPermitted(reason);
    }
    await store.knex.transaction(async trx => {
      if (await store.requestCancel(trx, id, caller.userRef)) {
        await auditing.log.append(trx, [
          { actor: caller.userRef, event: 'run.cancel_requested', subject },
        ]);
      }
    });
    engine.cancel(id);
    return this.get(caller, id);
  }

  /** A plan that takes an ended run back. It is decided, approved and run like any other. */
  async undo(caller: Caller, id: string): Promise<Plan> {
    const run = await this.#visible(caller, id);
    const undo = this.#undoOf(run);
    if ('reason' in undo) {
      throw conflict(undo.reason, 'invalid-input');
    }
    if (await this.deps.store.undoing(id)) {
      throw conflict('This run is being taken back already', 'target-locked');
    }
    const { plan } = run;
    return this.deps.plans.make(caller, {
      action: undo.action,
      input: undo.input,
      entity: plan.entityRef
        ? await this.deps.catalog.find(caller, plan.entityRef)
        : undefined,
      origin: { type: 'undo', undoOf: id, verified: true },
      // What needed a second person needs one to be taken back, too.
      minimumRisk: plan.risk,
    });
  }

  /** The run, for those who may see it; everybody else learns nothing. */
  async #visible(caller: Caller, id: string): Promise<StoredRun> {
    const run = await this.deps.store.find(id);
    if (!run || !(await this.deps.plans.maySee(caller, run.plan))) {
      throw unknownId('run');
    }
    return run;
  }

  async #filterVisible(
    caller: Caller,
    found: { row: RunRow; plan: Plan }[],
  ): Promise<{ row: RunRow; plan: Plan }[]> {
    const others = found.filter(({ row }) => row.requester !== caller.userRef);
    if (!others.length) {
      return found;
    }
    const decisions = await this.deps.authorizer.decideAll(
      caller,
      titaniumRunReadPermission,
      await Promise.all(
        others.map(({ plan }) => this.deps.plans.subject(plan)),
      ),
    );
    const hidden = new Set(others.filter((_, i) => !decisions[i].allowed));
    return found.filter(item => !hidden.has(item));
  }

  /** What the person may do with the run now. */
  async #may(
    caller: Caller,
    run: StoredRun,
    options: { fresh?: boolean } = {},
  ): Promise<Pick<Run, 'undo' | 'cancel'>> {
    const ended = isRunEnded(run.row.state as RunState);
    const undo = ended ? this.#undoOf(run) : undefined;
    const hasEnded = { possible: false, reason: 'This run has ended.' };
    if (undo && 'reason' in undo) {
      return {
        undo: { possible: false, ...undo },
        cancel: hasEnded,
      };
    }
    const subject = await this.deps.plans.subject(run.plan);
    const decision = await this.deps.authorizer.decide(
      caller,
      titaniumActionRunPermission,
      { ...subject, action: undo?.action.id ?? run.plan.action },
      options,
    );
    const may = decision.allowed
      ? { possible: true }
      : { possible: false, reason: decision.reason };
    return ended
      ? { undo: may, cancel: hasEnded }
      : {
          undo: { possible: false, ...NOT_ENDED },
          cancel: may,
        };
  }

  #undoOf({ row, plan, steps }: StoredRun): UndoProposal {
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
}

function encodeCursor(row: RunRow): string {
  return Buffer.from(`${row.started_at}|${row.id}`).toString('base64url');
}

function decodeCursor(cursor: string): { startedAt: string; id: string } {
  const [startedAt, id] = Buffer.from(cursor, 'base64url')
    .toString()
    .split('|');
  if (!startedAt || !id || cursor.length > 200) {
    throw invalid('The cursor is not one of this list');
  }
  return { startedAt, id };
}
