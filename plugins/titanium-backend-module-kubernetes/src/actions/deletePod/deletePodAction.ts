import type { V1Pod } from '@kubernetes/client-node';
import { PlanWarning } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  Action,
  ActionContext,
  PlanDraft,
  ResolvedTarget,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { readOwnedObject, resolveTarget } from '../../targets';
import { ActionDeps } from '../deps';
import { preconditionsOf } from '../preconditions';
import { dryRun, previewOf } from '../preview/preview';
import { DeletePodInput, deletePodSchema } from '../schemas';
import { toCommand } from '../toCommand';
import { deleteBudgetWarnings } from '../warnings/disruption';
import { deletePodStep, deleteRequest } from './deletePodStep';

const WHY_NO_UNDO =
  'A deleted pod does not come back: its controller makes a new one in its place.';

const refOf = (input: DeletePodInput) => ({ ...input, kind: 'pod' });

function workloadWarnings(
  pod: V1Pod,
  controllers: readonly {
    kind?: string;
    metadata?: object;
    spec?: { replicas?: number };
  }[],
): PlanWarning[] {
  const [controller] = controllers;
  if (pod.metadata?.deletionTimestamp) {
    return [
      {
        code: 'no-change',
        severity: 'info',
        message: 'It is being deleted already.',
        values: { effect: 'delete' },
      },
    ];
  }
  if (!controller) {
    return [
      {
        code: 'no-controller',
        severity: 'danger',
        message: 'Nothing controls this pod: no other will take its place.',
      },
    ];
  }
  return controller.spec?.replicas === 1
    ? [
        {
          code: 'single-replica',
          severity: 'warning',
          message:
            'It is the only replica: the service is away until its successor is ready.',
          values: { effect: 'delete' },
        },
      ]
    : [];
}

async function draft(
  { clusters }: ActionDeps,
  input: DeletePodInput,
  target: ResolvedTarget,
  { signal }: ActionContext,
): Promise<PlanDraft> {
  const { object, controllers } = await readOwnedObject(
    clusters,
    refOf(input),
    signal,
  );
  const pod = object as V1Pod;
  const { source, warnings } = await dryRun<unknown>(
    () =>
      clusters
        .actor(input.cluster)
        .request(
          deleteRequest(clusters, target.ref, pod, { dryRun: true, signal }),
        ),
    () => undefined,
  );
  const root = controllers[controllers.length - 1];
  return {
    sentence: `Delete pod ${input.namespace}/${input.name}${
      root ? `; ${root.kind} ${root.metadata?.name} makes a new one` : ''
    }.`,
    summary: {
      key: 'kubernetes.deletePod',
      values: {
        namespace: input.namespace,
        name: input.name,
        controllerKind: root?.kind?.toLowerCase() ?? null,
        controller: root?.metadata?.name ?? null,
      },
    },
    confirmLabel: 'Delete pod',
    steps: [
      {
        kind: 'delete',
        title: 'Delete the pod and wait for its successor',
        input: {
          controllerUid: controllers[0]?.metadata?.uid ?? null,
          controllerKind: controllers[0]?.kind?.toLowerCase() ?? null,
          controllerName: controllers[0]?.metadata?.name ?? null,
        },
        preview: previewOf(pod, null, source),
        preconditions: preconditionsOf(pod, pod.spec?.nodeName ?? null),
        fence: 'resourceVersion',
      },
    ],
    warnings: [
      ...warnings,
      ...workloadWarnings(pod, controllers),
      ...(await deleteBudgetWarnings(
        clusters,
        refOf(input),
        pod.metadata?.labels ?? {},
        signal,
      )),
    ],
    undo: {
      possible: false,
      reason: WHY_NO_UNDO,
      wording: { key: 'kubernetes.deletePod' },
    },
  };
}

/** Deletes one pod by its exact name and waits until another has taken its place. */
export function deletePodAction(deps: ActionDeps): Action<DeletePodInput> {
  return {
    id: 'kubernetes.pod.delete',
    title: 'Delete pod',
    description:
      'Deletes one pod gracefully and waits until its controller has replaced it.',
    risk: 'low',
    input: deletePodSchema,
    undoReason: WHY_NO_UNDO,
    target: (input, { signal }) =>
      resolveTarget(deps.clusters, refOf(input), signal),
    draft: (input, target, context) => draft(deps, input, target, context),
    steps: { delete: deletePodStep(deps) },
    toCommand: input => toCommand(deps, 'kubernetes.pod.delete', input),
  };
}
