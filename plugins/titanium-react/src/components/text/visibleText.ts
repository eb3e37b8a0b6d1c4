// Colours mean nothing outside a terminal, and other escapes (titles, links, clipboard) must not act at all.
const ESCAPES =
  // eslint-disable-next-line no-control-regex
  /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-_])/g;
const CONTROLS =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Text of a platform as it may be shown: escapes gone, controls and direction marks made visible. @public */
export function visibleText(text: string): string {
  return text
    .replace(ESCAPES, '')
    .replace(
      CONTROLS,
      character =>
        `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}
