import { parseEntityRef } from '@backstage/catalog-model';
import {
  PortalPlace,
  ServerStatement,
} from '@titanium-portal/backstage-plugin-titanium-common';

/** Kinds of entities that have the tabs. */
const WITH_TABS = ['component', 'resource'];

function hrefOf(place: PortalPlace, entityRef: string | undefined): string {
  if (place === 'runs') {
    return '/titanium/runs';
  }
  const entity =
    entityRef === undefined ? undefined : parseEntityRef(entityRef);
  const kind = entity?.kind.toLocaleLowerCase('en-US');
  // A document read on its own belongs to no service: all of them are on the page of operations.
  if (!entity || !kind || !WITH_TABS.includes(kind)) {
    return '/titanium';
  }
  const page = `/catalog/${entity.namespace}/${kind}/${entity.name}`;
  // Alerts stand on the entity's own page.
  return place === 'alerts' ? page : `${page}/${place}`;
}

/** Where to go instead of opening a session; places that lead to the same page are one. */
export function placeLinks(
  { places = [] }: Pick<ServerStatement, 'places'>,
  entityRef: string | undefined,
): { place: PortalPlace | 'operations'; href: string }[] {
  const seen = new Set<string>();
  return places.flatMap(place => {
    const href = hrefOf(place, entityRef);
    if (seen.has(href)) {
      return [];
    }
    seen.add(href);
    return [{ place: href === '/titanium' ? 'operations' : place, href }];
  });
}
