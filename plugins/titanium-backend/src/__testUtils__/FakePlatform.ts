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
  /** Moves with every write, as a resourceVersion; absent: never written. */
  version?: number;
  /** `backstage.io/kubernetes-id` of the object. */
  id?: string;
}

/** A change that a run wants. */
export interface Write {
  namespace: string;
  name: string;
  size: number;
  runId: string;
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
  /** Each write that came too late. */
  readonly refused: string[] = [];
  readonly jobs = new Set<string>();
  fences = 0;
  /** What is said of why a change takes so long. */
  diagnosis: Extract<VerifyUpdate, { type: 'evidence' }>[] = [];
  /** Runs before a write; throwing or never ending breaks it off. */
  beforeWrite: () => Promise<void> = async () => {};
  /** Runs after a write, before its answer. */
  afterWrite: () => Promise<void> = async () => {};
  /** What verification reports. */
  verify: (signal: AbortSignal, name: string) => AsyncIterable<VerifyUpdate> =
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
  /** Values of secrets by name, and the names whose existence was looked at. */
  readonly secrets = {
    values: new Map<string, string>(),
    reads: [] as string[],
  };

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

  /** As `get`, for those who may be further away. */
  async look(namespace: string, name: string): Promise<Thing> {
    return this.get(namespace, name);
  }

  /** Writes when the version is still the one that was read. */
  put(step: Write & { version: number | undefined }): boolean {
    const { namespace, name, size, runId, version } = step;
    const thing = this.get(namespace, name);
    if (thing.version !== version) {
      this.refused.push(`${runId} ${name}`);
      return false;
    }
    this.change(namespace, name, size);
    thing.version = (version ?? 0) + 1;
    this.writes.push(`${runId} ${name}=${size}`);
    return true;
  }

  /** Reads, checks and writes, and does so again when something else has written in between. */
  async write(
    step: Write,
    preconditions: { uid: string | null; generation: number | null },
    held: () => Promise<void>,
  ): Promise<{ before: number; after: number }> {
    await this.beforeWrite();
    for (;;) {
      const thing = { ...(await this.look(step.namespace, step.name)) };
      if (
        thing.uid !== preconditions.uid ||
        thing.generation !== preconditions.generation
      ) {
        throw new ConflictError(`Thing ${step.name} has changed meanwhile`);
      }
      await held();
      if (await this.send({ ...step, version: thing.version })) {
        await this.afterWrite();
        return { before: thing.size, after: step.size };
      }
    }
  }

  async send(step: Parameters<FakePlatform['put']>[0]): Promise<boolean> {
    return this.put(step);
  }

  /** Moves the version and nothing else. */
  async fence(namespace: string, name: string): Promise<void> {
    const thing = this.get(namespace, name);
    thing.version = (thing.version ?? 0) + 1;
    this.fences += 1;
  }

  /** A write that nothing can fence. */
  async poke({ namespace, name, size, runId }: Write): Promise<void> {
    this.change(namespace, name, size);
    this.writes.push(`${runId} ${name}=${size}`);
  }

  /** A job named from its run; false when there is one of this name. */
  async createJob({ runId, name }: Write): Promise<boolean> {
    if (this.jobs.has(runId)) {
      this.refused.push(`${runId} ${name}`);
      return false;
    }
    this.jobs.add(runId);
    this.writes.push(`${runId} job of ${name}`);
    return true;
  }

  async hasJob(runId: string): Promise<boolean> {
    return this.jobs.has(runId);
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
