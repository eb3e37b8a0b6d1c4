/** Why a run stops before it has ended. */
export type HaltReason = 'cancel' | 'shutdown' | 'timeout' | 'lease';

/** Stops what a run waits for. The first reason stays. */
export class Halt {
  readonly #abort = new AbortController();
  #reason?: HaltReason;

  get reason(): HaltReason | undefined {
    return this.#reason;
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** True when the run is left as it is, for whoever takes it up next. */
  get isLeft(): boolean {
    return this.#reason === 'shutdown' || this.#reason === 'lease';
  }

  for(reason: HaltReason) {
    this.#reason ??= reason;
    this.#abort.abort();
  }

  /** Resolves after a while, at once when halted. */
  pause(milliseconds: number): Promise<void> {
    const { signal } = this;
    return new Promise(resolve => {
      const timer = setTimeout(done, milliseconds);
      signal.addEventListener('abort', done);
      function done() {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      }
    });
  }
}
