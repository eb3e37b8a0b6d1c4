/** A fenced code block of a Markdown file. */
export interface Fence {
  /** One-based line of the opening fence. */
  line: number;
  /** Lower case; null where the fence names none. */
  language: string | null;
  /** Lines as the page shows them: without the fence's own indentation and quotation marks. */
  lines: string[];
}

const OPENING =
  /^((?:[ \t]*>)*)([ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)(`{3,}|~{3,})(.*)$/;
/** What a fence says of itself is at its very start. */
const LONGEST_INFO = 500;
const LONGEST_PREFIX = 200;

/** `bash`, `{.bash title="x"}`, `bash {linenums="1"}`: the language; null for none. */
function languageOf(info: string): string | null {
  const text = info.trim().slice(0, LONGEST_INFO);
  const braced = /^\{([^}]*)\}?/.exec(text);
  const name = braced
    ? /(?:^|\s)\.([\w+#.-]+)/.exec(braced[1])?.[1] ??
      /(?:^|\s)(?:lang|language)=["']?([\w+#.-]+)/.exec(braced[1])?.[1]
    : /^[^\s{,]+/.exec(text)?.[0];
  return name ? name.replace(/^\./, '').toLowerCase() : null;
}

interface Open {
  fence: Fence;
  mark: string;
  /** Quotation marks in front of each line. */
  quotes: number;
  indent: number;
}

function opening(line: string, number: number): Open | null {
  const found = OPENING.exec(line.slice(0, LONGEST_PREFIX + LONGEST_INFO));
  if (!found) {
    return null;
  }
  const [, quotes, indent, mark, info] = found;
  // Backquotes in what follows make it code inside of a line.
  if (mark[0] === '`' && info.includes('`')) {
    return null;
  }
  return {
    fence: { line: number, language: languageOf(info), lines: [] },
    mark,
    quotes: quotes.split('>').length - 1,
    indent: indent.length,
  };
}

/** A line inside a block without what the block's place puts in front of it. */
function unwrap(line: string, { quotes, indent }: Open): string {
  let at = 0;
  for (let quote = 0; quote < quotes; quote++) {
    const mark = /^[ \t]*>/.exec(line.slice(at, at + LONGEST_PREFIX))?.[0];
    if (mark === undefined) {
      break;
    }
    at += mark.length;
  }
  let left = indent;
  while (left > 0 && (line[at] === ' ' || line[at] === '\t')) {
    at += 1;
    left -= 1;
  }
  return line.slice(at);
}

function closes(line: string, { mark }: Open): boolean {
  const text = line.length < 200 ? line.trim() : '';
  return (
    text.length >= mark.length &&
    text[0] === mark[0] &&
    text === mark[0].repeat(text.length)
  );
}

function* linesOf(text: string): Generator<string> {
  let start = 0;
  for (;;) {
    const feed = text.indexOf('\n', start);
    yield text.slice(start, feed < 0 ? text.length : feed);
    if (feed < 0) {
      return;
    }
    start = feed + 1;
  }
}

/** A quotation ends with its marks, and what it holds with it. */
function leaves(line: string, { quotes }: Open): boolean {
  return quotes > 0 && !/^[ \t]*>/.test(line.slice(0, LONGEST_PREFIX));
}

/**
 * Finds the fenced code blocks of a Markdown text: backquotes or tildes, at any indentation, in lists and quotations,
 * with attributes. A longer fence holds shorter ones as text; one that is never closed ends with the file. What an HTML
 * comment hides is no block.
 */
export function* findFences(text: string): Generator<Fence> {
  let open: Open | null = null;
  let hidden = false;
  let number = 0;
  for (const raw of linesOf(text)) {
    number += 1;
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (open && leaves(line, open)) {
      yield open.fence;
      open = null;
    }
    if (open) {
      const inner = unwrap(line, open);
      if (closes(inner, open)) {
        yield open.fence;
        open = null;
      } else {
        open.fence.lines.push(inner);
      }
    } else if (hidden) {
      hidden = !line.includes('-->');
    } else if (line.trimStart().startsWith('<!--')) {
      hidden = !line.includes('-->');
    } else {
      open = opening(line, number);
    }
  }
  if (open) {
    yield open.fence;
  }
}
