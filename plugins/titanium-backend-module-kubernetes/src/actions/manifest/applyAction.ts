import { PlanWarning } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  Action,
  ActionContext,
  PlanDraft,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { ActionDeps } from '../deps';
import { toCommand } from '../toCommand';
import { kindOf, ManifestObject, readManifest } from './readManifest';
import { PlannedObject, planObject } from './objectPlan';
import { ApplyInput, applySchema } from './schemas';
import { targetOfManifest } from './targets';
import { undoOfOne } from './undo';
import { writeStep } from './writeStep';

function objectsOf(
  { clusters }: ActionDeps,
  { cluster, namespace, manifest }: ApplyInput,
): ManifestObject[] {
  const known = clusters.resources(cluster);
  return readManifest(manifest, { known, namespace });
}

function undoOf(planned: readonly PlannedObject[]): PlanDraft['undo'] {
  if (planned.length > 1) {
    return {
      possible: false,
      reason:
        'Several objects are not taken back at once; apply each as it was.',
      wording: { key: 'kubernetes.several' },
    };
  }
  const [{ undoReason }] = planned;
  return undoReason ? { possible: false, ...undoReason } : { possible: true };
}

function summaryKey(count: number, created: number): string {
  if (count === 1) {
    return 'kubernetes.apply';
  }
  return created ? 'kubernetes.applySeveralNew' : 'kubernetes.applySeveral';
}

/** What holds for several objects is said once. */
function eachOnce(warnings: readonly PlanWarning[]): PlanWarning[] {
  const known = warnings.map(
    warning => [JSON.stringify(warning), warning] as const,
  );
  return [...new Map(known).values()];
}

async function draft(
  deps: ActionDeps,
  input: ApplyInput,
  { signal }: ActionContext,
): Promise<PlanDraft> {
  const objects = objectsOf(deps, input);
  const known = deps.clusters.resources(input.cluster);
  const planned: PlannedObject[] = [];
  for (const wanted of objects) {
    planned.push(
      await planObject(deps, {
        cluster: input.cluster,
        kind: kindOf(wanted.resource, known),
        wanted,
        mode: 'apply',
        signal,
      }),
    );
  }
  const names = objects.map(
    ({ resource, namespace, name }) =>
      `${kindOf(resource, known)} ${namespace ? `${namespace}/` : ''}${name}`,
  );
  const created = planned.filter(({ live }) => !live).length;
  const what = names.length === 1 ? names[0] : `${names.length} objects`;
  return {
    sentence: `Apply a manifest to ${what}${
      created ? ` (new: ${created})` : ''
    }.`,
    summary: {
      key: summaryKey(names.length, created),
      values: { object: names.join(', '), count: names.length, created },
    },
    confirmLabel: 'Apply',
    risk: planned.some(({ high }) => high) ? 'high' : undefined,
    steps: planned.map(({ step }) => step),
    warnings: eachOnce(planned.flatMap(({ warnings }) => warnings)),
    undo: undoOf(planned),
  };
}

/**
 * Applies a manifest as `kubectl apply` does from the client: the last applied manifest, this one and the live object
 * make the patch. That way kubectl and the portal can take turns on the same objects without conflicts of managers.
 */
export function applyAction(deps: ActionDeps): Action<ApplyInput> {
  return {
    id: 'kubernetes.manifest.apply',
    title: 'Apply manifest',
    description:
      'Applies a manifest of up to 20 objects, each shown as the server would make it.',
    risk: 'medium',
    input: applySchema,
    target: (input, { signal }) =>
      targetOfManifest(deps, input.cluster, objectsOf(deps, input), signal),
    draft: (input, _, context) => draft(deps, input, context),
    steps: { write: writeStep(deps) },
    undo: ({ steps }) => undoOfOne(steps),
    toCommand: input => toCommand(deps, 'kubernetes.manifest.apply', input),
  };
}
