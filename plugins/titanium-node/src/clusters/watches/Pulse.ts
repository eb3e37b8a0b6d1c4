import { delay, WatchTimings } from './timings';

/** Something whose connection stands or falls with the cluster. @internal */
export interface PulseListener {
  /** The cluster answered: what is open may be taken as current. */
  alive(at: Date): void;
  /** The cluster does not answer: open connections are not to be trusted. */
  suspect(message: string): void;
  /** The cluster answers again: try now. */
  retry(): void;
}

const MOST_PROBES = 8;
const LONGEST_PROBE_MS = 12_000;

/**
 * Feels whether one cluster answers, for all its watches together. A connection through a dead network stays open and
 * silent; so when no watch has said anything for a while, one small request asks. While the cluster is away the asking
 * goes on every second, overlapping, so that watches are back right after it is.
 * @internal
 */
export class Pulse {
  private readonly listeners = new Set<PulseListener>();
  private controller: AbortController | undefined;
  private heardAt = 0;
  private doubt: (() => void) | undefined;
  private timeoutMs: number;

  constructor(
    private readonly probe: (
      timeoutMs: number,
      signal: AbortSignal,
    ) => Promise<void>,
    private readonly timings: WatchTimings,
  ) {
    this.timeoutMs = timings.probeTimeoutMs;
  }

  add(listener: PulseListener): () => void {
    this.listeners.add(listener);
    if (!this.controller) {
      this.heardAt = Date.now();
      this.controller = new AbortController();
      this.run(this.controller.signal).catch(() => {});
    }
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) {
        this.controller?.abort();
        this.controller = undefined;
      }
    };
  }

  /** Bytes of any watch arrived. */
  heard(): void {
    this.heardAt = Date.now();
  }

  /** A watch failed in a way that may be the cluster's: ask now, do not wait for silence. */
  doubtful(): void {
    this.doubt?.();
  }

  private async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.quiet(signal);
      const failure =
        (await this.ask(this.timeoutMs, signal)) &&
        (await this.ask(this.timeoutMs, signal));
      if (signal.aborted) {
        return;
      }
      if (failure) {
        this.listeners.forEach(listener => listener.suspect(failure));
        await this.recovery(signal);
        this.listeners.forEach(listener => listener.retry());
      } else {
        const at = new Date();
        this.listeners.forEach(listener => listener.alive(at));
      }
      this.heard();
    }
  }

  /** Until nothing was heard for a while, or somebody doubts. */
  private async quiet(signal: AbortSignal): Promise<void> {
    for (;;) {
      const left = this.heardAt + this.timings.probeAfterMs - Date.now();
      if (left <= 0) {
        return;
      }
      const doubted = new Promise<true>(resolve => {
        this.doubt = () => resolve(true);
      });
      const waiting = new AbortController();
      try {
        const early = await Promise.race([
          doubted,
          delay(left, AbortSignal.any([signal, waiting.signal])),
        ]);
        if (early) {
          return;
        }
      } finally {
        this.doubt = undefined;
        waiting.abort();
      }
    }
  }

  /** The failure's message, or undefined when the cluster answered. */
  private async ask(
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    try {
      await this.probe(timeoutMs, signal);
      return undefined;
    } catch (error) {
      return (error as Error).message || 'no answer';
    }
  }

  private async recovery(parent: AbortSignal): Promise<void> {
    const done = new AbortController();
    const signal = AbortSignal.any([parent, done.signal]);
    let open = 0;
    const once = async () => {
      open += 1;
      const from = Date.now();
      const failure = await this.ask(LONGEST_PROBE_MS, signal);
      open -= 1;
      if (failure === undefined && !signal.aborted) {
        // A cluster that is only slow gets more time from now on; one that is quick again gets the usual.
        this.timeoutMs = Math.min(
          LONGEST_PROBE_MS,
          Math.max(this.timings.probeTimeoutMs, 3 * (Date.now() - from)),
        );
        done.abort();
      }
    };
    while (!signal.aborted) {
      if (open < MOST_PROBES) {
        once();
      }
      await delay(this.timings.probeRetryMs, signal).catch(() => {});
    }
    parent.throwIfAborted();
  }
}
