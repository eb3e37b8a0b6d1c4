import { JsonObject } from '@backstage/types';
import {
  PlanWarning,
  StepPreview,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  ClusterRequest,
  kubernetesPath,
  ResourcePath,
  StepDraft,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { WELL_KNOWN_RESOURCES } from '../../targets/wellKnown';
import { ActionDeps } from '../deps';
import { hashOf, preconditionsOf } from '../preconditions';
import { dryRun, previewOf, shown } from '../preview/preview';
import { gitopsWarning } from '../warnings/workload';
import { stringify } from 'yaml';
import { guardedChanges, guardWarning } from './guard';
import {
  comparedFields,
  inOrderOf,
  Live,
  plainYaml,
  readLive,
} from './liveObject';
import { KEPT_ANNOTATIONS, ManifestObject } from './readManifest';
import { applyPatch, lastAppliedOf, withLastApplied } from './threeWay';

/** How one object of a manifest is written. */
export type WriteMode = 'create' | 'apply' | 'replace';

/** What a write needs to know of an object. */
export type WriteInput = {
  mode: WriteMode;
  cluster: string;
  /** kubectl's word for the kind. */
  kind: string;
  group: string;
  version: string;
  plural: string;
  namespace: string | null;
  name: string;
  object: ManifestObject['object'];
};

/** What a step needs to write an object, as it is kept with the plan. */
export type ObjectStepInput = WriteInput & {
  /** How it was, to put it back; null where there was none or the text must not be kept. */
  previous: string | null;
  /** Hash of what the dry run said it becomes. */
  becomes: string;
};

export function pathOfStep(
  input: Pick<WriteInput, 'group' | 'version' | 'plural' | 'namespace'>,
): ResourcePath {
  const { group, version, plural, namespace } = input;
  return { group, version, plural, namespace: namespace ?? undefined };
}

function isBuiltIn(group: string): boolean {
  return WELL_KNOWN_RESOURCES.some(resource => resource.group === group);
}

/** The request that writes an object over its live state; the server refuses it for any other state. */
export function writeRequest(
  input: WriteInput,
  live: Live | null,
): ClusterRequest {
  const { object, mode, group, name } = input;
  const query = { fieldManager: 'titanium', fieldValidation: 'Strict' };
  const path = pathOfStep(input);
  if (!live) {
    return {
      method: 'POST',
      path: kubernetesPath(path),
      query,
      body: withLastApplied(object),
    };
  }
  const { resourceVersion } = live.metadata;
  if (mode === 'replace') {
    const { uid } = live.metadata;
    const annotations = {
      ...(object.metadata.annotations as JsonObject | undefined),
    };
    for (const key of KEPT_ANNOTATIONS) {
      const kept = live.metadata.annotations?.[key];
      if (kept !== undefined) annotations[key] = kept;
    }
    return {
      method: 'PUT',
      path: kubernetesPath(path, name),
      query,
      body: {
        ...object,
        metadata: { ...object.metadata, annotations, resourceVersion, uid },
        // Where status is no subresource, leaving it out would remove it.
        ...(live.status !== undefined && { status: live.status }),
      },
    };
  }
  const strategic = isBuiltIn(group);
  const patch = applyPatch(object, lastAppliedOf(live), strategic);
  return {
    method: 'PATCH',
    path: kubernetesPath(path, name),
    query,
    contentType: strategic
      ? 'application/strategic-merge-patch+json'
      : 'application/merge-patch+json',
    body: {
      ...patch,
      metadata: { ...(patch.metadata as JsonObject), resourceVersion },
    },
  };
}

function createdPreview(
  after: object,
  source: StepPreview['source'],
): StepPreview {
  const next = shown(after);
  return {
    source,
    entries: [
      {
        path: 'metadata.name',
        before: null,
        after: JSON.stringify((next.metadata as JsonObject).name),
      },
    ],
    after: stringify(next, { lineWidth: 0, aliasDuplicateObjects: false }),
  };
}

/** An object of a plan: its step, and what is to be known of it. */
export interface PlannedObject {
  step: StepDraft;
  live: Live | null;
  high: boolean;
  warnings: PlanWarning[];
  /** Why it could not be put back as it was. */
  undoReason?: { reason: string; wording: { key: string } };
}

const VERBS = { create: 'Create', apply: 'Apply', replace: 'Change' };

/** Asks the platform what writing an object would do, and judges how far it reaches. */
export async function planObject(
  { clusters }: ActionDeps,
  options: {
    cluster: string;
    kind: string;
    wanted: ManifestObject;
    mode: 'apply' | 'replace';
    signal: AbortSignal;
  },
): Promise<PlannedObject> {
  const { cluster, kind, wanted, signal } = options;
  const { resource, version, namespace, name, object } = wanted;
  const base = {
    mode: options.mode as WriteMode,
    cluster,
    kind,
    group: resource.group,
    version,
    plural: resource.plural,
    namespace,
    name,
    object,
  };
  const live = await readLive(
    clusters,
    cluster,
    pathOfStep(base),
    name,
    signal,
  );
  const mode: WriteMode = live ? options.mode : 'create';
  const request = writeRequest({ ...base, mode }, live);
  const { after, source, warnings } = await dryRun(
    () =>
      clusters.actor(cluster).request<Live>({
        ...request,
        query: { ...request.query, dryRun: 'All' },
        signal,
      }),
    () => ({ ...live, ...object } as Live),
  );
  const guarded = guardedChanges(wanted, live, after);
  const title = `${kind}/${name}`;
  const input: ObjectStepInput = {
    ...base,
    mode,
    previous: (live && plainYaml(live)) ?? null,
    becomes: hashOf(comparedFields(after)),
  };
  return {
    live,
    high: guarded.kind || guarded.fields.length > 0,
    warnings: [
      ...warnings,
      guardWarning(wanted, guarded),
      live ? gitopsWarning(live, 'template') : undefined,
    ].filter(warning => warning !== undefined),
    step: {
      kind: 'write',
      title: `${VERBS[mode]} ${title}`,
      wording: {
        key: `kubernetes.${mode}`,
        values: { object: title },
      },
      input,
      preview: live
        ? previewOf(live, inOrderOf(live, after), source)
        : createdPreview(after, source),
      preconditions: live
        ? preconditionsOf(live, comparedFields(live))
        : { uid: null, generation: null, fieldsHash: hashOf(null) },
      fence: live ? 'resourceVersion' : 'deterministicName',
    },
    undoReason: undoReasonOf(live, input.previous),
  };
}

function undoReasonOf(
  live: Live | null,
  previous: string | null,
): PlannedObject['undoReason'] {
  if (!live) {
    return {
      reason:
        'The object is new: to take it back, delete it (kubectl delete) after looking at what uses it.',
      wording: { key: 'kubernetes.created' },
    };
  }
  return previous === null
    ? {
        reason:
          'The object holds what looks like a credential, which the portal does not keep, so it cannot put it back.',
        wording: { key: 'kubernetes.credential' },
      }
    : undefined;
}
