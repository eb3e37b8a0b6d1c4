import { ConflictError } from '@backstage/errors';

/** What the platform's own client would refuse, in its words. */
export function refused(message: string): Error {
  return Object.assign(new ConflictError(message), {
    code: 'platform-rejected' as const,
  });
}
