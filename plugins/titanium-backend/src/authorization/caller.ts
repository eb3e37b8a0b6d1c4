import {
  BackstageCredentials,
  BackstageUserPrincipal,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { Request } from 'express';
import { notPermitted } from '../errors';

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

/** Refuses services that act for a person: confirming and approving need the person. */
export function requirePersonally(caller: Caller) {
  if (caller.credentials.principal.actor) {
    throw notPermitted('A person must confirm this in the portal');
  }
}
