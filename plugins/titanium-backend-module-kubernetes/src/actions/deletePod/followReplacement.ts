import { JsonObject } from '@backstage/types';
import type { KubernetesObject, V1Pod } from '@kubernetes/client-node';
import {
  ResolvedTargetRef,
  RunProgress,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { VerifyUpdate } from '@titanium-portal/backstage-plugin-titanium-node';
import { ActionDeps } from '../deps';
import { podEvidence } from '../verify/evidence';
import { Mirror } from '../verify/Mirror';
import { awaited, isReady } from '../verify/pods';
import { pathOf } from '../workloads';

/** Controllers that replace a pod; others (jobs) may not. */
const REPLACING = ['replicaset', 'statefulset'];

/** How the pods of a controller stand. */
function standing(
  pods: readonly V1Pod[],
  deleted: string,
  controller: KubernetesObject & { spec?: { replicas?: number } },
) {
  const siblings = pods.filter(
    ({ metadata }) =>
      metadata?.uid !== deleted &&
      metadata?.ownerReferences?.some(
        owner => owner.controller && owner.uid === controller.metadata?.uid,
      ),
  );
  return {
    total: controller.spec?.replicas ?? 1,
    ready: siblings.filter(isReady).length,
    waiting: awaited(siblings),
  };
}

/** Watches a deleted pod go, and its controller bring as many ready pods as it should have. */
export async function* followReplacement(
  { clusters, timings }: ActionDeps,
  ref: ResolvedTargetRef,
  input: JsonObject,
  signal: AbortSignal,
): AsyncGenerator<VerifyUpdate> {
  const uid = ref.uid ?? '';
  const kind = String(input.controllerKind);
  const replacing = REPLACING.includes(kind);
  const mirror = new Mirror<'pods' | 'controllers'>(
    clusters.watches,
    ref.cluster,
    {
      pods: pathOf(clusters, { ...ref, kind: 'pod' }),
      // Without a controller nothing is read of these.
      controllers: pathOf(clusters, {
        ...ref,
        kind: replacing ? kind : 'replicaset',
      }),
    },
    signal,
  );
  const explained = new Set<string>();
  let told = '';
  let since = Date.now();
  try {
    while (!signal.aborted) {
      if (mirror.synced) {
        const gone = mirror.get('pods', uid) === undefined;
        const controller = replacing
          ? mirror.get<KubernetesObject>(
              'controllers',
              String(input.controllerUid),
            )
          : undefined;
        if (gone && !controller) {
          yield { type: 'succeeded' };
          return;
        }
        const { total, ready, waiting } = controller
          ? standing(mirror.all<V1Pod>('pods'), uid, controller)
          : { total: 0, ready: 0, waiting: [] };
        const still = Date.now() - since >= timings.stall;
        const stuck = waiting.filter(pod => pod.stuck || still);
        const progress: RunProgress = {
          message: gone
            ? `${ready} of ${total} ready`
            : `waiting for ${ref.name} to stop`,
          wording: [
            gone
              ? {
                  key: 'ready',
                  values: { done: String(ready), total: String(total) },
                }
              : { key: 'podStopping', values: { name: ref.name } },
          ],
          ...(controller ? { done: Math.min(ready, total), total } : {}),
          waitingFor: waiting.slice(0, 5).map(({ pod, reason }) => ({
            kind: 'pod',
            name: pod.metadata?.name ?? '',
            reason,
          })),
          ...(stuck.length > 0 || still ? { stalled: true } : {}),
        };
        const text = JSON.stringify({ ...progress, stalled: undefined });
        if (text !== told || (still && explained.size === 0)) {
          since = text === told ? since : Date.now();
          told = text;
          yield { type: 'progress', progress };
        }
        for (const { pod, reason } of stuck.slice(0, 2)) {
          const key = `${pod.metadata?.uid} ${reason}`;
          if (!explained.has(key)) {
            explained.add(key);
            yield* podEvidence(clusters, ref.cluster, pod, signal);
          }
        }
        if (gone && ready >= total) {
          yield { type: 'succeeded' };
          return;
        }
      }
      await mirror.changed(timings.stall);
    }
  } finally {
    await mirror.close();
  }
}
