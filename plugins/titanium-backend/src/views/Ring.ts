/** One encoded message. */
export interface RingEntry {
  sequence: number;
  type: 'delta' | 'lines' | 'gap';
  bytes: Buffer;
  /** Lines ever appended, those of this entry included. */
  linesTotal: number;
}

/**
 * A copy that owns its memory. Small buffers are slices of a pool that they share with whatever was made next to them:
 * one kept message would hold all of its eight kilobytes.
 */
function ownMemory(bytes: Buffer): Buffer {
  if (bytes.buffer.byteLength === bytes.length) {
    return bytes;
  }
  const own = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(own);
  return own;
}

/** The newest messages of a view, bounded in number and bytes. Sequences rise by one and start at one. */
export class Ring {
  #entries: RingEntry[] = [];
  #start = 0;
  #bytes = 0;
  #sequence = 0;
  #lines = 0;

  constructor(
    private readonly maxMessages: number,
    private readonly maxBytes: number,
  ) {}

  /** Sequence of the newest message; 0 before the first. */
  get sequence(): number {
    return this.#sequence;
  }

  /** Lines ever appended. */
  get linesTotal(): number {
    return this.#lines;
  }

  /** Sequence before the oldest message that is still held. */
  get floor(): number {
    return this.#sequence - (this.#entries.length - this.#start);
  }

  /** Lines appended before the oldest message that is still held. */
  get linesFloor(): number {
    return this.#linesFloor;
  }
  #linesFloor = 0;

  add(
    encode: (sequence: number) => Pick<RingEntry, 'type' | 'bytes'>,
    lines = 0,
  ) {
    this.#sequence += 1;
    this.#lines += lines;
    const { type, bytes: encoded } = encode(this.#sequence);
    const bytes = ownMemory(encoded);
    this.#entries.push({
      sequence: this.#sequence,
      type,
      bytes,
      linesTotal: this.#lines,
    });
    this.#bytes += bytes.length;
    while (
      this.#entries.length - this.#start > 1 &&
      (this.#entries.length - this.#start > this.maxMessages ||
        this.#bytes > this.maxBytes)
    ) {
      const dropped = this.#entries[this.#start];
      this.#bytes -= dropped.bytes.length;
      this.#linesFloor = dropped.linesTotal;
      this.#start += 1;
    }
    // Moves what is left only now and then, so that dropping costs constant time.
    if (this.#start > 256 && this.#start > this.#entries.length / 2) {
      this.#entries = this.#entries.slice(this.#start);
      this.#start = 0;
    }
  }

  /** The message after a sequence; undefined when there is none yet. Call only with a sequence not below `floor`. */
  next(sequence: number): RingEntry | undefined {
    return this.#entries[this.#start + sequence - this.floor];
  }
}
