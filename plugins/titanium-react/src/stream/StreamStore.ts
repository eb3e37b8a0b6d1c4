import { StreamMessage } from '@titanium-portal/backstage-plugin-titanium-common';
import { backoff, weightOfEnd } from './backoff';
import { browserEnvironment } from './environment';
import { Subscription, topicKey } from './subscriptions';
import {
  StreamConnect,
  StreamConnection,
  StreamEnvironment,
  StreamTopic,
  StreamView,
} from './types';

/** Pages that open together are asked for together. */
const SETTLE_MS = 30;
/** Data of a page that was left is kept this long, to go on from on the way back. */
const KEEP_MS = 60_000;
/** The server sends a heartbeat at least every 15 s; silence of three of them means that the connection is dead. */
const SILENCE_MS = 45_000;
/** A refused topic is asked for again: annotations are added, rights granted and modules installed meanwhile. */
const REFUSED_MS = 30_000;

/**
 * All live views of one browser tab over one connection, without any framework. The connection carries the topics that
 * somebody looks at; it is posted again with cursors when they change, let go while the tab is hidden, and opened again
 * after a loss with growing, jittered pauses. Data stays readable through all of it.
 * @public
 */
export class StreamStore {
  readonly #connect: StreamConnect;
  readonly #env: StreamEnvironment;
  readonly #subscriptions = new Map<string, Subscription>();
  readonly #connectionListeners = new Set<() => void>();
  readonly #stopWatching: () => void;
  #connection: StreamConnection = { state: 'idle', since: null };
  #abort: AbortController | undefined;
  /** Ids that the open connection carries. */
  #carried = '';
  #failures = 0;
  #unauthorized = 0;
  #nextId = 1;
  #cancelSettle: (() => void) | undefined;
  #cancelRetry: (() => void) | undefined;
  #cancelSilence: (() => void) | undefined;
  #closed = false;

  constructor(
    connect: StreamConnect,
    environment: StreamEnvironment = browserEnvironment,
  ) {
    this.#connect = connect;
    this.#env = environment;
    this.#stopWatching = environment.onVisibility(() => this.#settle());
  }

  /** Looks at a topic until the returned function is called. `maxLines` bounds topics of lines. */
  open(
    topic: StreamTopic,
    listener: () => void,
    options: { maxLines?: number } = {},
  ): () => void {
    const subscription = this.#subscription(topic);
    const own = () => listener();
    subscription.listeners.add(own);
    // Whoever comes anew wants to know anew.
    if (subscription.users === 0) subscription.restsUntil = 0;
    subscription.users += 1;
    subscription.maxLines = Math.max(
      subscription.maxLines,
      options.maxLines ?? 0,
    );
    this.#settle();
    return () => {
      if (!subscription.listeners.delete(own)) return;
      subscription.users -= 1;
      this.#settle();
      if (subscription.users === 0) {
        this.#env.setTimer(() => this.#forget(subscription), KEEP_MS);
      }
    };
  }

  /** The topic as known now; the same object until something changes. */
  view(topic: StreamTopic): StreamView {
    return this.#subscription(topic).view;
  }

  connection(): StreamConnection {
    return this.#connection;
  }

  onConnection(listener: () => void): () => void {
    this.#connectionListeners.add(listener);
    return () => this.#connectionListeners.delete(listener);
  }

  /** Tries again at once; also the way back from `signed-out`. */
  retry(): void {
    this.#unauthorized = 0;
    this.#failures = 0;
    this.#disconnect();
    for (const subscription of this.#subscriptions.values()) {
      subscription.restsUntil = 0;
    }
    this.#setConnection({ state: 'idle', since: this.#connection.since });
    this.#settle(0);
  }

  /** Lets go for good: sign-out, or the page is left. */
  close(): void {
    this.#closed = true;
    this.#cancelSettle?.();
    this.#disconnect();
    this.#stopWatching();
    this.#setConnection({ state: 'idle', since: this.#connection.since });
  }

  #subscription(topic: StreamTopic): Subscription {
    const key = topicKey(topic);
    let subscription = this.#subscriptions.get(key);
    if (!subscription) {
      subscription = new Subscription(`s${this.#nextId++}`, topic);
      this.#subscriptions.set(key, subscription);
    }
    return subscription;
  }

  #forget(subscription: Subscription) {
    const key = topicKey(subscription.topic);
    if (
      subscription.users === 0 &&
      this.#subscriptions.get(key) === subscription
    ) {
      this.#subscriptions.delete(key);
    }
  }

  #wanted(): Subscription[] {
    return [...this.#subscriptions.values()].filter(
      subscription =>
        subscription.users > 0 && subscription.restsUntil <= this.#env.now(),
    );
  }

  /** Brings the connection in line with what is looked at, once things have come to rest. */
  #settle(milliseconds = SETTLE_MS) {
    if (this.#closed) return;
    this.#cancelSettle?.();
    this.#cancelSettle = this.#env.setTimer(
      () => this.#reconcile(),
      milliseconds,
    );
  }

  #reconcile() {
    const wanted = this.#wanted();
    if (wanted.length === 0 || !this.#env.visible()) {
      this.#disconnect();
      if (this.#connection.state !== 'signed-out') {
        this.#setConnection({
          state: wanted.length === 0 ? 'idle' : 'paused',
          since: this.#connection.since,
        });
      }
      return;
    }
    const ids = wanted.map(subscription => subscription.id).join();
    if (this.#connection.state === 'signed-out') return;
    if (this.#abort ? this.#carried !== ids : !this.#cancelRetry) {
      this.#disconnect();
      this.#carried = ids;
      this.#run(wanted);
    }
  }

  #disconnect() {
    this.#abort?.abort();
    this.#abort = undefined;
    this.#carried = '';
    this.#cancelRetry?.();
    this.#cancelRetry = undefined;
    this.#cancelSilence?.();
    this.#cancelSilence = undefined;
  }

  async #run(wanted: Subscription[]) {
    const abort = new AbortController();
    this.#abort = abort;
    if (this.#connection.state !== 'live') {
      this.#setConnection({
        ...this.#connection,
        state: this.#connection.since === null ? 'connecting' : 'reconnecting',
        retryAt: undefined,
      });
    }
    const byId = new Map(wanted.map(one => [one.id, one]));
    let failure: unknown = new Error('The connection was closed');
    let weight = 1;
    try {
      this.#listenForSilence(abort);
      const messages = this.#connect(
        { subscriptions: wanted.map(one => one.request()) },
        abort.signal,
      );
      for await (const message of messages) {
        if (abort.signal.aborted) break;
        this.#listenForSilence(abort);
        if (message.type === 'end') {
          weight = weightOfEnd(message.reason);
          failure = new Error(`The server ended the stream: ${message.reason}`);
          break;
        }
        this.#receive(message, byId);
      }
    } catch (error) {
      failure = error;
    }
    if (this.#abort !== abort) return;
    if (abort.signal.aborted) failure = abort.signal.reason;
    this.#disconnect();
    this.#lost(failure, weight);
  }

  #receive(message: StreamMessage, byId: Map<string, Subscription>) {
    this.#unauthorized = 0;
    if (message.type === 'hello' || message.type === 'heartbeat') {
      this.#alive(message.type === 'heartbeat');
      return;
    }
    if (!('id' in message)) return;
    this.#alive(true);
    const subscription = byId.get(message.id);
    if (!subscription) return;
    subscription.apply(message);
    this.#notify(subscription);
    if (message.type === 'refused') {
      // The server has already dropped it. What was opened meanwhile, the connection does not carry yet.
      subscription.restsUntil = this.#env.now() + REFUSED_MS;
      this.#env.setTimer(() => this.#settle(), REFUSED_MS);
      this.#carried = this.#carried
        .split(',')
        .filter(id => id !== subscription.id)
        .join();
    }
  }

  #alive(settled: boolean) {
    if (settled) this.#failures = 0;
    const since = this.#env.now();
    if (this.#connection.state === 'live') {
      // Only the time moves: pages read it when the connection is lost.
      this.#connection.since = since;
    } else {
      this.#setConnection({ state: 'live', since });
    }
  }

  #lost(failure: unknown, weight: number) {
    const reason = failure instanceof Error ? failure.message : String(failure);
    const since = this.#connection.since;
    const status = (failure as { status?: number } | undefined)?.status;
    this.#unauthorized = status === 401 ? this.#unauthorized + 1 : 0;
    if (this.#unauthorized >= 2) {
      this.#setConnection({ state: 'signed-out', since, reason });
      return;
    }
    // A server that keeps saying `expired` is not asked in a tight loop.
    const pause =
      weight === 0 && this.#failures === 0
        ? 0
        : backoff(this.#failures + Math.max(0, weight - 1), this.#env.random());
    this.#failures += 1;
    this.#setConnection({
      state: pause === 0 ? this.#connection.state : 'reconnecting',
      since,
      reason,
      retryAt: this.#env.now() + pause,
    });
    this.#cancelRetry = this.#env.setTimer(() => {
      this.#cancelRetry = undefined;
      this.#reconcile();
    }, pause);
  }

  #listenForSilence(abort: AbortController) {
    this.#cancelSilence?.();
    this.#cancelSilence = this.#env.setTimer(
      () => abort.abort(new Error('The server has gone silent')),
      SILENCE_MS,
    );
  }

  #notify(subscription: Subscription) {
    for (const listener of [...subscription.listeners]) listener();
  }

  #setConnection(connection: StreamConnection) {
    this.#connection = connection;
    for (const listener of [...this.#connectionListeners]) listener();
  }
}
