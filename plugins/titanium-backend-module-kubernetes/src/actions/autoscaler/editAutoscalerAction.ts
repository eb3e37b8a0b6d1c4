import { InputError } from '@backstage/errors';
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
import { refused } from '../refuse';
import { EditAutoscalerInput, editAutoscalerSchema } from '../schemas';
import { toCommand } from '../toCommand';
import { withHealing } from '../warnings/healing';
import { gitopsWarning } from '../warnings/workload';
import { pathOf, titleOf } from '../workloads';
import {
  AutoscalerFields,
  fieldsOf,
  fieldsPatch,
  KIND,
  LiveAutoscaler,
  readAutoscaler,
  sameFields,
} from './autoscalerFields';
import { editAutoscalerStep } from './editAutoscalerStep';

const refOf = (input: EditAutoscalerInput) => ({ ...input, kind: KIND });

function invalid(message: string): Error {
  return Object.assign(new InputError(message), {
    code: 'invalid-input' as const,
  });
}

/** The fields after the edit: what was not given stays as it is. */
function wantedFields(
  input: EditAutoscalerInput,
  current: AutoscalerFields,
): AutoscalerFields {
  const { minReplicas, maxReplicas, cpuUtilization } = input;
  if (
    [minReplicas, maxReplicas, cpuUtilization].every(
      value => value === undefined,
    )
  ) {
    throw invalid(
      'Say what to change: the fewest replicas, the most, or the CPU target.',
    );
  }
  if (cpuUtilization !== undefined && current.cpu === null) {
    throw refused(
      `The autoscaler ${input.name} has no target for the use of CPU; edit its manifest to add one.`,
    );
  }
  const wanted = {
    min: minReplicas ?? current.min,
    max: maxReplicas ?? current.max,
    cpu: cpuUtilization ?? current.cpu,
  };
  if (wanted.min > wanted.max) {
    throw invalid(
      `The fewest replicas (${wanted.min}) cannot be more than the most (${wanted.max}).`,
    );
  }
  return wanted;
}

/** Says only what changes: an autoscaler may have no target for CPU at all. */
function summaryKey(from: AutoscalerFields, to: AutoscalerFields): string {
  const range = from.min !== to.min || from.max !== to.max;
  const target = from.cpu !== to.cpu;
  if (range && target) return 'kubernetes.editAutoscaler';
  return target
    ? 'kubernetes.editAutoscalerTarget'
    : 'kubernetes.editAutoscalerRange';
}

function rangeWarnings(
  live: LiveAutoscaler,
  { min, max }: AutoscalerFields,
): PlanWarning[] {
  const replicas = live.status?.currentReplicas ?? 0;
  const warnings: PlanWarning[] = [];
  // An autoscaler leaves a workload at zero alone.
  if (replicas > 0 && min > replicas) {
    warnings.push({
      code: 'autoscaler-range',
      severity: 'warning',
      message: `There are ${replicas} replicas now: it will start ${
        min - replicas
      } more at once, whatever the load.`,
      values: { effect: 'up', replicas, more: min - replicas, min },
    });
  }
  if (max < replicas) {
    warnings.push({
      code: 'autoscaler-range',
      severity: 'danger',
      message: `There are ${replicas} replicas now: it will stop ${
        replicas - max
      } of them, whatever the load.`,
      values: { effect: 'down', replicas, less: replicas - max, max },
    });
  }
  if (min === max) {
    warnings.push({
      code: 'autoscaler-range',
      severity: 'warning',
      message: `With ${min} as the fewest and the most it no longer follows the load.`,
      values: { effect: 'fixed', min },
    });
  }
  return warnings;
}

function warningsFor(
  live: LiveAutoscaler,
  wanted: AutoscalerFields,
): PlanWarning[] {
  if (sameFields(fieldsOf(live), wanted)) {
    return [
      {
        code: 'no-change',
        severity: 'info',
        message: 'It has these values already: nothing will change.',
        values: { effect: 'autoscaler' },
      },
    ];
  }
  const gitops = gitopsWarning(live, 'spec');
  return [...rangeWarnings(live, wanted), ...(gitops ? [gitops] : [])];
}

function changesOf(from: AutoscalerFields, to: AutoscalerFields): string {
  const change = (what: string, old: unknown, now: unknown) =>
    old === now ? [] : [`${what} ${old} to ${now}`];
  return [
    ...change('fewest replicas', from.min, to.min),
    ...change('most replicas', from.max, to.max),
    ...change('CPU target in per cent', from.cpu, to.cpu),
  ].join(', ');
}

async function draft(
  { clusters }: ActionDeps,
  input: EditAutoscalerInput,
  { signal }: ActionContext,
): Promise<PlanDraft> {
  const live = await readAutoscaler(clusters, input, signal);
  const from = fieldsOf(live);
  const to = wantedFields(input, from);
  const patch = fieldsPatch(live, to);
  const { after, source, warnings } = await dryRun(
    () =>
      clusters.actor(input.cluster).request<LiveAutoscaler>({
        method: 'PATCH',
        path: kubernetesPath(pathOf(clusters, refOf(input)), input.name),
        query: { dryRun: 'All' },
        contentType: 'application/merge-patch+json',
        body: patch,
        signal,
      }),
    () =>
      ({ ...live, spec: { ...live.spec, ...patch.spec } } as LiveAutoscaler),
  );
  const unchanged = sameFields(from, to);
  return {
    sentence: unchanged
      ? `Leave ${titleOf(refOf(input))} as it is: it has these values already.`
      : `Change ${titleOf(refOf(input))}: ${changesOf(from, to)}.`,
    summary: {
      key: summaryKey(from, to),
      values: {
        namespace: input.namespace,
        name: input.name,
        fromMin: from.min,
        fromMax: from.max,
        fromCpu: from.cpu,
        min: to.min,
        max: to.max,
        cpu: to.cpu,
      },
    },
    confirmLabel: 'Change autoscaler',
    steps: [
      {
        kind: 'edit-autoscaler',
        title: 'Change the autoscaler and watch it take effect',
        input: { from, to },
        preview: previewOf(live, after, source),
        preconditions: preconditionsOf(live, live.spec),
        fence: 'resourceVersion',
      },
    ],
    warnings: await withHealing(
      clusters,
      input.cluster,
      [...warnings, ...warningsFor(live, to)],
      signal,
    ),
    undo: unchanged
      ? { possible: false, reason: 'Nothing will have changed.' }
      : { possible: true },
  };
}

/** Changes the range and the CPU target of an autoscaler. */
export function editAutoscalerAction(
  deps: ActionDeps,
): Action<EditAutoscalerInput> {
  return {
    id: 'kubernetes.autoscaler.edit',
    title: 'Change autoscaler',
    description:
      'Changes the fewest and most replicas and the CPU target of a horizontal pod autoscaler.',
    risk: 'medium',
    input: editAutoscalerSchema,
    target: (input, { signal }) =>
      resolveTarget(deps.clusters, refOf(input), signal),
    draft: (input, _, context) => draft(deps, input, context),
    steps: { 'edit-autoscaler': editAutoscalerStep(deps) },
    undo({ input, steps }) {
      const { cluster, namespace, name } = input;
      const { from, to } = (steps[0]?.applied?.state ?? {}) as {
        from?: AutoscalerFields;
        to?: AutoscalerFields;
      };
      return from && to && !sameFields(from, to)
        ? {
            action: 'kubernetes.autoscaler.edit',
            // Only what the run has changed goes back.
            input: {
              cluster,
              namespace,
              name,
              ...(from.min !== to.min && { minReplicas: from.min }),
              ...(from.max !== to.max && { maxReplicas: from.max }),
              ...(from.cpu !== to.cpu && { cpuUtilization: from.cpu }),
            },
          }
        : undefined;
    },
    toCommand: input => toCommand(deps, 'kubernetes.autoscaler.edit', input),
  };
}
