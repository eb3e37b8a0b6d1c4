import { BodyLine } from '../types';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** A line was longer than the reader accepts. @internal */
export class LineTooLongError extends Error {
  name = 'LineTooLongError' as const;
}

/** @internal */
export interface LineOptions {
  maxLineBytes: number;
  /** `cut` drops the rest of a long line and counts it; `fail` ends the body with {@link LineTooLongError}. */
  overflow: 'cut' | 'fail';
}

/** Bytes from index `end` back to the start of the character they fall into. */
function characterStart(bytes: Buffer, end: number): number {
  let at = end;
  while (at > 0 && end - at < 4 && (bytes[at] & 0xc0) === 0x80) {
    at -= 1;
  }
  return at;
}

/** Collects chunks into lines. Holds at most one line's bytes. */
class LineAssembler {
  private parts: Buffer[] = [];
  private held = 0;
  private cut = 0;

  constructor(private readonly options: LineOptions) {}

  get pending(): boolean {
    return this.held > 0 || this.cut > 0;
  }

  add(bytes: Buffer): void {
    const room = this.options.maxLineBytes - this.held;
    if (bytes.length <= room) {
      if (bytes.length > 0) {
        this.parts.push(bytes);
        this.held += bytes.length;
      }
      return;
    }
    if (this.options.overflow === 'fail') {
      throw new LineTooLongError(
        `A line is longer than ${this.options.maxLineBytes} bytes`,
      );
    }
    // Only what is kept is copied: a slice would keep its whole chunk alive.
    const kept = Buffer.from(bytes.subarray(0, room));
    this.parts.push(kept);
    this.held += kept.length;
    this.cut += bytes.length - kept.length;
  }

  take(): BodyLine {
    let bytes =
      this.parts.length === 1 ? this.parts[0] : Buffer.concat(this.parts);
    let cut = this.cut;
    if (cut > 0) {
      // A cut may fall inside a character; give up that character, not show half of it.
      const last = characterStart(bytes, bytes.length - 1);
      const width = bytes.length - last;
      const lead = bytes[last] ?? 0;
      let need = 1;
      if (lead >= 0xf0) need = 4;
      else if (lead >= 0xe0) need = 3;
      else if (lead >= 0xc0) need = 2;
      if (width < need) {
        bytes = bytes.subarray(0, last);
        cut += width;
      }
    } else if (bytes[bytes.length - 1] === CARRIAGE_RETURN) {
      bytes = bytes.subarray(0, bytes.length - 1);
    }
    this.parts = [];
    this.held = 0;
    this.cut = 0;
    return { text: bytes.toString('utf8'), cut };
  }
}

/**
 * Splits a body into lines, a batch for each chunk, so that one wake-up handles all that has arrived. Chunk borders
 * may fall anywhere, inside characters too. A last line without line feed is a line.
 * @internal
 */
export async function* readLineBatches(
  body: AsyncIterable<Uint8Array>,
  options: LineOptions,
): AsyncGenerator<BodyLine[]> {
  const assembler = new LineAssembler(options);
  for await (const chunk of body) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    const lines: BodyLine[] = [];
    let start = 0;
    let end = bytes.indexOf(LINE_FEED);
    while (end !== -1) {
      assembler.add(bytes.subarray(start, end));
      lines.push(assembler.take());
      start = end + 1;
      end = bytes.indexOf(LINE_FEED, start);
    }
    assembler.add(bytes.subarray(start));
    yield lines;
  }
  if (assembler.pending) {
    yield [assembler.take()];
  }
}
