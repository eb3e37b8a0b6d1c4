import {
  BackstageCredentials,
  BackstageUserPrincipal,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { Request } from 'express';

/** The person behind a request. Never stored. */
export interface Caller {
  credentials: BackstageCredentials<BackstageUserPrincipal>;
  userRef: string;
}

/** Only people: a service's own credentials are refused with 403, none at all with 401. */
export async function callerOf(
  httpAuth: HttpAuthService,
  req: Request,
): Promise<Caller> {
  return callerFrom(await httpAuth.credentials(req, { allow: ['user'] }));
}

/** The person of credentials that were already checked. */
export function callerFrom(
  credentials: BackstageCredentials<BackstageUserPrincipal>,
): Caller {
  return { credentials, userRef: credentials.principal.userEntityRef };
}

/** Why services that act for a person are refused: confirming and approving need the person. */
export function notPersonally(caller: Caller): string | undefined {
  return caller.credentials.principal.actor
    ? 'A person must confirm this in the portal'
    : undefined;
}
