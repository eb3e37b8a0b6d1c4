/** Numbers for one line of a log: the same line always throws the same. */
export class Dice {
  private state: number;

  /** The hash of what names the line. */
  constructor(hash: number) {
    this.state = hash || 1;
  }

  next(): number {
    // xorshift32: a line needs few numbers and must not cost more than its text.
    let x = this.state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.state = x >>> 0;
    return this.state / 2 ** 32;
  }

  int(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)];
  }

  hex(length: number): string {
    let text = '';
    while (text.length < length) {
      text += Math.floor(this.next() * 2 ** 32)
        .toString(16)
        .padStart(8, '0');
    }
    return text.slice(0, length);
  }

  /** Mostly small, now and then large, as latencies are. */
  latency(typical: number): number {
    const tail = this.next() < 0.03 ? this.int(8, 30) : 1;
    return Math.round(typical * (0.4 + 1.4 * this.next()) * tail * 10) / 10;
  }
}
