import { selects, timestamp } from '../../objects';
import { R, collectionOf } from '../../resources';
import { KubeObject, PodRuntime } from '../../types';
import { Controller, WorldContext, self } from '../controller';
import { MetricError, Proposal, countedPods, propose } from './calculate';
import { Report } from './report';
import { ScaleMemory, decide } from './stabilize';

const SOURCE = { component: 'horizontal-pod-autoscaler' };
const SYNC_MS = 15_000;
/** Changes older than any policy's period say nothing any more. */
const CHANGES_KEPT_MS = 30 * 60_000;

/** Sizes workloads by what their pods use, every 15 seconds, and undoes sizes set by hand. */
export function autoscalerController(
  context: WorldContext,
  runtime: PodRuntime,
): Controller {
  const { store, events, clock } = context;
  const memories = new Map<string, ScaleMemory>();
  const synced = new Map<string, number>();
  const sizes = new Map<string, number>();

  function memoryOf(scaler: KubeObject): ScaleMemory {
    const uid = scaler.metadata.uid!;
    let memory = memories.get(uid);
    if (!memory) {
      memory = {
        recommendations: [
          {
            time: clock.now(),
            replicas: targetOf(store, scaler)?.object.spec.replicas ?? 1,
          },
        ],
        changes: [],
      };
      memories.set(uid, memory);
    }
    return memory;
  }

  /**
   * Whether somebody else has sized the target since the last look. Its new pods have no samples yet, so that size stands
   * for one period more before it is judged: between 15 and 30 seconds, never less. A size out of bounds gets no grace.
   */
  function sizedByHand(scaler: KubeObject): boolean {
    const size = targetOf(store, scaler)?.object.spec.replicas;
    const known = sizes.get(scaler.metadata.uid!);
    sizes.set(scaler.metadata.uid!, size);
    const { minReplicas = 1, maxReplicas } = scaler.spec;
    const isAllowed = size >= minReplicas && size <= maxReplicas;
    return known !== undefined && known !== size && isAllowed;
  }

  function sync(scaler: KubeObject): void {
    const found = targetOf(store, scaler);
    const report = new Report(scaler, timestamp(clock.now()));
    if (!found) {
      const { kind, name } = scaler.spec.scaleTargetRef;
      report.set(
        'AbleToScale',
        'False',
        'FailedGetScale',
        `the HPA controller was unable to get the target's current scale: ${kind.toLowerCase()}s.apps "${name}" not found`,
      );
      store.update(R.horizontalPodAutoscalers, report.write(0, 0, []));
      return;
    }
    const target = found.object;
    const current: number = target.spec.replicas ?? 1;
    const bounds = {
      min: scaler.spec.minReplicas ?? 1,
      max: scaler.spec.maxReplicas,
    };
    report.set(
      'AbleToScale',
      'True',
      'SucceededGetScale',
      "the HPA controller was able to get the target's current scale",
    );
    let desired = current;
    let proposals: Proposal[] = [];
    let because = '';
    if (current === 0) {
      report.set(
        'ScalingActive',
        'False',
        'ScalingDisabled',
        'scaling is disabled since the replica count of the target is zero',
      );
    } else if (current > bounds.max) {
      desired = bounds.max;
      because = 'Current number of replicas above Spec.MaxReplicas';
    } else if (current < bounds.min) {
      desired = bounds.min;
      because = 'Current number of replicas below Spec.MinReplicas';
    } else {
      const pods = countedPods(
        store
          .list(R.pods, scaler.metadata.namespace)
          .filter(pod => selects(target.spec.selector, pod.metadata.labels)),
      );
      try {
        proposals = (scaler.spec.metrics ?? [])
          .filter((metric: { type: string }) => metric.type === 'Resource')
          .map((metric: { resource: never }) =>
            propose(runtime, pods, metric.resource, current, clock.now()),
          );
        const best = proposals.reduce((a, b) =>
          b.replicas > a.replicas ? b : a,
        );
        report.set(
          'ScalingActive',
          'True',
          'ValidMetricFound',
          `the HPA was able to successfully calculate a replica count from ${best.resource} resource utilization (percentage of request)`,
        );
        const decision = decide(
          memoryOf(scaler),
          scaler.spec.behavior,
          bounds,
          current,
          best.replicas,
          clock.now(),
        );
        report.decision(decision);
        desired = decision.replicas;
        because =
          desired > current
            ? `${best.resource} resource utilization (percentage of request) above target`
            : 'All metrics below target';
      } catch (error) {
        if (!(error instanceof MetricError)) {
          throw error;
        }
        report.set(
          'ScalingActive',
          'False',
          'FailedGetResourceMetric',
          `the HPA was unable to compute the replica count: ${error.message}`,
        );
        events.record(scaler, SOURCE, {
          type: 'Warning',
          reason: 'FailedGetResourceMetric',
          message: error.message,
        });
      }
    }
    if (desired !== current) {
      rescale(scaler, found, current, desired, because);
      report.set(
        'AbleToScale',
        'True',
        'SucceededRescale',
        `the HPA controller was able to update the target scale to ${desired}`,
      );
    }
    store.update(
      R.horizontalPodAutoscalers,
      report.write(
        target.status?.replicas ?? 0,
        desired,
        proposals,
        desired !== current,
      ),
    );
  }

  function rescale(
    scaler: KubeObject,
    { id, object }: Target,
    current: number,
    desired: number,
    because: string,
  ): void {
    store.update(id, {
      ...object,
      spec: { ...object.spec, replicas: desired },
    });
    const memory = memoryOf(scaler);
    memory.changes = memory.changes
      .filter(item => item.time >= clock.now() - CHANGES_KEPT_MS)
      .concat({ time: clock.now(), change: desired - current });
    events.record(scaler, SOURCE, {
      reason: 'SuccessfulRescale',
      message: `New size: ${desired}; reason: ${because}`,
    });
  }

  return {
    name: 'horizontalpodautoscaler',
    sources: [self(R.horizontalPodAutoscalers)],
    reconcile({ namespace, name }) {
      const scaler = store.get(R.horizontalPodAutoscalers, namespace, name);
      if (!scaler) {
        return undefined;
      }
      // Its own status wakes it too; metrics are looked at by the clock alone.
      const key = `${scaler.metadata.uid}/${scaler.metadata.generation}`;
      const last = synced.get(key) ?? -Infinity;
      const wait = last + SYNC_MS - clock.now();
      if (wait > 0) {
        return wait;
      }
      synced.set(key, clock.now());
      if (!sizedByHand(scaler)) {
        sync(scaler);
        sizes.set(
          scaler.metadata.uid!,
          targetOf(store, scaler)?.object.spec.replicas,
        );
      }
      return SYNC_MS;
    },
  };
}

interface Target {
  id: NonNullable<ReturnType<typeof collectionOf>>;
  object: KubeObject;
}

function targetOf(
  store: WorldContext['store'],
  scaler: KubeObject,
): Target | undefined {
  const { apiVersion, kind, name } = scaler.spec.scaleTargetRef;
  const id = collectionOf(apiVersion, kind);
  const object = id && store.get(id, scaler.metadata.namespace, name);
  return object && { id, object };
}
