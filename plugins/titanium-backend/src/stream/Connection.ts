import {
  encodeStreamMessage,
  STREAM_CONTENT_TYPE,
  StreamEnd,
  StreamMessage,
} from '@titanium-portal/backstage-plugin-titanium-common';
import type { Response } from 'express';

/** Messages below this size are copied behind their head, so that they leave as one piece. */
const COPY_BELOW = 32 * 1024;

/** The answer of one stream request: writes lines and knows whether the reader keeps up. */
export class Connection {
  #blockedSince?: number;
  #closed = false;
  onDrain: () => void = () => {};
  onClose: () => void = () => {};

  constructor(private readonly res: Response) {
    res.status(200);
    res.setHeader('Content-Type', STREAM_CONTENT_TYPE);
    // Keeps the compression middleware from holding lines back.
    res.setHeader('Cache-Control', 'no-store, no-transform');
    res.setHeader('X-Accel-Buffering', 'no');
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.flushHeaders();
    res.on('close', () => {
      this.#closed = true;
      this.onClose();
    });
    res.on('error', () => res.destroy());
    res.on('drain', () => {
      this.#blockedSince = undefined;
      if (!this.#closed) this.onDrain();
    });
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** True while the reader has not taken what was written. Nothing but the end may be written then. */
  get blocked(): boolean {
    return this.#blockedSince !== undefined;
  }

  /** How long the reader has taken nothing, in milliseconds. */
  get blockedFor(): number {
    return this.#blockedSince === undefined
      ? 0
      : Date.now() - this.#blockedSince;
  }

  send(message: StreamMessage) {
    this.#write(encodeStreamMessage(message));
  }

  /** A message from a head of its own and bytes shared with other connections. */
  sendShared(head: string, bytes: Buffer, end = '') {
    if (bytes.length < COPY_BELOW) {
      this.#write(Buffer.concat([Buffer.from(head), bytes, Buffer.from(end)]));
      return;
    }
    this.res.cork();
    this.#write(head);
    this.#write(bytes);
    if (end) this.#write(end);
    process.nextTick(() => this.res.uncork());
  }

  end(reason: StreamEnd) {
    if (!this.#closed) {
      this.res.end(encodeStreamMessage({ type: 'end', reason }));
    }
  }

  destroy() {
    this.res.destroy();
  }

  #write(data: string | Buffer) {
    if (!this.#closed && !this.res.write(data)) {
      this.#blockedSince ??= Date.now();
    }
  }
}
