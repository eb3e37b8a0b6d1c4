import type { V1Pod } from '@kubernetes/client-node';
import { VerifyUpdate } from '@titanium-portal/backstage-plugin-titanium-node';
import { ActionDeps } from '../deps';
import { logEvidence, podEvidence, readLines } from '../verify/evidence';
import { pathOf } from '../workloads';
import { isOfJob } from './jobs';

const LINES = 20;

/** What a job that has not ended in time says: the warnings about its pods, and what the newest has logged so far. */
export async function* diagnoseJob(
  { clusters }: ActionDeps,
  job: { cluster: string; namespace: string; uid: string },
  signal: AbortSignal,
): AsyncGenerator<Extract<VerifyUpdate, { type: 'evidence' }>> {
  const { cluster, namespace } = job;
  const { items } = await clusters
    .reader(cluster)
    .list<V1Pod>(pathOf(clusters, { cluster, namespace, kind: 'pod' }), {
      signal,
    });
  const pod = items.filter(item => isOfJob(job.uid, item)).pop();
  if (!pod) {
    return;
  }
  yield* podEvidence(clusters, cluster, pod, signal);
  const container = pod.spec?.containers[0]?.name ?? '';
  try {
    yield* logEvidence(
      pod,
      container,
      await readLines(clusters, cluster, pod, container, {
        lines: LINES,
        signal,
      }),
    );
  } catch {
    // A container that has not started has no log; the warnings say why.
  }
}
