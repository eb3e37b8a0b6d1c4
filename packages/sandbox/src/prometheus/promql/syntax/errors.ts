import { Span } from './ast';

/** A query that is none, in the words of the real server. */
export class ParseError extends Error {
  constructor(query: string, span: Span, readonly reason: string) {
    super(`${position(query, span.from)}: parse error: ${reason}`);
    this.name = 'ParseError';
  }
}

/** Line and column of a place, counted in bytes as the server does. */
function position(query: string, at: number): string {
  const before = query.slice(0, at);
  const line = before.split('\n').length;
  const column =
    Buffer.byteLength(before.slice(before.lastIndexOf('\n') + 1)) + 1;
  return `${line}:${column}`;
}
