import { AuthService } from '@backstage/backend-plugin-api';
import {
  Entity,
  RELATION_CHILD_OF,
  RELATION_MEMBER_OF,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';

/** Requests that come within this time are asked of the catalog together. */
const BATCH_MILLISECONDS = 2;

/**
 * The groups that people belong to now, by the catalog and not by their token. Read as the plugin itself, kept for a
 * short while, and asked in batches so that many streams cost one request.
 */
export class Memberships {
  readonly #known = new Map<string, { refs: string[]; at: number }>();
  #waiting = new Map<string, Promise<string[]>>();
  #batch?: Promise<Map<string, string[]>>;

  constructor(
    private readonly options: {
      catalog: CatalogService;
      auth: AuthService;
      ttl: number;
    },
  ) {}

  /** The person and all their groups, parents included. `fresh` asks the catalog in any case. */
  async refsOf(
    userRef: string,
    options: { fresh?: boolean } = {},
  ): Promise<string[]> {
    const known = this.#known.get(userRef);
    if (known && !options.fresh && Date.now() - known.at < this.options.ttl) {
      return known.refs;
    }
    let waiting = this.#waiting.get(userRef);
    if (!waiting) {
      this.#batch ??= this.#loadSoon();
      waiting = this.#batch.then(all => all.get(userRef) ?? [userRef]);
      this.#waiting.set(userRef, waiting);
    }
    return waiting;
  }

  async #loadSoon(): Promise<Map<string, string[]>> {
    await new Promise(resolve => setTimeout(resolve, BATCH_MILLISECONDS));
    const users = [...this.#waiting.keys()];
    this.#waiting = new Map();
    this.#batch = undefined;
    const loaded = await this.#load(users);
    const at = Date.now();
    for (const [user, refs] of loaded) {
      this.#known.set(user, { refs, at });
    }
    return loaded;
  }

  async #load(users: string[]): Promise<Map<string, string[]>> {
    const parents = new Map<string, string[]>();
    let level = users;
    while (level.length) {
      const entities = await this.#fetch(level);
      level.forEach((ref, index) => {
        parents.set(ref, parentsOf(entities[index]));
      });
      level = [...new Set(level.flatMap(ref => parents.get(ref) ?? []))].filter(
        ref => !parents.has(ref),
      );
    }
    return new Map(users.map(user => [user, closure(user, parents)]));
  }

  async #fetch(entityRefs: string[]): Promise<(Entity | undefined)[]> {
    const { catalog, auth } = this.options;
    const { items } = await catalog.getEntitiesByRefs(
      {
        entityRefs,
        fields: ['kind', 'metadata.name', 'metadata.namespace', 'relations'],
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    return items;
  }
}

function parentsOf(entity: Entity | undefined): string[] {
  return (entity?.relations ?? [])
    .filter(({ type }) =>
      entity?.kind === 'Group'
        ? type === RELATION_CHILD_OF
        : type === RELATION_MEMBER_OF,
    )
    .map(relation => relation.targetRef);
}

function closure(start: string, parents: Map<string, string[]>): string[] {
  const found = new Set([start]);
  for (const ref of found) {
    parents.get(ref)?.forEach(parent => found.add(parent));
  }
  return [...found];
}
