import { LogLine } from '@titanium-portal/backstage-plugin-titanium-common';
import { LogSegment, parseAnsi, plainText } from './ansi';

interface Parsed {
  segments: LogSegment[];
  plain: string;
  lower: string;
}

// Lines never change, so that what was made of one is made once.
const parsed = new WeakMap<LogLine, Parsed>();

/** A line's pieces, its plain text and the same in lower case. */
export function parseLine(line: LogLine): Parsed {
  let known = parsed.get(line);
  if (!known) {
    const segments = parseAnsi(line.text);
    const plain = plainText(segments);
    known = { segments, plain, lower: plain.toLowerCase() };
    parsed.set(line, known);
  }
  return known;
}

/** No more of a line is looked at to draw its beginning. */
const HEAD = 8192;
const heads = new WeakMap<LogLine, LogSegment[]>();

/** The pieces of a line's beginning: what a list draws, however long the line. */
export function parseHead(line: LogLine): LogSegment[] {
  if (line.text.length <= HEAD) return parseLine(line).segments;
  let known = heads.get(line);
  if (!known) {
    known = parseAnsi(line.text.slice(0, HEAD));
    heads.set(line, known);
  }
  return known;
}

/** Indexes of the lines that hold the text, whatever its case. */
export function findLines(lines: readonly LogLine[], text: string): number[] {
  const needle = text.toLowerCase();
  if (!needle) return [];
  const found: number[] = [];
  lines.forEach((line, index) => {
    if (parseLine(line).lower.includes(needle)) found.push(index);
  });
  return found;
}

/** Pieces cut where matches begin and end. */
export function markMatches(
  segments: readonly LogSegment[],
  text: string,
): (LogSegment & { match?: boolean })[] {
  const needle = text.toLowerCase();
  if (!needle) return [...segments];
  const lower = plainText(segments).toLowerCase();
  const result: (LogSegment & { match?: boolean })[] = [];
  let at = 0;
  let start = lower.indexOf(needle);
  for (const segment of segments) {
    let rest = segment.text;
    while (rest) {
      const end = start + needle.length;
      if (start < 0 || start >= at + rest.length) {
        result.push({ ...segment, text: rest });
        at += rest.length;
        rest = '';
      } else if (start > at) {
        result.push({ ...segment, text: rest.slice(0, start - at) });
        rest = rest.slice(start - at);
        at = start;
      } else {
        const part = rest.slice(0, end - at);
        result.push({ ...segment, text: part, match: true });
        rest = rest.slice(part.length);
        at += part.length;
        if (at >= end) start = lower.indexOf(needle, end);
      }
    }
  }
  return result;
}
