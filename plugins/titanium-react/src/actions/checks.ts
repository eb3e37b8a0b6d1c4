import { ActionCheck, ActionCheckRequest, TitaniumApi } from '../api';

/** As many as one call may ask. */
const BATCH = 50;
/** An answer is asked for again after this time; the server decides anyway when something is planned. */
const FRESH_MS = 15_000;

type Waiting = {
  request: ActionCheckRequest;
  resolve: (check: ActionCheck) => void;
  reject: (error: unknown) => void;
};

/** Gathers what the buttons of a page ask within one turn into few calls, and remembers answers for a short while. */
export class ActionChecks {
  readonly #api: TitaniumApi;
  readonly #now: () => number;
  readonly #answers = new Map<
    string,
    { at: number; answer: Promise<ActionCheck> }
  >();
  #waiting: Waiting[] = [];

  constructor(api: TitaniumApi, now: () => number = Date.now) {
    this.#api = api;
    this.#now = now;
  }

  ask(request: ActionCheckRequest): Promise<ActionCheck> {
    const key = JSON.stringify(request);
    const known = this.#answers.get(key);
    if (known && this.#now() - known.at < FRESH_MS) {
      return known.answer;
    }
    const answer = new Promise<ActionCheck>((resolve, reject) => {
      this.#waiting.push({ request, resolve, reject });
      if (this.#waiting.length === 1) {
        queueMicrotask(() => this.#flush());
      }
    });
    this.#answers.set(key, { at: this.#now(), answer });
    answer.catch(() => this.#answers.delete(key));
    this.#forgetOld();
    return answer;
  }

  #flush(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (let start = 0; start < waiting.length; start += BATCH) {
      const batch = waiting.slice(start, start + BATCH);
      this.#api.checkActions(batch.map(each => each.request)).then(
        answers => batch.forEach((each, index) => each.resolve(answers[index])),
        error => batch.forEach(each => each.reject(error)),
      );
    }
  }

  #forgetOld(): void {
    if (this.#answers.size > 1000) {
      for (const [key, { at }] of this.#answers) {
        if (this.#now() - at >= FRESH_MS) {
          this.#answers.delete(key);
        }
      }
    }
  }
}
