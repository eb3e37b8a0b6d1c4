/** Longest query read. */
export const MAX_QUERY = 16_384;

/** A string or comment of a query. */
export interface LexedPart {
  from: number;
  to: number;
}

/** A query taken apart as far as its strings and comments. */
export type Lexed =
  | { ok: true; strings: LexedPart[]; comments: LexedPart[] }
  | { ok: false; offset: number; message: string };

// eslint-disable-next-line no-control-regex
const IN_CODE = /[\t\n\r\u0020-\u007e]/;
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/;

/**
 * Finds strings and comments exactly as Loki's scanner does. What the two could read differently is refused: characters
 * beyond ASCII outside strings, single quotes, Go comments, control characters.
 */
export function lex(text: string): Lexed {
  const fail = (offset: number, message: string): Lexed => ({
    ok: false,
    offset,
    message,
  });
  if (text.length > MAX_QUERY) {
    return fail(MAX_QUERY, `the query is longer than ${MAX_QUERY} characters`);
  }
  const strings: LexedPart[] = [];
  const comments: LexedPart[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text[at];
    if (char === '#') {
      const end = text.indexOf('\n', at);
      const to = end < 0 ? text.length : end;
      comments.push({ from: at, to });
      at = to;
    } else if (char === '"' || char === '`') {
      const to = stringEnd(text, at);
      if (to === undefined) {
        return fail(at, 'literal not terminated');
      }
      const control = CONTROL.exec(text.slice(at, to));
      if (control) {
        return fail(
          at + control.index,
          'control characters must be written as escapes',
        );
      }
      strings.push({ from: at, to });
      at = to;
    } else if (char === "'") {
      return fail(at, 'strings are written with " or `');
    } else if (char === '/' && '/*'.includes(text[at + 1] ?? ' ')) {
      return fail(at, 'comments begin with #');
    } else if (IN_CODE.test(char)) {
      at += 1;
    } else {
      return fail(
        at,
        `unexpected character U+${text
          .codePointAt(at)!
          .toString(16)
          .toUpperCase()
          .padStart(4, '0')}`,
      );
    }
  }
  return { ok: true, strings, comments };
}

function stringEnd(text: string, start: number): number | undefined {
  const quote = text[start];
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === quote) {
      return at + 1;
    }
    if (quote === '"') {
      if (text[at] === '\n') {
        return undefined;
      }
      if (text[at] === '\\') {
        at += 1;
      }
    }
  }
  return undefined;
}

/** Comments as spaces, so that what is sent holds none and everything else keeps its place. */
export function blankComments(
  text: string,
  comments: readonly LexedPart[],
): string {
  return comments.reduce(
    (result, { from, to }) =>
      result.slice(0, from) + ' '.repeat(to - from) + result.slice(to),
    text,
  );
}
