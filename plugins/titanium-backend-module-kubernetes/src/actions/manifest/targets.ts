import { KnownResource } from '@titanium-portal/backstage-plugin-titanium-common';
import { ResolvedTarget } from '@titanium-portal/backstage-plugin-titanium-node';
import { resolveTarget } from '../../targets';
import { ActionDeps } from '../deps';
import { kindOf, ManifestObject } from './readManifest';

const MOST_NAMES = 100;

/** The object itself, or for one that is yet to be made its place, which nobody owns. */
async function targetOfOne(
  { clusters }: ActionDeps,
  cluster: string,
  wanted: ManifestObject,
  known: readonly KnownResource[] | undefined,
  signal: AbortSignal,
): Promise<ResolvedTarget> {
  const { namespace, name } = wanted;
  const kind = kindOf(wanted.resource, known);
  try {
    return await resolveTarget(
      clusters,
      { cluster, namespace, kind, name },
      signal,
    );
  } catch (error) {
    if ((error as Error).name !== 'NotFoundError') throw error;
    return {
      ref: { cluster, namespace, kind, name, uid: null },
      isSelectedBy: () => false,
    };
  }
}

/**
 * What a manifest is aimed at. One object is decided by who owns it; of several nobody is the owner, though one person
 * may own each, since what they do together is more than each alone.
 */
export async function targetOfManifest(
  deps: ActionDeps,
  cluster: string,
  objects: readonly ManifestObject[],
  signal: AbortSignal,
): Promise<ResolvedTarget> {
  const known = deps.clusters.resources(cluster);
  if (objects.length === 1) {
    return targetOfOne(deps, cluster, objects[0], known, signal);
  }
  const namespaces = new Set(objects.map(({ namespace }) => namespace));
  const names = objects
    .map(({ resource, name }) => `${kindOf(resource, known)}/${name}`)
    .sort()
    .join(', ');
  return {
    ref: {
      cluster,
      namespace: namespaces.size === 1 ? [...namespaces][0] : null,
      kind: 'manifest',
      name:
        names.length > MOST_NAMES ? `${names.slice(0, MOST_NAMES)}…` : names,
      uid: null,
    },
    isSelectedBy: () => false,
  };
}
