import { writeHidden } from './hiddenCharacters';

// Colours mean nothing outside a terminal, and other escapes (titles, links, clipboard) must not act at all.
const ESCAPES =
  // eslint-disable-next-line no-control-regex
  /\u001b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-_])/g;

/** Text of a platform as it may be shown: escapes gone, controls and direction marks made visible. @public */
export function visibleText(text: string): string {
  return writeHidden(text.replace(ESCAPES, ''));
}
