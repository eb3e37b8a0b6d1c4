import {
  ResolvedTargetRef,
  RunProgress,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  redactText,
  VerifyUpdate,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { ActionDeps } from '../deps';
import { Mirror } from '../verify/Mirror';
import { Narrator } from '../verify/narrate';
import { applicationOf } from '../warnings/workload';
import { pathOf } from '../workloads';
import {
  AutoscalerFields,
  fieldsOf,
  KIND,
  LiveAutoscaler,
  readAutoscaler,
  sameFields,
} from './autoscalerFields';

function rangeProgress(
  { status }: LiveAutoscaler,
  { min, max }: AutoscalerFields,
): RunProgress & { reached: boolean } {
  const current = status?.currentReplicas ?? 0;
  const desired = status?.desiredReplicas ?? 0;
  const inside = (replicas: number) => replicas >= min && replicas <= max;
  return {
    message: `${current} replicas, the autoscaler wants ${desired} (${min} to ${max})`,
    wording: [
      {
        key: 'autoscaler',
        values: {
          current: String(current),
          desired: String(desired),
          min: String(min),
          max: String(max),
        },
      },
    ],
    // One that is off (the workload has no replicas) takes the range when it is on again.
    reached: current === 0 || (inside(current) && inside(desired)),
  };
}

/** Why the autoscaler cannot do its work, in the platform's words. */
export function* complaints({
  metadata,
  status,
}: LiveAutoscaler): Generator<Extract<VerifyUpdate, { type: 'evidence' }>> {
  for (const condition of status?.conditions ?? []) {
    // Being at a limit is no failure.
    if (condition.type !== 'ScalingLimited' && condition.status === 'False') {
      yield {
        type: 'evidence',
        source: 'condition',
        subject: `horizontalpodautoscaler/${metadata.name} ${condition.type}`,
        text: redactText(
          `${condition.reason ?? ''}: ${condition.message ?? ''}`,
        ),
      };
    }
  }
}

function replaced(live: LiveAutoscaler): VerifyUpdate {
  const now = fieldsOf(live);
  const values = { min: String(now.min), max: String(now.max) };
  const application = applicationOf(live);
  return application === undefined
    ? {
        type: 'failed',
        reason: `Something else has changed the autoscaler since: it allows ${now.min} to ${now.max} replicas now.`,
        wording: { key: 'kubernetes.autoscalerChanged', values },
      }
    : {
        type: 'failed',
        reason: `The autoscaler allows ${now.min} to ${now.max} replicas again: Argo CD (application ${application}) has set it to what Git says. Change it in Git, or pause automatic sync first.`,
        wording: {
          key: 'kubernetes.autoscalerHealed',
          values: { ...values, application },
        },
      };
}

async function readLive(
  { clusters }: ActionDeps,
  ref: ResolvedTargetRef,
  signal: AbortSignal,
): Promise<LiveAutoscaler | undefined> {
  try {
    return await readAutoscaler(clusters, ref, signal);
  } catch (error) {
    if ((error as Error).name === 'NotFoundError') {
      return undefined;
    }
    throw error;
  }
}

/**
 * Watches until the autoscaler has brought its workload into the new range. The watch only says when to look: autoscalers
 * carry no generation, so that the object itself is read each time.
 */
export async function* followAutoscaler(
  deps: ActionDeps,
  ref: ResolvedTargetRef,
  wanted: AutoscalerFields,
  signal: AbortSignal,
): AsyncGenerator<VerifyUpdate> {
  const { clusters, timings } = deps;
  const mirror = new Mirror<'autoscalers'>(
    clusters.watches,
    ref.cluster,
    { autoscalers: pathOf(clusters, { ...ref, kind: KIND }) },
    signal,
  );
  const narrator = new Narrator();
  let explained = false;
  try {
    while (!signal.aborted) {
      const live = await readLive(deps, ref, signal);
      if (!live) {
        yield {
          type: 'failed',
          reason: `The ${KIND} was deleted.`,
          wording: { key: 'kubernetes.deleted', values: { kind: KIND } },
        };
        return;
      }
      if (
        live.metadata.uid !== ref.uid ||
        !sameFields(fieldsOf(live), wanted)
      ) {
        yield replaced(live);
        return;
      }
      const { reached, ...progress } = rangeProgress(live, wanted);
      const stalled = narrator.stalled(progress.message, timings.stall);
      const told = { ...progress, ...(stalled ? { stalled } : {}) };
      if (narrator.isNews(told)) {
        yield { type: 'progress', progress: told };
      }
      if ((reached || stalled) && !explained) {
        explained = true;
        yield* complaints(live);
      }
      if (reached) {
        yield { type: 'succeeded' };
        return;
      }
      await mirror.changed(
        stalled ? timings.stall : narrator.patience(timings.stall),
      );
    }
  } finally {
    await mirror.close();
  }
}
