import { AuthService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import {
  Entity,
  parseEntityRef,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  KUBERNETES_CLUSTER_ANNOTATION,
  KUBERNETES_ID_ANNOTATION,
  KUBERNETES_LABEL_SELECTOR_ANNOTATION,
  KUBERNETES_NAMESPACE_ANNOTATION,
  ResolvedTargetRef,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { ResolvedTarget } from '@titanium-portal/backstage-plugin-titanium-node';
import { OwnershipRule } from '../config/options';
import { Cached } from './Cached';

const BINDING_ANNOTATIONS = [
  KUBERNETES_ID_ANNOTATION,
  KUBERNETES_NAMESPACE_ANNOTATION,
  KUBERNETES_LABEL_SELECTOR_ANNOTATION,
];

/** Which entities an object belongs to. More than one means that nobody owns it. */
export interface Binding {
  entities: Entity[];
  /** Owners of the one bound entity; empty for none or several. */
  ownerRefs: string[];
}

/**
 * Entities that are bound to platforms, read as the plugin itself: who owns an object must not depend on what the asking
 * person may see in the catalog.
 */
export class EntityIndex {
  readonly #entities: Cached<Entity[]>;
  readonly #ownership: OwnershipRule[];

  constructor(options: {
    catalog: CatalogService;
    auth: AuthService;
    ownership: OwnershipRule[];
    ttl: number;
  }) {
    const { catalog, auth } = options;
    this.#ownership = options.ownership;
    this.#entities = new Cached(options.ttl, async () => {
      const { items } = await catalog.getEntities(
        {
          filter: BINDING_ANNOTATIONS.map(annotation => ({
            [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
          })),
        },
        { credentials: await auth.getOwnServiceCredentials() },
      );
      return items;
    });
  }

  /**
   * The entities that an object is bound to, mutually: the object names the annotation's value, the entity carries it
   * and selects the object. A rule of `titanium.ownership` settles it alone. `fresh` asks the catalog in any case.
   */
  async bind(
    target: ResolvedTarget,
    options: { fresh?: boolean } = {},
  ): Promise<Binding> {
    const entities = await this.#entities.get(options);
    const rule = this.#ownership.find(item => matches(item, target.ref));
    if (rule) {
      return toBinding(
        entities.filter(item => refOf(item) === fullRef(rule.entityRef)),
      );
    }
    const { claim } = target;
    if (!claim) {
      return toBinding([]);
    }
    return toBinding(
      entities.filter(
        entity =>
          entity.metadata.annotations?.[claim.annotation] === claim.value &&
          target.isSelectedBy(entity),
      ),
    );
  }

  /** The binding that was found earlier, with today's owners. */
  async rebind(entityRefs: string[]): Promise<Binding> {
    const entities = await this.#entities.get();
    return toBinding(entities.filter(item => entityRefs.includes(refOf(item))));
  }

  /** Whether a service of the catalog lives in the namespace. */
  async isServiceNamespace(
    cluster: string,
    namespace: string | null,
  ): Promise<boolean> {
    if (namespace === null) {
      return false;
    }
    return (await this.#entities.get()).some(entity => {
      const annotations = entity.metadata.annotations ?? {};
      const bound = annotations[KUBERNETES_CLUSTER_ANNOTATION];
      return (
        entity.kind === 'Component' &&
        entity.spec?.type === 'service' &&
        annotations[KUBERNETES_NAMESPACE_ANNOTATION] === namespace &&
        (bound === undefined || bound === cluster)
      );
    });
  }
}

export function refOf(entity: Entity): string {
  return stringifyEntityRef(entity);
}

function fullRef(ref: string): string {
  return stringifyEntityRef(
    parseEntityRef(ref, {
      defaultKind: 'component',
      defaultNamespace: 'default',
    }),
  );
}

function matches(rule: OwnershipRule, target: ResolvedTargetRef): boolean {
  return (
    (rule.cluster ?? target.cluster) === target.cluster &&
    (rule.namespace ?? target.namespace) === target.namespace &&
    (rule.kind ?? target.kind) === target.kind &&
    (rule.name ?? target.name) === target.name
  );
}

function toBinding(entities: Entity[]): Binding {
  return {
    entities,
    ownerRefs: entities.length === 1 ? ownersOf(entities[0]) : [],
  };
}

function ownersOf(entity: Entity): string[] {
  const related = (entity.relations ?? [])
    .filter(relation => relation.type === RELATION_OWNED_BY)
    .map(relation => relation.targetRef);
  if (related.length) {
    return related;
  }
  const owner = entity.spec?.owner;
  return typeof owner === 'string'
    ? [
        stringifyEntityRef(
          parseEntityRef(owner, {
            defaultKind: 'group',
            defaultNamespace: entity.metadata.namespace ?? 'default',
          }),
        ),
      ]
    : [];
}
