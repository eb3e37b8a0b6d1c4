/** A value that is loaded at most once per period, with one load at a time. Failures are not kept. */
export class Cached<T> {
  #value?: { value: T; at: number };
  #loading?: Promise<T>;

  constructor(readonly ttl: number, private readonly load: () => Promise<T>) {}

  async get(): Promise<T> {
    if (this.#value && Date.now() - this.#value.at < this.ttl) {
      return this.#value.value;
    }
    this.#loading ??= this.load()
      .then(value => {
        this.#value = { value, at: Date.now() };
        return value;
      })
      .finally(() => {
        this.#loading = undefined;
      });
    return this.#loading;
  }
}
