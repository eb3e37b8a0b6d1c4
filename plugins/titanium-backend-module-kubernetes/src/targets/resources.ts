import { InputError } from '@backstage/errors';
import { KnownResource } from '@titanium-portal/backstage-plugin-titanium-common';
import { ResourcePath } from '@titanium-portal/backstage-plugin-titanium-node';
import { WELL_KNOWN_RESOURCES } from './wellKnown';

/**
 * Finds a resource as kubectl names it: singular, plural or short name, in any case, optionally with its group
 * (`deployment.apps`). Core and workload groups win over others of the same name, as in kubectl.
 */
export function findResource(
  known: readonly KnownResource[] | undefined,
  name: string,
  group?: string,
): KnownResource | undefined {
  const dot = name.indexOf('.');
  const word = (dot === -1 ? name : name.slice(0, dot)).toLowerCase();
  const wanted = group ?? (dot === -1 ? undefined : name.slice(dot + 1));
  const matches = (resource: KnownResource) =>
    (wanted === undefined || resource.group === wanted) &&
    (resource.singular === word ||
      resource.plural === word ||
      resource.kind.toLowerCase() === word ||
      resource.shortNames.includes(word));
  // What every cluster has is found without discovery, and no custom resource can stand in for it.
  return (
    WELL_KNOWN_RESOURCES.find(
      resource =>
        matches(resource) &&
        (known === undefined ||
          known.some(
            other =>
              other.plural === resource.plural &&
              other.group === resource.group,
          )),
    ) ?? known?.find(matches)
  );
}

/** As `findResource`; throws `InputError` for an unknown one. */
export function getResource(
  known: readonly KnownResource[] | undefined,
  name: string,
): KnownResource {
  const resource = findResource(known, name);
  if (!resource) {
    throw Object.assign(
      new InputError(
        `the server doesn't have a resource type ${JSON.stringify(
          name.slice(0, 80),
        )}`,
      ),
      { code: 'invalid-input' as const },
    );
  }
  return resource;
}

/** The collection of a kind in a namespace; the namespace is left out for cluster-scoped kinds. */
export function resourcePath(
  known: readonly KnownResource[] | undefined,
  kind: string,
  namespace: string | null,
): ResourcePath {
  const resource = getResource(known, kind);
  return {
    group: resource.group,
    version: resource.version,
    plural: resource.plural,
    namespace: resource.namespaced ? namespace ?? undefined : undefined,
  };
}
