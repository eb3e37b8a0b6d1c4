import Anser from 'anser';
import { writeHidden } from '../components/text/hiddenCharacters';

/** The sixteen colours that a theme can make readable. */
export type AnsiColor =
  | 'black'
  | 'red'
  | 'green'
  | 'yellow'
  | 'blue'
  | 'magenta'
  | 'cyan'
  | 'white';

/** A piece of a line in one style. */
export interface LogSegment {
  text: string;
  color?: AnsiColor;
  bold?: boolean;
  dim?: boolean;
  italic?: boolean;
  underline?: boolean;
}

// All escapes but those that set a style (`ESC [ ... m`): cursor moves, titles, links and clipboard writes must not act.
const ESCAPES =
  // eslint-disable-next-line no-control-regex
  /\u001b(?:\[[0-9;:]*m|\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[ -/]*[0-Z\\^-~])/g;
// eslint-disable-next-line no-control-regex
const STYLE = /^\u001b\[[0-9;:]*m$/;
// eslint-disable-next-line no-control-regex
const LONE_ESCAPE = /\u001b(?!\[[0-9;:]*m)/g;

const COLORS =
  /^ansi-(?:bright-)?(black|red|green|yellow|blue|magenta|cyan|white)$/;

/**
 * A line as styled pieces. Only colours and weights of a terminal survive; everything else an escape could do is taken
 * off, and characters that hide or turn text are made visible. Never throws, linear in the line's length.
 */
export function parseAnsi(line: string): LogSegment[] {
  const plain = line
    .replace(/\r$/, '')
    .replace(ESCAPES, escape => (STYLE.test(escape) ? escape : ''))
    .replace(LONE_ESCAPE, '\\u001b');
  const safe = writeHidden(plain, '\u001b');
  if (!safe.includes('\u001b')) {
    return [{ text: safe }];
  }
  return Anser.ansiToJson(safe, { use_classes: true, remove_empty: true }).map(
    ({ content, fg, decorations }) => {
      const color = COLORS.exec(fg ?? '')?.[1] as AnsiColor | undefined;
      return {
        text: content,
        ...(color ? { color } : {}),
        ...(decorations.includes('bold') ? { bold: true } : {}),
        ...(decorations.includes('dim') ? { dim: true } : {}),
        ...(decorations.includes('italic') ? { italic: true } : {}),
        ...(decorations.includes('underline') ? { underline: true } : {}),
      };
    },
  );
}

/** The line without any style. */
export function plainText(segments: readonly LogSegment[]): string {
  return segments.length === 1
    ? segments[0].text
    : segments.map(segment => segment.text).join('');
}

/** The pieces cut to so many characters. */
export function takeCharacters(
  segments: readonly LogSegment[],
  most: number,
): LogSegment[] {
  const taken: LogSegment[] = [];
  let left = most;
  for (const segment of segments) {
    if (left <= 0) break;
    taken.push(
      segment.text.length <= left
        ? segment
        : { ...segment, text: segment.text.slice(0, left) },
    );
    left -= segment.text.length;
  }
  return taken;
}
