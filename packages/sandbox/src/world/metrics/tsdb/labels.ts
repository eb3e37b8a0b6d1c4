export type LabelPair = readonly [name: string, value: string];

export const METRIC_NAME = '__name__';

const compare = (left: string, right: string) => {
  if (left === right) {
    return 0;
  }
  return left < right ? -1 : 1;
};

/** What names a series: pairs sorted by name, without empty values. Immutable. */
export class Labels {
  static readonly EMPTY = new Labels([]);
  private text: string | undefined;

  private constructor(readonly pairs: readonly LabelPair[]) {}

  static of(labels: Readonly<Record<string, string>>): Labels {
    return Labels.fromPairs(Object.entries(labels));
  }

  static fromPairs(pairs: readonly LabelPair[]): Labels {
    return new Labels(
      pairs
        .filter(([, value]) => value !== '')
        .sort(([left], [right]) => compare(left, right)),
    );
  }

  /** The same for the same labels, in whatever order they were given. */
  get key(): string {
    this.text ??= this.pairs
      .map(([name, value]) => `${name}\u0001${value}`)
      .join('\u0002');
    return this.text;
  }

  get name(): string {
    return this.get(METRIC_NAME);
  }

  /** The empty text for a label that is not there, as a matcher sees it. */
  get(name: string): string {
    for (const pair of this.pairs) {
      if (pair[0] === name) {
        return pair[1];
      }
    }
    return '';
  }

  with(name: string, value: string): Labels {
    const others = this.pairs.filter(pair => pair[0] !== name);
    return Labels.fromPairs([...others, [name, value]]);
  }

  only(names: readonly string[]): Labels {
    return new Labels(this.pairs.filter(([name]) => names.includes(name)));
  }

  without(names: readonly string[]): Labels {
    return new Labels(this.pairs.filter(([name]) => !names.includes(name)));
  }

  withoutName(): Labels {
    return this.without([METRIC_NAME]);
  }

  toObject(): Record<string, string> {
    return Object.fromEntries(this.pairs);
  }

  /** As in messages: `name{a="b"}`. */
  toString(): string {
    const body = this.pairs
      .filter(([name]) => name !== METRIC_NAME)
      .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
      .join(', ');
    return body || !this.name ? `${this.name}{${body}}` : this.name;
  }

  /** The order of answers: by the first pair that differs. */
  static compare(left: Labels, right: Labels): number {
    const length = Math.min(left.pairs.length, right.pairs.length);
    for (let index = 0; index < length; index++) {
      const [leftName, leftValue] = left.pairs[index];
      const [rightName, rightValue] = right.pairs[index];
      const order =
        compare(leftName, rightName) || compare(leftValue, rightValue);
      if (order !== 0) {
        return order;
      }
    }
    return left.pairs.length - right.pairs.length;
  }
}
