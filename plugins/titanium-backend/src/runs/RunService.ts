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
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Auditing } from '../audit/Auditing';
import { Authorizer } from '../authorization/Authorizer';
import { Caller, notPersonally } from '../authorization/caller';
import { RunRow } from '../database/tables';
import { CallerCatalog } from '../entities/CallerCatalog';
import { conflict, notPermitted, unknownId } from '../errors';
import { subjectOf } from '../plans/planFacts';
import { PlanService } from '../plans/PlanService';
import { decodeCursor, encodeCursor } from './runCursor';
import { RunEngine } from './RunEngine';
import { RunRightsJudge } from './RunRightsJudge';
import { RunStarter } from './RunStarter';
import { RunFilter, RunStore, StoredRun, toRun, toSummary } from './RunStore';

/** How many events one page has at most. */
const EVENTS_PAGE = 500;
/** How many rows are looked at for one page of a list that a person may see little of. */
const MAX_SCANNED = 1000;

/** Shows, starts, cancels and takes back runs, each for the person who asks. */
export class RunService {
  constructor(
    private readonly deps: {
      store: RunStore;
      plans: PlanService;
      starter: RunStarter;
      engine: RunEngine;
      rights: RunRightsJudge;
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
    return toRun(run, await this.deps.rights.may(caller, run));
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
    const { cancel } = await this.deps.rights.may(caller, run, { fresh: true });
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
    const undo = this.deps.rights.undoOf(run);
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
    const refusal = this.deps.rights.noRetry(run);
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
}
