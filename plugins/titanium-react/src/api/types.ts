import { JsonObject } from '@backstage/types';
import {
  ActionDescriptor,
  AuditPage,
  AuditQuery,
  AuditRow,
  AuditVerification,
  ChoicesRequest,
  ChoicesResponse,
  Decision,
  ParseRequest,
  ParseResponse,
  Plan,
  PlanRequest,
  ReadRequest,
  Result,
  RevealedValue,
  Risk,
  Run,
  RunEventsPage,
  RunRequest,
  RunsPage,
  RunState,
  StreamMessage,
  StreamRequest,
  TargetRef,
  ViewState,
} from '@titanium-portal/backstage-plugin-titanium-common';

/** An action with its input, asked about before a button is shown. @public */
export interface ActionCheckRequest {
  action: string;
  input: JsonObject;
  entityRef?: string;
}

/** Whether the caller may, and how the same is said in a shell. @public */
export interface ActionCheck {
  decision: Decision;
  command: string | null;
  title: string;
  risk: Risk;
  undoable: boolean;
}

/** Answer of `POST /read`. @public */
export interface ReadResponse {
  result: Result;
  action: string;
  input: JsonObject;
  command: string | null;
  target: TargetRef;
  /** What was taken from the entity because the statement did not say it. */
  defaults: { cluster?: string; namespace?: string };
  /** ISO time of the answer. */
  at: string;
}

/**
 * Whether what a step names is there. `unknown`: it may not be looked at, cannot be told, or the step names no single
 * object.
 * @public
 */
export type TargetState = 'there' | 'missing' | 'unknown';

/** What the portal knows of the caller and of itself. @public */
export interface PortalInfo {
  userRef: string;
  /** True while permissions are off: nothing can be changed. */
  readOnly: boolean;
  memberOf: string[];
  /** Stream topics and command tools that are installed. */
  modules: string[];
}

/** Filters of `GET /runs`; absent means any. @public */
export interface RunsQuery {
  entityRef?: string;
  requester?: string;
  action?: string;
  state?: RunState;
  cursor?: string;
  limit?: number;
}

/**
 * The Titanium back end as pages see it. Every method rejects with {@link TitaniumRequestError}; an aborted call rejects
 * with an `AbortError`.
 * @public
 */
export interface TitaniumApi {
  parse(request: ParseRequest, signal?: AbortSignal): Promise<ParseResponse>;
  choices(
    request: ChoicesRequest,
    signal?: AbortSignal,
  ): Promise<ChoicesResponse>;
  read(request: ReadRequest, signal?: AbortSignal): Promise<ReadResponse>;

  actions(signal?: AbortSignal): Promise<ActionDescriptor[]>;
  /** At most 50 a call; answers in the order asked. */
  checkActions(
    items: ActionCheckRequest[],
    signal?: AbortSignal,
  ): Promise<ActionCheck[]>;

  /** Which of the objects that steps name are gone; at most 200 a call, answers in the order asked. */
  checkTargets(
    steps: { action: string; input: JsonObject }[],
    signal?: AbortSignal,
  ): Promise<TargetState[]>;

  createPlan(request: PlanRequest, signal?: AbortSignal): Promise<Plan>;
  plan(id: string, signal?: AbortSignal): Promise<Plan>;
  /** `hash` is the plan's, as the approver sees it: any other is refused. */
  approvePlan(id: string, hash: string): Promise<Plan>;
  rejectPlan(id: string, reason?: string): Promise<Plan>;

  startRun(request: RunRequest): Promise<Run>;
  runs(query: RunsQuery, signal?: AbortSignal): Promise<RunsPage>;
  run(id: string, signal?: AbortSignal): Promise<Run>;
  /** Events with a sequence above `after`, oldest first. */
  runEvents(
    id: string,
    after: number,
    signal?: AbortSignal,
  ): Promise<RunEventsPage>;
  runAudit(id: string, signal?: AbortSignal): Promise<AuditRow[]>;
  /** Rows of the whole audit, newest first; for those who may read it. */
  audit(query: AuditQuery, signal?: AbortSignal): Promise<AuditPage>;
  /** Checks the whole chain of hashes. */
  verifyAudit(signal?: AbortSignal): Promise<AuditVerification>;
  /** NDJSON that can be verified without the portal. */
  exportAudit(
    range: Pick<AuditQuery, 'from' | 'to'>,
    signal?: AbortSignal,
  ): Promise<Blob>;
  cancelRun(id: string): Promise<Run>;
  /** The value that a run granted to see: once, to its requester, within a minute. Keep it no longer than it says. */
  revealRun(id: string): Promise<RevealedValue>;
  /** Plans the way back; nothing changes before that plan is confirmed. */
  undoRun(id: string): Promise<Plan>;
  /** A new plan from the input of a run that did not succeed. */
  retryRun(id: string): Promise<Plan>;
  /** A new plan from the input of a plan that cannot be used any more. */
  renewPlan(id: string): Promise<Plan>;

  /**
   * One connection; messages as they arrive. Ends when the server closes, throws when the connection could not be opened
   * or breaks, and closes it when `signal` aborts or the consumer stops.
   */
  stream(
    request: StreamRequest,
    signal: AbortSignal,
  ): AsyncIterable<StreamMessage>;
  /** One view of an entity as it is now. */
  entityView(
    entityRef: string,
    view: string,
    signal?: AbortSignal,
  ): Promise<ViewState>;

  me(signal?: AbortSignal): Promise<PortalInfo>;
}
