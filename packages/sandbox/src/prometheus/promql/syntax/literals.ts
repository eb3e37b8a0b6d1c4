const UNITS: Record<string, number> = {
  y: 365 * 24 * 60 * 60_000,
  w: 7 * 24 * 60 * 60_000,
  d: 24 * 60 * 60_000,
  h: 60 * 60_000,
  m: 60_000,
  s: 1000,
  ms: 1,
};

const DURATION =
  /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;

/** Milliseconds of `1h30m`; undefined when the text is no duration. */
export function parseDuration(text: string): number | undefined {
  const match = text === '' ? null : DURATION.exec(text);
  if (!match) {
    return text === '0' ? 0 : undefined;
  }
  return Object.keys(UNITS).reduce(
    (sum, unit, index) => sum + Number(match[index + 1] ?? 0) * UNITS[unit],
    0,
  );
}

/** The number a literal stands for; undefined when it is none of Prometheus 2. */
export function parseNumber(text: string): number | undefined {
  const sign = text.startsWith('-') ? -1 : 1;
  const body = text.replace(/^[-+]\s*/, '').toLowerCase();
  if (body === 'inf') {
    return sign * Infinity;
  }
  if (body === 'nan') {
    return NaN;
  }
  if (/^0x[\da-f]+$/.test(body)) {
    return sign * Number(body);
  }
  if (/^0[0-7]+$/.test(body)) {
    return sign * parseInt(body, 8);
  }
  return /^(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/.test(body)
    ? sign * Number(body)
    : undefined;
}

const ESCAPES: Record<string, string> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

const ESCAPE =
  /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{3})|([\s\S]))/g;

/** The text that a quoted literal stands for; undefined when the quoting is wrong. */
export function parseString(literal: string): string | undefined {
  const quote = literal[0];
  if (literal.length < 2 || literal.at(-1) !== quote) {
    return undefined;
  }
  const body = literal.slice(1, -1);
  if (quote === '`') {
    return body;
  }
  if (body.includes('\n')) {
    return undefined;
  }
  let isValid = true;
  const text = body.replace(
    ESCAPE,
    (_whole, hex, short, long, octal, char: string | undefined) => {
      const code = hex ?? short ?? long;
      if (code !== undefined || octal !== undefined) {
        const point =
          octal === undefined ? parseInt(code, 16) : parseInt(octal, 8);
        isValid &&= point <= 0x10ffff;
        return isValid ? String.fromCodePoint(point) : '';
      }
      const value = ESCAPES[char!];
      const isOtherQuote = (char === '"' || char === "'") && char !== quote;
      isValid &&= value !== undefined && !isOtherQuote;
      return value ?? '';
    },
  );
  return isValid ? text : undefined;
}
