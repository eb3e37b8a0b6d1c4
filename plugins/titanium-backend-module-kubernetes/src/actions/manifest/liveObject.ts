import { JsonObject } from '@backstage/types';
import type { KubernetesObject } from '@kubernetes/client-node';
import {
  redactObject,
  ResourcePath,
  TitaniumClusters,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { stringify } from 'yaml';
import { FENCE_ANNOTATION } from '../moveVersion';
import { hashOf } from '../preconditions';
import { KEPT_ANNOTATIONS, REVISION } from './readManifest';

/** An object as the API answers it. */
export type Live = KubernetesObject & {
  metadata: NonNullable<KubernetesObject['metadata']> & { name: string };
  spec?: JsonObject;
  status?: JsonObject;
};

/** Reads an object with the reader's credential; null when there is none. */
export async function readLive(
  clusters: TitaniumClusters,
  cluster: string,
  path: ResourcePath,
  name: string,
  signal: AbortSignal,
): Promise<Live | null> {
  try {
    const found = await clusters.reader(cluster).get(path, name, { signal });
    return found as Live;
  } catch (error) {
    if ((error as Error).name === 'NotFoundError') {
      return null;
    }
    throw error;
  }
}

const BOOKKEEPING = [
  'creationTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
];

/** What a write would change: all but status and what only the server writes. */
function writableFields(live: Live | null): JsonObject | null {
  if (!live) {
    return null;
  }
  const { status: _, ...rest } = JSON.parse(JSON.stringify(live));
  const metadata = { ...rest.metadata };
  BOOKKEEPING.forEach(field => delete metadata[field]);
  return { ...rest, metadata };
}

/**
 * The fields that tell one state from another. The count of revisions follows them, a fence says nothing; the last
 * applied manifest is one, since it decides what the next apply removes.
 */
export function comparedFields(live: Live | null): JsonObject | null {
  const fields = writableFields(live);
  return fields && withoutAnnotations(fields, [REVISION, FENCE_ANNOTATION]);
}

function withoutAnnotations(
  fields: JsonObject,
  keys: readonly string[],
): JsonObject {
  const metadata = { ...(fields.metadata as JsonObject) };
  if (metadata.annotations) {
    const annotations = { ...(metadata.annotations as JsonObject) };
    keys.forEach(key => delete annotations[key]);
    metadata.annotations = annotations;
    if (!Object.keys(annotations).length) delete metadata.annotations;
  }
  return { ...fields, metadata };
}

/** An object's own fields as text; undefined when they hold what must not be shown. */
export function plainYaml(live: Live): string | undefined {
  const fields = withoutAnnotations(writableFields(live)!, KEPT_ANNOTATIONS);
  if (JSON.stringify(redactObject(fields)) !== JSON.stringify(fields)) {
    return undefined;
  }
  const { apiVersion, kind, metadata, ...rest } = fields;
  return stringify(
    { apiVersion, kind, metadata, ...rest },
    { lineWidth: 0, aliasDuplicateObjects: false, version: '1.1' },
  );
}

/** A value with the fields of another first, in their order: so that a difference of texts shows no moves. */
export function inOrderOf<T>(first: unknown, value: T): T {
  if (Array.isArray(value) || typeof value !== 'object' || value === null) {
    return value;
  }
  const known = (first ?? {}) as Record<string, unknown>;
  const own = value as Record<string, unknown>;
  const keys = [...new Set([...Object.keys(known), ...Object.keys(own)])];
  return Object.fromEntries(
    keys
      .filter(key => Object.hasOwn(own, key))
      .map(key => [key, inOrderOf(known[key], own[key])]),
  ) as T;
}

const STATE = /^# state: ([0-9a-f]{64})$/m;

/** The text a form begins with: it says which state of the object it was made from. */
export function formYaml(live: Live): string | undefined {
  const text = plainYaml(live);
  return text && `# state: ${hashOf(comparedFields(live))}\n${text}`;
}

/** The state that a form's text was made from; undefined for any other text. */
export function stateOfForm(text: string): string | undefined {
  return STATE.exec(text)?.[1];
}
