import { parseError } from '../errors';

const ESCAPES: Record<string, string> = {
  a: '\x07',
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
  /\\(?:([abfnrtv\\'"])|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|([\s\S]))/g;

/** The value of a string as Go writes it: quoted with escapes, or between backticks as it is. */
export function unquote(query: string, from: number, to: number): string {
  const text = query.slice(from + 1, to - 1);
  if (query[from] === '`') {
    return text;
  }
  return text.replace(ESCAPE, (_, letter, hex, short, long, octal, unknown) => {
    if (letter) {
      return ESCAPES[letter];
    }
    if (octal) {
      return String.fromCharCode(parseInt(octal, 8));
    }
    const code = parseInt(hex ?? short ?? long, 16);
    if (unknown !== undefined || !(code <= 0x10ffff)) {
      throw parseError(query, from, 'invalid char escape');
    }
    return String.fromCodePoint(code);
  });
}

const DURATION_MS: Record<string, number> = {
  y: 365 * 86_400_000,
  w: 7 * 86_400_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
  us: 1e-3,
  µs: 1e-3,
  ns: 1e-6,
};

/** Milliseconds of a duration such as `1h30m`; NaN when it is none. */
export function durationMs(text: string): number {
  const match = /^([-+]?)((?:\d+(?:\.\d*)?(?:ns|us|µs|ms|s|m|h|d|w|y))+)$/.exec(
    text,
  );
  if (!match) {
    return text === '0' ? 0 : NaN;
  }
  let sum = 0;
  for (const [, number, unit] of match[2].matchAll(
    /(\d+(?:\.\d*)?)(ns|us|µs|ms|s|m|h|d|w|y)/g,
  )) {
    sum += Number(number) * DURATION_MS[unit];
  }
  return match[1] === '-' ? -sum : sum;
}

const BYTES: Record<string, number> = { b: 1, '': 1 };
[...'kmgtp'].forEach((letter, index) => {
  BYTES[`${letter}b`] = 1000 ** (index + 1);
  BYTES[letter] = 1000 ** (index + 1);
  BYTES[`${letter}ib`] = 1024 ** (index + 1);
  BYTES[`${letter}i`] = 1024 ** (index + 1);
});

/** Bytes of a size such as `2KB` or `1.5MiB`; NaN when it is none. */
export function sizeBytes(text: string): number {
  const match = /^(\d+(?:\.\d*)?)\s*([a-zA-Z]*)$/.exec(text.trim());
  return match
    ? Number(match[1]) * (BYTES[match[2].toLowerCase()] ?? NaN)
    : NaN;
}

/** A label's name made of any key. */
export function labelName(key: string): string {
  const name = key.replace(/[^a-zA-Z0-9_]/g, '_');
  return /^\d/.test(name) ? `_${name}` : name;
}

/** Labels as Loki writes them: `{a="1", b="2"}`. */
export function labelText(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.keys(labels)
    .sort()
    .map(name => `${name}=${JSON.stringify(labels[name])}`);
  return `{${pairs.join(', ')}}`;
}
