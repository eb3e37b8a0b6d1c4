import { SealedValues, Values } from './SealedValues';

/** More plans with secret values than anybody has open at a time. */
const MOST_PLANS = 500;

/**
 * Keeps values in this process alone: not in the database, so that no backup, log or other reader has them. A restart or
 * another instance does not have them, and they are asked for again.
 */
export class MemorySealedValues implements SealedValues {
  readonly #entries = new Map<
    string,
    { values: Values; timer: NodeJS.Timeout }
  >();

  async seal(planId: string, values: Values, expiresAt: string) {
    if (this.#entries.has(planId)) {
      throw new Error('The values of this plan are sealed already');
    }
    const oldest = this.#entries.keys().next();
    if (this.#entries.size >= MOST_PLANS && !oldest.done) {
      this.#drop(oldest.value);
    }
    const timer = setTimeout(
      () => this.#drop(planId),
      Math.max(0, Date.parse(expiresAt) - Date.now()),
    );
    timer.unref();
    this.#entries.set(planId, { values, timer });
  }

  async find(planId: string) {
    return this.#entries.get(planId)?.values;
  }

  async take(planId: string) {
    const values = this.#entries.get(planId)?.values;
    this.#drop(planId);
    return values;
  }

  async drop(planId: string) {
    this.#drop(planId);
  }

  /** Each goes by itself. */
  async dropExpired() {}

  clear() {
    [...this.#entries.keys()].forEach(id => this.#drop(id));
  }

  #drop(planId: string) {
    clearTimeout(this.#entries.get(planId)?.timer);
    this.#entries.delete(planId);
  }
}
