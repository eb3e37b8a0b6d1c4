import {
  AlertRow,
  DeliveryOperationRow,
  Health,
  RunState,
  RunSummary,
} from '@titanium-portal/backstage-plugin-titanium-common';

export const MARK_KINDS = [
  'deployment',
  'rollout',
  'sync',
  'run',
  'alert',
] as const;

export type MarkKind = (typeof MARK_KINDS)[number];

/** Something that happened to a service, placed in time. Times are milliseconds since the epoch. */
export interface Mark {
  /** The same as long as it is the same event. */
  key: string;
  time: number;
  /** When it was over; absent for what has no length or goes on. */
  until?: number;
  kind: MarkKind;
  /** How it went; null where nobody can tell. */
  state: Health | null;
  /** The state as a word; null where nobody can tell. */
  word: string | null;
  /** A few words: what a chart writes beside its line. */
  label: string;
  /** One sentence more. */
  detail: string | null;
  /** Where to read on: a path of the portal. */
  href: string | null;
}

/** Where marks come from. Each may be missing or fail without harm to the others. */
export interface MarkSource {
  name: 'delivery' | 'rollouts' | 'runs' | 'alerts';
  /** `absent`: not installed, or the entity has no annotation for it. */
  state: 'loading' | 'ready' | 'stale' | 'absent' | 'failed';
  message: string | null;
}

/** The last so many seconds, or from one time to another in milliseconds. */
export type MarkRange = { last: number } | { from: number; to: number };

/** The sentences that marks are written with, in the language of the page. */
export interface MarkWords {
  deployed(revision: string, id: number): string;
  rollout(name: string, version: string): string;
  operation(kind: DeliveryOperationRow['kind']): string;
  phase(phase: DeliveryOperationRow['phase']): string;
  /** `ended` for one that fires no more. */
  alert(state: AlertRow['state'] | 'ended'): string;
  by(who: string): string;
  runTitle(run: RunSummary): string;
  runSentence(run: RunSummary): string;
  runState(state: RunState): string;
}
