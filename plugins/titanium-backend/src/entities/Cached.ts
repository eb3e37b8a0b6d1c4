/** A value that is loaded at most once per period, with one load at a time. Failures are not kept. */
export class Cached<T> {
  #value?: { value: T; at: number };
  #loading?: Promise<T>;

  constructor(readonly ttl: number, private readonly load: () => Promise<T>) {}

  /** `fresh` loads in any case: what is under way may have begun too early. */
  async get(options: { fresh?: boolean } = {}): Promise<T> {
    if (options.fresh) {
      return this.#keep(await this.load());
    }
    if (this.#value && Date.now() - this.#value.at < this.ttl) {
      return this.#value.value;
    }
    this.#loading ??= this.load()
      .then(value => this.#keep(value))
      .finally(() => {
        this.#loading = undefined;
      });
    return this.#loading;
  }

  #keep(value: T): T {
    this.#value = { value, at: Date.now() };
    return value;
  }
}
