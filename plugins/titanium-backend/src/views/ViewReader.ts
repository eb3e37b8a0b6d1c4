import { JsonObject } from '@backstage/types';
import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import { Caller } from '../authorization/caller';
import { coded, invalid, notPermitted, unknownId } from '../errors';
import { Grant, ViewAccess } from '../stream/ViewAccess';
import { ViewHost } from './ViewHost';

/** Answers the state of a view once, from the same shared views that streams follow. */
export class ViewReader {
  constructor(private readonly deps: { access: ViewAccess; host: ViewHost }) {}

  /** A `ViewState` as JSON. */
  async state(
    caller: Caller,
    request: { entityRef: string; topic: string; params: JsonObject },
  ): Promise<Buffer> {
    const { access, host } = this.deps;
    const [grant] = await access.grantAll(caller, [request as never]);
    if ('refused' in grant) {
      throw toError(grant);
    }
    const lease = host.lease(
      grant.view,
      grant.scope,
      { wake: () => {}, failed: () => {} },
      grant.linger,
    );
    try {
      await lease.view.ready;
      if (lease.view.failure) {
        throw coded(
          new ServiceUnavailableError(lease.view.failure),
          'platform-unavailable',
        );
      }
      return lease.view.snapshot().state;
    } finally {
      lease.release();
    }
  }
}

function toError({ refused, message }: Extract<Grant, { refused: string }>) {
  switch (refused) {
    case 'not-found':
      return unknownId('entity');
    case 'forbidden':
      return notPermitted(message);
    case 'not-installed':
      return coded(new NotFoundError(message), 'not-installed');
    default:
      return invalid(message);
  }
}
