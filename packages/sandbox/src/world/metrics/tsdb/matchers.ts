import { RE2JS } from 're2js';
import { Labels } from './labels';

export type MatchOperator = '=' | '!=' | '=~' | '!~';

/** Values that a matcher has been tried on; series repeat them. */
const MOST_KNOWN = 1000;

/** One condition on a label. */
export class Matcher {
  private readonly pattern: RE2JS | undefined;
  private readonly known = new Map<string, boolean>();

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
        return this.fits(value);
      default:
        return !this.fits(value);
    }
  }

  accepts(labels: Labels): boolean {
    return this.matches(labels.get(this.name));
  }

  toString(): string {
    return `${this.name}${this.operator}${JSON.stringify(this.value)}`;
  }

  private fits(value: string): boolean {
    const known = this.known.get(value);
    if (known !== undefined) {
      return known;
    }
    const fits = this.pattern!.test(value);
    if (this.known.size < MOST_KNOWN) {
      this.known.set(value, fits);
    }
    return fits;
  }
}

/**
 * An expression of RE2 that must match the whole of a text: time linear in the text, whatever the expression. Throws what
 * the real server says, which tells of the expression with its anchors.
 */
export function anchored(source: string): RE2JS {
  try {
    return RE2JS.compile(`^(?:${source})$`);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(
      message.startsWith('error parsing regexp')
        ? message
        : `error parsing regexp: ${message}`,
    );
  }
}
