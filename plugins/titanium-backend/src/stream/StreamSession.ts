import { LoggerService } from '@backstage/backend-plugin-api';
import {
  StreamEnd,
  StreamSubscription,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Caller } from '../authorization/caller';
import { TitaniumOptions } from '../config/options';
import { ViewHost } from '../views/ViewHost';
import { Connection } from './Connection';
import { Subscription } from './Subscription';
import { ViewAccess } from './ViewAccess';

/** One open stream: its subscriptions, its clock, and the end of its permission. */
export class StreamSession {
  readonly #subscriptions: Subscription[];
  readonly #timers: NodeJS.Timeout[] = [];
  #ended = false;
  #checking = false;

  constructor(
    readonly caller: Caller,
    requests: StreamSubscription[],
    private readonly connection: Connection,
    private readonly deps: {
      access: ViewAccess;
      host: ViewHost;
      options: TitaniumOptions['stream'];
      logger: LoggerService;
    },
    private readonly onEnd: () => void,
  ) {
    this.#subscriptions = requests.map(
      request => new Subscription(request, connection),
    );
    connection.onClose = () => this.#cleanUp();
    connection.onDrain = () => this.#subscriptions.forEach(sub => sub.wake());
  }

  start(epoch: string) {
    const { options } = this.deps;
    this.connection.send({
      type: 'hello',
      epoch,
      time: new Date().toISOString(),
    });
    this.#every(options.heartbeat, () => this.#heartbeat());
    this.#every(options.recheck / 2, () => this.#recheck());
    const { expiresAt } = this.caller.credentials;
    if (expiresAt) {
      const left = Math.max(0, expiresAt.getTime() - Date.now());
      this.#timers.push(
        setTimeout(() => this.end('expired'), Math.min(left, 2 ** 31 - 1)),
      );
    }
    void this.#begin();
  }

  end(reason: StreamEnd) {
    if (!this.#ended) {
      this.#cleanUp();
      this.connection.end(reason);
    }
  }

  async #begin() {
    try {
      const grants = await this.deps.access.grantAll(
        this.caller,
        this.#subscriptions.map(({ request }) => request),
      );
      if (this.#ended) return;
      this.#subscriptions.forEach((subscription, index) => {
        const grant = grants[index];
        if ('refused' in grant) {
          subscription.refuse(grant.refused, grant.message);
          return;
        }
        const lease = this.deps.host.lease(
          grant.view,
          grant.scope,
          subscription,
          grant.linger,
        );
        subscription.attach(lease.view, lease.release);
      });
    } catch (error) {
      this.#undecided(error);
    }
  }

  /** Permission may be lost while a stream lives; what is lost ends at once. */
  async #recheck() {
    const live = this.#subscriptions.filter(({ ended }) => !ended);
    if (this.#checking || !live.length) return;
    this.#checking = true;
    try {
      const grants = await this.deps.access.grantAll(
        this.caller,
        live.map(({ request }) => request),
      );
      live.forEach((subscription, index) => {
        const grant = grants[index];
        if ('refused' in grant) {
          subscription.refuse(grant.refused, grant.message);
        }
      });
      if (live.every(({ ended }) => ended)) {
        this.end('permission');
      }
    } catch (error) {
      this.#undecided(error);
    } finally {
      this.#checking = false;
    }
  }

  #undecided(error: unknown) {
    this.deps.logger.warn('A stream cannot be authorized', error as Error);
    this.end('permission');
  }

  #heartbeat() {
    if (this.connection.blockedFor > this.deps.options.stalledReader) {
      this.#cleanUp();
      this.connection.destroy();
    } else if (!this.connection.blocked) {
      this.connection.send({
        type: 'heartbeat',
        time: new Date().toISOString(),
      });
    }
  }

  #every(milliseconds: number, task: () => void) {
    this.#timers.push(setInterval(task, milliseconds));
  }

  #cleanUp() {
    if (!this.#ended) {
      this.#ended = true;
      this.#timers.forEach(timer => clearTimeout(timer));
      this.#subscriptions.forEach(subscription => subscription.release());
      this.onEnd();
    }
  }
}
