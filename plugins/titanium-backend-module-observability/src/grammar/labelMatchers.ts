/** One label matcher of PromQL or LogQL, its value without quotes. */
export interface LabelMatcher {
  name: string;
  op: '=' | '!=' | '=~' | '!~';
  value: string;
}

/** What reading a selector came to. */
export type ParsedMatchers =
  | { ok: true; matchers: LabelMatcher[] }
  | { ok: false; message: string; offset: number };

const MAX_CHARACTERS = 4096;
const ESCAPES: Record<string, string> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
  "'": "'",
};

function numbered(body: string, start: number, length: number, radix: number) {
  const digits = body.slice(start, start + length);
  const shape = radix === 8 ? /^[0-7]+$/ : /^[0-9a-fA-F]+$/;
  return digits.length === length && shape.test(digits)
    ? parseInt(digits, radix)
    : undefined;
}

/**
 * The value of a quoted string as Go reads it: backquotes raw, else escapes. Undefined for escapes that Go refuses, and
 * for those of single bytes above ASCII, which no value of a label needs.
 */
export function unquote(literal: string): string | undefined {
  const mark = literal[0];
  const body = literal.slice(1, -1);
  if (literal.length < 2 || literal[literal.length - 1] !== mark) {
    return undefined;
  }
  if (mark === '`') {
    return body;
  }
  let value = '';
  for (let at = 0; at < body.length; at += 1) {
    const char = body[at];
    if (char === '\n' || char === mark) {
      return undefined;
    }
    if (char !== '\\') {
      value += char;
      continue;
    }
    at += 1;
    const escape = body[at];
    const width = { x: 2, u: 4, U: 8 }[escape];
    if (width !== undefined || /^[0-7]$/.test(escape ?? '')) {
      const octal = width === undefined;
      const length = width ?? 3;
      const start = octal ? at : at + 1;
      const code = numbered(body, start, length, octal ? 8 : 16);
      const wide = escape === 'u' || escape === 'U';
      if (
        code === undefined ||
        code > (wide ? 0x10ffff : 0x7f) ||
        (code >= 0xd800 && code <= 0xdfff)
      ) {
        return undefined;
      }
      value += String.fromCodePoint(code);
      at = start + length - 1;
      continue;
    }
    if (!Object.hasOwn(ESCAPES, escape ?? '')) {
      return undefined;
    }
    value += ESCAPES[escape];
  }
  return value;
}

/** A value as a double-quoted string that PromQL and LogQL read back as the same value. */
export function quote(value: string): string {
  const escaped = value.replace(/["\\\n\r\t]/g, char => {
    const names: Record<string, string> = {
      '\n': '\\n',
      '\r': '\\r',
      '\t': '\\t',
    };
    return names[char] ?? `\\${char}`;
  });
  return `"${escaped}"`;
}

/** A matcher as both languages write it. */
export function matcherText({ name, op, value }: LabelMatcher): string {
  return `${name}${op}${quote(value)}`;
}

/** Reads `{namespace="shop", app="cart"}`, the part that PromQL and LogQL share: no metric name, names without quotes. */
export function parseLabelMatchers(text: string): ParsedMatchers {
  const fail = (offset: number, message: string): ParsedMatchers => ({
    ok: false,
    offset,
    message: `${message} at character ${offset + 1}`,
  });
  if (text.length > MAX_CHARACTERS) {
    return fail(MAX_CHARACTERS, 'too long');
  }
  const token =
    /\s*(?:([{},])|(=~|!~|!=|=)|([A-Za-z_]\w*)|("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`))\s*/y;
  const next = () => {
    const start = token.lastIndex;
    const found = token.exec(text);
    const [, mark, op, name, string] = found ?? [];
    if (!found) {
      token.lastIndex = start;
    }
    return { start, mark, op, name, string };
  };
  if (next().mark !== '{') {
    return fail(0, 'expected {');
  }
  const matchers: LabelMatcher[] = [];
  for (;;) {
    const first = next();
    if (first.mark === '}') {
      break;
    }
    if (first.name === undefined) {
      return fail(first.start, 'expected the name of a label');
    }
    const { op, start } = next();
    if (op === undefined) {
      return fail(start, 'expected =, !=, =~ or !~');
    }
    const literal = next();
    const value =
      literal.string === undefined ? undefined : unquote(literal.string);
    if (value === undefined) {
      return fail(literal.start, 'expected a quoted value');
    }
    matchers.push({ name: first.name, op: op as LabelMatcher['op'], value });
    const after = next();
    if (after.mark === '}') {
      break;
    }
    if (after.mark !== ',') {
      return fail(after.start, 'expected , or }');
    }
  }
  if (token.lastIndex !== text.length) {
    return fail(token.lastIndex, 'unexpected text');
  }
  return matchers.length
    ? { ok: true, matchers }
    : fail(text.length, 'no matchers');
}
