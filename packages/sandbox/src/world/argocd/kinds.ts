import { Registry } from '../../kubernetes/resources/registry';
import { ResourceType } from '../../kubernetes/resources/types';
import { KubeObject, ResourceId } from '../types';

/** Names one object as Argo CD does. */
export interface ResourceRef {
  group: string;
  version: string;
  kind: string;
  namespace: string;
  name: string;
}

export function keyOfRef(ref: Omit<ResourceRef, 'version'>): string {
  return `${ref.group}/${ref.kind}/${ref.namespace}/${ref.name}`;
}

export function refOf(object: KubeObject): ResourceRef {
  const parts = object.apiVersion.split('/');
  return {
    group: parts.length > 1 ? parts[0] : '',
    version: parts.at(-1)!,
    kind: object.kind,
    namespace: object.metadata.namespace ?? '',
    name: object.metadata.name,
  };
}

/** What the cluster's own controllers write all the time. */
const OWN = ['endpoints', 'endpointslices', 'leases'];

/** Where the cluster keeps objects of a kind, and under which plural. */
export class Kinds {
  private known: {
    revision: number;
    all: readonly ResourceId[];
    delivered: readonly ResourceId[];
    types: Map<string, ResourceType>;
  } = { revision: -1, all: [], delivered: [], types: new Map() };

  constructor(private readonly registry: Registry) {}

  /** Undefined when the cluster has no such kind. */
  find(apiVersion: string, kind: string): ResourceType | undefined {
    const { types } = this.refresh();
    const key = `${apiVersion}/${kind}`;
    let type = types.get(key);
    if (!type) {
      type = this.registry.findKind(apiVersion, kind);
      if (type) {
        types.set(key, type);
      }
    }
    return type;
  }

  collection(
    object: Pick<KubeObject, 'apiVersion' | 'kind'>,
  ): ResourceId | undefined {
    return this.find(object.apiVersion, object.kind)?.storage;
  }

  /** Where namespaced objects are kept that somebody may deliver: nothing that the cluster writes for itself. */
  collections(): readonly ResourceId[] {
    return this.refresh().delivered;
  }

  /** Where all namespaced objects are kept, events apart. */
  allCollections(): readonly ResourceId[] {
    return this.refresh().all;
  }

  private refresh() {
    const { revision } = this.registry;
    if (this.known.revision !== revision) {
      const storages = this.registry
        .all()
        .filter(
          ({ namespaced, verbs, storage }) =>
            namespaced &&
            verbs.includes('update') &&
            storage.resource !== 'events',
        )
        .map(({ storage }) => storage);
      const all = [
        ...new Map(
          storages.map(id => [`${id.group}/${id.resource}`, id]),
        ).values(),
      ];
      const delivered = all.filter(({ resource }) => !OWN.includes(resource));
      this.known = { revision, all, delivered, types: new Map() };
    }
    return this.known;
  }

  /** `deployment.apps/web`, as apply prints it. */
  printed(object: KubeObject): string {
    const type = this.find(object.apiVersion, object.kind);
    const name = type?.singular ?? object.kind.toLowerCase();
    const group = refOf(object).group;
    return `${name}${group ? `.${group}` : ''}/${object.metadata.name}`;
  }
}
