import {
  ConflictError,
  CustomErrorBase,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import { TitaniumErrorCode } from '@titanium-portal/backstage-plugin-titanium-common';

/** What is known of a platform's refusal. @public */
export interface PlatformErrorOptions {
  code: Extract<
    TitaniumErrorCode,
    'platform-unavailable' | 'platform-forbidden' | 'platform-rejected'
  >;
  /** Name for people: "Kubernetes cluster titanium". */
  platform: string;
  /** Status of the platform's answer; absent when there was none. */
  upstreamStatus?: number;
  /** True when no connection was made, so that the request cannot have arrived. */
  notSent?: boolean;
  /** The platform's own word for the case, `Expired` or `Invalid`. */
  reason?: string;
}

const ANSWERS = {
  'platform-unavailable': 503,
  'platform-forbidden': 502,
  'platform-rejected': 422,
} as const;

/**
 * A platform did not do what it was asked for, in its own words. `statusCode` is what the portal answers;
 * `upstreamStatus` what the platform did.
 * @public
 */
export class PlatformError extends CustomErrorBase {
  name = 'PlatformError' as const;
  readonly code: PlatformErrorOptions['code'];
  readonly platform: string;
  readonly upstreamStatus?: number;
  readonly notSent: boolean;
  readonly reason?: string;
  readonly statusCode: number;

  constructor(message: string, options: PlatformErrorOptions) {
    super(message);
    this.code = options.code;
    this.platform = options.platform;
    this.upstreamStatus = options.upstreamStatus;
    this.notSent = options.notSent ?? false;
    this.reason = options.reason;
    this.statusCode = ANSWERS[options.code];
  }
}

/** The error for an answer outside 2xx. @internal */
export function errorOfStatus(
  status: number,
  message: string,
  options: { platform: string; reason?: string },
): Error {
  const details = { ...options, upstreamStatus: status };
  switch (status) {
    case 401:
      return new PlatformError(
        `${options.platform} does not accept the portal's credential: ${message}`,
        { ...details, code: 'platform-forbidden' },
      );
    case 403:
      return Object.assign(new NotAllowedError(message), {
        ...details,
        code: 'platform-forbidden' as const,
      });
    case 404:
      return Object.assign(new NotFoundError(message), details);
    case 409:
      return Object.assign(new ConflictError(message), details);
    default:
      return new PlatformError(message, {
        ...details,
        code:
          status === 429 || status >= 500
            ? 'platform-unavailable'
            : 'platform-rejected',
      });
  }
}

/**
 * True when a request has failed before it was sent: the connection was refused or the host is not known.
 * @public
 */
export function isNotSent(error: unknown): boolean {
  return (error as { notSent?: unknown } | undefined)?.notSent === true;
}

/** The HTTP status that a platform answered, when the error comes from one. @public */
export function upstreamStatus(error: unknown): number | undefined {
  const status = (error as { upstreamStatus?: unknown } | undefined)
    ?.upstreamStatus;
  return typeof status === 'number' ? status : undefined;
}
