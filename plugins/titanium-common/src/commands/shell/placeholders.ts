/** No placeholder is longer: keeps the look-ahead, and with it the reading, linear. */
const LONGEST = 80;

const ANGLE = /^<\p{L}(?:[\p{L}\p{N}_. /:|-]{0,62}[\p{L}\p{N}_])?>/u;
const BRACE = /^\{\p{L}(?:[\p{L}\p{N}_ -]{0,62}[\p{L}\p{N}_])?\}/u;
const BRACKET = /^\[\p{L}[\p{L}\p{N}_-]{0,61}[\p{L}\p{N}_]\]/u;

function match(pattern: RegExp, text: string, offset: number): string | null {
  return pattern.exec(text.slice(offset, offset + LONGEST))?.[0] ?? null;
}

/** The `<pod-name>` at an offset. */
export function angleAt(text: string, offset: number): string | null {
  return match(ANGLE, text, offset);
}

/** The `{app}` at an offset. */
export function braceAt(text: string, offset: number): string | null {
  return match(BRACE, text, offset);
}

/** The `[NAME]` at an offset. */
export function bracketAt(text: string, offset: number): string | null {
  return match(BRACKET, text, offset);
}

/** The placeholder at an offset that stands outside quotes. */
export function placeholderAt(text: string, offset: number): string | null {
  switch (text[offset]) {
    case '<':
      return angleAt(text, offset);
    case '{':
      return braceAt(text, offset);
    case '[':
      return bracketAt(text, offset);
    default:
      return null;
  }
}
