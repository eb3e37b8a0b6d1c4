import { TokenKind } from './tokens';

export const isSpace = (char: string) => /^[ \t\n\r]$/.test(char);
export const isDigit = (char: string) => /^[0-9]$/.test(char);
export const isAlpha = (char: string) => /^[a-zA-Z_]$/.test(char);
export const isAlphaNumeric = (char: string) => isAlpha(char) || isDigit(char);

/** A character as Go quotes it. */
export function quoted(char: string): string {
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

/** What is wrong with a text before it is even a sequence of tokens. */
export class LexError extends Error {}

/** Goes through a text character by character, and takes numbers, durations and strings as the server's lexer does. */
export class LiteralScanner {
  protected position = 0;
  /** Where the token begins that is being taken. */
  protected start = 0;

  constructor(protected readonly input: string) {}

  protected fail(reason: string): never {
    throw new LexError(reason);
  }

  /** Takes one character; the empty text at the end. */
  protected take(): string {
    const char = this.peek();
    this.position += char.length;
    return char;
  }

  protected peek(): string {
    const code = this.input.codePointAt(this.position);
    return code === undefined ? '' : String.fromCodePoint(code);
  }

  protected accept(chars: string): boolean {
    const char = this.peek();
    if (char !== '' && chars.includes(char)) {
      this.position += 1;
      return true;
    }
    return false;
  }

  protected acceptRun(chars: string): void {
    while (this.accept(chars)) {
      // Takes them all.
    }
  }

  /** Takes what looks like a number; false when letters follow it. */
  protected number(): boolean {
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

  protected restOfDuration(): boolean {
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

  protected string(quote: string): TokenKind {
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

  protected rawString(): TokenKind {
    const end = this.input.indexOf('`', this.position);
    this.position = end < 0 ? this.input.length : end + 1;
    return end < 0 ? this.fail('unterminated raw string') : 'string';
  }
}
