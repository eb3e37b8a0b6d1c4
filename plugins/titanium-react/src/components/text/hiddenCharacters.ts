/**
 * Characters that a reader cannot see, or that move, turn or hide what stands beside them: controls of both sets, marks
 * of direction, zero-width and filler characters, line separators, tags. Tab and line feed are fine, and so are joiners
 * and selectors that belong to an emoji.
 */
const HIDDEN =
  // eslint-disable-next-line no-control-regex, no-misleading-character-class
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\u{e0000}-\u{e0fff}]/gu;

function written(character: string): string {
  const code = character.codePointAt(0)!.toString(16);
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
}

/** Writes hidden characters out, as `\u202e`; leaves those alone that `keep` names. */
export function writeHidden(text: string, keep = ''): string {
  return text.replace(HIDDEN, character =>
    keep.includes(character) ? character : written(character),
  );
}
