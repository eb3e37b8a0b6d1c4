import { Matcher, MatchOperator } from '../../../world/metrics/tsdb/matchers';
import { formatValue } from '../../api/format';
import { Span } from './ast';
import { parseDuration, parseNumber, parseString } from './literals';
import { TokenReader } from './TokenReader';

/** Operators that are words; labels may have their names. */
export const WORDS = ['and', 'or', 'unless', 'atan2'];

/** What is known of an operand while what may follow it is read. */
export interface Operand {
  kind: 'selector' | 'range' | 'subquery' | 'other';
  from: number;
  hasOffset: boolean;
  hasAt: boolean;
}

/** Reads literals, matchers, and what may follow a selector: ranges, offsets and moments. */
export class SelectorReader extends TokenReader {
  protected number(): void {
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

  protected string(): string {
    const token = this.take();
    const value = parseString(token.text);
    return (
      value ?? this.complain(token, 'error unquoting string: invalid syntax')
    );
  }

  protected groupingLabels(): void {
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
  protected braces(): 'selector' {
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

  protected brackets(operand: Operand): void {
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

  protected offset(operand: Operand): void {
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

  protected at(operand: Operand): void {
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
