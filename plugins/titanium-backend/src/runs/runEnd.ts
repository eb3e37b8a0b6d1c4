import {
  ConflictError,
  InputError,
  isError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';

import { Wording } from '@titanium-portal/backstage-plugin-titanium-common';

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

/** The platform or the module refused before anything was changed. */
export function isRefusal(error: unknown): boolean {
  return (
    isError(error) &&
    [ConflictError, InputError, NotAllowedError, NotFoundError].some(
      type => error.name === type.name,
    )
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

/** The sentence of whatever was thrown. */
export function messageOf(error: unknown): string {
  return isError(error) ? error.message : String(error);
}
