import { LoggerService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { ResourcePermission } from '@backstage/plugin-permission-common';
import { JsonObject } from '@backstage/types';
import {
  DiffEntry,
  Fence,
  PickerChoice,
  PlaceholderType,
  PlanWarning,
  Preconditions,
  ResolvedTargetRef,
  Result,
  RevealedValue,
  Risk,
  RunEvent,
  RunProgress,
  StepPreview,
  TITANIUM_TARGET_RESOURCE_TYPE,
  Wording,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { z } from 'zod/v3';

/** What a module is told about the request it works for. @public */
export interface ActionContext {
  /** Aborted when the caller has gone or the run was cancelled. */
  signal: AbortSignal;
  logger: LoggerService;
  /** Entity ref of the person. Never used as a credential. */
  requester: string;
  /** The entity whose page asked, when the caller may read it. */
  entity?: Entity;
}

/**
 * What an action or read is aimed at, found on its platform.
 * @public
 */
export interface ResolvedTarget {
  ref: ResolvedTargetRef;
  /**
   * The entity annotation and value that the object or its controller root carries; undefined when it carries none.
   * Ownership is mutual: the entity must carry the annotation too and `isSelectedBy` must hold.
   */
  claim?: { annotation: string; value: string };
  /** True when the entity selects this object (cluster, namespace, id or label selector). */
  isSelectedBy(entity: Entity): boolean;
}

/** What a read is aimed at; it may be a whole namespace or cluster. @public */
export interface ReadTarget {
  cluster: string;
  /** Null for cluster-scoped kinds and for all namespaces: operators only. */
  namespace: string | null;
  kind: string;
  name: string | null;
}

/** One step as an action drafts it. @public */
export interface StepDraft {
  /** Key into the action's `steps`. */
  kind: string;
  title: string;
  wording?: Wording;
  input: JsonObject;
  preview: StepPreview;
  preconditions: Preconditions;
  fence: Fence;
}

/** A plan as an action drafts it; the core adds decision, approval, hash and expiry. @public */
export interface PlanDraft {
  /** One English sentence of what will happen. */
  sentence: string;
  /** The same for translation: a key of the front end and its values. */
  summary: { key: string; values: JsonObject };
  /** "Scale to 3". */
  confirmLabel: string;
  /** Overrides the action's risk when the input or target raises it. */
  risk?: Exclude<Risk, 'read'>;
  steps: StepDraft[];
  warnings: PlanWarning[];
  undo: { possible: boolean; reason?: string; wording?: Wording };
}

/** What a write left behind; kept with the run. @public */
export interface AppliedStep {
  /** Redacted touched fields, for audit. */
  before: JsonObject | null;
  after: JsonObject | null;
  /** What verification and undo need: resourceVersion of the write, old values. Redacted, JSON. */
  state: JsonObject;
}

/** What verification reports. The last value decides. @public */
export type VerifyUpdate =
  | { type: 'progress'; progress: RunProgress }
  | {
      type: 'evidence';
      source: Extract<RunEvent, { type: 'evidence' }>['source'];
      subject: string;
      text: string;
    }
  | { type: 'succeeded' }
  | { type: 'failed'; reason: string; wording?: Wording };

/** How a kind of step is carried out. @public */
export interface StepHandler {
  /**
   * Checks the preconditions against the live object (throws `ConflictError` when they no longer hold) and writes once.
   * Called at most once per run and step; after a crash the core calls `reconcile` instead. Only under the fence
   * `deterministicName` may whoever takes the run over call it again, since the name makes the second write fail.
   *
   * Call `held` after the last read and right before the write: it throws when another instance has taken the run over
   * meanwhile. With the resourceVersion of that read in the write, a late one is refused then (see `fence`). What fails
   * before `held` has answered counts as nothing sent, and the run as failed; of what fails after it `reconcile` tells more,
   * unless the platform refused or was not reached at all.
   */
  apply(
    step: {
      target: ResolvedTargetRef;
      input: JsonObject;
      preconditions: Preconditions;
      runId: string;
      held(): Promise<void>;
      /** Values of the action's `sealed` fields. Must not be part of what is returned. */
      sealed?: Readonly<Record<string, string>>;
    },
    context: ActionContext,
  ): Promise<AppliedStep>;
  /**
   * Makes every write that was prepared before fail, such as one of an instance that stands still since: moves the
   * resourceVersion without changing anything else. Called before `reconcile`, by whoever takes a run over and when the
   * answer to a write was lost; may be called several times. Without it, and when it throws, a change that has not been
   * made yet by then may still be, so that the run ends `unknown`.
   */
  fence?(
    step: {
      target: ResolvedTargetRef;
      input: JsonObject;
      runId: string;
      /** Rises with each taking over. */
      epoch: number;
    },
    context: ActionContext,
  ): Promise<void>;
  /** Why the change has not taken full effect in time. Called once, after verification was given up. */
  diagnose?(
    step: {
      target: ResolvedTargetRef;
      input: JsonObject;
      applied: AppliedStep;
      runId: string;
    },
    context: ActionContext,
  ): AsyncIterable<Extract<VerifyUpdate, { type: 'evidence' }>>;
  /** Watches until the change has really taken effect. Ends after `succeeded` or `failed`, or when aborted. */
  verify(
    step: {
      target: ResolvedTargetRef;
      input: JsonObject;
      applied: AppliedStep;
      runId: string;
    },
    context: ActionContext,
  ): AsyncIterable<VerifyUpdate>;
  /** After a crash between apply and its record: compares the live object with what the step would have left. */
  reconcile(
    step: {
      target: ResolvedTargetRef;
      input: JsonObject;
      preconditions: Preconditions;
      runId: string;
      /** When `apply` was called, ISO 8601 by the portal's clock. */
      since: string;
    },
    context: ActionContext,
  ): Promise<
    /**
     * `reason` says what else is to be known, where earlier steps have changed something. `final`: no request of before
     * can make the change any more, which else ends the run `unknown` where nothing fences it off.
     */
    | {
        outcome: 'not-applied';
        reason?: string;
        wording?: Wording;
        final?: boolean;
      }
    | { outcome: 'applied'; applied: AppliedStep }
    | { outcome: 'unknown'; reason: string }
  >;
}

/**
 * Something that changes a platform. Registered once at start-up; the same instance serves all requests.
 * @public
 */
export interface Action<TInput extends JsonObject = JsonObject> {
  id: string;
  title: string;
  description: string;
  risk: Exclude<Risk, 'read'>;
  /** Normalises: what it returns is what previews, rules and executors all see. Strict; no coercion. */
  input: z.ZodType<TInput, z.ZodTypeDef, unknown>;
  /**
   * Fields of the input that hold secrets: null in every input; each value is checked and made by its schema, kept in
   * memory for the plan only, never stored or shown, and handed to `apply` once.
   */
  sealed?: Readonly<Record<string, z.ZodType<string, z.ZodTypeDef, unknown>>>;
  /**
   * Who may not run it learns nothing of its target: it is decided before the object is read. `target` is then called
   * for anybody and must not ask the platform.
   */
  confidential?: boolean;
  /** Decides who may plan and run it, in place of `titanium.action.run`. */
  permission?: ResourcePermission<typeof TITANIUM_TARGET_RESOURCE_TYPE>;
  /** Why runs cannot be taken back; absent when they can. */
  undoReason?: string;
  /** Finds the object. Throws `NotFoundError` when there is none. */
  target(input: TInput, context: ActionContext): Promise<ResolvedTarget>;
  /**
   * True when an object that the input names is gone; without it, `target` tells by its `NotFoundError`. For platforms
   * that answer alike for what is gone and what may not be seen, and inputs that name more than the target. Called only
   * for callers who may read where it would be. Throws when it cannot be told.
   */
  missing?(input: TInput, context: ActionContext): Promise<boolean>;
  /** Reads the live object, dry-runs the change and warns. Must not change anything. */
  draft(
    input: TInput,
    target: ResolvedTarget,
    context: ActionContext,
  ): Promise<PlanDraft>;
  steps: Record<string, StepHandler>;
  /** The action and input that take an ended run back; undefined when that cannot be done any more. */
  undo?(run: {
    input: TInput;
    target: ResolvedTargetRef;
    steps: { kind: string; input: JsonObject; applied: AppliedStep | null }[];
  }): { action: string; input: JsonObject } | undefined;
  /**
   * Reads the value that a succeeded run granted to see. Called at most once a run that is answered, for its requester,
   * within a minute; the value goes into that answer and nowhere else. Never logs it, and puts it into no error.
   */
  reveal?(
    run: {
      input: TInput;
      target: ResolvedTargetRef;
      steps: { kind: string; input: JsonObject; applied: AppliedStep | null }[];
    },
    context: ActionContext,
  ): Promise<Omit<RevealedValue, 'until'>>;
  /** The equivalent command line. */
  toCommand(input: TInput): string;
}

/**
 * Something that only reads, answered at once.
 * @public
 */
export interface Read<TInput extends JsonObject = JsonObject> {
  id: string;
  title: string;
  description: string;
  input: z.ZodType<TInput, z.ZodTypeDef, unknown>;
  /** Where it looks, for authorization; called before `run`. May not reveal whether objects exist. */
  target(input: TInput, context: ActionContext): Promise<ReadTarget>;
  run(input: TInput, context: ActionContext): Promise<Result>;
  /**
   * True when the one object that the input names is gone; absent where inputs name none. Called only for callers who
   * may read where it would be. Throws when it cannot be told.
   */
  missing?(input: TInput, context: ActionContext): Promise<boolean>;
  toCommand(input: TInput): string;
}

/** Live choices for a type of placeholder. @public */
export interface Picker {
  type: PlaceholderType;
  /** Serves only actions and reads whose id begins so, `argocd.`; before pickers without. */
  actionPrefix?: string;
  /**
   * Choices within a cluster and namespace the caller may read. `input` is the statement's normalised input with the
   * fields already filled, so that containers follow the chosen pod.
   */
  choices(
    scope: { cluster: string; namespace: string | null; input: JsonObject },
    context: ActionContext,
  ): Promise<PickerChoice[]>;
}

/** Compares two redacted plain values and lists the leaves that differ. @public */
export type DiffFunction = (
  before: JsonObject | null,
  after: JsonObject | null,
) => DiffEntry[];
