import { Matcher, MatchOperator } from '../../../world/metrics/tsdb/matchers';
import { formatValue } from '../../api/format';
import { Span } from './ast';
import { Lexer, Token, TokenKind, describeToken } from './lexer';
import { parseDuration, parseNumber, parseString } from './literals';
import { SIGNATURES } from './signatures';

/** Where a query goes wrong, and why. */
export interface Problem {
  span: Span;
  reason: string;
}

class Found extends Error {
  constructor(readonly problem: Problem) {
    super(problem.reason);
  }
}

const COMPARISONS = ['==', '!=', '<', '>', '<=', '>='];
const ARITHMETIC = ['+', '-', '*', '/', '%', '^'];
const WORDS = ['and', 'or', 'unless', 'atan2'];
const BINARY = [...COMPARISONS, ...ARITHMETIC, ...WORDS];
/** Keywords that may also be the name of a metric. */
const NAMES = ['by', 'offset', 'without', 'start', 'end'];
/** Aggregations with a parameter before the vector. */
export const AGGREGATES_WITH_PARAM = [
  'topk',
  'bottomk',
  'quantile',
  'count_values',
];

/** What is known of an operand while what may follow it is read. */
interface Operand {
  kind: 'selector' | 'range' | 'subquery' | 'other';
  from: number;
  hasOffset: boolean;
  hasAt: boolean;
}

/** The server's stack ends; deeper queries than this are nobody's. */
const DEEPEST = 500;

/**
 * Why a text is no query, in the server's words; undefined for one whose grammar is right. It walks the grammar of
 * Prometheus 2 with one token of look-ahead and complains where the server's parser does: at the first token that
 * fits nowhere, naming the innermost construct that was open.
 */
export function explain(query: string): Problem | undefined {
  try {
    // What is exported stands first; the class is there by the time of the call.
    // eslint-disable-next-line @typescript-eslint/no-use-before-define
    new Reader(query).read();
    return undefined;
  } catch (error) {
    if (error instanceof Found) {
      return error.problem;
    }
    throw error;
  }
}

class Reader {
  private readonly lexer: Lexer;
  private current: Token;
  private depth = 0;
  /** Aggregations that are open: what is wrong within is wrong "in aggregation". */
  private aggregations = 0;

  constructor(query: string) {
    this.lexer = new Lexer(query);
    this.current = this.fetch();
  }

  read(): void {
    if (this.isA('end')) {
      this.complain({ from: 0, to: 0 }, 'no expression found in input');
    }
    this.expression();
    if (!this.isA('end')) {
      this.unexpected();
    }
  }

  private fetch(): Token {
    const token = this.lexer.next();
    if (token.kind === 'error') {
      this.complain(token, token.reason!);
    }
    return token;
  }

  private complain(span: Span, reason: string): never {
    throw new Found({ span: { from: span.from, to: span.to }, reason });
  }

  private unexpected(context = '', expected = ''): never {
    const where = context || (this.aggregations > 0 ? 'aggregation' : '');
    return this.complain(
      this.token,
      `unexpected ${describeToken(this.token)}${where ? ` in ${where}` : ''}${
        expected ? `, expected ${expected}` : ''
      }`,
    );
  }

  /** The token that comes next. */
  private get token(): Token {
    return this.current;
  }

  private take(): Token {
    const token = this.current;
    this.current = this.fetch();
    return token;
  }

  private isA(...kinds: TokenKind[]): boolean {
    return kinds.includes(this.token.kind);
  }

  private is(...texts: string[]): boolean {
    const { kind, text } = this.token;
    return (
      ['symbol', 'operator', 'keyword'].includes(kind) &&
      texts.includes(text.toLowerCase())
    );
  }

  private expect(text: string): void {
    if (!this.is(text)) {
      this.unexpected();
    }
    this.take();
  }

  private expression(): void {
    this.depth += 1;
    if (this.depth > DEEPEST) {
      this.complain(this.token, 'expression nested too deeply');
    }
    for (;;) {
      this.operand();
      if (!this.is(...BINARY)) {
        break;
      }
      this.take();
      this.modifiers();
    }
    this.depth -= 1;
  }

  private modifiers(): void {
    if (this.is('bool')) {
      this.take();
    }
    if (this.is('on', 'ignoring')) {
      this.take();
      this.groupingLabels();
      if (this.is('group_left', 'group_right')) {
        this.take();
        if (this.is('(')) {
          this.groupingLabels();
        }
      }
    }
  }

  private operand(): void {
    while (this.is('+', '-')) {
      this.take();
    }
    const { from } = this.token;
    const operand: Operand = {
      kind: this.primary(),
      from,
      hasOffset: false,
      hasAt: false,
    };
    for (;;) {
      if (this.is('[')) {
        this.brackets(operand);
      } else if (this.is('offset')) {
        this.offset(operand);
      } else if (this.is('@')) {
        this.at(operand);
      } else {
        return;
      }
    }
  }

  private primary(): 'selector' | 'other' {
    switch (this.token.kind) {
      case 'number':
        this.number();
        return 'other';
      case 'string':
        this.string();
        return 'other';
      case 'aggregator':
        return this.aggregation();
      case 'identifier':
        return this.call();
      case 'metric identifier':
        this.take();
        return this.braces();
      default:
    }
    if (this.is('(')) {
      this.take();
      this.expression();
      this.expect(')');
      return 'other';
    }
    if (this.is(...NAMES, 'and', 'or', 'unless')) {
      this.take();
    } else if (!this.is('{')) {
      this.unexpected();
    }
    return this.braces();
  }

  private number(): void {
    const token = this.take();
    if (parseNumber(token.text) === undefined) {
      this.complain(
        token,
        `error parsing number: strconv.ParseFloat: parsing ${JSON.stringify(
          token.text,
        )}: invalid syntax`,
      );
    }
  }

  private string(): string {
    const token = this.take();
    const value = parseString(token.text);
    return (
      value ?? this.complain(token, 'error unquoting string: invalid syntax')
    );
  }

  private call(): 'selector' | 'other' {
    const name = this.take();
    if (!this.is('(')) {
      return this.braces();
    }
    this.arguments(() => {
      if (!SIGNATURES.has(name.text)) {
        this.complain(name, `unknown function with name "${name.text}"`);
      }
    });
    return 'other';
  }

  private aggregation(): 'selector' | 'other' {
    const operator = this.take();
    if (!this.is('(', 'by', 'without')) {
      return this.braces();
    }
    this.aggregations += 1;
    const isFirst = this.is('by', 'without');
    if (isFirst) {
      this.take();
      this.groupingLabels();
    }
    const count = this.arguments();
    this.aggregations -= 1;
    if (!isFirst && this.is('by', 'without')) {
      this.take();
      this.groupingLabels();
    }
    const hasParam = AGGREGATES_WITH_PARAM.includes(
      operator.text.toLowerCase(),
    );
    const wanted = hasParam ? 2 : 1;
    if (count === 0) {
      this.complain(operator, 'no arguments for aggregate expression provided');
    }
    if (count !== wanted) {
      this.complain(
        operator,
        `wrong number of arguments for aggregate expression provided, expected ${wanted}, got ${count}`,
      );
    }
    return 'other';
  }

  private startsOperand(): boolean {
    return this.isA(
      'number',
      'string',
      'identifier',
      'metric identifier',
      'aggregator',
      'duration',
    );
  }

  /** Reads arguments, and returns how many. `close` runs at the closing parenthesis, before what follows is looked at. */
  private arguments(close: () => void = () => {}): number {
    this.expect('(');
    let count = 0;
    if (!this.is(')')) {
      this.expression();
      count = 1;
      while (this.is(',')) {
        const comma = this.take();
        if (!this.canStart()) {
          this.complain(
            comma,
            'trailing commas not allowed in function call args',
          );
        }
        this.expression();
        count += 1;
      }
      if (!this.is(')')) {
        this.unexpected();
      }
    }
    close();
    this.take();
    return count;
  }

  private canStart(): boolean {
    return (
      (this.startsOperand() && !this.isA('duration')) ||
      this.is('(', '{', '+', '-', ...NAMES, 'and', 'or', 'unless')
    );
  }

  private groupingLabels(): void {
    if (!this.is('(')) {
      this.unexpected('grouping opts', '"("');
    }
    this.take();
    while (!this.is(')')) {
      const isLabel =
        ['identifier', 'aggregator', 'keyword'].includes(this.token.kind) ||
        this.is(...WORDS);
      if (!isLabel) {
        this.unexpected('grouping opts', 'label');
      }
      this.take();
      if (this.is(',')) {
        this.take();
      } else if (!this.is(')')) {
        this.unexpected('grouping opts', '"," or ")"');
      }
    }
    this.take();
  }

  /** The label matchers of a selector, where there are any. */
  private braces(): 'selector' {
    if (!this.is('{')) {
      return 'selector';
    }
    this.take();
    while (!this.is('}')) {
      this.matcher();
      if (this.is(',')) {
        this.take();
      } else if (!this.is('}')) {
        this.unexpected('label matching', '"," or "}"');
      }
    }
    this.take();
    return 'selector';
  }

  private matcher(): void {
    const context = 'label matching';
    if (!this.isA('identifier')) {
      this.unexpected(context, 'identifier or "}"');
    }
    const name = this.take();
    if (!this.is('=', '!=', '=~', '!~')) {
      this.unexpected(context, 'label matching operator');
    }
    const operator = this.take().text as MatchOperator;
    if (!this.isA('string')) {
      this.unexpected(context, 'string');
    }
    const { to } = this.token;
    const value = this.string();
    try {
      // Only to hear what is wrong with it.
      Reflect.construct(Matcher, [name.text, operator, value]);
    } catch (error) {
      this.complain({ from: name.from, to }, (error as Error).message);
    }
  }

  private brackets(operand: Operand): void {
    const bracket = this.take();
    this.duration('subquery selector', 'duration');
    if (!this.is(':')) {
      if (!this.is(']')) {
        this.unexpected('subquery or range', '":" or "]"');
      }
      this.range(operand, bracket);
      this.take();
      return;
    }
    this.take();
    if (!this.is(']')) {
      this.duration('subquery selector', 'duration or "]"');
      if (!this.is(']')) {
        this.unexpected('subquery selector', '"]"');
      }
    }
    this.take();
    operand.kind = 'subquery';
    operand.hasOffset = false;
    operand.hasAt = false;
  }

  private range(operand: Operand, bracket: Span): void {
    if (operand.kind !== 'selector') {
      this.complain(bracket, 'ranges only allowed for vector selectors');
    }
    if (operand.hasOffset) {
      this.complain(bracket, 'no offset modifiers allowed before range');
    }
    if (operand.hasAt) {
      this.complain(bracket, 'no @ modifiers allowed before range');
    }
    operand.kind = 'range';
  }

  private offset(operand: Operand): void {
    this.take();
    if (this.is('-')) {
      this.take();
    }
    this.duration('offset', 'duration', () => {
      this.assertMovable(operand, 'offset');
      if (operand.hasOffset) {
        this.complain(
          { from: operand.from, to: operand.from },
          'offset may not be set multiple times',
        );
      }
      operand.hasOffset = true;
    });
  }

  private assertMovable({ kind, from }: Operand, modifier: string): void {
    if (kind === 'other') {
      this.complain(
        { from, to: from },
        `${modifier} modifier must be preceded by an instant vector selector or range vector selector or a subquery`,
      );
    }
  }

  /** `read` runs when the duration is known to be one, before what follows is looked at. */
  private duration(
    context: string,
    expected: string,
    read: () => void = () => {},
  ): void {
    if (!this.isA('duration')) {
      this.unexpected(context, expected);
    }
    const { token } = this;
    const value = parseDuration(token.text);
    if (value === undefined) {
      this.complain(
        token,
        `not a valid duration string: ${JSON.stringify(token.text)}`,
      );
    }
    if (value === 0) {
      this.complain(token, 'duration must be greater than 0');
    }
    read();
    this.take();
  }

  private at(operand: Operand): void {
    this.take();
    const context = ['@', 'timestamp'] as const;
    if (this.is('start', 'end')) {
      this.take();
      for (const text of ['(', ')']) {
        if (!this.is(text)) {
          this.unexpected(...context);
        }
        this.take();
      }
      this.fix(operand);
      return;
    }
    const sign = this.is('+', '-') ? this.take().text : '';
    if (!this.isA('number')) {
      this.unexpected(...context);
    }
    const { token } = this;
    const value = parseNumber(`${sign}${token.text}`);
    this.fix(operand);
    if (value !== undefined && !Number.isFinite(value)) {
      this.complain(
        { from: operand.from, to: token.to },
        `timestamp out of bounds for @ modifier: ${formatValue(value)}`,
      );
    }
    this.number();
  }

  private fix(operand: Operand): void {
    this.assertMovable(operand, '@');
    if (operand.hasAt) {
      this.complain(
        { from: operand.from, to: operand.from },
        '@ <timestamp> may not be set multiple times',
      );
    }
    operand.hasAt = true;
  }
}
