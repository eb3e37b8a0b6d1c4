import { LoggerService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import { PlatformHttp } from '@titanium-portal/backstage-plugin-titanium-node';
import { z } from 'zod/v3';
import { platformsOf } from '../entities';
import { ObservabilityPlatforms } from '../platforms';

/** What reads, views and actions of this module work with. */
export interface ObservabilityDeps {
  platforms: ReadonlyMap<string, ObservabilityPlatforms>;
  logger: LoggerService;
}

/** A configured cluster's name; whether there is one by that name is found out on use. */
export const clusterName = z.string().min(1).max(253);

type ClientName = 'prometheus' | 'alertmanager' | 'grafana';

const TITLES: Record<ClientName, string> = {
  prometheus: 'Prometheus',
  alertmanager: 'Alertmanager',
  grafana: 'Grafana',
};

/** A platform of a cluster; throws `NotFoundError` naming the key to configure when there is none. */
export function clientOf(
  deps: Pick<ObservabilityDeps, 'platforms'>,
  cluster: string,
  name: ClientName,
): PlatformHttp {
  const client = platformsOf(deps.platforms, cluster)[name];
  if (!client) {
    throw Object.assign(
      new NotFoundError(
        `${TITLES[name]} is not configured for this cluster. Set titanium.observability.${cluster}.${name}.url.`,
      ),
      { code: 'not-installed' as const },
    );
  }
  return client;
}

/** The entity that a read is about; throws `InputError` when it was asked without one. */
export function entityOf(entity: Entity | undefined): Entity {
  if (!entity) {
    throw Object.assign(
      new InputError('Name the entity whose page asks, one that you may see'),
      { code: 'invalid-input' as const },
    );
  }
  return entity;
}
