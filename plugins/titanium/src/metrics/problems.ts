import { TitaniumRequestError } from '@titanium-portal/backstage-plugin-titanium-react';

export type ProblemKind =
  | 'missing-annotation'
  | 'not-installed'
  | 'forbidden'
  | 'platform-forbidden'
  | 'platform-unavailable'
  | 'unreachable'
  | 'other';

/** Which case a failed read is. */
export function problemKind(error: Error): ProblemKind {
  if (!(error instanceof TitaniumRequestError)) return 'other';
  if (error.status === 0) return 'unreachable';
  switch (error.code as string | undefined) {
    case 'missing-annotation':
    case 'not-installed':
    case 'platform-forbidden':
    case 'platform-unavailable':
      return error.code as ProblemKind;
    case 'not-permitted':
      return 'forbidden';
    default:
      return error.status === 403 ? 'forbidden' : 'other';
  }
}

/** Whether it may be otherwise in a moment, without anybody changing a setting. */
export function isPassing(error: Error): boolean {
  const kind = problemKind(error);
  return (
    kind === 'platform-unavailable' ||
    kind === 'platform-forbidden' ||
    kind === 'unreachable' ||
    (kind === 'other' &&
      !(error instanceof TitaniumRequestError && error.status < 500))
  );
}
