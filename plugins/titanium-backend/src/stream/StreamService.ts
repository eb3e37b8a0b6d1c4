import { LoggerService } from '@backstage/backend-plugin-api';
import { StreamSubscription } from '@titanium-portal/backstage-plugin-titanium-common';
import type { Response } from 'express';
import { randomBytes } from 'node:crypto';
import { Caller } from '../authorization/caller';
import { TitaniumOptions } from '../config/options';
import { TransportError } from '../errors';
import { ViewHost } from '../views/ViewHost';
import { Connection } from './Connection';
import { StreamSession } from './StreamSession';
import { ViewAccess } from './ViewAccess';

/** Serves streams: many subscriptions each, authorized one by one and again and again. */
export class StreamService {
  readonly #epoch = randomBytes(6).toString('base64url');
  readonly #sessions = new Set<StreamSession>();

  constructor(
    private readonly deps: {
      access: ViewAccess;
      host: ViewHost;
      options: TitaniumOptions['stream'];
      logger: LoggerService;
    },
  ) {}

  /** Streams that are open now. */
  get size(): number {
    return this.#sessions.size;
  }

  open(caller: Caller, requests: StreamSubscription[], res: Response) {
    const mine = [...this.#sessions].filter(
      session => session.caller.userRef === caller.userRef,
    );
    if (mine.length >= this.deps.options.maxPerUser) {
      // The oldest has most likely lost its page.
      mine[0].end('overloaded');
    }
    const session = new StreamSession(
      caller,
      requests,
      new Connection(res),
      this.deps,
      () => this.#sessions.delete(session),
    );
    this.#sessions.add(session);
    session.start(this.#epoch);
  }

  /** Tells all pages to come back, and closes. */
  shutdown() {
    for (const session of [...this.#sessions]) {
      session.end('shutdown');
    }
  }

  checkCaps(requests: StreamSubscription[]) {
    if (requests.length > this.deps.options.maxSubscriptions) {
      throw new TransportError(413, 'Too many subscriptions in one stream');
    }
  }
}
