import {
  StreamRefusal,
  StreamSubscription,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { SharedView, Viewer } from '../views/SharedView';
import { cursorOf, head, sequenceOf } from '../views/tail';
import { Connection } from './Connection';

/**
 * One subscription of a connection. It holds only how far it has read: what the reader is too slow for stays in the
 * view's ring, and what leaves the ring is made good by a `gap` (lines) or a fresh snapshot (rows).
 */
export class Subscription implements Viewer {
  #view?: SharedView;
  #release?: () => void;
  #sent = -1;
  #lines = 0;
  #started = false;
  #ended = false;
  #pumping = false;
  /** Until here a view of lines repeats what was before; its status then is long known. */
  #repeatedUntil = 0;

  constructor(
    readonly request: StreamSubscription,
    private readonly connection: Connection,
  ) {}

  get id(): string {
    return this.request.id;
  }

  get ended(): boolean {
    return this.#ended;
  }

  attach(view: SharedView, release: () => void) {
    if (this.#ended) {
      release();
      return;
    }
    this.#view = view;
    this.#release = release;
    if (view.failure) {
      this.failed(view.failure);
    } else if (view.isReady) {
      this.wake();
    }
  }

  refuse(code: StreamRefusal, message: string) {
    if (!this.#ended) {
      this.connection.send({ type: 'refused', id: this.id, code, message });
      this.release();
    }
  }

  failed(message: string) {
    this.refuse('failed', message);
  }

  release() {
    this.#ended = true;
    this.#release?.();
    this.#release = undefined;
  }

  /** Sends what there is, as far as the reader takes it. */
  wake() {
    const view = this.#view;
    // Taking a snapshot may make the view wake all its viewers, this one too.
    if (!view?.isReady || this.#ended || this.#pumping) {
      return;
    }
    this.#pumping = true;
    try {
      this.#pump(view);
    } finally {
      this.#pumping = false;
    }
  }

  #pump(view: SharedView) {
    if (!this.#started && !this.connection.blocked) {
      this.#started = true;
      this.#begin(view);
    }
    while (this.#started && !this.connection.blocked) {
      if (this.#sent < view.ring.floor) {
        this.#catchUp(view);
        continue;
      }
      const entry = view.ring.next(this.#sent);
      if (!entry) {
        return;
      }
      const stale =
        entry.type === 'delta' && entry.sequence <= this.#repeatedUntil;
      if (!stale) {
        this.connection.sendShared(head(entry.type, this.id), entry.bytes);
      }
      this.#sent = entry.sequence;
      this.#lines = entry.linesTotal;
    }
  }

  #begin(view: SharedView) {
    const { ring } = view;
    const resumed = sequenceOf(this.request.cursor, view.epoch);
    if (
      resumed !== undefined &&
      resumed >= ring.floor &&
      resumed <= ring.sequence
    ) {
      this.#sent = resumed;
      return;
    }
    this.#snapshot(view);
  }

  #catchUp(view: SharedView) {
    if (view.kind === 'rows') {
      this.#snapshot(view);
      return;
    }
    const { floor, linesFloor } = view.ring;
    this.connection.send({
      type: 'gap',
      id: this.id,
      cursor: cursorOf(view.epoch, floor),
      dropped: linesFloor - this.#lines,
    });
    this.#sent = floor;
    this.#lines = linesFloor;
  }

  #snapshot(view: SharedView) {
    const { sequence, state } = view.snapshot();
    // A view of lines begins with what its ring still holds.
    const at = view.kind === 'lines' ? view.ring.floor : sequence;
    const cursor = cursorOf(view.epoch, at);
    this.connection.sendShared(
      `${head('snapshot', this.id)}"cursor":"${cursor}","state":`,
      state,
      '}\n',
    );
    this.#sent = at;
    this.#repeatedUntil = sequence;
    this.#lines = view.ring.linesFloor;
  }
}
