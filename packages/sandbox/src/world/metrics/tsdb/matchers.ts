import { Labels } from './labels';

export type MatchOperator = '=' | '!=' | '=~' | '!~';

/** One condition on a label. */
export class Matcher {
  private readonly pattern: RegExp | undefined;

  /** Throws when the pattern is none. */
  constructor(
    readonly name: string,
    readonly operator: MatchOperator,
    readonly value: string,
  ) {
    this.pattern =
      operator === '=~' || operator === '!~' ? anchored(value) : undefined;
  }

  matches(value: string): boolean {
    switch (this.operator) {
      case '=':
        return value === this.value;
      case '!=':
        return value !== this.value;
      case '=~':
        return this.pattern!.test(value);
      default:
        return !this.pattern!.test(value);
    }
  }

  accepts(labels: Labels): boolean {
    return this.matches(labels.get(this.name));
  }

  toString(): string {
    return `${this.name}${this.operator}${JSON.stringify(this.value)}`;
  }
}

const UNSUPPORTED = /\(\?(?:[=!]|<[=!])/;

/** RE2's syntax as far as this engine shares it. Look-around and back references are RE2's errors too. */
export function compilePattern(source: string): RegExp {
  const look = UNSUPPORTED.exec(source);
  if (look) {
    throw new Error(
      `error parsing regexp: invalid or unsupported Perl syntax: \`${look[0]}\``,
    );
  }
  const reference = /(?<!\\)(?:\\\\)*(\\[1-9])/.exec(source);
  if (reference) {
    throw new Error(
      `error parsing regexp: invalid escape sequence: \`${reference[1]}\``,
    );
  }
  // A flag for the whole pattern; within groups this engine knows the same syntax.
  const flags = /^\(\?([ims]+)\)/.exec(source);
  const body = flags ? source.slice(flags[0].length) : source;
  try {
    return new RegExp(body.replace(/\(\?P</g, '(?<'), flags?.[1] ?? '');
  } catch (error) {
    throw new Error(`error parsing regexp: ${reasonOf(source, error)}`);
  }
}

function anchored(source: string): RegExp {
  const pattern = compilePattern(source);
  return new RegExp(`^(?:${pattern.source})$`, pattern.flags);
}

function reasonOf(source: string, error: unknown): string {
  const text = String(error);
  if (/Unterminated group/.test(text)) {
    return `missing closing ): \`^(?:${source})$\``;
  }
  if (/Unmatched '\)'/.test(text)) {
    return `unexpected ): \`^(?:${source})$\``;
  }
  if (/Unterminated character class/.test(text)) {
    return `missing closing ]: \`${source.slice(source.indexOf('['))})$\``;
  }
  const repeat = /^[*+?]|(?<=[(|])[*+?]/.exec(source);
  if (/Nothing to repeat/.test(text) && repeat) {
    return `missing argument to repetition operator: \`${repeat[0]}\``;
  }
  return `invalid pattern: \`${source}\``;
}
