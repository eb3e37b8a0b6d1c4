import { JsonObject } from '@backstage/types';
import { KnownResource } from '@titanium-portal/backstage-plugin-titanium-common';
import { isDnsLabel } from '@titanium-portal/backstage-plugin-titanium-node';
import { WELL_KNOWN_RESOURCES } from '../../targets/wellKnown';
import { FENCE_ANNOTATION } from '../moveVersion';
import { TRACKING_ID } from '../warnings/workload';
import { refuseCredentials, refuseSecret } from './credentials';
import { ManifestPosition, refuseManifest } from './refusal';
import { isRecord, MOST_DOCUMENTS, readYaml } from './readYaml';

export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

export const REVISION = 'deployment.kubernetes.io/revision';

/** Annotations that tools and controllers keep their own books in; a manifest neither sets nor removes them. */
export const KEPT_ANNOTATIONS = [
  LAST_APPLIED,
  REVISION,
  FENCE_ANNOTATION,
  TRACKING_ID,
];

/** Fields of metadata that the server writes; in a manifest they are a copy of what once was. */
const SERVER_METADATA = [
  'creationTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
];

/** An object of a manifest: what a person wrote, without what only the server writes. */
export interface ManifestObject {
  object: JsonObject & {
    apiVersion: string;
    kind: string;
    metadata: JsonObject & { name: string };
  };
  resource: KnownResource;
  /** The version the manifest is written in. */
  version: string;
  /** Null for cluster-scoped kinds. */
  namespace: string | null;
  name: string;
}

/** kubectl's word for a kind; with the group where another kind has the same name. */
export function kindOf(
  { singular, group }: KnownResource,
  known: readonly KnownResource[] | undefined,
): string {
  const same = [...WELL_KNOWN_RESOURCES, ...(known ?? [])].some(
    other => other.singular === singular && other.group !== group,
  );
  return same && group ? `${singular}.${group}` : singular;
}

function findKind(
  known: readonly KnownResource[] | undefined,
  apiVersion: string,
  kind: string,
): KnownResource | undefined {
  const slash = apiVersion.indexOf('/');
  const group = slash < 0 ? '' : apiVersion.slice(0, slash);
  return known
    ? known.find(item => item.group === group && item.kind === kind)
    : WELL_KNOWN_RESOURCES.find(
        item => item.group === group && item.singular === kind.toLowerCase(),
      );
}

function namespaceOf(
  metadata: JsonObject,
  given: string | null,
  title: string,
  at: ManifestPosition,
): string {
  const own = metadata.namespace;
  if (own !== undefined && (typeof own !== 'string' || !isDnsLabel(own))) {
    throw refuseManifest(`${title}: metadata.namespace is not a name`, at);
  }
  if (own !== undefined && given !== null && own !== given) {
    throw refuseManifest(
      `${title} says namespace ${own}, the command says ${given}: make them the same.`,
      at,
    );
  }
  const namespace = own ?? given;
  if (namespace === null) {
    throw refuseManifest(
      `${title} names no namespace: add metadata.namespace. The portal never takes the default one.`,
      at,
    );
  }
  return namespace;
}

function readObject(
  value: unknown,
  at: ManifestPosition,
  options: ReadManifestOptions,
): ManifestObject {
  if (!isRecord(value)) {
    throw refuseManifest('this is not a Kubernetes object', at);
  }
  const { apiVersion, kind, metadata, status: _, ...rest } = value;
  if (
    typeof apiVersion !== 'string' ||
    typeof kind !== 'string' ||
    !/^(?:[a-z0-9.-]{1,253}\/)?v[0-9][a-z0-9]{0,20}$/.test(apiVersion) ||
    !/^[A-Za-z][A-Za-z0-9]{0,62}$/.test(kind)
  ) {
    throw refuseManifest('apiVersion and kind must be set', at);
  }
  if (!isRecord(metadata) || typeof metadata.name !== 'string') {
    throw refuseManifest(`${kind}: metadata.name must be set`, at);
  }
  const { name } = metadata;
  const title = `${kind} ${name.slice(0, 80)}`;
  if (kind === 'Secret' && apiVersion === 'v1') {
    refuseSecret(title, name, at);
  }
  const resource = findKind(options.known, apiVersion, kind);
  if (!resource) {
    throw refuseManifest(
      `no matches for kind "${kind}" in version "${apiVersion}"`,
      at,
    );
  }
  const namespace = resource.namespaced
    ? namespaceOf(metadata, options.namespace, title, at)
    : null;
  const cleaned: JsonObject & { name: string } = { ...metadata, name };
  SERVER_METADATA.forEach(field => delete cleaned[field]);
  if (isRecord(cleaned.annotations)) {
    const annotations = { ...cleaned.annotations };
    KEPT_ANNOTATIONS.forEach(key => delete annotations[key]);
    cleaned.annotations = annotations;
  }
  if (namespace !== null) {
    cleaned.namespace = namespace;
  }
  const object = { apiVersion, kind, metadata: cleaned, ...rest };
  refuseCredentials(object, title, at);
  return {
    object,
    resource,
    version: apiVersion.slice(apiVersion.indexOf('/') + 1),
    namespace,
    name,
  };
}

export interface ReadManifestOptions {
  /** What discovery knows; undefined until it has answered. */
  known: readonly KnownResource[] | undefined;
  /** The command's namespace. */
  namespace: string | null;
}

/** The objects of a manifest, each known to the cluster, named, and free of credentials. */
export function readManifest(
  text: string,
  options: ReadManifestOptions,
): ManifestObject[] {
  const objects = readYaml(text).flatMap(({ value, position }) => {
    const isList =
      isRecord(value) && value.kind === 'List' && value.apiVersion === 'v1';
    const items = isList && Array.isArray(value.items) ? value.items : [value];
    return items.map(item => readObject(item, position, options));
  });
  if (!objects.length) {
    throw refuseManifest('The manifest holds no object.');
  }
  if (objects.length > MOST_DOCUMENTS) {
    throw refuseManifest(
      `The manifest has more than ${MOST_DOCUMENTS} objects.`,
    );
  }
  const seen = new Set<string>();
  for (const { resource, namespace, name, object } of objects) {
    const key = [resource.group, resource.plural, namespace, name].join('/');
    if (seen.has(key)) {
      throw refuseManifest(`${object.kind} ${name} is in the manifest twice.`);
    }
    seen.add(key);
  }
  return objects;
}
