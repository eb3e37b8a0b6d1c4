import { JsonObject } from '@backstage/types';
import {
  isRunEnded,
  Plan,
  Run,
  RunEventsPage,
  RunRequest,
  RunsPage,
  RunState,
  RunSummary,
  titaniumRunReadPermission,
  AuditRow,
  Wording,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Action } from '@titanium-portal/backstage-plugin-titanium-node';
import { Auditing } from '../audit/Auditing';
import { Authorizer } from '../authorization/Authorizer';
import { Caller, notPersonally } from '../authorization/caller';
import { permissionOf } from '../authorization/permissionOf';
import { RunRow } from '../database/tables';
import { CallerCatalog } from '../entities/CallerCatalog';
import { conflict, invalid, notPermitted, unknownId } from '../errors';
import { NOTHING_TAKES_BACK, subjectOf } from '../plans/planFacts';
import { PlanService } from '../plans/PlanService';
import { Registry } from '../registry/Registry';
import { RevealService } from './RevealService';
import { RunEngine } from './RunEngine';
import { RunStarter } from './RunStarter';
import {
  RunFilter,
  RunRights,
  RunStore,
  StoredRun,
  toRun,
  toSummary,
} from './RunStore';

/** How many events one page has at most. */
const EVENTS_PAGE = 500;
/** How many rows are looked at for one page of a list that a person may see little of. */
const MAX_SCANNED = 1000;

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
      reveals: RevealService;
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

  /** The newest runs of each step of a document that the person may see, newest first. */
  async ofDocument(caller: Caller, documentRef: string): Promise<RunSummary[]> {
    const found = await this.deps.store.ofDocument(documentRef);
    const visible = await this.#filterVisible(caller, found);
    return visible.map(({ row, plan }) => toSummary(row, plan));
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
    const reason =
      notPersonally(caller) ??
      (cancel.possible
        ? undefined
        : cancel.reason ?? 'You may not cancel this run');
    if (reason !== undefined) {
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

  /** A new plan from the input of a run that did not succeed: what the old one promised may not hold any more. */
  async retry(caller: Caller, id: string): Promise<Plan> {
    const run = await this.#visible(caller, id);
    const refusal = noRetry(run);
    if (refusal) {
      throw conflict(refusal.reason, 'invalid-input');
    }
    return this.deps.plans.again(caller, run.plan, { retryOf: id });
  }

  /** The run, for those who may see it; everybody else learns nothing. */
  async #visible(caller: Caller, id: string): Promise<StoredRun> {
    const { store, plans, auditing } = this.deps;
    const run = await store.find(id);
    if (!run) {
      throw unknownId('run');
    }
    if (!(await plans.maySee(caller, run.plan))) {
      auditing.hidden({
        actor: caller.userRef,
        event: 'run.read_denied',
        subject: { ...subjectOf(run.plan), run: id },
        reason: 'They may not see runs on this target.',
      });
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
  ): Promise<RunRights> {
    const { authorizer, plans } = this.deps;
    const ended = isRunEnded(run.row.state as RunState);
    const undo = this.#undoOf(run);
    const again = noRetry(run);
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

/** Why a run is not tried again. */
function noRetry({
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

function encodeCursor(row: RunRow): string {
  return Buffer.from(`${row.started_at}|${row.id}`).toString('base64url');
}

function decodeCursor(cursor: string): { startedAt: string; id: string } {
  const text = Buffer.from(cursor, 'base64url').toString();
  const [, startedAt, id] =
    /^([\d:.TZ-]{20,30})\|([0-9a-f-]{36})$/.exec(text) ?? [];
  if (!startedAt || !id) {
    throw invalid('The cursor is not one of this list');
  }
  return { startedAt, id };
}
