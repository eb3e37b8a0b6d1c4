import { badRequest } from '../status';

type Labels = Record<string, string> | undefined;
export type LabelPredicate = (labels: Labels) => boolean;

interface Token {
  kind: 'word' | 'symbol' | 'end';
  text: string;
}

const SYMBOLS = ['==', '!=', '=', '!', '(', ')', ',', '<', '>'];
const WORD_END = /[=!(),<>\s]/;

function symbolAt(input: string, position: number): string | undefined {
  return SYMBOLS.find(symbol => input.startsWith(symbol, position));
}

function tokenize(input: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  while (position < input.length) {
    if (/\s/.test(input[position])) {
      position += 1;
    } else {
      const symbol = symbolAt(input, position);
      let end = position + (symbol?.length ?? 1);
      if (!symbol) {
        while (end < input.length && !WORD_END.test(input[end])) {
          end += 1;
        }
      }
      tokens.push({
        kind: symbol ? 'symbol' : 'word',
        text: input.slice(position, end),
      });
      position = end;
    }
  }
  tokens.push({ kind: 'end', text: '' });
  return tokens;
}

const KEY =
  /^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)$/;
const VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9])?$/;

class Parser {
  private readonly tokens: Token[];
  private position = 0;

  constructor(input: string) {
    this.tokens = tokenize(input);
  }

  parse(): LabelPredicate[] {
    const requirements: LabelPredicate[] = [];
    if (this.peek().kind === 'end') {
      return requirements;
    }
    for (;;) {
      requirements.push(this.requirement());
      const token = this.next();
      if (token.kind === 'end') {
        return requirements;
      }
      if (token.text !== ',') {
        throw fault(`found '${token.text}', expected: ',' or 'end of string'`);
      }
      if (this.peek().kind === 'end') {
        throw fault("found '', expected: identifier after ','");
      }
    }
  }

  private requirement(): LabelPredicate {
    const negated = this.peek().text === '!';
    if (negated) {
      this.next();
    }
    const key = this.key();
    if (negated) {
      return labels => !has(labels, key);
    }
    const token = this.peek();
    if (token.kind === 'end' || token.text === ',') {
      return labels => has(labels, key);
    }
    this.next();
    switch (token.text) {
      case '=':
      case '==': {
        const value = this.exactValue();
        return labels => has(labels, key) && labels![key] === value;
      }
      case '!=': {
        const value = this.exactValue();
        return labels => !has(labels, key) || labels![key] !== value;
      }
      case 'in': {
        const values = this.values();
        return labels => has(labels, key) && values.has(labels![key]);
      }
      case 'notin': {
        const values = this.values();
        return labels => !has(labels, key) || !values.has(labels![key]);
      }
      case '>':
      case '<':
        return this.comparison(key, token.text);
      default:
        throw fault(
          `found '${token.text}', expected: in, notin, =, ==, !=, gt, lt`,
        );
    }
  }

  private comparison(key: string, operator: string): LabelPredicate {
    const text = this.exactValue();
    if (!/^-?\d+$/.test(text)) {
      throw fault(
        `values[0][${key}]: Invalid value: "${text}": for 'Gt', 'Lt' operators, the value must be an integer`,
        false,
      );
    }
    const bound = Number(text);
    return labels => {
      if (!has(labels, key) || !/^-?\d+$/.test(labels![key])) {
        return false;
      }
      return operator === '>'
        ? Number(labels![key]) > bound
        : Number(labels![key]) < bound;
    };
  }

  private key(): string {
    const { kind, text } = this.next();
    if (kind !== 'word') {
      throw fault(
        `found '${text}', expected: !, identifier, or 'end of string'`,
      );
    }
    if (!KEY.test(text)) {
      throw fault(
        `key: Invalid value: "${text}": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')`,
        false,
      );
    }
    return text;
  }

  private exactValue(): string {
    const token = this.peek();
    if (token.kind === 'end' || token.text === ',') {
      return '';
    }
    this.next();
    return valueOf(token);
  }

  private values(): Set<string> {
    const open = this.next();
    if (open.text !== '(') {
      throw fault(`found '${open.text}' expected: '('`);
    }
    const values = new Set<string>();
    for (;;) {
      const token = this.next();
      if (token.kind === 'word') {
        values.add(valueOf(token));
        const after = this.next();
        if (after.text === ')') {
          return values;
        }
        if (after.text !== ',') {
          throw fault(`found '${after.text}', expected: ',' or ')'`);
        }
      } else if (token.text === ',' || token.text === ')') {
        values.add('');
        if (token.text === ')') {
          return values;
        }
      } else {
        throw fault(`found '${token.text}', expected: ',', ')' or identifier`);
      }
    }
  }

  private peek(): Token {
    return this.tokens[this.position];
  }

  private next(): Token {
    const token = this.tokens[this.position];
    this.position = Math.min(this.position + 1, this.tokens.length - 1);
    return token;
  }
}

function valueOf(token: Token): string {
  if (token.kind !== 'word') {
    throw fault(`found '${token.text}', expected: identifier`);
  }
  if (!VALUE.test(token.text)) {
    throw fault(
      `values[0]: Invalid value: "${token.text}": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')`,
      false,
    );
  }
  return token.text;
}

function has(labels: Labels, key: string): boolean {
  return (
    labels !== undefined && Object.prototype.hasOwnProperty.call(labels, key)
  );
}

function fault(message: string, prefix = true) {
  return badRequest(
    prefix ? `unable to parse requirement: ${message}` : message,
  );
}

/** Parses the `labelSelector` parameter; the whole grammar of `kubectl -l`. */
export function parseLabelSelector(input: string): LabelPredicate {
  const requirements = new Parser(input).parse();
  return labels => requirements.every(requirement => requirement(labels));
}
