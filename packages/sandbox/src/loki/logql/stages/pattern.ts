import { badQuery } from '../../errors';

/** An expression such as `<ip> - <_> "<method>`. */
export interface LinePattern {
  /** What each named capture holds; undefined when the line does not fit. */
  match(line: string): ReadonlyMap<string, string> | undefined;
}

type Part = { capture: string } | { literal: string };

const CAPTURE = /<([a-zA-Z_][a-zA-Z0-9_]*)>/g;

/** As a parser (`named`) at least one capture has a name; as a filter none has, and it may fit anywhere. */
export function compilePattern(text: string, named: boolean): LinePattern {
  const parts = partsOf(text);
  const captures = parts.flatMap(part =>
    'capture' in part ? [part.capture] : [],
  );
  const names = captures.filter(name => name !== '_');
  if (named && names.length === 0) {
    throw badQuery('parse error : at least one capture is required');
  }
  if (!named && names.length > 0) {
    throw badQuery('parse error : named captures are not allowed');
  }
  if (new Set(names).size < names.length) {
    throw badQuery('parse error : duplicate capture name');
  }
  parts.forEach((part, index) => {
    const next = parts[index + 1];
    if ('capture' in part && next && 'capture' in next) {
      throw badQuery('parse error : found consecutive capture');
    }
  });
  return { match: line => matchParts(parts, line, named) };
}

function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const match of text.matchAll(CAPTURE)) {
    if (match.index > from) {
      parts.push({ literal: text.slice(from, match.index) });
    }
    parts.push({ capture: match[1] });
    from = match.index + match[0].length;
  }
  if (from < text.length) {
    parts.push({ literal: text.slice(from) });
  }
  return parts;
}

function matchParts(
  parts: readonly Part[],
  line: string,
  anchored: boolean,
): ReadonlyMap<string, string> | undefined {
  const found = new Map<string, string>();
  let at = 0;
  let open: string | undefined = anchored ? undefined : '_';
  for (const part of parts) {
    if ('capture' in part) {
      open = part.capture;
      continue;
    }
    const next = line.indexOf(part.literal, at);
    if (next < 0 || (open === undefined && next > at)) {
      return anchored && found.size > 0 ? found : undefined;
    }
    if (open !== undefined) {
      keep(found, open, line.slice(at, next));
    }
    open = undefined;
    at = next + part.literal.length;
  }
  if (open !== undefined) {
    keep(found, open, line.slice(at));
  }
  return found;
}

function keep(found: Map<string, string>, name: string, value: string): void {
  if (name !== '_') {
    found.set(name, value);
  }
}
