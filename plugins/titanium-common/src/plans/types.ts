import { JsonObject } from '@backstage/types';
import { Decision, ResolvedTargetRef, Risk } from '../actions/types';
import { StatementSource } from '../commands/types';

/** @public */
export type PlanState =
  | 'draft'
  | 'awaiting_approval'
  | 'approved'
  | 'consumed'
  | 'expired'
  | 'rejected';

/** One field that a step changes, redacted. Paths are as kubectl explain writes them. @public */
export interface DiffEntry {
  path: string;
  /** JSON text of the value, or null when there was none. */
  before: string | null;
  after: string | null;
}

/** The change a step would make, as the server's own dry run answered. @public */
export interface StepPreview {
  /** `dry-run`: asked of the platform; `computed`: derived from the live object; `none`: see `reason`. */
  source: 'dry-run' | 'computed' | 'none';
  reason?: string;
  /** Of `reason`, as a whole sentence; without it the platform was asked and gave none. */
  wording?: Wording;
  entries: DiffEntry[];
  /** Whole redacted objects as YAML for the unified and split views; absent when there is none. */
  before?: string;
  after?: string;
}

/** What must still be true when a step is applied. @public */
export interface Preconditions {
  uid: string | null;
  generation: number | null;
  /** Hash of the fields that the step touches. */
  fieldsHash: string | null;
}

/**
 * One field of an undo when its object has changed since the run: what the run left, what is there now, and what the
 * undo would write. JSON texts, redacted; null: there is no such field. @public
 */
export interface ThreeWayEntry {
  path: string;
  base: string | null;
  theirs: string | null;
  ours: string | null;
  /** True when the undo would write over what somebody else has changed since. */
  conflict: boolean;
}

/** Something a person should know before confirming. @public */
export interface PlanWarning {
  /**
   * `hpa`, `paused`, `disruption-budget`, `single-replica`, `database-scale`, `gitops`, `no-preview`, `no-change`,
   * `ownership`, `changed-since` (of an undo, with `paths` and `conflicts`), or a module's own.
   */
  code: string;
  severity: 'info' | 'warning' | 'danger';
  /** English sentence; pages translate by code with `values` and fall back to this. */
  message: string;
  values?: JsonObject;
}

/**
 * A sentence of the server for pages in other languages: a key of the front end and its values. Stands beside the same
 * sentence in English, which pages fall back to.
 * @public
 */
export interface Wording {
  key: string;
  values?: Record<string, string>;
}

/** @public */
export type Fence =
  | 'resourceVersion'
  | 'deterministicName'
  | 'transaction'
  | 'none';

/** @public */
export type StepState =
  | 'pending'
  | 'applying'
  | 'applied'
  | 'verifying'
  | 'succeeded'
  | 'failed'
  | 'skipped'
  | 'unknown';

/** One step of a plan, in order. @public */
export interface PlanStep {
  index: number;
  /** The action's own name of the step: `scale`, `pause-autosync`. */
  kind: string;
  /** English sentence. */
  title: string;
  wording?: Wording;
  input: JsonObject;
  preview: StepPreview;
  preconditions: Preconditions;
  fence: Fence;
}

/**
 * Why the claim that a plan comes from a step of a document could not be confirmed: the document or page is not
 * published (or not for the requester), the page does not hold the step, or it could not be read.
 * @public
 */
export type OriginProblem =
  | 'page-not-found'
  | 'step-not-found'
  | 'page-too-large'
  | 'page-unreadable';

/** Where a plan came from. The browser's claim until `verified`. @public */
export interface PlanOrigin {
  type: 'tab' | 'document' | 'undo' | 'actions-registry';
  documentRef?: string;
  path?: string;
  heading?: string;
  /**
   * Identity of the step: SHA-256, hexadecimal, over its statement and heading as published. Set by the server, only
   * when `verified`.
   */
  stepHash?: string;
  /** The id of the heading in the published page; only when `verified`. */
  anchor?: string;
  /** The statement as written. */
  statement?: string;
  /** The run this plan takes back. */
  undoOf?: string;
  /** The run that did not succeed and is tried again. */
  retryOf?: string;
  /** The plan that could not be used any more and was made anew. */
  renewalOf?: string;
  verified: boolean;
  /** Why the step is not verified; absent where no document was named. */
  problem?: OriginProblem;
}

/** What a second person has decided. @public */
export interface PlanJudgement {
  verdict: 'approved' | 'rejected';
  /** Entity ref of the person. */
  by: string;
  at: string;
  /** What they said, for a rejection. */
  reason?: string;
}

/** An origin as lists show it: the statement stands in the plan. @public */
export type StepOrigin = Omit<PlanOrigin, 'statement'>;

/** A frozen, typed proposal. @public */
export interface Plan {
  id: string;
  state: PlanState;
  action: string;
  title: string;
  input: JsonObject;
  risk: Exclude<Risk, 'read'>;
  target: ResolvedTargetRef;
  /** The entity whose page asked, when there was one. */
  entityRef: string | null;
  /** Entities bound to the target. */
  boundEntityRefs: string[];
  requester: string;
  /** What will happen, in one English sentence; `summary` lets pages say it in their language. */
  sentence: string;
  summary: { key: string; values: JsonObject };
  /** The verb of the confirm button: "Scale to 3". */
  confirmLabel: string;
  steps: PlanStep[];
  warnings: PlanWarning[];
  decision: Decision;
  approval: {
    required: boolean;
    approvers: string[];
    reason?: string;
    /** The newest decision; absent while nobody has decided. */
    judgement?: PlanJudgement;
  };
  /** Whether and how the run could be taken back. */
  undo: { possible: boolean; reason?: string; wording?: Wording };
  /** Of an undo whose object has changed since the run; absent when it has not. */
  threeWay?: ThreeWayEntry[];
  /** The run that has used the plan up. */
  runId: string | null;
  /** Equivalent command line. */
  command: string | null;
  origin: PlanOrigin;
  hash: string;
  createdAt: string;
  expiresAt: string;
}

/** A plan that waits for a person. Collection `approvals` of the portal-wide topic `approvals`, keyed by id. @public */
export interface ApprovalRow
  extends Pick<
    Plan,
    | 'id'
    | 'state'
    | 'action'
    | 'title'
    | 'risk'
    | 'target'
    | 'entityRef'
    | 'boundEntityRefs'
    | 'requester'
    | 'sentence'
    | 'summary'
    | 'createdAt'
    | 'expiresAt'
  > {
  origin: StepOrigin;
  /** Whether the viewer may approve it: never their own. */
  mayApprove: boolean;
  /** Whether the viewer has made it. Own plans stay until they are started, so that an approved one is not forgotten. */
  mine: boolean;
}

/** Body of `POST /plans`: an action with its input, or a statement. @public */
export interface PlanRequest {
  action?: { id: string; input: JsonObject };
  statement?: StatementSource;
  /**
   * What a form gave for inputs that the statement or action leaves null. Anything the text fixes cannot be given again.
   * Secret values travel here, too; they are kept out of the plan.
   */
  fields?: JsonObject;
  entityRef?: string;
  /** Where the browser says it stands; the server looks it up in the published page. */
  origin?: Pick<PlanOrigin, 'documentRef' | 'path' | 'heading'>;
}

/** Body of `POST /plans/:id/approve`. @public */
export interface ApproveRequest {
  /** The plan's hash, as the approver saw it: only exactly that is approved. */
  hash: string;
}

/** Body of `POST /read`. @public */
export interface ReadRequest {
  action?: { id: string; input: JsonObject };
  statement?: StatementSource;
  entityRef?: string;
}
