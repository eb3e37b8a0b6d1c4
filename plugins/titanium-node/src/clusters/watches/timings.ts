import { setTimeout as wait } from 'node:timers/promises';

/** Times of watches in milliseconds; tests give shorter ones. @internal */
export interface WatchTimings {
  /** Delays before another attempt, each cut by up to a half at random; the last one repeats. */
  retryMs: readonly number[];
  /** The same while the credential is refused or the resource is unknown. */
  refusedRetryMs: number;
  /** How long a broken watch may take to come back before its data is called stale. */
  graceMs: number;
  /** Until the head of a watch's answer. */
  headMs: number;
  /** A watch without any bytes, bookmarks included, is opened again after this. API servers send one a minute. */
  quietMs: number;
  /** A collection nobody follows is kept warm for this. */
  idleMs: number;
  /** A cluster none of whose watches said anything for this is probed. */
  probeAfterMs: number;
  /** Between probes while the cluster does not answer. */
  probeRetryMs: number;
  /** Until a probe counts as unanswered. */
  probeTimeoutMs: number;
  /** What the server is asked to close a watch after, in seconds. */
  serverTimeoutSeconds: number;
}

/** @internal */
export const DEFAULT_TIMINGS: WatchTimings = {
  retryMs: [100, 300, 1_000, 2_000, 4_000],
  refusedRetryMs: 10_000,
  graceMs: 1_000,
  headMs: 6_000,
  quietMs: 90_000,
  idleMs: 30_000,
  probeAfterMs: 5_000,
  probeRetryMs: 1_000,
  probeTimeoutMs: 2_500,
  serverTimeoutSeconds: 1_800,
};

/** Waits, or rejects as soon as the signal is aborted. Keeps no process alive. @internal */
export async function delay(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal, ref: false });
}

/** Calls `onQuiet` when nothing was heard for a while, again until it answers true. Returns how to stop. @internal */
export function whenQuiet(
  quietMs: number,
  heardAt: () => number,
  onQuiet: () => boolean,
): () => void {
  let timer: NodeJS.Timeout;
  const arm = (ms: number) => {
    timer = setTimeout(() => {
      const left = heardAt() + quietMs - Date.now();
      if (left > 0 || !onQuiet()) {
        arm(Math.max(left, 10));
      }
    }, ms);
    timer.unref?.();
  };
  arm(quietMs);
  return () => clearTimeout(timer);
}
