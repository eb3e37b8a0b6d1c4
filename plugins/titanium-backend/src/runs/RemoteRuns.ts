import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { isExclusive, isoIn } from '../database/database';
import { RunRow } from '../database/tables';
import { RunFeed } from './RunFeed';

/** How often the database is asked, for all viewers of this process together. */
const EVERY_MS = 1000;
/** Ended runs are looked at for so long: their value is shown within a minute. */
const LINGER_MS = 120_000;

/**
 * Tells the feed of runs that other instances carry out, and of what they add to ended ones, while somebody in this process
 * looks at any.
 */
export class RemoteRuns {
  #timer?: NodeJS.Timeout;
  #known?: Map<string, string>;
  #asking = false;

  constructor(
    private readonly deps: {
      knex: Knex;
      feed: RunFeed;
      instance: string;
      logger: LoggerService;
    },
  ) {}

  start() {
    if (!isExclusive(this.deps.knex)) {
      this.#timer = setInterval(() => this.#look(), EVERY_MS);
    }
  }

  stop() {
    clearInterval(this.#timer);
  }

  async #look() {
    const { feed, logger } = this.deps;
    if (!feed.watched) {
      this.#known = undefined;
      return;
    }
    if (this.#asking) return;
    this.#asking = true;
    try {
      const before = this.#known;
      const now = await this.#standing();
      for (const [id, standing] of now) {
        // At the first look, what has moved since viewers looked is not known: each looks once more.
        if (before?.get(id) !== standing) feed.publish(id);
      }
      this.#known = now;
    } catch (error) {
      logger.debug('Runs of other instances cannot be seen', error as Error);
    } finally {
      this.#asking = false;
    }
  }

  /** What tells a change of a run, by id. */
  async #standing(): Promise<Map<string, string>> {
    const rows = await this.deps
      .knex<RunRow>('runs')
      .where(others =>
        others
          .whereNull('ended_at')
          .whereNot({ lease_owner: this.deps.instance }),
      )
      .orWhere('ended_at', '>', isoIn(-LINGER_MS))
      .select('id', 'last_event', 'state');
    return new Map(
      rows.map(({ id, last_event, state }) => [id, `${last_event} ${state}`]),
    );
  }
}
