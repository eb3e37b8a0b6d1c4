import { JsonObject } from '@backstage/types';
import { ResolvedTargetRef, Risk } from '../actions/types';
import { Plan, StepOrigin, StepState, Wording } from '../plans/types';

/** @public */
export type RunState =
  | 'queued'
  | 'applying'
  | 'applied'
  | 'verifying'
  | 'succeeded'
  | 'failed'
  | 'cancelled'
  | 'unknown'
  | 'undone';

/** What a person watching a run would want to know. @public */
export interface RunProgress {
  /** English sentence: "2 of 3 ready, waiting for prod-api-gateway-…". */
  message: string;
  /** The parts of the message, joined by commas. */
  wording?: Wording[];
  done?: number;
  total?: number;
  /** Objects still awaited, with the platform's reason. */
  waitingFor?: { kind: string; name: string; reason?: string }[];
  /** True when nothing has moved for a while; `evidence` then says why. */
  stalled?: boolean;
}

/** An entry of a run's append-only log. @public */
export type RunEvent = {
  /** Rises by one within a run. */
  sequence: number;
  time: string;
  step: number | null;
} & (
  | { type: 'state'; state: RunState; reason?: string; wording?: Wording }
  | { type: 'step'; state: StepState; reason?: string; wording?: Wording }
  | { type: 'progress'; progress: RunProgress }
  | {
      type: 'evidence';
      source: 'event' | 'log' | 'condition';
      subject: string;
      text: string;
    }
  /** The value that the run granted to see was shown to its requester. */
  | { type: 'revealed' }
);

/** @public */
export interface RunStep {
  index: number;
  title: string;
  state: StepState;
  startedAt: string | null;
  endedAt: string | null;
  /** Redacted values of the touched fields before and after the write. */
  before: JsonObject | null;
  after: JsonObject | null;
  error: string | null;
}

/** A list row. @public */
export interface RunSummary {
  id: string;
  planId: string;
  state: RunState;
  action: string;
  title: string;
  /** What the plan said would happen, in English; `summary` lets pages say it in their language. */
  sentence: string;
  summary: Plan['summary'];
  risk: Exclude<Risk, 'read'>;
  target: ResolvedTargetRef;
  boundEntityRefs: string[];
  requester: string;
  startedAt: string;
  endedAt: string | null;
  progress: RunProgress | null;
  undoOf: string | null;
  undoneBy: string | null;
  /** The page it came from; steps of documents count only when `verified`. */
  origin: StepOrigin;
}

/** @public */
export interface Run extends RunSummary {
  plan: Plan;
  steps: RunStep[];
  /** Whether the caller may take it back now. */
  undo: { possible: boolean; reason?: string; wording?: Wording };
  /** Whether the caller may try it again now: a new plan from the same input. */
  retry: { possible: boolean; reason?: string; wording?: Wording };
  /** Whether the caller may cancel it now. */
  cancel: { possible: boolean; reason?: string };
  /** Whether the caller may be shown the value that the run granted to see, once, now. */
  reveal: { possible: boolean };
  /** Sequence of the newest event. */
  lastEvent: number;
}

/** Body of `POST /runs`. @public */
export interface RunRequest {
  planId: string;
  /** Made by the page once per confirmation; the same key answers the same run. 8 to 64 of [A-Za-z0-9_-]. */
  idempotencyKey: string;
}

/** Answer of `POST /runs/:id/reveal`: a value that is shown once and kept nowhere. @public */
export interface RevealedValue {
  /** What the value is called: the key of a Secret. */
  name: string;
  value: string;
  /** `base64` when the bytes are no text. */
  encoding: 'text' | 'base64';
  /** ISO time after which the page must not show it any more. */
  until: string;
}

/** Answer of `GET /runs`. @public */
export interface RunsPage {
  items: RunSummary[];
  /** Pass as `?cursor=` for the next page; null at the end. */
  nextCursor: string | null;
}

/** Answer of `GET /runs/:id/events?after=`. @public */
export interface RunEventsPage {
  events: RunEvent[];
  /** The run's state after these events. */
  state: RunState;
}
