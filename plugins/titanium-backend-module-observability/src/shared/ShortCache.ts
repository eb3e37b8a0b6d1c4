/**
 * Answers kept for a moment and shared while they are on their way, so that many viewers of one thing cost one question.
 * Failures are not kept. What is asked is bounded in time by itself: one viewer who leaves must not take it from others.
 */
export class ShortCache<T> {
  private readonly entries = new Map<
    string,
    { answer: Promise<T>; until: number }
  >();

  constructor(
    private readonly options: { ttlMs: number; maxEntries: number },
  ) {}

  async get(key: string, ask: () => Promise<T>): Promise<T> {
    const now = Date.now();
    const known = this.entries.get(key);
    if (known && known.until > now) {
      return known.answer;
    }
    const entry = { answer: ask(), until: Infinity };
    this.entries.delete(key);
    this.entries.set(key, entry);
    this.trim();
    try {
      const answer = await entry.answer;
      entry.until = Date.now() + this.options.ttlMs;
      return answer;
    } catch (error) {
      if (this.entries.get(key) === entry) {
        this.entries.delete(key);
      }
      throw error;
    }
  }

  private trim(): void {
    const now = Date.now();
    for (const [key, { until }] of this.entries) {
      if (until <= now || this.entries.size > this.options.maxEntries) {
        this.entries.delete(key);
      }
    }
  }
}
