import { Operand, SelectorReader, WORDS } from './SelectorReader';
import { SIGNATURES } from './signatures';
import { Found, Problem } from './TokenReader';

const COMPARISONS = ['==', '!=', '<', '>', '<=', '>='];
const ARITHMETIC = ['+', '-', '*', '/', '%', '^'];
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

class Reader extends SelectorReader {
  private depth = 0;

  read(): void {
    if (this.isA('end')) {
      this.complain({ from: 0, to: 0 }, 'no expression found in input');
    }
    this.expression();
    if (!this.isA('end')) {
      this.unexpected();
    }
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
}
