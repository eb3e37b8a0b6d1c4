/** Lets one waiter sleep until somebody has news. A call before the wait is not lost. */
export class Wakeup {
  private resolve: (() => void) | undefined;
  private called = false;

  readonly call = (): void => {
    this.called = true;
    this.resolve?.();
  };

  async wait(): Promise<void> {
    if (!this.called) {
      await new Promise<void>(resolve => {
        this.resolve = resolve;
      });
    }
    this.called = false;
    this.resolve = undefined;
  }
}
