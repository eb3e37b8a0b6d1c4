import { Verb } from '../../server/call';
import { badRequest } from '../../status';
import { storedObject } from '../get';

/**
 * `exec`, `attach` and `portforward` need a connection upgrade that this server does not make. A client that asks
 * without one gets the API server's own refusal.
 */
export const connect: Verb = call => {
  storedObject(call);
  const { info, request } = call;
  if (!request.headers.upgrade) {
    throw badRequest('Upgrade request required');
  }
  throw badRequest(
    `unable to upgrade: pods/${info.subresource} is not supported by this server`,
  );
};
