/**
 * Lets one reader wait for something to happen: `changed`, which means to read again, `news`, which means to tell again
 * what is known, or time going by. What happens while nobody waits is not lost. Changes come no faster than told.
 */
export class Ticker {
  private isChanged = false;
  private isNews = false;
  private wake: () => void = () => {};
  private taken = Date.now();

  constructor(private readonly signal: AbortSignal) {
    signal.addEventListener('abort', () => this.wake(), { once: true });
  }

  changed(): void {
    this.isChanged = true;
    this.wake();
  }

  news(): void {
    this.isNews = true;
    this.wake();
  }

  /** Waits; `throttleMs` is the least time between two changes. */
  async next(
    patienceMs: number,
    throttleMs: number,
  ): Promise<'changed' | 'news'> {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      const now = Date.now();
      const ripe = this.taken + throttleMs - now;
      if (this.isNews) {
        this.isNews = false;
        return 'news';
      }
      if (
        this.signal.aborted ||
        now >= deadline ||
        (this.isChanged && ripe <= 0)
      ) {
        this.isChanged = false;
        this.taken = now;
        return 'changed';
      }
      await this.sleep(
        this.isChanged ? Math.min(ripe, deadline - now) : deadline - now,
      );
    }
  }

  private async sleep(ms: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>(resolve => {
      this.wake = resolve;
      timer = setTimeout(resolve, ms);
      timer.unref();
    });
    clearTimeout(timer);
    this.wake = () => {};
  }
}
