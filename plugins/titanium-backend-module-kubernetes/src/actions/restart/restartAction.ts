import {
  Action,
  ActionContext,
  kubernetesPath,
  PlanDraft,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { resolveTarget } from '../../targets';
import { ActionDeps } from '../deps';
import { preconditionsOf } from '../preconditions';
import { dryRun, previewOf } from '../preview/preview';
import { refused } from '../refuse';
import { RestartInput, restartSchema } from '../schemas';
import { toCommand } from '../toCommand';
import { gitopsWarning, singleReplicaWarning } from '../warnings/workload';
import { pathOf, readWorkload, titleOf, Workload } from '../workloads';
import { RESTARTED_AT, restartedAt, restartPatch } from './restartPatch';
import { restartStep } from './restartStep';

const WHY_NO_UNDO =
  'A restart only replaces pods by equal ones: there is nothing to take back.';
/** Stands for the moment of the run, so that equal plans look equal. */
const LATER = '(time of the run)';

/** Refuses as kubectl does: a paused rollout would not replace anything. */
export function refusePaused({ spec, metadata }: Workload): void {
  if (spec.paused) {
    throw refused(
      `deployment ${metadata.name} is paused: resume its rollout first (kubectl rollout resume), then restart it.`,
    );
  }
}

function withRestartedAt(live: Workload, value: string): Workload {
  const { template } = live.spec;
  return {
    ...live,
    spec: {
      ...live.spec,
      template: {
        ...template,
        metadata: {
          ...template.metadata,
          annotations: {
            ...template.metadata?.annotations,
            [RESTARTED_AT]: value,
          },
        },
      },
    },
  };
}

async function draft(
  { clusters }: ActionDeps,
  input: RestartInput,
  { signal }: ActionContext,
): Promise<PlanDraft> {
  const live = await readWorkload(clusters, input, signal);
  refusePaused(live);
  const { after, source, warnings } = await dryRun(
    () =>
      clusters.actor(input.cluster).request<Workload>({
        method: 'PATCH',
        path: kubernetesPath(pathOf(clusters, input), input.name),
        query: { dryRun: 'All' },
        contentType: 'application/strategic-merge-patch+json',
        body: restartPatch(new Date().toISOString()),
        signal,
      }),
    () => live,
  );
  const replicas =
    input.kind === 'daemonset'
      ? live.status?.desiredNumberScheduled ?? 0
      : live.spec.replicas ?? 1;
  return {
    sentence: `Restart ${titleOf(
      input,
    )}: replace its ${replicas} pods one after another.`,
    summary: {
      key: 'kubernetes.restart',
      values: {
        kind: input.kind,
        namespace: input.namespace,
        name: input.name,
        replicas,
      },
    },
    confirmLabel: 'Restart',
    steps: [
      {
        kind: 'restart',
        title: 'Restart',
        input: { previous: restartedAt(live) },
        preview: previewOf(live, withRestartedAt(after, LATER), source),
        preconditions: preconditionsOf(live, live.spec.template),
        fence: 'resourceVersion',
      },
    ],
    warnings: [
      ...warnings,
      ...[singleReplicaWarning(live), gitopsWarning(live, 'template')].filter(
        warning => warning !== undefined,
      ),
    ],
    undo: {
      possible: false,
      reason: WHY_NO_UNDO,
      wording: { key: 'kubernetes.restart' },
    },
  };
}

/** Replaces the pods of a workload by equal ones, as `kubectl rollout restart` does. */
export function restartAction(deps: ActionDeps): Action<RestartInput> {
  return {
    id: 'kubernetes.workload.restart',
    title: 'Restart',
    description:
      'Replaces the pods of a deployment, statefulset or daemonset by equal ones, one after another.',
    risk: 'low',
    input: restartSchema,
    undoReason: WHY_NO_UNDO,
    target: (input, { signal }) => resolveTarget(deps.clusters, input, signal),
    draft: (input, _, context) => draft(deps, input, context),
    steps: { restart: restartStep(deps) },
    toCommand: input => toCommand(deps, 'kubernetes.workload.restart', input),
  };
}
