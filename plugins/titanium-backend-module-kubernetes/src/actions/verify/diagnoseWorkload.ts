import type {
  KubernetesObject,
  V1Pod,
  V1ReplicaSet,
} from '@kubernetes/client-node';
import {
  redactText,
  StepHandler,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { ActionDeps } from '../deps';
import { pathOf, readWorkload, Workload } from '../workloads';
import { podEvidence } from './evidence';
import { awaited, newestPods, podsOf } from './pods';

/** Pods whose last words are shown. */
const MOST_PODS = 2;
/** Conditions that are good when they are not true. */
const BAD_WHEN_TRUE = ['ReplicaFailure'];

function troubles(workload: Workload): string[] {
  return (workload.status?.conditions ?? [])
    .filter(
      ({ type, status }) =>
        status === (BAD_WHEN_TRUE.includes(type) ? 'True' : 'False'),
    )
    .map(
      ({ type, status, reason, message }) =>
        `${type}=${status}: ${reason ?? ''} ${message ?? ''}`,
    );
}

/** What the platform says of a workload that is not ready in time: its conditions, and the warnings and last log lines of its pods. */
export function diagnoseWorkload(
  { clusters }: ActionDeps,
  pods: 'all' | 'newest',
): NonNullable<StepHandler['diagnose']> {
  return async function* diagnose({ target }, { signal }) {
    const reader = clusters.reader(target.cluster);
    const list = <T extends KubernetesObject>(kind: string) =>
      reader.list<T>(pathOf(clusters, { ...target, kind }), { signal });
    const workload = await readWorkload(clusters, target, signal);
    for (const text of troubles(workload)) {
      yield {
        type: 'evidence',
        source: 'condition',
        subject: `${target.kind}/${target.name}`,
        text: redactText(text.trim()),
      };
    }
    const sets = (await list<V1ReplicaSet>('replicaset')).items;
    const owned = podsOf(workload, (await list<V1Pod>('pod')).items, sets);
    const looked =
      pods === 'newest' ? newestPods(workload, owned, sets) : owned;
    for (const { pod } of awaited(looked).slice(0, MOST_PODS)) {
      yield* podEvidence(clusters, target.cluster, pod, signal);
    }
  };
}
