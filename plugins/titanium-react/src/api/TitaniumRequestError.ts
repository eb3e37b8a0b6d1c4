import {
  Decision,
  TitaniumErrorCode,
} from '@titanium-portal/backstage-plugin-titanium-common';

/**
 * A failed call of the Titanium back end: the server's own sentence, its HTTP status and, where the page tells cases
 * apart, a code. `status` 0 means that the server was not reached.
 * @public
 */
export class TitaniumRequestError extends Error {
  readonly status: number;
  readonly code: TitaniumErrorCode | undefined;
  /** Who may, when the refusal came with a decision. */
  readonly decision: Decision | undefined;
  /** Where in a text that was sent the mistake is; both from one. */
  readonly position: { line: number; column: number } | undefined;

  constructor(options: {
    message: string;
    status: number;
    code?: TitaniumErrorCode;
    decision?: Decision;
    position?: { line: number; column: number };
    cause?: unknown;
  }) {
    super(options.message, { cause: options.cause });
    this.name = 'TitaniumRequestError';
    this.status = options.status;
    this.code = options.code;
    this.decision = options.decision;
    this.position = options.position;
  }
}

/** The code of a failed call; undefined for any other error. @public */
export function titaniumErrorCode(
  error: unknown,
): TitaniumErrorCode | undefined {
  return error instanceof TitaniumRequestError ? error.code : undefined;
}
