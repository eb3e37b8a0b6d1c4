import { NotFoundError } from '@backstage/errors';
import {
  Action,
  ActionContext,
  PlanDraft,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { findResource, resolveTarget } from '../../targets';
import { ActionDeps } from '../deps';
import { changedSincePlan, hashOf } from '../preconditions';
import { toCommand } from '../toCommand';
import { comparedFields, Live, stateOfForm } from './liveObject';
import { planObject } from './objectPlan';
import { kindOf, ManifestObject, readManifest } from './readManifest';
import { refuseManifest } from './refusal';
import { EditInput, editSchema } from './schemas';
import { undoOfOne } from './undo';
import { writeStep } from './writeStep';

/** The one object the text must be: the command's. */
function objectOf({ clusters }: ActionDeps, input: EditInput): ManifestObject {
  const { cluster, namespace, kind, name, manifest } = input;
  const known = clusters.resources(cluster);
  const [wanted, ...others] = readManifest(manifest, { known, namespace });
  const resource = findResource(known, kind);
  if (
    others.length ||
    !resource ||
    wanted.resource.group !== resource.group ||
    wanted.resource.plural !== resource.plural ||
    wanted.name !== name
  ) {
    throw refuseManifest(
      `Only ${kind} ${name} is edited here: its kind, name and namespace stay, and nothing is added to it.`,
    );
  }
  return wanted;
}

/** The form was opened at a state; a text made from another one would undo what changed since. */
function checkState(text: string, live: Live) {
  const state = stateOfForm(text);
  if (state !== undefined && state !== hashOf(comparedFields(live))) {
    throw changedSincePlan(
      'The object has changed since it was opened for editing; open it again.',
    );
  }
}

async function draft(
  deps: ActionDeps,
  input: EditInput,
  { signal }: ActionContext,
): Promise<PlanDraft> {
  const wanted = objectOf(deps, input);
  const kind = kindOf(wanted.resource, deps.clusters.resources(input.cluster));
  const planned = await planObject(deps, {
    cluster: input.cluster,
    kind,
    wanted,
    mode: 'replace',
    signal,
  });
  if (!planned.live) {
    throw Object.assign(
      new NotFoundError(`There is no ${kind} ${input.name}`),
      {
        code: 'target-not-found' as const,
      },
    );
  }
  checkState(input.manifest, planned.live);
  const { undoReason } = planned;
  const place = wanted.namespace ? `${wanted.namespace}/` : '';
  return {
    sentence: `Change ${kind} ${place}${input.name} to the edited text.`,
    summary: {
      key: 'kubernetes.edit',
      values: { kind, name: input.name, namespace: wanted.namespace },
    },
    confirmLabel: 'Save',
    risk: planned.high ? 'high' : undefined,
    steps: [planned.step],
    warnings: planned.warnings,
    undo: undoReason ? { possible: false, ...undoReason } : { possible: true },
  };
}

/** Replaces one object by an edited text, as `kubectl edit` does; what the text leaves out is removed. */
export function editAction(deps: ActionDeps): Action<EditInput> {
  return {
    id: 'kubernetes.object.edit',
    title: 'Edit object',
    description:
      'Changes one object to an edited text, shown as the server would make it.',
    risk: 'medium',
    input: editSchema,
    target: async (input, { signal }) => {
      const { resource, namespace, name } = objectOf(deps, input);
      const { cluster } = input;
      const kind = kindOf(resource, deps.clusters.resources(cluster));
      return resolveTarget(
        deps.clusters,
        { cluster, namespace, kind, name },
        signal,
      );
    },
    draft: (input, _, context) => draft(deps, input, context),
    steps: { write: writeStep(deps) },
    undo: ({ steps }) => undoOfOne(steps),
    toCommand: input => toCommand(deps, 'kubernetes.object.edit', input),
  };
}
