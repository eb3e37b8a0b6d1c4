import { Entity } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import type { KubernetesObject } from '@kubernetes/client-node';
import { KUBERNETES_ID_ANNOTATION } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  ResolvedTarget,
  ResourcePath,
  TitaniumClusters,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { findResource, resourcePath } from './resources';
import { claimOf, compileSelection, readSelection } from './selection';

const MOST_OWNERS = 5;

/** An object with its controllers, nearest first. */
export interface OwnedObject {
  object: KubernetesObject;
  path: ResourcePath;
  controllers: KubernetesObject[];
}

function splitApiVersion(apiVersion: string): {
  group: string;
  version: string;
} {
  const at = apiVersion.indexOf('/');
  return at === -1
    ? { group: '', version: apiVersion }
    : { group: apiVersion.slice(0, at), version: apiVersion.slice(at + 1) };
}

/**
 * Follows controller references upwards. A reference counts only when the object it names has its uid: a name alone
 * would let anybody who may create pods adopt another's workload.
 */
async function readControllers(
  clusters: TitaniumClusters,
  cluster: string,
  start: KubernetesObject,
  signal?: AbortSignal,
): Promise<KubernetesObject[]> {
  const found: KubernetesObject[] = [];
  const seen = new Set([start.metadata?.uid]);
  let object = start;
  while (found.length < MOST_OWNERS) {
    const reference = object.metadata?.ownerReferences?.find(
      owner => owner.controller,
    );
    if (!reference || seen.has(reference.uid)) {
      break;
    }
    const { group, version } = splitApiVersion(reference.apiVersion);
    const resource = findResource(
      clusters.resources(cluster),
      reference.kind.toLowerCase(),
      group,
    );
    if (!resource) {
      break;
    }
    let owner: KubernetesObject;
    try {
      owner = await clusters.reader(cluster).get(
        {
          group,
          version,
          plural: resource.plural,
          namespace: resource.namespaced
            ? start.metadata?.namespace
            : undefined,
        },
        reference.name,
        { signal },
      );
    } catch (error) {
      // An orphan: its controller was deleted, or may not be read. It then stands for itself.
      if (
        ['NotFoundError', 'NotAllowedError'].includes((error as Error).name)
      ) {
        break;
      }
      throw error;
    }
    if (owner.metadata?.uid !== reference.uid) {
      break;
    }
    seen.add(reference.uid);
    found.push(owner);
    object = owner;
  }
  return found;
}

/** Reads an object and its controllers. Throws `NotFoundError` when there is no such object. */
export async function readOwnedObject(
  clusters: TitaniumClusters,
  ref: {
    cluster: string;
    namespace: string | null;
    kind: string;
    name: string;
  },
  signal?: AbortSignal,
): Promise<OwnedObject> {
  const path = resourcePath(
    clusters.resources(ref.cluster),
    ref.kind,
    ref.namespace,
  );
  let object: KubernetesObject;
  try {
    object = await clusters.reader(ref.cluster).get(path, ref.name, { signal });
  } catch (error) {
    if ((error as Error).name === 'NotFoundError') {
      throw Object.assign(new NotFoundError((error as Error).message), {
        code: 'target-not-found' as const,
      });
    }
    throw error;
  }
  const controllers = await readControllers(
    clusters,
    ref.cluster,
    object,
    signal,
  );
  return { object, path, controllers };
}

/**
 * What the object and its controller root claim to belong to. The two must not contradict each other: then nobody
 * owns it.
 */
function bindingClaim(owned: OwnedObject): string | undefined {
  const root = owned.controllers[owned.controllers.length - 1];
  const own = claimOf(owned.object.metadata ?? {});
  const roots = root && claimOf(root.metadata ?? {});
  return own !== undefined && roots !== undefined && own !== roots
    ? undefined
    : roots ?? own;
}

/** The resolved target of an object already read. */
export function targetOf(
  ref: {
    cluster: string;
    namespace: string | null;
    kind: string;
    name: string;
  },
  owned: OwnedObject,
): ResolvedTarget {
  const claim = bindingClaim(owned);
  const chain = [owned.object, ...owned.controllers];
  return {
    ref: {
      cluster: ref.cluster,
      namespace: owned.object.metadata?.namespace ?? null,
      kind: ref.kind,
      name: ref.name,
      uid: owned.object.metadata?.uid ?? null,
    },
    claim:
      claim === undefined
        ? undefined
        : { annotation: KUBERNETES_ID_ANNOTATION, value: claim },
    isSelectedBy(entity: Entity) {
      let selection;
      try {
        selection = readSelection(entity);
      } catch {
        return false;
      }
      const { cluster, namespace, by } = selection;
      if (
        (cluster !== null && cluster !== ref.cluster) ||
        (namespace !== null && namespace !== owned.object.metadata?.namespace)
      ) {
        return false;
      }
      const selects = compileSelection(by);
      return chain.some(item => selects(item.metadata ?? {}));
    },
  };
}

/**
 * Finds an object for an action: where it is, whose it claims to be, and which entities select it. Throws
 * `NotFoundError` with code `target-not-found` when there is none.
 */
export async function resolveTarget(
  clusters: TitaniumClusters,
  ref: {
    cluster: string;
    namespace: string | null;
    kind: string;
    name: string;
  },
  signal?: AbortSignal,
): Promise<ResolvedTarget> {
  return targetOf(ref, await readOwnedObject(clusters, ref, signal));
}
