/**
 * Where a substitution ends whose body starts at `offset` (after `$(`, `<(` or `(`): the offset after its `)`, or the
 * text's length when it is never closed. One pass with a stack of its own, so that no nesting can exhaust anything.
 */
export function endOfSubstitution(text: string, offset: number): number {
  const open: ('(' | '"')[] = ['('];
  let i = offset;
  while (i < text.length) {
    const char = text[i];
    const inQuotes = open[open.length - 1] === '"';
    if (char === '\\') {
      i += 2;
      continue;
    }
    if (inQuotes) {
      if (char === '"') {
        open.pop();
      } else if (char === '$' && text[i + 1] === '(') {
        open.push('(');
        i += 1;
      }
    } else if (char === "'") {
      const close = text.indexOf("'", i + 1);
      if (close < 0) {
        return text.length;
      }
      i = close;
    } else if (char === '"') {
      open.push('"');
    } else if (char === '(') {
      open.push('(');
    } else if (char === ')') {
      open.pop();
      if (open.length === 0) {
        return i + 1;
      }
    }
    i += 1;
  }
  return text.length;
}

/** Where a back-quoted command ends whose body starts at `offset`. */
export function endOfBackquotes(text: string, offset: number): number {
  let i = offset;
  while (i < text.length) {
    if (text[i] === '\\') {
      i += 2;
    } else if (text[i] === '`') {
      return i + 1;
    } else {
      i += 1;
    }
  }
  return text.length;
}

const DATE =
  /^\$\(date(?: +-u)? +\+(?:"[%A-Za-z0-9_.:-]+"|'[%A-Za-z0-9_.:-]+'|[%A-Za-z0-9_.:-]+) *\)/;

/** The `$(date +%Y%m%d)` at an offset. */
export function dateAt(text: string, offset: number): string | null {
  return DATE.exec(text.slice(offset, offset + 80))?.[0] ?? null;
}

const VARIABLE = /^\$(?:[A-Za-z_][A-Za-z0-9_]*|\{[A-Za-z_][A-Za-z0-9_]*\}|\d)/;

/** The `$NS` or `${NS}` at an offset. */
export function variableAt(
  text: string,
  offset: number,
): { text: string; name: string } | null {
  const found = VARIABLE.exec(text.slice(offset, offset + 128))?.[0];
  return found ? { text: found, name: found.replace(/[${}]/g, '') } : null;
}
