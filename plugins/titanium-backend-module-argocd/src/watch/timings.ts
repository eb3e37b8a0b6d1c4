/** Times in milliseconds; tests give shorter ones. */
export interface ArgoTimings {
  /** Delays before the watch is opened again, each cut by up to a half at random; the last one repeats. */
  retryMs: readonly number[];
  /** The same while the account is refused. */
  refusedRetryMs: number;
  /** A watch without any bytes is opened again after this. */
  quietMs: number;
  /** A watch is opened, and everything listed, again after this. */
  ageMs: number;
  /** A watch nobody follows is kept for this. */
  idleMs: number;
  /** Least time between two reads of one application for a view. */
  throttleMs: number;
  /** Between reads while the watch is open: windows open and close by the clock. */
  refreshMs: number;
  /** Between reads while there is no watch. */
  pollMs: number;
}

export const DEFAULT_TIMINGS: ArgoTimings = {
  retryMs: [200, 500, 1_000, 2_000, 5_000],
  refusedRetryMs: 15_000,
  quietMs: 120_000,
  ageMs: 600_000,
  idleMs: 30_000,
  throttleMs: 500,
  refreshMs: 30_000,
  pollMs: 3_000,
};
