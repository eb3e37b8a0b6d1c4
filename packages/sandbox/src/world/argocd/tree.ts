import { KubeObject, ObjectStore, OwnerReference } from '../types';
import { Comparison } from './compare';
import { Health, healthOf } from './health';
import { Kinds, ResourceRef, keyOfRef, refOf } from './kinds';

/** A node of an application's resource tree, as the API answers it. */
export interface TreeNode extends Partial<ResourceRef> {
  kind: string;
  name: string;
  uid?: string;
  parentRefs?: (Omit<ResourceRef, 'version'> & { uid?: string })[];
  info?: { name: string; value: string }[];
  networkingInfo?: KubeObject['spec'];
  resourceVersion?: string;
  images?: string[];
  health?: Health;
  createdAt?: string;
}

/** The managed objects of an application, and everything the cluster has made from them. */
export function treeOf(
  store: ObjectStore,
  kinds: Kinds,
  comparison: Comparison,
): TreeNode[] {
  const namespaces = new Set(comparison.items.map(({ ref }) => ref.namespace));
  const children = childrenOf(store, kinds, namespaces);
  const nodes = new Map<string, TreeNode>();
  const add = (object: KubeObject, parent?: KubeObject) => {
    const key = keyOfRef(refOf(object));
    if (!nodes.has(key)) {
      nodes.set(key, node(object, parent));
      for (const child of children.get(object.metadata.uid!) ?? []) {
        add(child, object);
      }
    }
  };
  for (const { live, ref } of comparison.items) {
    if (live) {
      add(live);
    } else {
      // What is missing has a place in the tree, and nothing to say about itself.
      nodes.set(keyOfRef(ref), { ...withoutEmpty(ref) });
    }
  }
  return [...nodes.values()];
}

/** Objects by the uid of what they were made from. */
function childrenOf(
  store: ObjectStore,
  kinds: Kinds,
  namespaces: ReadonlySet<string>,
): Map<string, KubeObject[]> {
  const found = new Map<string, KubeObject[]>();
  const put = (uid: string, object: KubeObject) => {
    const list = found.get(uid);
    if (list) {
      list.push(object);
    } else {
      found.set(uid, [object]);
    }
  };
  for (const namespace of namespaces) {
    const all = kinds.allCollections().flatMap(id => store.list(id, namespace));
    const services = new Map(
      all
        .filter(({ kind }) => kind === 'Service')
        .map(({ metadata }) => [metadata.name, metadata.uid!]),
    );
    const sets = all.filter(({ kind }) => kind === 'StatefulSet');
    for (const object of all) {
      const owners: Pick<OwnerReference, 'uid'>[] =
        object.metadata.ownerReferences ?? [];
      owners.forEach(({ uid }) => put(uid, object));
      const inferred =
        owners.length === 0 ? inferredOwner(object, services, sets) : undefined;
      if (inferred) {
        put(inferred, object);
      }
    }
  }
  return found;
}

/** Endpoints and the claims of StatefulSets name no owner; their names tell it. */
function inferredOwner(
  { kind, metadata }: KubeObject,
  services: ReadonlyMap<string, string>,
  sets: readonly KubeObject[],
): string | undefined {
  if (kind === 'Endpoints') {
    return services.get(metadata.name);
  }
  if (kind !== 'PersistentVolumeClaim') {
    return undefined;
  }
  return sets.find(set =>
    (set.spec.volumeClaimTemplates ?? []).some(
      (template: KubeObject) =>
        metadata.name.replace(/-\d+$/, '') ===
        `${template.metadata.name}-${set.metadata.name}`,
    ),
  )?.metadata.uid;
}

function node(object: KubeObject, parent: KubeObject | undefined): TreeNode {
  const { uid, resourceVersion, creationTimestamp } = object.metadata;
  const info = infoOf(object);
  const images = containersOf(object).map(({ image }) => String(image));
  const health = healthOf(object);
  return {
    ...withoutEmpty(refOf(object)),
    uid,
    ...(parent ? { parentRefs: [parentRef(parent)] } : {}),
    ...(info.length ? { info } : {}),
    ...networkingOf(object),
    resourceVersion,
    ...(images.length ? { images } : {}),
    ...(health ? { health } : {}),
    createdAt: creationTimestamp,
  };
}

function parentRef(parent: KubeObject) {
  const { group, kind, namespace, name } = refOf(parent);
  return {
    ...(group ? { group } : {}),
    kind,
    namespace,
    name,
    uid: parent.metadata.uid,
  } as NonNullable<TreeNode['parentRefs']>[number];
}

/** An empty group or namespace is left out, as on the wire. */
function withoutEmpty(ref: ResourceRef) {
  return Object.fromEntries(
    Object.entries(ref).filter(([, value]) => value !== ''),
  ) as unknown as Pick<TreeNode, 'kind' | 'name'> & Partial<ResourceRef>;
}

function containersOf({ kind, spec }: KubeObject): KubeObject['spec'][] {
  const pod = kind === 'Pod' ? spec : spec?.template?.spec;
  return [...(pod?.initContainers ?? []), ...(pod?.containers ?? [])];
}

const REVISION = 'deployment.kubernetes.io/revision';

function infoOf(object: KubeObject): { name: string; value: string }[] {
  const { kind, metadata } = object;
  if (kind === 'Pod') {
    return podInfo(object);
  }
  const revision =
    kind === 'ControllerRevision'
      ? object.revision
      : metadata.annotations?.[REVISION];
  return revision ? [{ name: 'Revision', value: `Rev:${revision}` }] : [];
}

function podInfo(pod: KubeObject) {
  const statuses: KubeObject['spec'][] = pod.status?.containerStatuses ?? [];
  const ready = statuses.filter(item => item.ready).length;
  const restarts = statuses.reduce((sum, item) => sum + item.restartCount, 0);
  const info = [
    { name: 'Status Reason', value: statusReason(pod, statuses) },
    ...(pod.spec.nodeName ? [{ name: 'Node', value: pod.spec.nodeName }] : []),
    { name: 'Containers', value: `${ready}/${pod.spec.containers.length}` },
  ];
  return restarts > 0
    ? [...info, { name: 'Restart Count', value: String(restarts) }]
    : info;
}

function statusReason(
  pod: KubeObject,
  statuses: readonly KubeObject['spec'][],
): string {
  if (pod.metadata.deletionTimestamp) {
    return 'Terminating';
  }
  const waiting = statuses.find(
    ({ state }) => state?.waiting?.reason || state?.terminated?.reason,
  );
  return (
    waiting?.state.waiting?.reason ??
    waiting?.state.terminated?.reason ??
    pod.status?.reason ??
    pod.status?.phase ??
    'Unknown'
  );
}

function networkingOf(object: KubeObject): Pick<TreeNode, 'networkingInfo'> {
  const { kind, metadata, spec, status } = object;
  if (kind === 'Pod') {
    return { networkingInfo: { labels: metadata.labels } };
  }
  if (kind === 'Service') {
    const ingress = status?.loadBalancer?.ingress;
    return {
      networkingInfo: {
        targetLabels: spec.selector,
        ...(ingress ? { ingress } : {}),
      },
    };
  }
  return {};
}
