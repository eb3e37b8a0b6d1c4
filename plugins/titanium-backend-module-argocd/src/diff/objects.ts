import { JsonObject } from '@backstage/types';
import { DiffResult } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  diffValues,
  redactObject,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { stringify } from 'yaml';
import { ManagedResource } from '../client/types';
import { merge } from './merge';

export type ObjectDiff = DiffResult['objects'][number];

/** Changes with every write, or says nothing about the change. */
const BOOKKEEPING = [
  'resourceVersion',
  'generation',
  'managedFields',
  'creationTimestamp',
  'selfLink',
  'uid',
];
const LONGEST = 128 * 1024;
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const TRACKING = [
  'argocd.argoproj.io/tracking-id',
  'deployment.kubernetes.io/revision',
];

/** An object of a state; null for none, for JSON `null` and for what cannot be read. */
export function parseState(text: string | undefined): JsonObject | null {
  if (!text) {
    return null;
  }
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as JsonObject)
      : null;
  } catch {
    return null;
  }
}

/** Without status, bookkeeping and secrets. */
function shown(object: JsonObject | null): JsonObject | null {
  if (!object) {
    return null;
  }
  const { status: _, ...rest } = object;
  const metadata = { ...(rest.metadata as JsonObject | undefined) };
  BOOKKEEPING.forEach(key => delete metadata[key]);
  const annotations = { ...(metadata.annotations as JsonObject | undefined) };
  [LAST_APPLIED, ...TRACKING].forEach(key => delete annotations[key]);
  delete metadata.annotations;
  if (Object.keys(annotations).length > 0) {
    metadata.annotations = annotations;
  }
  return redactObject({ ...rest, metadata }) as JsonObject;
}

/** Null for objects too long to be read by anybody; their fields are compared all the same. */
function yaml(object: JsonObject | null): string | null {
  const text =
    object && stringify(object, { lineWidth: 0, aliasDuplicateObjects: false });
  return text !== null && text.length > LONGEST ? null : text;
}

function refOf(of: { kind: string; namespace?: string; name: string }) {
  return {
    kind: of.kind,
    name: of.name,
    ...(of.namespace && { namespace: of.namespace }),
  };
}

/** The difference of one object; undefined when there is none. Values of Secrets never appear. */
export function compareObjects(
  of: { kind: string; namespace?: string; name: string },
  live: JsonObject | null,
  desired: JsonObject | null,
): ObjectDiff | undefined {
  const [before, after] = [shown(live), shown(desired)];
  const entries = diffValues(before, after);
  if (of.kind === 'Secret') {
    // Argo CD masks values so that masks differ where values do.
    const changed =
      JSON.stringify(live?.data) !== JSON.stringify(desired?.data);
    return entries.length > 0 || changed
      ? {
          ref: refOf(of),
          change: changeOf(before, after),
          live: null,
          desired: null,
          entries: [],
        }
      : undefined;
  }
  return entries.length > 0
    ? {
        ref: refOf(of),
        change: changeOf(before, after),
        live: yaml(before),
        desired: yaml(after),
        entries,
      }
    : undefined;
}

function changeOf(
  live: JsonObject | null,
  desired: JsonObject | null,
): ObjectDiff['change'] {
  if (!live) {
    return 'missing';
  }
  return desired ? 'changed' : 'extra';
}

function keyOf(object: JsonObject): string {
  const { apiVersion, kind, metadata } = object as {
    apiVersion?: string;
    kind?: string;
    metadata?: { name?: string };
  };
  const group = apiVersion?.includes('/') ? apiVersion.split('/')[0] : '';
  return `${group}/${kind}/${metadata?.name}`;
}

function resourceKey({ group, kind, name }: ManagedResource): string {
  return `${group ?? ''}/${kind}/${name}`;
}

/** What syncing to the desired state of now would change, as Argo CD itself compares. */
export function desiredDiff(
  resources: readonly ManagedResource[],
): ObjectDiff[] {
  return resources
    .filter(({ hook }) => !hook)
    .flatMap(resource => {
      const live = parseState(
        resource.normalizedLiveState ?? resource.liveState,
      );
      const target = parseState(resource.targetState);
      const desired = target
        ? parseState(resource.predictedLiveState) ?? target
        : null;
      return compareObjects(resource, live, desired) ?? [];
    });
}

/** Whether a manifest runs around a sync instead of being a part of it. */
export function isHook(manifest: JsonObject): boolean {
  const { annotations } = (manifest.metadata ?? {}) as {
    annotations?: Record<string, string>;
  };
  return (
    annotations?.['argocd.argoproj.io/hook'] !== undefined ||
    annotations?.['helm.sh/hook'] !== undefined
  );
}

/** What applying other manifests would change on the cluster; `kept` counts objects they do not know, which stay. */
export function manifestDiff(
  resources: readonly ManagedResource[],
  manifests: readonly string[],
  inSync: (resource: ManagedResource) => boolean,
): { objects: ObjectDiff[]; kept: number } {
  const wanted = new Map(
    manifests
      .map(parseState)
      .filter((item): item is JsonObject => item !== null && !isHook(item))
      .map(item => [keyOf(item), item]),
  );
  const known = resources.filter(({ hook }) => !hook);
  const existing = known.flatMap(resource => {
    const manifest = wanted.get(resourceKey(resource));
    wanted.delete(resourceKey(resource));
    if (!manifest) {
      return [];
    }
    const live = parseState(resource.liveState);
    const before = parseState(resource.targetState) ?? undefined;
    const after = live
      ? (merge(before, manifest, live, {
          inSync: inSync(resource),
        }) as JsonObject)
      : manifest;
    return compareObjects(resource, live, after) ?? [];
  });
  const created = [...wanted.values()].flatMap(manifest => {
    const { namespace, name } = manifest.metadata as Record<string, string>;
    const of = { kind: String(manifest.kind), namespace, name };
    return compareObjects(of, null, manifest) ?? [];
  });
  const names = new Set(manifests.map(parseState).map(m => m && keyOf(m)));
  return {
    objects: [...existing, ...created],
    kept: known.filter(
      resource => resource.liveState && !names.has(resourceKey(resource)),
    ).length,
  };
}
