/** Why a plan that needs a value that was given does not go on. */
export const VALUE_GONE =
  'The value that was entered is not there any more: it is kept in the memory of one portal instance only. Make a new plan and enter it again.';

/** More plans with secret values than anybody has open at a time. */
const MOST_PLANS = 500;

interface Entry {
  values: Readonly<Record<string, string>>;
  timer: NodeJS.Timeout;
}

/**
 * Secret values that people gave for plans. They live in this process alone: not in the database, so that no backup, log
 * or other reader has them; a restart, another instance or the plan's end loses them, and they are asked for again.
 */
export class SealedValues {
  readonly #entries = new Map<string, Entry>();

  /** Keeps the values of one plan until a time. What is sealed once never changes. */
  seal(
    planId: string,
    values: Readonly<Record<string, string>>,
    expiresAt: string,
  ) {
    if (this.#entries.has(planId)) {
      throw new Error('The values of this plan are sealed already');
    }
    const oldest = this.#entries.keys().next();
    if (this.#entries.size >= MOST_PLANS && !oldest.done) {
      this.drop(oldest.value);
    }
    const timer = setTimeout(
      () => this.drop(planId),
      Math.max(0, Date.parse(expiresAt) - Date.now()),
    );
    timer.unref();
    this.#entries.set(planId, { values, timer });
  }

  has(planId: string): boolean {
    return this.#entries.has(planId);
  }

  find(planId: string): Readonly<Record<string, string>> | undefined {
    return this.#entries.get(planId)?.values;
  }

  /** The values, once. */
  take(planId: string): Readonly<Record<string, string>> | undefined {
    const values = this.find(planId);
    this.drop(planId);
    return values;
  }

  drop(planId: string) {
    clearTimeout(this.#entries.get(planId)?.timer);
    this.#entries.delete(planId);
  }

  clear() {
    [...this.#entries.keys()].forEach(id => this.drop(id));
  }
}
