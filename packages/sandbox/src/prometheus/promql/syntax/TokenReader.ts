import { Span } from './ast';
import { Lexer } from './lexer';
import { describeToken, Token, TokenKind } from './tokens';

/** Where a query goes wrong, and why. */
export interface Problem {
  span: Span;
  reason: string;
}

export class Found extends Error {
  constructor(readonly problem: Problem) {
    super(problem.reason);
  }
}

/** One token of look-ahead over a query, and complaints in the server's words. */
export class TokenReader {
  private readonly lexer: Lexer;
  private current: Token;
  /** Aggregations that are open: what is wrong within is wrong "in aggregation". */
  protected aggregations = 0;

  constructor(query: string) {
    this.lexer = new Lexer(query);
    this.current = this.fetch();
  }

  private fetch(): Token {
    const token = this.lexer.next();
    if (token.kind === 'error') {
      this.complain(token, token.reason!);
    }
    return token;
  }

  protected complain(span: Span, reason: string): never {
    throw new Found({ span: { from: span.from, to: span.to }, reason });
  }

  protected unexpected(context = '', expected = ''): never {
    const where = context || (this.aggregations > 0 ? 'aggregation' : '');
    return this.complain(
      this.token,
      `unexpected ${describeToken(this.token)}${where ? ` in ${where}` : ''}${
        expected ? `, expected ${expected}` : ''
      }`,
    );
  }

  /** The token that comes next. */
  protected get token(): Token {
    return this.current;
  }

  protected take(): Token {
    const token = this.current;
    this.current = this.fetch();
    return token;
  }

  protected isA(...kinds: TokenKind[]): boolean {
    return kinds.includes(this.token.kind);
  }

  protected is(...texts: string[]): boolean {
    const { kind, text } = this.token;
    return (
      ['symbol', 'operator', 'keyword'].includes(kind) &&
      texts.includes(text.toLowerCase())
    );
  }

  protected expect(text: string): void {
    if (!this.is(text)) {
      this.unexpected();
    }
    this.take();
  }
}
