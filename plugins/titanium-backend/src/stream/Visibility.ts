import { Entity } from '@backstage/catalog-model';
import { Authorizer } from '../authorization/Authorizer';
import { Caller } from '../authorization/caller';
import { CallerCatalog } from '../entities/CallerCatalog';

/** What a person may see of an entity; undefined when they cannot read it at all. */
export interface Visible {
  entity: Entity;
  /** Whether its live views are open to them. */
  allowed: boolean;
}

interface Known {
  visible: Promise<Visible | undefined>;
  until: number;
}

/**
 * Which entities people may see, asked once for all streams of a person and remembered for less than the time between
 * two checks, so that a thousand streams of a hundred people cost a hundred questions.
 */
export class Visibility {
  readonly #people = new Map<string, Map<string, Known>>();

  constructor(
    private readonly deps: {
      catalog: CallerCatalog;
      authorizer: Authorizer;
      ttl: number;
    },
  ) {}

  /** Throws when the catalog cannot be asked; nothing is remembered then. */
  async of(
    caller: Caller,
    entityRefs: string[],
  ): Promise<Map<string, Visible>> {
    const known = this.#knownTo(caller.userRef);
    const missing = [...new Set(entityRefs)].filter(ref => !known.has(ref));
    if (missing.length) {
      const asked = this.#ask(caller, missing);
      const until = Date.now() + this.deps.ttl;
      for (const ref of missing) {
        const visible = asked.then(found => found.get(ref));
        known.set(ref, { visible, until });
        visible.catch(() => known.delete(ref));
      }
    }
    const found = new Map<string, Visible>();
    for (const ref of entityRefs) {
      const visible = await known.get(ref)?.visible;
      if (visible) found.set(ref, visible);
    }
    return found;
  }

  #knownTo(userRef: string): Map<string, Known> {
    const now = Date.now();
    for (const [user, entities] of this.#people) {
      for (const [ref, { until }] of entities) {
        if (until <= now) entities.delete(ref);
      }
      if (!entities.size) this.#people.delete(user);
    }
    let known = this.#people.get(userRef);
    if (!known) {
      known = new Map();
      this.#people.set(userRef, known);
    }
    return known;
  }

  async #ask(
    caller: Caller,
    entityRefs: string[],
  ): Promise<Map<string, Visible>> {
    const entities = await this.deps.catalog.findAll(caller, entityRefs);
    const refs = [...entities.keys()];
    const allowed = await this.deps.authorizer.maySeeViews(caller, refs);
    return new Map(
      refs.map((ref, index) => [
        ref,
        { entity: entities.get(ref)!, allowed: allowed[index] },
      ]),
    );
  }
}
