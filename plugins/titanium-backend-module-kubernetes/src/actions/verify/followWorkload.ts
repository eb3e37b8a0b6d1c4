import type { V1Pod, V1ReplicaSet } from '@kubernetes/client-node';
import { RunProgress } from '@titanium-portal/backstage-plugin-titanium-common';
import { VerifyUpdate } from '@titanium-portal/backstage-plugin-titanium-node';
import { ActionDeps } from '../deps';
import { ObjectRef, pathOf, Workload } from '../workloads';
import { podEvidence } from './evidence';
import { Mirror } from './Mirror';
import { AwaitedPod, awaited, newestPods, podsOf } from './pods';
import { RolloutStatus } from './rolloutStatus';

const MOST_AWAITED = 5;
const MOST_EVIDENCE = 2;

/** What is verified of a workload. */
export interface Expectation {
  ref: ObjectRef;
  uid: string;
  /** The generation the write made; older states are from before it. */
  generation: number;
  status(workload: Workload): RolloutStatus;
  /** Which pods are looked at: all, or those of the newest revision. */
  pods: 'all' | 'newest';
  /** Why the object no longer is what the write made it; undefined while it is. */
  superseded(workload: Workload): Promise<string | undefined>;
  /** Milliseconds to go on watching after success, and what to say meanwhile. */
  hold?: { ms: number; message: string };
}

function shorten(name: string): string {
  return name.length > 60 ? `${name.slice(0, 59)}…` : name;
}

function progressOf(
  status: Extract<RolloutStatus, { done: number }>,
  pods: readonly AwaitedPod[],
  stalled: boolean,
): RunProgress {
  const { done, total } = status;
  const ready = `${done} of ${total} ready`;
  const says =
    status.state === 'waiting' && status.message !== ready
      ? `${ready}, ${status.message}`
      : ready;
  const [first, ...others] = pods;
  const waits = first
    ? `, waiting for ${shorten(first.pod.metadata?.name ?? '')} (${
        first.reason
      })${others.length > 0 ? ` and ${others.length} more` : ''}`
    : '';
  return {
    message: `${says}${waits}`,
    done,
    total,
    waitingFor: pods.slice(0, MOST_AWAITED).map(({ pod, reason }) => ({
      kind: 'pod',
      name: pod.metadata?.name ?? '',
      reason,
    })),
    ...(stalled ? { stalled: true } : {}),
  };
}

/** Keeps what was already told, so that watchers are told changes only. */
class Narrator {
  private told = '';
  private moved = Date.now();
  private readonly evidence = new Set<string>();

  /** Whether the progress is news. */
  isNews(progress: RunProgress): boolean {
    const text = JSON.stringify(progress);
    const news = text !== this.told;
    this.told = text;
    return news;
  }

  private key = '';

  /** Notes how things stand; true when nothing has moved for so long. */
  stalled(key: string, after: number): boolean {
    if (key !== this.key) {
      this.key = key;
      this.moved = Date.now();
    }
    return Date.now() - this.moved >= after;
  }

  /** Milliseconds until things count as stalled. */
  patience(after: number): number {
    return Math.max(50, after - (Date.now() - this.moved));
  }

  /** Pods whose evidence was not given yet. */
  unexplained(pods: readonly AwaitedPod[]): AwaitedPod[] {
    return pods.slice(0, MOST_EVIDENCE).filter(({ pod, reason }) => {
      const key = `${pod.metadata?.uid} ${reason}`;
      const first = !this.evidence.has(key);
      this.evidence.add(key);
      return first;
    });
  }
}

/**
 * Watches a workload from its write on until the change has taken effect, was superseded, or failed. Progress is told
 * when it changes; a rollout that stands still is called stalled, with the reason of its pods.
 */
export async function* followWorkload(
  deps: ActionDeps,
  expectation: Expectation,
  signal: AbortSignal,
): AsyncGenerator<VerifyUpdate> {
  const { clusters, timings } = deps;
  const { ref, uid } = expectation;
  const mirror = new Mirror<'workloads' | 'pods' | 'sets'>(
    clusters.watches,
    ref.cluster,
    {
      workloads: pathOf(clusters, ref),
      pods: pathOf(clusters, { ...ref, kind: 'pod' }),
      sets: pathOf(clusters, { ...ref, kind: 'replicaset' }),
    },
    signal,
  );
  const narrator = new Narrator();
  let reachedAt: number | undefined;
  try {
    for (;;) {
      if (signal.aborted) {
        return;
      }
      let patience = timings.stall;
      const workload = mirror.get('workloads', uid) as Workload | undefined;
      if (mirror.synced && !workload) {
        yield { type: 'failed', reason: `The ${ref.kind} was deleted.` };
        return;
      }
      if (
        mirror.synced &&
        workload &&
        (workload.metadata.generation ?? 0) >= expectation.generation
      ) {
        const reason = await expectation.superseded(workload);
        if (reason !== undefined) {
          yield { type: 'failed', reason };
          return;
        }
        const status = expectation.status(workload);
        const sets = mirror.all<V1ReplicaSet>('sets');
        const owned = podsOf(workload, mirror.all<V1Pod>('pods'), sets);
        const pods = awaited(
          expectation.pods === 'newest'
            ? newestPods(workload, owned, sets)
            : owned,
        );
        if (status.state === 'failed') {
          for (const { pod } of narrator.unexplained(pods)) {
            yield* podEvidence(clusters, ref.cluster, pod, signal);
          }
          yield { type: 'failed', reason: status.reason };
          return;
        }
        if (status.state === 'done') {
          const { hold } = expectation;
          reachedAt ??= Date.now();
          const left = hold ? reachedAt + hold.ms - Date.now() : 0;
          const progress = progressOf(status, [], false);
          if (hold && left > 0) {
            progress.message += `, ${hold.message}`;
          }
          if (narrator.isNews(progress)) {
            yield { type: 'progress', progress };
          }
          if (left <= 0) {
            yield { type: 'succeeded' };
            return;
          }
          patience = left;
        } else {
          reachedAt = undefined;
          const key = JSON.stringify([
            status,
            pods.map(({ reason: why }) => why),
          ]);
          const still = narrator.stalled(key, timings.stall);
          const stalled = still || pods.some(({ stuck }) => stuck);
          const progress = progressOf(status, pods, stalled);
          if (narrator.isNews(progress)) {
            yield { type: 'progress', progress };
          }
          if (stalled) {
            for (const { pod } of narrator.unexplained(pods)) {
              yield* podEvidence(clusters, ref.cluster, pod, signal);
            }
          }
          patience = still ? timings.stall : narrator.patience(timings.stall);
        }
      } else if (mirror.trouble) {
        const progress = {
          message: `The cluster cannot be watched now: ${mirror.trouble}`,
          stalled: true,
        };
        if (narrator.isNews(progress)) {
          yield { type: 'progress', progress };
        }
      }
      await mirror.changed(patience);
    }
  } finally {
    await mirror.close();
  }
}
