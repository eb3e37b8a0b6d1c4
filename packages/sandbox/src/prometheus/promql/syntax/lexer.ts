import { Span } from './ast';

/** Kinds of tokens, as the server's messages sort them. */
export type TokenKind =
  | 'end'
  | 'error'
  | 'identifier'
  | 'metric identifier'
  | 'string'
  | 'number'
  | 'duration'
  | 'aggregator'
  | 'operator'
  | 'keyword'
  | 'symbol';

export interface Token extends Span {
  kind: TokenKind;
  text: string;
  /** What is wrong, for an error. */
  reason?: string;
}

const words = (text: string) => new Set(text.split(' '));

export const AGGREGATORS = words(
  'sum avg count min max group stddev stdvar topk bottomk count_values quantile',
);
const WORD_OPERATORS = words('and or unless atan2');
const KEYWORDS = words(
  'offset by without on ignoring group_left group_right bool start end',
);

const isSpace = (char: string) => /^[ \t\n\r]$/.test(char);
const isDigit = (char: string) => /^[0-9]$/.test(char);
const isAlpha = (char: string) => /^[a-zA-Z_]$/.test(char);
const isAlphaNumeric = (char: string) => isAlpha(char) || isDigit(char);

/** A character as Go quotes it. */
function quoted(char: string): string {
  const special: Record<string, string> = {
    '\n': '\\n',
    '\t': '\\t',
    '\r': '\\r',
    '\\': '\\\\',
    "'": "\\'",
  };
  return char === '' ? 'EOF' : `'${special[char] ?? char}'`;
}

function codePoint(char: string): string {
  const hex = char.codePointAt(0)!.toString(16).toUpperCase();
  return `U+${hex.padStart(4, '0')} '${char}'`;
}

class LexError extends Error {}

/** Cuts a query into tokens one by one, in the states and with the complaints of the server's own lexer. */
export class Lexer {
  private position = 0;
  private start = 0;
  private parenDepth = 0;
  private isInBraces = false;
  private isInBrackets = false;
  private hasColon = false;
  /** A duration comes next: right after a bracket. */
  private wantsDuration = false;

  constructor(private readonly input: string) {}

  /** The next token. After an error or the end there is none. */
  next(): Token {
    try {
      const kind = this.scan();
      return this.token(kind);
    } catch (error) {
      if (!(error instanceof LexError)) {
        throw error;
      }
      return {
        ...this.token('error'),
        to: this.input.length,
        reason: error.message,
      };
    }
  }

  private token(kind: TokenKind): Token {
    return {
      kind,
      text: this.input.slice(this.start, this.position),
      from: this.start,
      to: this.position,
    };
  }

  private fail(reason: string): never {
    throw new LexError(reason);
  }

  /** Takes one character; the empty text at the end. */
  private take(): string {
    const char = this.peek();
    this.position += char.length;
    return char;
  }

  private peek(): string {
    const code = this.input.codePointAt(this.position);
    return code === undefined ? '' : String.fromCodePoint(code);
  }

  private accept(chars: string): boolean {
    const char = this.peek();
    if (char !== '' && chars.includes(char)) {
      this.position += 1;
      return true;
    }
    return false;
  }

  private acceptRun(chars: string): void {
    while (this.accept(chars)) {
      // Takes them all.
    }
  }

  private scan(): TokenKind {
    if (this.wantsDuration) {
      this.wantsDuration = false;
      this.start = this.position;
      return this.duration();
    }
    for (;;) {
      this.start = this.position;
      if (isSpace(this.peek())) {
        this.take();
      } else if (this.peek() === '#') {
        const end = this.input.indexOf('\n', this.position);
        this.position = end < 0 ? this.input.length : end;
      } else {
        return this.isInBraces ? this.insideBraces() : this.statement();
      }
    }
  }

  private statement(): TokenKind {
    const char = this.take();
    if (char === '') {
      return this.end();
    }
    const isFraction = char === '.' && isDigit(this.peek());
    if (isDigit(char) || isFraction) {
      this.position -= 1;
      return this.numberOrDuration();
    }
    if (char === ':' && this.isInBrackets) {
      if (this.hasColon) {
        this.fail("unexpected colon ':'");
      }
      this.hasColon = true;
      return 'symbol';
    }
    if (isAlpha(char) || char === ':') {
      return this.word();
    }
    switch (char) {
      case '"':
      case "'":
        return this.string(char);
      case '`':
        return this.rawString();
      case '(':
        this.parenDepth += 1;
        return 'symbol';
      case ')':
        this.parenDepth -= 1;
        if (this.parenDepth < 0) {
          // The server complains of it when it has already taken it.
          this.start = this.position;
          this.fail("unexpected right parenthesis ')'");
        }
        return 'symbol';
      case '{':
        this.isInBraces = true;
        return 'symbol';
      case '[':
      case ']':
        return this.bracket(char);
      case ',':
      case '@':
        return 'symbol';
      default:
        return this.operator(char);
    }
  }

  private end(): TokenKind {
    if (this.parenDepth !== 0) {
      this.fail('unclosed left parenthesis');
    }
    if (this.isInBrackets) {
      this.fail('unclosed left bracket');
    }
    return 'end';
  }

  private bracket(char: string): TokenKind {
    if (char === '[') {
      if (this.isInBrackets) {
        this.fail("unexpected left bracket '['");
      }
      this.hasColon = false;
      this.isInBrackets = true;
      this.wantsDuration = true;
      return 'symbol';
    }
    if (!this.isInBrackets) {
      this.fail("unexpected right bracket ']'");
    }
    this.isInBrackets = false;
    return 'symbol';
  }

  private operator(char: string): TokenKind {
    const next = this.peek();
    if ('+-*/%^'.includes(char)) {
      return 'operator';
    }
    if (char === '=' && next === '~') {
      this.fail(`unexpected character after '=': '~'`);
    }
    if (char === '=' && next !== '=') {
      return 'symbol';
    }
    if (char === '=' || char === '<' || char === '>') {
      this.accept('=');
      return 'operator';
    }
    if (char === '!') {
      if (this.accept('=')) {
        return 'operator';
      }
      this.fail(`unexpected character after '!': ${quoted(next)}`);
    }
    return this.fail(`unexpected character: ${quoted(char)}`);
  }

  private insideBraces(): TokenKind {
    const char = this.take();
    if (isAlpha(char)) {
      while (isAlphaNumeric(this.peek())) {
        this.take();
      }
      return 'identifier';
    }
    switch (char) {
      case '':
        return this.fail('unexpected end of input inside braces');
      case ',':
        return 'symbol';
      case '"':
      case "'":
        return this.string(char);
      case '`':
        return this.rawString();
      case '=':
        return this.accept('~') ? 'operator' : 'symbol';
      case '!':
        if (this.accept('~=')) {
          return 'operator';
        }
        return this.fail(
          `unexpected character after '!' inside braces: ${quoted(
            this.peek(),
          )}`,
        );
      case '{':
        return this.fail("unexpected left brace '{'");
      case '}':
        this.isInBraces = false;
        return 'symbol';
      default:
        return this.fail(`unexpected character inside braces: ${quoted(char)}`);
    }
  }

  private word(): TokenKind {
    while (isAlphaNumeric(this.peek()) || this.peek() === ':') {
      this.take();
    }
    const text = this.input.slice(this.start, this.position);
    const lower = text.toLowerCase();
    if (AGGREGATORS.has(lower)) {
      return 'aggregator';
    }
    if (WORD_OPERATORS.has(lower)) {
      return 'operator';
    }
    if (KEYWORDS.has(lower)) {
      return 'keyword';
    }
    if (lower === 'inf' || lower === 'nan') {
      return 'number';
    }
    return text.includes(':') ? 'metric identifier' : 'identifier';
  }

  private numberOrDuration(): TokenKind {
    if (this.number()) {
      return 'number';
    }
    if (this.restOfDuration()) {
      return 'duration';
    }
    return this.fail(
      `bad number or duration syntax: ${JSON.stringify(
        this.input.slice(this.start, this.position),
      )}`,
    );
  }

  private duration(): TokenKind {
    while (isSpace(this.peek())) {
      this.take();
      this.start = this.position;
    }
    if (this.number()) {
      this.fail('missing unit character in duration');
    }
    if (!this.restOfDuration()) {
      this.fail(
        `bad duration syntax: ${JSON.stringify(
          this.input.slice(this.start, this.position),
        )}`,
      );
    }
    return 'duration';
  }

  /** Takes what looks like a number; false when letters follow it. */
  private number(): boolean {
    let digits = '0123456789';
    if (this.accept('0') && this.accept('xX')) {
      digits = '0123456789abcdefABCDEF';
    }
    this.acceptRun(digits);
    if (this.accept('.')) {
      this.acceptRun(digits);
    }
    if (this.accept('eE')) {
      this.accept('+-');
      this.acceptRun('0123456789');
    }
    return !isAlphaNumeric(this.peek());
  }

  private restOfDuration(): boolean {
    if (!this.accept('smhdwy')) {
      return false;
    }
    this.accept('s');
    while (this.accept('0123456789')) {
      this.acceptRun('0123456789');
      if (!this.accept('smhdw')) {
        return false;
      }
      this.accept('s');
    }
    if (isAlphaNumeric(this.peek())) {
      this.take();
      return false;
    }
    return true;
  }

  private string(quote: string): TokenKind {
    for (;;) {
      const char = this.take();
      if (char === '' || char === '\n') {
        this.fail('unterminated quoted string');
      } else if (char === '\\') {
        this.escape(quote);
      } else if (char === quote) {
        return 'string';
      }
    }
  }

  private escape(quote: string): void {
    const char = this.take();
    const sizes: Record<string, number> = { x: 2, u: 4, U: 8 };
    if (char === '') {
      this.fail('escape sequence not terminated');
    }
    if ('abfnrtv\\'.includes(char) || char === quote) {
      return;
    }
    const isOctal = /^[0-7]$/.test(char);
    if (!isOctal && !Object.hasOwn(sizes, char)) {
      this.fail(`unknown escape sequence ${codePoint(char)}`);
    }
    this.escapedNumber(isOctal ? 8 : 16, isOctal ? char : '', sizes[char] ?? 3);
  }

  private escapedNumber(base: number, first: string, size: number): void {
    let digits = first;
    while (digits.length < size) {
      const digit = this.take();
      if (digit === '') {
        this.fail('escape sequence not terminated');
      }
      if (Number.isNaN(parseInt(digit, base))) {
        this.fail(`illegal character ${codePoint(digit)} in escape sequence`);
      }
      digits += digit;
    }
    const value = parseInt(digits, base);
    const most = size <= 3 ? 255 : 0x10ffff;
    if (value > most || (value >= 0xd800 && value < 0xe000)) {
      this.fail('escape sequence is an invalid Unicode code point');
    }
  }

  private rawString(): TokenKind {
    const end = this.input.indexOf('`', this.position);
    this.position = end < 0 ? this.input.length : end + 1;
    return end < 0 ? this.fail('unterminated raw string') : 'string';
  }
}

/** A token as messages name it. */
export function describeToken({ kind, text }: Token): string {
  switch (kind) {
    case 'end':
      return 'end of input';
    case 'keyword':
      return /^(start|end)$/i.test(text) ? JSON.stringify(text) : `<${text}>`;
    case 'operator':
      return `<op:${text}>`;
    case 'aggregator':
      return `<aggr:${text}>`;
    case 'symbol':
      return JSON.stringify(text);
    case 'string': {
      const short = [...text].slice(0, 10).join('');
      return `string ${JSON.stringify(short)}${short === text ? '' : '...'}`;
    }
    default:
      return `${kind} ${JSON.stringify(text)}`;
  }
}
