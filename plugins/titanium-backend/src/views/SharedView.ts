import { LoggerService } from '@backstage/backend-plugin-api';
import {
  CollectionDelta,
  DeltaBuilder,
  LogLine,
  Rows,
  ViewState,
  ViewStatus,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { ViewChange } from '@titanium-portal/backstage-plugin-titanium-node';
import { randomBytes } from 'node:crypto';
import { Ring } from './Ring';
import { tailOf } from './tail';

/** Somebody who looks at a view. All calls are synchronous and must not throw. */
export interface Viewer {
  /** There is something newer than what was taken so far. */
  wake(): void;
  /** The view broke; nothing more will come. */
  failed(message: string): void;
}

/** A record without a prototype, so that no key has a meaning of its own. */
function record<T>(): Record<string, T> {
  return Object.create(null);
}

/** Settings of all views. */
export interface ViewLimits {
  /** Changes are gathered for this long, in milliseconds, unless nothing was sent for as long. */
  batch: number;
  ringMessages: number;
  ringBytes: number;
}

/** Without any data by then, viewers are told what little there is. */
const READY_TIMEOUT = 5000;

/**
 * One open view, shared by all its viewers. Changes are applied at once, gathered for a moment, compared with what was
 * sent last, encoded once and kept in a bounded ring; viewers take from the ring at their own pace.
 */
export class SharedView {
  /** Names this opening of the view in cursors, so that another opening's are never taken for it. */
  readonly epoch = randomBytes(6).toString('base64url');
  readonly ring: Ring;
  readonly viewers = new Set<Viewer>();
  readonly #collections: Record<string, Rows> = record();
  readonly #status: ViewStatus = {};
  readonly #dirty = new Map<string, Map<string, object | undefined>>();
  #dirtyStatus = new Set<string>();
  #lines: LogLine[] = [];
  #gap = 0;
  #timer?: NodeJS.Timeout;
  #lastFlush = 0;
  #snapshot?: { sequence: number; state: Buffer };
  #failure?: string;
  #markReady!: () => void;
  #isReady = false;
  readonly ready = new Promise<void>(resolve => {
    this.#markReady = resolve;
  });
  readonly #abort = new AbortController();
  readonly #readyTimer: NodeJS.Timeout;

  constructor(
    readonly kind: 'rows' | 'lines',
    private readonly limits: ViewLimits,
    private readonly onEnd: () => void,
  ) {
    this.ring = new Ring(limits.ringMessages, limits.ringBytes);
    this.#readyTimer = setTimeout(() => this.#setReady(), READY_TIMEOUT);
  }

  get failure(): string | undefined {
    return this.#failure;
  }

  get isReady(): boolean {
    return this.#isReady;
  }

  /** Follows the source until it ends or `close` is called. */
  async follow(
    open: (context: {
      signal: AbortSignal;
      logger: LoggerService;
    }) => AsyncIterable<ViewChange[]>,
    logger: LoggerService,
  ): Promise<void> {
    const { signal } = this.#abort;
    try {
      for await (const changes of open({ signal, logger })) {
        if (signal.aborted) break;
        this.#apply(changes);
      }
      if (!signal.aborted) this.#fail('The view has ended');
    } catch (error) {
      if (!signal.aborted) {
        logger.warn('A view has failed', error as Error);
        this.#fail(error instanceof Error ? error.message : String(error));
      }
    } finally {
      this.close();
      this.onEnd();
    }
  }

  close() {
    clearTimeout(this.#timer);
    clearTimeout(this.#readyTimer);
    this.#abort.abort();
  }

  /** The whole state as JSON, computed once for each version and shared. */
  snapshot(): { sequence: number; state: Buffer } {
    this.#flush();
    const { sequence } = this.ring;
    if (this.#snapshot?.sequence !== sequence) {
      const state: ViewState = {
        collections: this.#collections,
        status: this.#status,
      };
      this.#snapshot = { sequence, state: Buffer.from(JSON.stringify(state)) };
    }
    return this.#snapshot;
  }

  #apply(changes: ViewChange[]) {
    for (const change of changes) {
      this.#applyOne(change);
    }
    if (!this.#isReady && changes.some(change => this.#saysSomething(change))) {
      this.#flush();
      this.#setReady();
    } else {
      this.#flushSoon();
    }
  }

  #applyOne(change: ViewChange) {
    switch (change.op) {
      case 'put':
        this.#set(change.collection, change.key, change.row);
        break;
      case 'remove':
        this.#set(change.collection, change.key, undefined);
        break;
      case 'replace': {
        const rows = (this.#collections[change.collection] ??= record());
        for (const key of Object.keys(rows)) {
          if (!Object.hasOwn(change.rows, key)) {
            this.#set(change.collection, key, undefined);
          }
        }
        for (const [key, row] of Object.entries(change.rows)) {
          this.#set(change.collection, key, row);
        }
        break;
      }
      case 'lines':
        this.#lines.push(...change.lines);
        // A burst beyond the ring would be dropped from it anyway.
        if (this.#lines.length > 1000) this.#flush();
        break;
      case 'gap':
        // Lines before the gap must not come after it.
        this.#flush();
        this.#gap += change.dropped;
        break;
      default:
        this.#status[change.source] = change.status;
        this.#dirtyStatus.add(change.source);
    }
  }

  #set(collection: string, key: string, row: object | undefined) {
    const rows = (this.#collections[collection] ??= record());
    let dirty = this.#dirty.get(collection);
    if (!dirty) {
      dirty = new Map();
      this.#dirty.set(collection, dirty);
    }
    if (!dirty.has(key)) {
      dirty.set(key, Object.hasOwn(rows, key) ? rows[key] : undefined);
    }
    if (row) {
      rows[key] = row;
    } else {
      delete rows[key];
    }
  }

  #saysSomething(change: ViewChange): boolean {
    if (change.op !== 'status') {
      return true;
    }
    const { state } = change.status;
    return this.kind === 'lines'
      ? state !== 'connecting'
      : state !== 'connecting' && state !== 'live';
  }

  #setReady() {
    clearTimeout(this.#readyTimer);
    this.#isReady = true;
    this.#markReady();
    this.#wake();
  }

  #flushSoon() {
    if (this.#timer) {
      return;
    }
    const wait = this.#lastFlush + this.limits.batch - Date.now();
    if (wait <= 0) {
      this.#flush();
    } else {
      this.#timer = setTimeout(() => this.#flush(), wait);
    }
  }

  #flush() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const collections = this.#takeDeltas();
    const status = this.#takeStatus();
    const before = this.ring.sequence;
    if (collections || status) {
      this.ring.add(cursor =>
        tailOf('delta', this.epoch, cursor, { collections, status }),
      );
    }
    if (this.#gap) {
      const dropped = this.#gap;
      this.#gap = 0;
      this.ring.add(cursor => tailOf('gap', this.epoch, cursor, { dropped }));
    }
    if (this.#lines.length) {
      const lines = this.#lines;
      this.#lines = [];
      this.ring.add(
        cursor => tailOf('lines', this.epoch, cursor, { lines }),
        lines.length,
      );
    }
    if (this.ring.sequence !== before) {
      this.#lastFlush = Date.now();
      this.#wake();
    }
  }

  #takeDeltas(): Record<string, CollectionDelta> | undefined {
    const deltas: Record<string, CollectionDelta> = record();
    for (const [collection, keys] of this.#dirty) {
      const rows = this.#collections[collection];
      const builder = new DeltaBuilder();
      for (const [key, before] of keys) {
        builder.row(
          key,
          before,
          Object.hasOwn(rows, key) ? rows[key] : undefined,
        );
      }
      const delta = builder.build();
      if (delta) deltas[collection] = delta;
    }
    this.#dirty.clear();
    return Object.keys(deltas).length ? deltas : undefined;
  }

  #takeStatus(): ViewStatus | undefined {
    if (!this.#dirtyStatus.size) {
      return undefined;
    }
    const sources = this.#dirtyStatus;
    this.#dirtyStatus = new Set();
    return Object.fromEntries(
      [...sources].map(source => [source, this.#status[source]]),
    );
  }

  #wake() {
    for (const viewer of this.viewers) {
      viewer.wake();
    }
  }

  #fail(message: string) {
    this.#failure = message;
    this.#setReady();
    for (const viewer of [...this.viewers]) {
      viewer.failed(message);
    }
  }
}
