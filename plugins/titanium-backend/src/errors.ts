import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  Decision,
  TitaniumErrorCode,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { z } from 'zod/v3';

/** Marks an error with the case that pages tell apart. */
export function coded<E extends Error>(
  error: E,
  code: TitaniumErrorCode,
): E & { code: TitaniumErrorCode } {
  return Object.assign(error, { code });
}

/** A request that the transport refuses before anything is looked at, such as 413 or 415. */
export class TransportError extends Error {
  name = 'TransportError';

  constructor(readonly statusCode: 413 | 415, message: string) {
    super(message);
  }
}

export const invalid = (message: string) =>
  coded(new InputError(message), 'invalid-input');

/** A refusal; with a decision the page can say who may. */
export function notPermitted(why: string | Decision) {
  if (typeof why === 'string') {
    return coded(new NotAllowedError(why), 'not-permitted');
  }
  return Object.assign(
    coded(
      new NotAllowedError(why.reason),
      why.code === 'read-only-portal' ? 'read-only' : 'not-permitted',
    ),
    { decision: why },
  );
}

export const conflict = (message: string, code: TitaniumErrorCode) =>
  coded(new ConflictError(message), code);

/** Unknown and forbidden ids look alike. */
export const unknownId = (what: string) =>
  new NotFoundError(`There is no such ${what}, or you may not see it`);

/** Validates, with the field in the message. */
export function parseWith<T>(
  schema: z.ZodType<T, z.ZodTypeDef, unknown>,
  value: unknown,
): T {
  const result = schema.safeParse(value);
  if (!result.success) {
    throw invalid(
      result.error.issues
        .slice(0, 5)
        .map(issue =>
          issue.path.length
            ? `${issue.path.join('.')}: ${issue.message}`
            : issue.message,
        )
        .join('; '),
    );
  }
  return result.data;
}
