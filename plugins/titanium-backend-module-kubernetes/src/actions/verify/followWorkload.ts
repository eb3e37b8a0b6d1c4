import type { V1Pod, V1ReplicaSet } from '@kubernetes/client-node';
import { VerifyUpdate } from '@titanium-portal/backstage-plugin-titanium-node';
import { ActionDeps } from '../deps';
import { ObjectRef, pathOf, Workload } from '../workloads';
import { podEvidence } from './evidence';
import { Mirror } from './Mirror';
import { Narrator, progressOf } from './narrate';
import { AwaitedPod, awaited, isReady, newestPods, podsOf } from './pods';
import { Note, RolloutStatus, stoppingPods } from './rolloutStatus';

/** Why a rollout ends before it is complete. */
export const TEMPLATE_REPLACED: Note = {
  message:
    'Something else has changed its template since: that rollout replaces this one.',
  wording: { key: 'kubernetes.templateReplaced' },
};

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
  superseded(workload: Workload): Promise<Note | undefined>;
  /** Milliseconds to go on watching after success, and what to say meanwhile. */
  hold?: Note & { ms: number };
}

/** Follows one workload; each look at it tells what is news and says when to look again at the latest. */
class Follower {
  private readonly narrator = new Narrator();
  private reachedAt: number | undefined;
  /** Milliseconds after which to look again though nothing has changed. */
  patience: number;

  constructor(
    private readonly deps: ActionDeps,
    private readonly expectation: Expectation,
    private readonly mirror: Mirror<'workloads' | 'pods' | 'sets'>,
    private readonly signal: AbortSignal,
  ) {
    this.patience = deps.timings.stall;
  }

  async *look(): AsyncGenerator<VerifyUpdate> {
    const { expectation, mirror } = this;
    this.patience = this.deps.timings.stall;
    if (!mirror.synced) {
      yield* this.trouble();
      return;
    }
    const workload = mirror.get('workloads', expectation.uid) as
      | Workload
      | undefined;
    if (!workload) {
      yield {
        type: 'failed',
        reason: `The ${expectation.ref.kind} was deleted.`,
        wording: {
          key: 'kubernetes.deleted',
          values: { kind: expectation.ref.kind },
        },
      };
    } else if ((workload.metadata.generation ?? 0) < expectation.generation) {
      // The watch has not come to the write yet.
      yield* this.trouble();
    } else {
      yield* this.judge(workload);
    }
  }

  private async *trouble(): AsyncGenerator<VerifyUpdate> {
    const { trouble } = this.mirror;
    if (trouble) {
      const progress = {
        message: `The cluster cannot be watched now: ${trouble}`,
        wording: [{ key: 'trouble', values: { message: trouble } }],
        stalled: true,
      };
      if (this.narrator.isNews(progress)) {
        yield { type: 'progress', progress };
      }
    }
  }

  private async *judge(workload: Workload): AsyncGenerator<VerifyUpdate> {
    const superseded = await this.expectation.superseded(workload);
    if (superseded) {
      const { message: reason, wording } = superseded;
      yield { type: 'failed', reason, wording };
      return;
    }
    const pods = this.podsOf(workload);
    const status = this.settled(this.expectation.status(workload), pods);
    if (status.state === 'done') {
      yield* this.done(status);
      return;
    }
    const waiting = awaited(pods);
    if (status.state === 'failed') {
      yield* this.explain(waiting);
      const { reason, wording } = status;
      yield { type: 'failed', reason, wording };
      return;
    }
    const counted =
      this.expectation.pods === 'newest' && !status.unseen
        ? { ...status, done: pods.filter(isReady).length }
        : status;
    yield* this.waiting(counted, waiting);
  }

  /** Pods that stop are not counted by controllers any more; a scale is done when they have gone. */
  private settled(
    status: RolloutStatus,
    pods: readonly V1Pod[],
  ): RolloutStatus {
    if (status.state !== 'done' || this.expectation.pods !== 'all') {
      return status;
    }
    const marked = pods.filter(
      ({ metadata }) => metadata?.deletionTimestamp !== undefined,
    ).length;
    // Pods have a watch of their own: the controller's count may be here before the marks of those it stops.
    const running = pods.filter(({ status: { phase = '' } = {} }) =>
      ['Pending', 'Running'].includes(phase),
    ).length;
    const stopping = Math.max(marked, running - status.total);
    return stopping > 0
      ? { ...status, state: 'waiting', note: stoppingPods(stopping, 'pod') }
      : status;
  }

  private podsOf(workload: Workload): V1Pod[] {
    const sets = this.mirror.all<V1ReplicaSet>('sets');
    const owned = podsOf(workload, this.mirror.all<V1Pod>('pods'), sets);
    return this.expectation.pods === 'newest'
      ? newestPods(workload, owned, sets)
      : owned;
  }

  private async *done(
    status: Extract<RolloutStatus, { state: 'done' }>,
  ): AsyncGenerator<VerifyUpdate> {
    const { hold } = this.expectation;
    this.reachedAt ??= Date.now();
    const left = hold ? this.reachedAt + hold.ms - Date.now() : 0;
    const progress = progressOf(status, [], false);
    if (hold && left > 0) {
      progress.message += `, ${hold.message}`;
      progress.wording?.push(hold.wording);
    }
    if (this.narrator.isNews(progress)) {
      yield { type: 'progress', progress };
    }
    if (left <= 0) {
      yield { type: 'succeeded' };
    }
    this.patience = left;
  }

  private async *waiting(
    status: Extract<RolloutStatus, { state: 'waiting' }>,
    pods: readonly AwaitedPod[],
  ): AsyncGenerator<VerifyUpdate> {
    const { stall } = this.deps.timings;
    this.reachedAt = undefined;
    const key = JSON.stringify([status, pods.map(({ reason }) => reason)]);
    const still = this.narrator.stalled(key, stall);
    const stalled = still || pods.some(({ stuck }) => stuck);
    const progress = progressOf(status, pods, stalled);
    if (this.narrator.isNews(progress)) {
      yield { type: 'progress', progress };
    }
    if (stalled) {
      yield* this.explain(pods);
    }
    this.patience = still ? stall : this.narrator.patience(stall);
  }

  private async *explain(
    pods: readonly AwaitedPod[],
  ): AsyncGenerator<VerifyUpdate> {
    const { cluster } = this.expectation.ref;
    for (const { pod } of this.narrator.unexplained(pods)) {
      yield* podEvidence(this.deps.clusters, cluster, pod, this.signal);
    }
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
  const { clusters } = deps;
  const { ref } = expectation;
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
  const follower = new Follower(deps, expectation, mirror, signal);
  try {
    while (!signal.aborted) {
      for await (const update of follower.look()) {
        yield update;
        if (update.type === 'succeeded' || update.type === 'failed') {
          return;
        }
      }
      await mirror.changed(follower.patience);
    }
  } finally {
    await mirror.close();
  }
}
