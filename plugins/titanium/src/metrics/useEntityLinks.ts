import { Entity } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { useMemo } from 'react';
import { rangeSearch, TimeRange } from '../time';

export type EntityTab = 'pods' | 'logs' | 'metrics' | 'delivery';

/** Paths into the tabs of an entity's page; with a range where the tab has one. */
export function useEntityLinks(
  entity: Entity,
): (tab?: EntityTab, range?: TimeRange) => string {
  const route = useRouteRef(entityRouteRef);
  return useMemo(() => {
    const params = entityRouteParams(entity);
    const page =
      route?.(params) ??
      `/catalog/${params.namespace}/${params.kind}/${params.name}`;
    return (tab, range) =>
      `${page}${tab ? `/${tab}` : ''}${range ? rangeSearch(range) : ''}`;
  }, [entity, route]);
}
