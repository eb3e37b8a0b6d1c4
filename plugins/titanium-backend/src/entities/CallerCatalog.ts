import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { Caller } from '../authorization/caller';
import { invalid } from '../errors';

/** The catalog as a person sees it. */
export class CallerCatalog {
  constructor(private readonly catalog: CatalogService) {}

  /** The entity, or undefined when there is none that the person may see. */
  async find(caller: Caller, entityRef: string): Promise<Entity | undefined> {
    return (await this.findAll(caller, [entityRef])).get(entityRef);
  }

  /** Those of the entities that the person may see, by the given refs. */
  async findAll(
    caller: Caller,
    entityRefs: string[],
  ): Promise<Map<string, Entity>> {
    for (const ref of entityRefs) {
      if (!isFullRef(ref)) {
        throw invalid(`'${ref.slice(0, 200)}' is no full entity reference`);
      }
    }
    const found = new Map<string, Entity>();
    if (entityRefs.length) {
      const { items } = await this.catalog.getEntitiesByRefs(
        { entityRefs },
        { credentials: caller.credentials },
      );
      entityRefs.forEach((ref, index) => {
        const entity = items[index];
        if (entity) found.set(ref, entity);
      });
    }
    return found;
  }

  /** Those of the entities that the person may see. */
  async readable(caller: Caller, entities: Entity[]): Promise<Entity[]> {
    const found = await this.findAll(
      caller,
      entities.map(entity => stringifyEntityRef(entity)),
    );
    return [...found.values()];
  }
}

function isFullRef(ref: string): boolean {
  return ref.length <= 512 && /^[a-z0-9]+:[^:/\s]+\/[^:/\s]+$/i.test(ref);
}
