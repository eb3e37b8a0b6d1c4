import { ConflictError } from '@backstage/errors';
import type { V1Scale } from '@kubernetes/client-node';
import { PlanWarning } from '@titanium-portal/backstage-plugin-titanium-common';
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
import { ScaleInput, scaleSchema } from '../schemas';
import { autoscalerWarning, findAutoscaler } from '../warnings/autoscalers';
import { scaleBudgetWarnings } from '../warnings/disruption';
import { withHealing } from '../warnings/healing';
import { databaseWarning, gitopsWarning } from '../warnings/workload';
import { toCommand } from '../toCommand';
import { pathOf, readWorkload, titleOf, Workload } from '../workloads';
import { scaleStep } from './scaleStep';

async function warningsFor(
  deps: ActionDeps,
  input: ScaleInput,
  live: Workload,
  signal: AbortSignal,
): Promise<PlanWarning[]> {
  const { replicas } = input;
  const current = live.spec.replicas ?? 1;
  const labels = live.spec.template.metadata?.labels ?? {};
  const autoscaler = await findAutoscaler(deps.clusters, input, signal);
  const warnings: (PlanWarning | undefined)[] = [
    databaseWarning(live, replicas),
    autoscaler && autoscalerWarning(autoscaler, replicas),
    gitopsWarning(live, 'scale'),
    ...(replicas < current
      ? await scaleBudgetWarnings(
          deps.clusters,
          input,
          labels,
          replicas,
          signal,
        )
      : []),
  ];
  if (replicas === current) {
    warnings.push({
      code: 'no-change',
      severity: 'info',
      message: `It has ${current} replicas already: nothing will change.`,
      values: { effect: 'scale', replicas: current },
    });
  } else if (replicas === 0) {
    warnings.push({
      code: 'scale-to-zero',
      severity: 'danger',
      message: 'With no replicas the service is away until it is scaled up.',
    });
  } else if (replicas === 1) {
    warnings.push({
      code: 'single-replica',
      severity: 'warning',
      message:
        'With one replica the service is away whenever its pod is replaced or fails.',
      values: { effect: 'scale' },
    });
  }
  if (live.spec.paused) {
    warnings.push({
      code: 'paused',
      severity: 'info',
      message:
        'Its rollout is paused: scaling works, changes of the template wait until it is resumed.',
      values: { effect: 'scale' },
    });
  }
  return warnings.filter(warning => warning !== undefined);
}

async function draft(
  deps: ActionDeps,
  input: ScaleInput,
  { signal }: ActionContext,
): Promise<PlanDraft> {
  const { clusters } = deps;
  const live = await readWorkload(clusters, input, signal);
  const from = live.spec.replicas ?? 1;
  const { replicas, currentReplicas } = input;
  if (currentReplicas !== null && currentReplicas !== from) {
    throw Object.assign(
      new ConflictError(
        `The command expects ${currentReplicas} replicas, but there are ${from}.`,
      ),
      { code: 'platform-rejected' as const },
    );
  }
  const { after, source, warnings } = await dryRun(
    async () => {
      const scale = await clusters.actor(input.cluster).request<V1Scale>({
        method: 'PUT',
        path: kubernetesPath(pathOf(clusters, input), input.name, 'scale'),
        query: { dryRun: 'All' },
        body: {
          apiVersion: 'autoscaling/v1',
          kind: 'Scale',
          metadata: { name: input.name, namespace: input.namespace },
          spec: { replicas },
        },
        signal,
      });
      return scale.spec?.replicas ?? 0;
    },
    () => replicas,
  );
  const database = databaseWarning(live, replicas);
  return {
    sentence: `Scale ${titleOf(input)} from ${from} to ${replicas} replicas.`,
    summary: {
      key: 'kubernetes.scale',
      values: {
        kind: input.kind,
        namespace: input.namespace,
        name: input.name,
        from,
        to: replicas,
      },
    },
    confirmLabel: `Scale to ${replicas}`,
    risk: database ? 'high' : undefined,
    steps: [
      {
        kind: 'scale',
        title: `Scale from ${from} to ${replicas}`,
        input: { replicas, from },
        preview: previewOf(
          live,
          { ...live, spec: { ...live.spec, replicas: after } },
          source,
        ),
        preconditions: preconditionsOf(live, { replicas: from }),
        fence: 'resourceVersion',
      },
    ],
    warnings: await withHealing(
      clusters,
      input.cluster,
      [...warnings, ...(await warningsFor(deps, input, live, signal))],
      signal,
    ),
    undo: { possible: true },
  };
}

/** Sets the number of replicas of a deployment or statefulset through its scale subresource. */
export function scaleAction(deps: ActionDeps): Action<ScaleInput> {
  return {
    id: 'kubernetes.workload.scale',
    title: 'Scale',
    description: 'Sets the number of replicas of a deployment or statefulset.',
    risk: 'medium',
    input: scaleSchema,
    target: (input, { signal }) => resolveTarget(deps.clusters, input, signal),
    draft: (input, _, context) => draft(deps, input, context),
    steps: { scale: scaleStep(deps) },
    undo({ input, steps }) {
      const previous = steps[0]?.applied?.state.previousReplicas;
      return typeof previous === 'number'
        ? {
            action: 'kubernetes.workload.scale',
            input: { ...input, replicas: previous, currentReplicas: null },
          }
        : undefined;
    },
    toCommand: input => toCommand(deps, 'kubernetes.workload.scale', input),
  };
}
