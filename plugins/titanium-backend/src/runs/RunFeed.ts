/** Tells listeners in this process which run has changed. */
export class RunFeed {
  readonly #listeners = new Set<(runId: string) => void>();

  subscribe(listener: (runId: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Whether anybody listens. */
  get watched(): boolean {
    return this.#listeners.size > 0;
  }

  publish(runId: string) {
    for (const listener of [...this.#listeners]) {
      listener(runId);
    }
  }
}
