import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  PlatformError,
  redactText,
} from '@titanium-portal/backstage-plugin-titanium-node';

/** Codes of gRPC that Argo CD answers with; the HTTP number beside them is not to be relied on. */
const CODES: Readonly<Record<string, string>> = {
  '3': 'invalid',
  '4': 'unavailable',
  '5': 'not-found',
  '7': 'denied',
  '9': 'precondition',
  '14': 'unavailable',
  '16': 'credential',
};

interface Said {
  message: string;
  reason?: string;
  upstreamStatus?: number;
  code?: string;
}

function rejected(error: Error): Error {
  return Object.assign(error, { code: 'platform-rejected' as const });
}

/** True when Argo CD, or something before it, did not let the portal's account in. */
export function isForbidden(error: unknown): boolean {
  return (error as Said | undefined)?.code === 'platform-forbidden';
}

/** True when there was no answer, or one that does not tell whether a change was made. */
export function isUnavailable(error: unknown): boolean {
  return (error as Said | undefined)?.code === 'platform-unavailable';
}

/**
 * What Argo CD's answer means, by the gRPC code and words in it. Refusals become errors that say nothing was changed;
 * missing answers stay `PlatformError`.
 */
export function argoError(error: unknown, platform: string): unknown {
  const said = error as Said;
  if (
    !(error instanceof Error) ||
    (said.code === undefined && said.upstreamStatus === undefined)
  ) {
    return error;
  }
  const message = redactText(said.message);
  if (/another operation is already in progress/i.test(message)) {
    return rejected(
      new ConflictError(
        'Another operation is already in progress on this application: wait for it to end, or terminate it.',
      ),
    );
  }
  switch (CODES[said.reason ?? '']) {
    case 'invalid':
      return rejected(new InputError(`Argo CD refuses: ${message}`));
    case 'not-found':
      return new NotFoundError(message);
    case 'denied':
      return Object.assign(
        new NotAllowedError(
          `Argo CD does not let the portal's account do this: ${message}`,
        ),
        { code: 'platform-forbidden' as const },
      );
    case 'precondition':
      return rejected(new ConflictError(`Argo CD refuses: ${message}`));
    case 'credential':
      return new PlatformError(
        `${platform} does not accept the portal's credential: ${message}`,
        { code: 'platform-forbidden', platform, upstreamStatus: 401 },
      );
    case 'unavailable':
      return new PlatformError(message, {
        code: 'platform-unavailable',
        platform,
        upstreamStatus: said.upstreamStatus,
      });
    default:
      return said.code === 'platform-rejected'
        ? rejected(new ConflictError(`Argo CD refuses: ${message}`))
        : error;
  }
}
