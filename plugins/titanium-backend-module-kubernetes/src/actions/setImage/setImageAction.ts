import { PlanWarning } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  Action,
  ActionContext,
  kubernetesPath,
  PlanDraft,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { resolveTarget } from '../../targets';
import { ActionDeps } from '../deps';
import { hashOf, preconditionsOf } from '../preconditions';
import { dryRun, previewOf } from '../preview/preview';
import { refused } from '../refuse';
import { SetImageInput, setImageSchema } from '../schemas';
import { toCommand } from '../toCommand';
import { withHealing } from '../warnings/healing';
import { gitopsWarning, singleReplicaWarning } from '../warnings/workload';
import { pathOf, readWorkload, titleOf, Workload } from '../workloads';
import {
  containerNames,
  currentImages,
  imageChanges,
  imagePatch,
  isMutable,
  readImages,
  withImages,
} from './images';
import { setImageStep } from './setImageStep';

function refuseUnknown(live: Workload, input: SetImageInput): void {
  const known = containerNames(live);
  const unknown = input.images.find(
    ({ container }) => !known.includes(container),
  );
  if (unknown) {
    throw refused(
      `unable to find container named ${JSON.stringify(
        unknown.container,
      )} in ${titleOf(input)}; its containers are: ${known.join(', ')}.`,
    );
  }
}

function warningsFor(
  live: Workload,
  { images }: SetImageInput,
  unchanged: boolean,
): PlanWarning[] {
  if (unchanged) {
    return [
      {
        code: 'no-change',
        severity: 'info',
        message: 'It runs these images already: nothing will change.',
        values: { effect: 'image' },
      },
    ];
  }
  const mutable = images
    .map(({ image }) => image)
    .filter(isMutable)
    .join(', ');
  const warnings: (PlanWarning | undefined)[] = [
    mutable
      ? {
          code: 'mutable-tag',
          severity: 'warning',
          message: `The tag of ${mutable} does not name one image: what runs depends on the moment each node pulls it, and taking the change back may not bring the old one. Name a version or a digest.`,
          values: { images: mutable },
        }
      : undefined,
    live.spec.paused
      ? {
          code: 'paused',
          severity: 'warning',
          message:
            'Its rollout is paused: the new image is kept in the template and runs only after the rollout is resumed.',
          values: { effect: 'image' },
        }
      : singleReplicaWarning(live),
    gitopsWarning(live, 'template'),
  ];
  return warnings.filter(warning => warning !== undefined);
}

async function draft(
  { clusters }: ActionDeps,
  input: SetImageInput,
  { signal }: ActionContext,
): Promise<PlanDraft> {
  const live = await readWorkload(clusters, input, signal);
  refuseUnknown(live, input);
  const from = currentImages(
    live,
    input.images.map(({ container }) => container),
  );
  const changes = imageChanges(from, input.images);
  const unchanged = changes === '';
  const { after, source, warnings } = await dryRun(
    () =>
      clusters.actor(input.cluster).request<Workload>({
        method: 'PATCH',
        path: kubernetesPath(pathOf(clusters, input), input.name),
        query: { dryRun: 'All' },
        contentType: 'application/strategic-merge-patch+json',
        body: imagePatch(live, input.images),
        signal,
      }),
    () => withImages(live, input.images),
  );
  return {
    sentence: unchanged
      ? `Leave ${titleOf(input)} as it is: it runs these images already.`
      : `Set the image of ${titleOf(input)} (${changes}).`,
    summary: {
      key: 'kubernetes.setImage',
      values: {
        kind: input.kind,
        namespace: input.namespace,
        name: input.name,
        images: changes,
      },
    },
    confirmLabel: 'Set image',
    steps: [
      {
        kind: 'set-image',
        title: 'Set the image and follow the rollout',
        input: {
          images: input.images,
          from,
          templateHash: hashOf(after.spec.template),
        },
        preview: previewOf(live, after, source),
        preconditions: preconditionsOf(live, live.spec.template),
        fence: 'resourceVersion',
      },
    ],
    warnings: await withHealing(
      clusters,
      input.cluster,
      [...warnings, ...warningsFor(live, input, unchanged)],
      signal,
    ),
    undo: unchanged
      ? { possible: false, reason: 'Nothing will have changed.' }
      : { possible: true },
  };
}

/** Sets images in the pod template of a workload, as `kubectl set image` does. */
export function setImageAction(deps: ActionDeps): Action<SetImageInput> {
  return {
    id: 'kubernetes.workload.setImage',
    title: 'Set image',
    description:
      'Sets the image of named containers of a deployment, statefulset or daemonset and follows the rollout.',
    risk: 'medium',
    input: setImageSchema,
    target: (input, { signal }) => resolveTarget(deps.clusters, input, signal),
    draft: (input, _, context) => draft(deps, input, context),
    steps: { 'set-image': setImageStep(deps) },
    undo({ input, steps }) {
      const images = readImages(steps[0]?.applied?.state.from ?? null);
      return images.length > 0
        ? {
            action: 'kubernetes.workload.setImage',
            input: { ...input, images },
          }
        : undefined;
    },
    toCommand: input => toCommand(deps, 'kubernetes.workload.setImage', input),
  };
}
