import {
  isAlpha,
  isAlphaNumeric,
  isDigit,
  isSpace,
  LexError,
  LiteralScanner,
  quoted,
} from './LiteralScanner';
import {
  AGGREGATORS,
  KEYWORDS,
  Token,
  TokenKind,
  WORD_OPERATORS,
} from './tokens';

/** Cuts a query into tokens one by one, in the states and with the complaints of the server's own lexer. */
export class Lexer extends LiteralScanner {
  private parenDepth = 0;
  private isInBraces = false;
  private isInBrackets = false;
  private hasColon = false;
  /** A duration comes next: right after a bracket. */
  private wantsDuration = false;

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
}
