import { badRequest } from '../status';

/** Where a list goes on: after `start`, in the state of `resourceVersion` (-1: the present one). */
export interface ContinueToken {
  resourceVersion: number;
  start: string;
}

export function encodeContinue(token: ContinueToken): string {
  const { resourceVersion: rv, start } = token;
  return Buffer.from(
    JSON.stringify({ v: 'meta.k8s.io/v1', rv, start }),
  ).toString('base64url');
}

export function decodeContinue(text: string | null): ContinueToken | undefined {
  if (!text) {
    return undefined;
  }
  try {
    const { v, rv, start } = JSON.parse(
      Buffer.from(text, 'base64url').toString('utf8'),
    );
    if (
      v === 'meta.k8s.io/v1' &&
      Number.isInteger(rv) &&
      typeof start === 'string'
    ) {
      return { resourceVersion: rv, start };
    }
  } catch {
    // Answered below like any other token that is not one of ours.
  }
  throw badRequest('continue key is not valid: illegal base64 data');
}
