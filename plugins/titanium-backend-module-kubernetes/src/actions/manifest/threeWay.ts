import { JsonObject, JsonValue } from '@backstage/types';
import { canonicalJson } from '@titanium-portal/backstage-plugin-titanium-common';
import { isRecord } from './readYaml';
import { KEPT_ANNOTATIONS, LAST_APPLIED, ManifestObject } from './readManifest';

/** Lists of built-in kinds that the server merges item by item, and the field that tells items apart. */
const MERGE_KEYS: Readonly<Record<string, string>> = {
  containers: 'name',
  initContainers: 'name',
  ephemeralContainers: 'name',
  volumes: 'name',
  env: 'name',
  imagePullSecrets: 'name',
  secrets: 'name',
  volumeMounts: 'mountPath',
  volumeDevices: 'devicePath',
  hostAliases: 'ip',
  topologySpreadConstraints: 'topologyKey',
  ownerReferences: 'uid',
};

function mergeKeyOf(field: string, list: readonly JsonValue[]) {
  if (field === 'ports') {
    const key = list.some(item => isRecord(item) && 'containerPort' in item)
      ? 'containerPort'
      : 'port';
    return list.every(item => isRecord(item) && key in item) ? key : undefined;
  }
  return MERGE_KEYS[field];
}

/** Unions of which only the given members may stay. */
function retainKeys(field: string, value: JsonObject): JsonObject {
  return field === 'strategy'
    ? { $retainKeys: Object.keys(value), ...value }
    : value;
}

function mergeLists(
  field: string,
  original: readonly JsonValue[],
  modified: readonly JsonValue[],
): JsonValue[] {
  const key = mergeKeyOf(field, [...original, ...modified]);
  if (key === undefined) {
    return [...modified];
  }
  const byKey = (list: readonly JsonValue[]) =>
    new Map(
      list.flatMap(item =>
        isRecord(item) ? [[item[key], item] as const] : [],
      ),
    );
  const [old, now] = [byKey(original), byKey(modified)];
  return [
    ...modified.map(item => {
      if (!isRecord(item)) return item;
      const merged = mergeMaps(old.get(item[key]), item, true);
      return field === 'volumes'
        ? { $retainKeys: Object.keys(item), ...merged }
        : merged;
    }),
    ...[...old.keys()]
      .filter(value => !now.has(value))
      .map(value => ({ $patch: 'delete', [key]: value })),
  ];
}

function mergeMaps(
  original: JsonObject | undefined,
  modified: JsonObject,
  strategic: boolean,
): JsonObject {
  const patch: JsonObject = {};
  for (const [field, value] of Object.entries(modified)) {
    const old = original?.[field];
    if (isRecord(value)) {
      const merged = mergeMaps(
        isRecord(old) ? old : undefined,
        value,
        strategic,
      );
      patch[field] = strategic ? retainKeys(field, merged) : merged;
    } else if (Array.isArray(value) && strategic) {
      patch[field] = mergeLists(field, Array.isArray(old) ? old : [], value);
    } else {
      patch[field] = value as JsonValue;
    }
  }
  for (const field of Object.keys(original ?? {})) {
    if (!(field in modified)) {
      patch[field] = null;
    }
  }
  return patch;
}

/** What the annotation of the last apply remembers; kubectl reads and writes the same. */
export function lastAppliedText(object: ManifestObject['object']): string {
  return `${canonicalJson(object)}\n`;
}

/** The manifest an object was last applied from; undefined when it was made otherwise. */
export function lastAppliedOf(live: {
  metadata?: { annotations?: Record<string, string> };
}): JsonObject | undefined {
  try {
    const found = JSON.parse(live.metadata?.annotations?.[LAST_APPLIED] ?? '');
    return isRecord(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

/** The manifest with the annotation that the next apply compares with. */
export function withLastApplied(
  object: ManifestObject['object'],
): ManifestObject['object'] {
  return {
    ...object,
    metadata: {
      ...object.metadata,
      annotations: {
        ...(isRecord(object.metadata.annotations)
          ? object.metadata.annotations
          : {}),
        [LAST_APPLIED]: lastAppliedText(object),
      },
    },
  };
}

/**
 * Metadata of a last apply, as far as the next one may take it away again: the books that tools keep there stay, also
 * where a tool wrote them with its manifest, as Argo CD does with the mark by which it knows the object.
 */
function withoutBooks(metadata: Record<string, JsonValue>): JsonObject {
  const kept = { ...metadata };
  if (isRecord(kept.annotations)) {
    const annotations = { ...kept.annotations };
    KEPT_ANNOTATIONS.forEach(key => delete annotations[key]);
    kept.annotations = annotations;
  }
  return Object.fromEntries(
    Object.entries(kept).filter(
      ([, value]) => !(isRecord(value) && !Object.keys(value).length),
    ),
  );
}

/**
 * The patch of `kubectl apply`: what the manifest says, and null (or a delete directive) for what the last applied one
 * said and this one does not. Fields that neither speaks of stay as others have set them. Strategic for built-in kinds,
 * whose lists the server merges; for custom ones a merge patch, whose lists are whole.
 */
export function applyPatch(
  object: ManifestObject['object'],
  lastApplied: JsonObject | undefined,
  strategic: boolean,
): JsonObject {
  const { apiVersion, kind, ...rest } = lastApplied ?? {};
  const original = isRecord(rest.metadata)
    ? { ...rest, metadata: withoutBooks(rest.metadata) }
    : rest;
  return mergeMaps(original, withLastApplied(object), strategic);
}
