import { StreamMessage } from './types';

/** Characters a line of the stream may have before a decoder gives up on it. @public */
export const MAX_STREAM_LINE = 64 * 1024 * 1024;

/** The media type of the stream. @public */
export const STREAM_CONTENT_TYPE = 'application/x-ndjson';

/** One message as a line, its line feed included. JSON escapes every line feed inside. @public */
export function encodeStreamMessage(message: StreamMessage): string {
  return `${JSON.stringify(message)}\n`;
}

/** Turns pieces of a body into messages. @public */
export interface StreamDecoder {
  /** Takes the next piece, cut anywhere (inside a character too), and answers the messages that are whole now. */
  push(chunk: Uint8Array | string): StreamMessage[];
  /** True when the pieces so far end within a message. */
  readonly pending: boolean;
}

/**
 * A decoder for one body. Throws `SyntaxError` for a line that is no JSON object and `RangeError` for one longer than
 * `maxLine` characters: the connection is then given up, never guessed at. Blank lines are skipped.
 * @public
 */
export function createStreamDecoder(
  options: { maxLine?: number } = {},
): StreamDecoder {
  const maxLine = options.maxLine ?? MAX_STREAM_LINE;
  const text = new TextDecoder('utf-8');
  // Pieces of the unfinished line; joined once, so that a long line costs linear time.
  let parts: string[] = [];
  let length = 0;
  const keep = (part: string) => {
    length += part.length;
    if (length > maxLine) {
      throw new RangeError(
        `A line of the stream exceeds ${maxLine} characters`,
      );
    }
    if (part) {
      parts.push(part);
    }
  };
  return {
    push(chunk) {
      const piece =
        typeof chunk === 'string'
          ? chunk
          : text.decode(chunk, { stream: true });
      const messages: StreamMessage[] = [];
      let start = 0;
      for (
        let end = piece.indexOf('\n');
        end !== -1;
        end = piece.indexOf('\n', start)
      ) {
        keep(piece.slice(start, end));
        const line = parts.join('');
        parts = [];
        length = 0;
        start = end + 1;
        if (line.trim()) {
          messages.push(parseMessage(line));
        }
      }
      keep(piece.slice(start));
      return messages;
    },
    get pending() {
      return length > 0;
    },
  };
}

function parseMessage(line: string): StreamMessage {
  const value: unknown = JSON.parse(line);
  if (
    typeof value !== 'object' ||
    value === null ||
    typeof (value as { type?: unknown }).type !== 'string'
  ) {
    throw new SyntaxError('A line of the stream is no message');
  }
  return value as StreamMessage;
}
