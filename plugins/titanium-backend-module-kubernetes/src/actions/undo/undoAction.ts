import { PlanWarning } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  Action,
  ActionContext,
  PlanDraft,
  redactText,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { resolveTarget } from '../../targets';
import { ActionDeps } from '../deps';
import { hashOf, preconditionsOf } from '../preconditions';
import { dryRun, previewOf } from '../preview/preview';
import { refused } from '../refuse';
import { UndoInput, undoSchema } from '../schemas';
import { toCommand } from '../toCommand';
import { withHealing } from '../warnings/healing';
import { gitopsWarning, singleReplicaWarning } from '../warnings/workload';
import { imagesOf, readWorkload, titleOf, Workload } from '../workloads';
import { chooseRevision, plainTemplate, readRevisions } from './revisions';
import { rollbackRequest } from './rollbackWrite';
import { undoStep } from './undoStep';

/** Versions of the images that differ, for the sentence: "api-gateway v1.2.3 to v1.2.2". */
function imageChanges(
  from: Record<string, string>,
  to: Record<string, string>,
): string[] {
  const version = (image: string | undefined) =>
    image?.slice(image.lastIndexOf('/') + 1) ?? 'none';
  return Object.keys({ ...from, ...to })
    .filter(name => from[name] !== to[name])
    .map(name => `${version(from[name])} to ${version(to[name])}`);
}

function noChange(revision: number): PlanWarning {
  return {
    code: 'no-change',
    severity: 'info',
    message: `Its template is that of revision ${revision} already: nothing will change.`,
    values: { effect: 'undo', revision },
  };
}

async function draft(
  { clusters }: ActionDeps,
  input: UndoInput,
  { signal }: ActionContext,
): Promise<PlanDraft> {
  const live = await readWorkload(clusters, input, signal);
  if (live.spec.paused) {
    throw refused(
      `you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume deployment/${input.name}' and try again`,
    );
  }
  const revisions = await readRevisions(clusters, input, live, signal);
  const { current, chosen } = chooseRevision(revisions, input.revision);
  const wanted = hashOf(chosen.template);
  const unchanged = wanted === hashOf(plainTemplate(live.spec.template));
  const request = rollbackRequest(clusters, input, live, chosen, {
    bound: false,
  });
  const { after, source, warnings } = await dryRun(
    () =>
      clusters.actor(input.cluster).request<Workload>({
        ...request,
        query: { dryRun: 'All' },
        signal,
      }),
    () => ({ ...live, spec: { ...live.spec, template: chosen.template } }),
  );
  const images = imageChanges(
    imagesOf(live.spec.template),
    imagesOf(chosen.template),
  );
  const cause = chosen.cause && redactText(chosen.cause);
  return {
    sentence: `Take ${titleOf(input)} back from revision ${current.number} to ${
      chosen.number
    }${images.length > 0 ? ` (${images.join(', ')})` : ''}.`,
    summary: {
      key: 'kubernetes.undo',
      values: {
        kind: input.kind,
        namespace: input.namespace,
        name: input.name,
        from: current.number,
        to: chosen.number,
        images: images.join(', '),
        cause,
      },
    },
    confirmLabel: `Roll back to revision ${chosen.number}`,
    steps: [
      {
        kind: 'undo',
        title: `Roll back to revision ${chosen.number}`,
        input: {
          revision: chosen.number,
          templateHash: wanted,
          previousRevision: current.number,
        },
        preview: previewOf(live, after, source),
        preconditions: preconditionsOf(live, live.spec.template),
        fence: 'resourceVersion',
      },
    ],
    warnings: await withHealing(
      clusters,
      input.cluster,
      [
        ...warnings,
        ...[
          unchanged ? noChange(chosen.number) : undefined,
          unchanged ? undefined : singleReplicaWarning(live),
          gitopsWarning(live, 'template'),
        ].filter(warning => warning !== undefined),
      ],
      signal,
    ),
    undo: unchanged
      ? { possible: false, reason: 'Nothing will have changed.' }
      : { possible: true },
  };
}

/** Takes a deployment or statefulset back to a revision it keeps. */
export function undoAction(deps: ActionDeps): Action<UndoInput> {
  return {
    id: 'kubernetes.workload.undo',
    title: 'Roll back',
    description:
      'Takes a deployment or statefulset back to an earlier revision of its template.',
    risk: 'medium',
    input: undoSchema,
    target: (input, { signal }) => resolveTarget(deps.clusters, input, signal),
    draft: (input, _, context) => draft(deps, input, context),
    steps: { undo: undoStep(deps) },
    undo({ input, steps }) {
      const previous = steps[0]?.applied?.state.previousRevision;
      return typeof previous === 'number'
        ? {
            action: 'kubernetes.workload.undo',
            input: { ...input, revision: previous },
          }
        : undefined;
    },
    toCommand: input => toCommand(deps, 'kubernetes.workload.undo', input),
  };
}
