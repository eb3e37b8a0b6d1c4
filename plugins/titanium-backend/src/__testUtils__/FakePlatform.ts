import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  ViewChange,
  VerifyUpdate,
} from '@titanium-portal/backstage-plugin-titanium-node';

/** An object of the fake platform. */
export interface Thing {
  uid: string;
  generation: number;
  size: number;
  /** `backstage.io/kubernetes-id` of the object. */
  id?: string;
}

/** A platform in memory that tests can look into, hold and break. */
export class FakePlatform {
  readonly things = new Map<string, Thing>([
    ['prod/gateway', { uid: 'g', generation: 1, size: 2, id: 'gateway' }],
    ['prod/blog', { uid: 'b', generation: 1, size: 2, id: 'blog' }],
    ['prod/shared', { uid: 's', generation: 1, size: 2, id: 'shared' }],
    ['prod/orphan', { uid: 'o', generation: 1, size: 2 }],
    ['elsewhere/thing', { uid: 't', generation: 1, size: 2 }],
  ]);
  /** Each write, in order. */
  readonly writes: string[] = [];
  /** Runs before a write; throwing or never ending breaks it off. */
  beforeWrite: () => Promise<void> = async () => {};
  /** Runs after a write, before its answer. */
  afterWrite: () => Promise<void> = async () => {};
  /** What verification reports. */
  verify: (signal: AbortSignal) => AsyncIterable<VerifyUpdate> =
    async function* succeed() {
      yield {
        type: 'progress',
        progress: { message: 'Nearly', done: 1, total: 2 },
      };
      yield { type: 'succeeded' };
    };
  /** What a view of rows begins with; nothing when undefined. */
  initialRows?: Record<string, object> = { a: { size: 1 } };
  /** Views that are open, by the name of their thing; push changes into them. */
  readonly views = new Map<string, Channel<ViewChange[]>>();
  opened = 0;

  get(namespace: string, name: string): Thing {
    const thing = this.things.get(`${namespace}/${name}`);
    if (!thing) {
      throw new NotFoundError(`There is no thing ${name} in ${namespace}`);
    }
    return thing;
  }

  change(namespace: string, name: string, size: number) {
    const thing = this.get(namespace, name);
    thing.size = size;
    thing.generation += 1;
  }

  async write(
    step: { namespace: string; name: string; size: number; runId: string },
    preconditions: { uid: string | null; generation: number | null },
  ): Promise<{ before: number; after: number }> {
    await this.beforeWrite();
    const thing = this.get(step.namespace, step.name);
    if (
      thing.uid !== preconditions.uid ||
      thing.generation !== preconditions.generation
    ) {
      throw new ConflictError(`Thing ${step.name} has changed meanwhile`);
    }
    const before = thing.size;
    this.change(step.namespace, step.name, step.size);
    this.writes.push(`${step.runId} ${step.name}=${step.size}`);
    await this.afterWrite();
    return { before, after: step.size };
  }
}

/** Hands values from a test to an async iteration. */
export class Channel<T> {
  readonly #values: T[] = [];
  #wake = () => {};
  #error?: Error;

  push(value: T) {
    this.#values.push(value);
    this.#wake();
  }

  fail(error: Error) {
    this.#error = error;
    this.#wake();
  }

  async *read(signal: AbortSignal): AsyncIterable<T> {
    const onAbort = () => this.#wake();
    signal.addEventListener('abort', onAbort);
    try {
      while (!signal.aborted) {
        while (this.#values.length) yield this.#values.shift()!;
        if (this.#error) throw this.#error;
        if (signal.aborted) return;
        await new Promise<void>(resolve => {
          this.#wake = resolve;
        });
      }
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }
}
