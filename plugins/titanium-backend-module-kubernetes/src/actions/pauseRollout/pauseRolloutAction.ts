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
import { PauseRolloutInput, pauseRolloutSchema } from '../schemas';
import { toCommand } from '../toCommand';
import { rolloutStatus } from '../verify/rolloutStatus';
import { withHealing } from '../warnings/healing';
import { gitopsWarning } from '../warnings/workload';
import { pathOf, readWorkload, titleOf, Workload } from '../workloads';
import { isPaused, pausePatch, pauseRolloutStep } from './pauseRolloutStep';

/** Pausing and resuming are one change with two names. */
interface Turn {
  id: 'kubernetes.rollout.pause' | 'kubernetes.rollout.resume';
  key: 'kubernetes.pauseRollout' | 'kubernetes.resumeRollout';
  paused: boolean;
  title: string;
  description: string;
  verb: 'Pause' | 'Resume';
}

const PAUSE: Turn = {
  id: 'kubernetes.rollout.pause',
  key: 'kubernetes.pauseRollout',
  paused: true,
  title: 'Pause rollout',
  description:
    'Holds the rollout of a deployment: changes of its template wait until it is resumed.',
  verb: 'Pause',
};

const RESUME: Turn = {
  id: 'kubernetes.rollout.resume',
  key: 'kubernetes.resumeRollout',
  paused: false,
  title: 'Resume rollout',
  description:
    'Lets a paused deployment go on: changes of its template that waited are rolled out.',
  verb: 'Resume',
};

function warningsFor(live: Workload, { paused }: Turn): PlanWarning[] {
  if (isPaused(live) === paused) {
    const effect = paused ? 'pause' : 'resume';
    return [
      {
        code: 'no-change',
        severity: 'info',
        message: paused
          ? 'Its rollout is paused already: nothing will change.'
          : 'Its rollout is not paused: nothing will change.',
        values: { effect },
      },
    ];
  }
  const underWay = rolloutStatus(live).state === 'waiting';
  const warnings: (PlanWarning | undefined)[] = [
    paused
      ? {
          code: 'paused',
          severity: underWay ? 'warning' : 'info',
          message: underWay
            ? 'A rollout is under way and stops where it is: old and new pods serve side by side until it is resumed.'
            : 'New images, restarts and syncs of Argo CD wait in the template until it is resumed; it cannot be rolled back meanwhile.',
          values: { effect: underWay ? 'pauseUnderWay' : 'pause' },
        }
      : {
          code: 'paused',
          severity: 'info',
          message:
            'Whatever was changed in its template while it was paused is rolled out now.',
          values: { effect: 'resume' },
        },
    gitopsWarning(live, 'spec'),
  ];
  return warnings.filter(warning => warning !== undefined);
}

async function draft(
  { clusters }: ActionDeps,
  turn: Turn,
  input: PauseRolloutInput,
  { signal }: ActionContext,
): Promise<PlanDraft> {
  const live = await readWorkload(clusters, input, signal);
  const from = isPaused(live);
  const { after, source, warnings } = await dryRun(
    () =>
      clusters.actor(input.cluster).request<Workload>({
        method: 'PATCH',
        path: kubernetesPath(pathOf(clusters, input), input.name),
        query: { dryRun: 'All' },
        contentType: 'application/strategic-merge-patch+json',
        body: pausePatch(turn.paused),
        signal,
      }),
    () => ({
      ...live,
      spec: { ...live.spec, paused: turn.paused ? true : undefined },
    }),
  );
  const { kind, namespace, name } = input;
  return {
    sentence: `${turn.verb} the rollout of ${titleOf(input)}.`,
    summary: { key: turn.key, values: { kind, namespace, name } },
    confirmLabel: `${turn.verb} rollout`,
    steps: [
      {
        kind: turn.paused ? 'pause-rollout' : 'resume-rollout',
        title: `${turn.verb} the rollout`,
        input: { paused: turn.paused, from },
        preview: previewOf(live, after, source),
        preconditions: preconditionsOf(live, {
          paused: from,
          template: live.spec.template,
        }),
        fence: 'resourceVersion',
      },
    ],
    warnings: await withHealing(
      clusters,
      input.cluster,
      [...warnings, ...warningsFor(live, turn)],
      signal,
    ),
    undo:
      from === turn.paused
        ? { possible: false, reason: 'Nothing will have changed.' }
        : { possible: true },
  };
}

function turnAction(
  deps: ActionDeps,
  turn: Turn,
  other: Turn,
): Action<PauseRolloutInput> {
  return {
    id: turn.id,
    title: turn.title,
    description: turn.description,
    risk: 'medium',
    input: pauseRolloutSchema,
    target: (input, { signal }) => resolveTarget(deps.clusters, input, signal),
    draft: (input, _, context) => draft(deps, turn, input, context),
    steps: {
      [turn.paused ? 'pause-rollout' : 'resume-rollout']:
        pauseRolloutStep(deps),
    },
    undo: ({ input, steps }) =>
      steps[0]?.applied?.state.from === !turn.paused
        ? { action: other.id, input }
        : undefined,
    toCommand: input => toCommand(deps, turn.id, input),
  };
}

/** Holds the rollout of a deployment, as `kubectl rollout pause` does. */
export function pauseRolloutAction(
  deps: ActionDeps,
): Action<PauseRolloutInput> {
  return turnAction(deps, PAUSE, RESUME);
}

/** Lets a paused rollout go on, as `kubectl rollout resume` does. */
export function resumeRolloutAction(
  deps: ActionDeps,
): Action<PauseRolloutInput> {
  return turnAction(deps, RESUME, PAUSE);
}
