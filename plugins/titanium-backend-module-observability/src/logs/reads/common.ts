import { NotFoundError } from '@backstage/errors';
import {
  ActionContext,
  ReadTarget,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { z } from 'zod/v3';
import { clusterOf, lokiSelector, platformsOf } from '../../entities';
import { ObservabilityPlatforms } from '../../platforms';
import { LokiClient } from '../LokiClient';
import { QueryScope, scopeQuery } from '../scope';

/** What the reads of logs are made with. */
export type Platforms = ReadonlyMap<string, ObservabilityPlatforms>;

/** Null: the cluster of the entity, or the only one. */
export const clusterSchema = z.string().min(1).max(253).nullable();
export const scopeSchema = z.enum(['entity', 'query']);
export const querySchema = z.string().max(16_384);

/** The cluster a read looks at. */
export function clusterName(
  platforms: Platforms,
  cluster: string | null,
  { entity }: ActionContext,
): string {
  if (cluster !== null) {
    return cluster;
  }
  if (entity) {
    return clusterOf(entity, platforms);
  }
  if (platforms.size !== 1) {
    throw new NotFoundError('Several clusters are configured; name one');
  }
  return [...platforms.keys()][0];
}

/** Loki of a cluster; throws `NotFoundError` where there is none. */
export function lokiOf(platforms: Platforms, cluster: string): LokiClient {
  const { loki } = platformsOf(platforms, cluster);
  if (!loki) {
    throw Object.assign(
      new NotFoundError(
        `No Loki is configured for cluster ${cluster}. Add titanium.observability.${cluster}.loki.`,
      ),
      { code: 'not-installed' as const },
    );
  }
  return new LokiClient(loki);
}

/** What is authorized for a query. An entity's matchers speak of its own cluster only. */
export function queryTarget(
  platforms: Platforms,
  input: { cluster: string | null; query: string; scope: QueryScope },
  context: ActionContext,
): ReadTarget {
  const cluster = clusterName(platforms, input.cluster, context);
  if (
    input.scope === 'entity' &&
    context.entity &&
    clusterOf(context.entity, platforms) !== cluster
  ) {
    throw new NotFoundError('The entity is not in this cluster');
  }
  const { namespace } = scopeQuery(input.query, input.scope, context.entity);
  return { cluster, namespace, kind: 'logs', name: null };
}

/** The selector of an entity as text. */
export function selectorText(context: ActionContext): string | undefined {
  return context.entity
    ? scopeQuery('', 'entity', context.entity).query.text
    : undefined;
}

/** The namespace an entity's logs stay within. */
export function entityNamespace(context: ActionContext): string | null {
  return context.entity ? lokiSelector(context.entity).namespace : null;
}
