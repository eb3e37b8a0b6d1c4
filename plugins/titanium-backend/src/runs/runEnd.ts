import {
  ConflictError,
  InputError,
  isError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';

import { Wording } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  isNotSent,
  upstreamStatus,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { RunJournal } from './RunJournal';

/** Ends a run from wherever it is. */
export class RunEnd extends Error {
  constructor(
    readonly state: 'failed' | 'unknown' | 'cancelled',
    readonly reason: string,
    readonly step?: { index: number; state: 'failed' | 'unknown' | 'applied' },
    readonly wording?: Wording,
  ) {
    super(reason);
  }
}

/** Statuses that are no refusal: the request may still be worked on. */
const UNDECIDED = [408, 425];

/**
 * True when the failure itself tells that nothing was changed and nothing will be: the platform or the module refused, or
 * the request never left.
 */
export function hasNotLanded(error: unknown): boolean {
  if (!isError(error)) {
    return false;
  }
  const status = upstreamStatus(error) ?? 0;
  return (
    [ConflictError, InputError, NotAllowedError, NotFoundError].some(
      type => error.name === type.name,
    ) ||
    isNotSent(error) ||
    (status >= 400 && status < 500 && !UNDECIDED.includes(status))
  );
}

/** The run ends without anybody knowing; a person must look. */
export function unknownEnd(
  index: number,
  why: string,
  state: 'unknown' | 'applied' = 'unknown',
): RunEnd {
  return new RunEnd(
    'unknown',
    `Whether the change has taken effect is not known: ${why.replace(
      /\.$/,
      '',
    )}. Look at the object before doing it again.`,
    { index, state },
    { key: 'unknown', values: { why: why.replace(/\.$/, '') } },
  );
}

/** The change was not found, but nothing tells that its request cannot arrive any more. */
export function mayStillLandEnd(
  index: number,
  { why, reason, wording }: { why: string; reason?: string; wording?: Wording },
): RunEnd {
  const shown = why.replace(/\.$/, '');
  return new RunEnd(
    'unknown',
    reason ??
      `Nothing has changed so far, but the request may still arrive${
        shown && ` (${shown})`
      }. Look at the object before doing it again.`,
    { index, state: 'unknown' },
    wording ??
      (shown
        ? { key: 'mayStillLandWhy', values: { why: shown } }
        : { key: 'mayStillLand' }),
  );
}

/** Somebody has cancelled the run, before or after something was changed. */
export function cancelledEnd(
  { run }: RunJournal,
  changed: boolean,
  step?: RunEnd['step'],
): RunEnd {
  const by = run.row.cancelled_by;
  const who = by ? `Cancelled by ${by}` : 'Cancelled';
  return new RunEnd(
    'cancelled',
    changed
      ? `${who}; the change that was made stays.`
      : `${who} before anything was changed.`,
    step,
    {
      key: changed ? 'cancelled.after' : 'cancelled.before',
      values: { by: by ?? '' },
    },
  );
}

/** The sentence of whatever was thrown. */
export function messageOf(error: unknown): string {
  return isError(error) ? error.message : String(error);
}
