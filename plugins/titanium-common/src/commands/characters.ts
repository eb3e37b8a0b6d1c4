/** Written by word processors where a shell needs plain ones. */
const TYPOGRAPHIC = /[\u2018-\u201f]/;
/** Characters that are not what they look like, or cannot be seen. One class each: linear. */
const UNSEEN =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\u{e0000}-\u{e0fff}]|\p{Cs}/u;
const SPACES = /\r(?!\n)|[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/;

/** A character that a person cannot see or would take for another. */
export interface UnsafeCharacter {
  offset: number;
  /** `U+202E`. */
  name: string;
}

/** Finds the first control, direction, zero-width or unusual space character. Tab and line feed are fine in text. */
export function findUnsafeCharacter(text: string): UnsafeCharacter | null {
  const unseen = UNSEEN.exec(text);
  const space = SPACES.exec(text);
  const found = [unseen, space]
    .filter(match => match !== null)
    .sort((a, b) => a.index - b.index)[0];
  if (!found) {
    return null;
  }
  const code = found[0].codePointAt(0)!.toString(16).toUpperCase();
  return { offset: found.index, name: `U+${code.padStart(4, '0')}` };
}

/** Finds a quotation mark that a shell does not take for one. */
export function findTypographicQuote(text: string): number | null {
  const at = text.search(TYPOGRAPHIC);
  return at < 0 ? null : at;
}
