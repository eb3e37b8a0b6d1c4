import { LoggerService } from '@backstage/backend-plugin-api';
import { isError, NotFoundError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import {
  canonicalJson,
  titaniumTargetReadPermission,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  ReadTarget,
  ResolvedTarget,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { actionContext } from '../actions/context';
import { Authorizer, Subject } from '../authorization/Authorizer';
import { Caller } from '../authorization/caller';
import { Registry } from '../registry/Registry';

/** What a step of a page is aimed at. */
export interface StepTarget {
  action: string;
  input: JsonObject;
}

/** `unknown`: it may not be looked at, cannot be told, or names no single object. */
export type TargetState = 'there' | 'missing' | 'unknown';

const textOf = (value: unknown): string | null =>
  typeof value === 'string' ? value : null;

const MOST_KEPT = 2000;
const AT_ONCE = 8;

type Look = (signal: AbortSignal) => Promise<TargetState>;

interface Asked {
  key: string;
  place: ReadTarget;
  look: Look;
}

/**
 * Tells which objects that a page's steps name are gone. Each person is answered by their own rights; what was seen is
 * kept for a while and shared. Nothing is told of what a person may not read, whether it is there or not.
 */
export class StepTargets {
  readonly #kept = new Map<string, { state: TargetState; at: number }>();

  constructor(
    private readonly deps: {
      registry: Registry;
      authorizer: Authorizer;
      logger: LoggerService;
      /** Milliseconds an answer is trusted. */
      ttl: number;
      /** Milliseconds a page waits; what is not known by then is unknown. */
      timeout: number;
    },
  ) {}

  /** Answers in the order asked; never throws for what a step says. */
  async states(caller: Caller, steps: StepTarget[]): Promise<TargetState[]> {
    const asked = await Promise.all(
      steps.map(step => this.#ask(caller, step).catch(() => undefined)),
    );
    const subjects = asked.map(
      (each, index): Subject => ({
        action: steps[index].action,
        risk: 'read',
        cluster: each?.place.cluster ?? '',
        namespace: each?.place.namespace ?? null,
        kind: '',
        name: null,
      }),
    );
    const decisions = await this.deps.authorizer.decideAll(
      caller,
      titaniumTargetReadPermission,
      subjects,
    );
    const wanted = asked.filter(
      (each, index): each is Asked =>
        each !== undefined && decisions[index].allowed,
    );
    const found = await this.#look(wanted);
    return asked.map((each, index) =>
      each && decisions[index].allowed
        ? found.get(each.key) ?? 'unknown'
        : 'unknown',
    );
  }

  async #ask(caller: Caller, step: StepTarget): Promise<Asked | undefined> {
    const { registry, logger } = this.deps;
    const key = canonicalJson({ action: step.action, input: step.input });
    const context = (signal: AbortSignal) =>
      actionContext({ logger, requester: caller.userRef, signal });
    const read = registry.findRead(step.action);
    if (read) {
      const input = read.input.parse(step.input);
      const place = await read.target(
        input,
        context(AbortSignal.timeout(this.deps.timeout)),
      );
      return read.missing && place.name !== null
        ? {
            key,
            place,
            look: async signal =>
              (await read.missing!(input, context(signal)))
                ? 'missing'
                : 'there',
          }
        : undefined;
    }
    const action = registry.findAction(step.action);
    if (!action) {
      return undefined;
    }
    const input = action.input.parse(step.input);
    const place: ReadTarget = {
      cluster: textOf(input.cluster) ?? '',
      namespace: textOf(input.namespace),
      kind: '',
      name: null,
    };
    if (action.missing) {
      return {
        key,
        place: await placeOf(place, () =>
          action.target(input, context(AbortSignal.timeout(this.deps.timeout))),
        ),
        look: async signal =>
          (await action.missing!(input, context(signal))) ? 'missing' : 'there',
      };
    }
    return {
      key,
      place,
      look: async signal => {
        try {
          await action.target(input, context(signal));
          return 'there';
        } catch (error) {
          if (isError(error) && error.name === NotFoundError.name) {
            return 'missing';
          }
          throw error;
        }
      },
    };
  }

  async #look(wanted: Asked[]): Promise<ReadonlyMap<string, TargetState>> {
    const signal = AbortSignal.timeout(this.deps.timeout);
    const states = new Map<string, TargetState>();
    const queue: Asked[] = [];
    for (const each of wanted) {
      const kept = this.#kept.get(each.key);
      if (kept && Date.now() - kept.at < this.deps.ttl) {
        states.set(each.key, kept.state);
      } else if (!queue.some(({ key }) => key === each.key)) {
        queue.push(each);
      }
    }
    const worker = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        try {
          const state = await next.look(signal);
          states.set(next.key, state);
          this.#keep(next.key, state);
        } catch {
          // A platform that does not answer says nothing about its objects.
          states.set(next.key, 'unknown');
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return states;
  }

  #keep(key: string, state: TargetState) {
    this.#kept.delete(key);
    this.#kept.set(key, { state, at: Date.now() });
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= MOST_KEPT) break;
      this.#kept.delete(oldest);
    }
  }
}

/** Where the object is, which its input need not say; one that is not found is where the input says, or nowhere. */
async function placeOf(
  said: ReadTarget,
  find: () => Promise<ResolvedTarget>,
): Promise<ReadTarget> {
  try {
    const { cluster, namespace } = (await find()).ref;
    return { ...said, cluster, namespace };
  } catch (error) {
    if (isError(error) && error.name === NotFoundError.name) {
      return said;
    }
    throw error;
  }
}
