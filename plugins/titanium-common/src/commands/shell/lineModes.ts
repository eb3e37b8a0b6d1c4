/** How the lines of a block are told from output and prose. */
export type LineMode =
  /** Every line is a command. */
  | 'script'
  /** Lines after a prompt are commands, the others are output. */
  | 'prompted'
  /** The same, where the prompt is root's bare `#`. */
  | 'root'
  /** Lines that begin with a known tool are commands. */
  | 'tools';

/** `$`, `user@host:~$`, `[root@host ~]#`; a bare `#` is a comment unless nothing else in the block is a command. */
const PROMPT =
  /^[ \t]*(?:\([\w.-]{1,40}\) ?)?(?:(?:[\w.-]{1,40}@[\w.:~/ -]{1,80}|\[[^\]\n]{1,80}\] ?)[#$%❯➜]|[$%❯➜])[ \t]+/;
const ROOT = /^[ \t]*#[ \t]+/;
const FIRST_WORD = /^[ \t]*([\w./-]+)(?=[ \t\n]|$)/;

/** Length of the prompt that a line starts with; 0 without. */
export function promptLength(text: string, lineStart: number): number {
  const head = text.slice(lineStart, lineStart + 200);
  return PROMPT.exec(head)?.[0].length ?? 0;
}

/** Length of root's prompt in front of one of the tools; 0 without. */
export function rootPromptLength(
  text: string,
  lineStart: number,
  tools: ReadonlySet<string>,
): number {
  const length = ROOT.exec(text.slice(lineStart, lineStart + 80))?.[0].length;
  return length && startsWithTool(text, lineStart + length, tools) ? length : 0;
}

/** Calls `visit` with the start of each line until it answers true; true when it did. */
export function someLine(
  text: string,
  visit: (lineStart: number) => boolean,
): boolean {
  let start = 0;
  while (start <= text.length) {
    if (visit(start)) {
      return true;
    }
    const feed = text.indexOf('\n', start);
    if (feed < 0) {
      return false;
    }
    start = feed + 1;
  }
  return false;
}

/** True when a line begins with one of the tools. */
export function startsWithTool(
  text: string,
  offset: number,
  tools: ReadonlySet<string>,
): boolean {
  const word = FIRST_WORD.exec(text.slice(offset, offset + 80))?.[1];
  return word !== undefined && tools.has(word);
}

/** Where the command of a line starts, or null when the line holds none. */
export function commandStart(
  text: string,
  lineStart: number,
  mode: LineMode,
  tools: ReadonlySet<string>,
): number | null {
  if (mode === 'script') {
    return lineStart;
  }
  if (mode === 'prompted' || mode === 'root') {
    const length =
      mode === 'root'
        ? rootPromptLength(text, lineStart, tools)
        : promptLength(text, lineStart);
    return length > 0 ? lineStart + length : null;
  }
  return startsWithTool(text, lineStart, tools) ? lineStart : null;
}
