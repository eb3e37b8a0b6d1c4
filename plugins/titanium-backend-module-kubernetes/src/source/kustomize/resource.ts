import { JsonObject, JsonValue } from '@backstage/types';
import { isRecord } from '../../actions/manifest/readYaml';
import { readDocuments } from './documents';
import { SourceFile } from './files';
import { notBuilt } from './notBuilt';
import { isClusterScoped } from './scope';

/** An object on its way through a build; the transformers change it in place. */
export interface Resource {
  group: string;
  version: string;
  kind: string;
  name: string;
  object: JsonObject & { metadata: JsonObject };
  /** The file it is from. */
  path: string;
}

export function titleOf({ kind, name }: Resource): string {
  return `${kind} ${name}`.slice(0, 200);
}

/** Annotations that tell kustomize itself what to do with an object, or that it takes away. */
export function isBookkeeping(key: string): boolean {
  return /^(?:[a-z0-9.-]+\.)?config\.(?:kubernetes|k8s)\.io\//.test(key);
}

const isTexts = (value: JsonValue | undefined) =>
  value === undefined ||
  value === null ||
  (isRecord(value) &&
    Object.values(value).every(item => typeof item === 'string'));

function readResource(value: JsonValue, path: string): Resource {
  if (!isRecord(value)) {
    return notBuilt('kustomize-invalid', path);
  }
  const { apiVersion, kind, metadata } = value;
  if (
    typeof apiVersion !== 'string' ||
    typeof kind !== 'string' ||
    !isRecord(metadata) ||
    typeof metadata.name !== 'string' ||
    !apiVersion ||
    !kind ||
    !metadata.name
  ) {
    return notBuilt('kustomize-invalid', path);
  }
  const slash = apiVersion.indexOf('/');
  const resource: Resource = {
    group: slash < 0 ? '' : apiVersion.slice(0, slash),
    version: apiVersion.slice(slash + 1),
    kind,
    name: metadata.name,
    object: { ...value, metadata: { ...metadata } },
    path,
  };
  const { namespace, labels, annotations } = metadata;
  if (
    !isTexts(labels) ||
    !isTexts(annotations) ||
    !['string', 'undefined'].includes(typeof namespace)
  ) {
    notBuilt('kustomize-invalid', path, titleOf(resource));
  }
  if (
    kind.endsWith('List') ||
    resource.group === 'kustomize.config.k8s.io' ||
    Object.keys(annotations ?? {}).some(isBookkeeping)
  ) {
    notBuilt('kustomize-object', path, titleOf(resource));
  }
  if (!Object.keys(annotations ?? {}).length) {
    // kustomize keeps its own books there meanwhile, and leaves nothing where nothing was.
    delete resource.object.metadata.annotations;
  }
  return resource;
}

/** The objects of a file, in its order. */
export function readResources(file: SourceFile): Resource[] {
  const resources = readDocuments(file).map(value =>
    readResource(value, file.path),
  );
  return resources.length
    ? resources
    : notBuilt('kustomize-invalid', file.path);
}

/** Refuses what kustomize refuses: one object twice. */
export function refuseTwins(resources: readonly Resource[]): void {
  const seen = new Set<string>();
  for (const resource of resources) {
    const { group, kind, name, object, path } = resource;
    // No namespace is the default one to kustomize, when it compares.
    const namespace = isClusterScoped(resource)
      ? ''
      : object.metadata.namespace || 'default';
    const key = [group, kind, namespace, name];
    if (seen.has(key.join('|'))) {
      notBuilt('kustomize-invalid', path, titleOf(resource));
    }
    seen.add(key.join('|'));
  }
}

/** The map at a path of an object, made where there is none, as kustomize makes it. */
export function mapAt(
  resource: Resource,
  from: JsonObject,
  path: readonly string[],
): JsonObject {
  let map = from;
  for (const field of path) {
    const value = map[field] ?? {};
    if (!isRecord(value)) {
      return notBuilt('kustomize-invalid', resource.path, titleOf(resource));
    }
    map[field] = value;
    map = value;
  }
  return map;
}
