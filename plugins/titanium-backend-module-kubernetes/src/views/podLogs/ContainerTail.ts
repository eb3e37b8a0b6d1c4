import { setTimeout as wait } from 'node:timers/promises';
import {
  ClusterClient,
  kubernetesPath,
  redactText,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { LogPosition, readLogLine, SortedLine } from './logLines';

const LINE_BYTES = 16 * 1024;
const RETRY_MS = [300, 1_000, 2_000, 5_000];

/** Which log. */
export interface TailSource {
  namespace: string;
  pod: string;
  container: string;
  previous: boolean;
  tail: number;
}

/** What a tail tells. */
export interface TailSink {
  lines(lines: SortedLine[]): void;
  /** Undefined: all is well. */
  trouble(message: string | undefined): void;
  /** The lines there were at the start have all been told, or cannot be had. */
  caughtUp(): void;
  /** True while the container may still write. */
  alive(): boolean;
}

/**
 * Follows one container's log: first what there is, whole, so that several containers can be merged; then what comes.
 * A broken connection and a restarted container go on from the last line.
 */
export class ContainerTail {
  private readonly position = new LogPosition();
  private readonly end = new AbortController();
  private connection = new AbortController();
  private failures = 0;

  constructor(
    private readonly client: ClusterClient,
    private readonly source: TailSource,
    private readonly sink: TailSink,
  ) {}

  stop(): void {
    this.end.abort();
  }

  /** Leaves a connection that may be dead, and goes on at once. */
  reconnect(): void {
    this.connection.abort();
  }

  async run(): Promise<void> {
    const { signal } = this.end;
    let behind = true;
    while (!signal.aborted) {
      try {
        if (behind) {
          await this.read(false);
          behind = false;
          this.sink.caughtUp();
          if (this.source.previous) {
            return;
          }
        }
        this.sink.trouble(undefined);
        // A container that has ended answers at once and with nothing new: asked less and less often.
        this.failures = (await this.read(true)) ? 0 : this.failures + 1;
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        if (!this.connection.signal.aborted) {
          this.failed(error);
          if (this.source.previous) {
            return;
          }
        }
      } finally {
        // Others do not wait for a log that cannot be had yet.
        this.sink.caughtUp();
      }
      if (!this.sink.alive()) {
        return;
      }
      await this.pause(signal);
    }
  }

  private async pause(signal: AbortSignal): Promise<void> {
    this.connection = new AbortController();
    const delay = RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)];
    await wait(delay, undefined, {
      signal: AbortSignal.any([signal, this.connection.signal]),
      ref: false,
    }).catch(() => {});
    this.connection = new AbortController();
  }

  private failed(error: unknown): void {
    this.failures += 1;
    this.sink.trouble(redactText((error as Error).message));
  }

  /** Reads to the end of the answer; true when it held something new. */
  private async read(follow: boolean): Promise<boolean> {
    let news = false;
    const { namespace, pod, container, previous, tail } = this.source;
    const { since } = this.position;
    this.position.resume();
    const lines = this.client.lines({
      path: kubernetesPath(
        { group: '', version: 'v1', plural: 'pods', namespace },
        pod,
        'log',
      ),
      query: {
        container,
        timestamps: 'true',
        follow: follow ? 'true' : undefined,
        previous: previous ? 'true' : undefined,
        sinceTime: since,
        // After the first lines a limit would open holes.
        tailLines: since === undefined ? String(tail) : undefined,
      },
      accept: '*/*',
      maxLineBytes: LINE_BYTES,
      // A container that writes nothing yet may not even send the answer's head.
      timeoutMs: follow ? 0 : undefined,
      signal: AbortSignal.any([this.end.signal, this.connection.signal]),
    });
    let batch: SortedLine[] = [];
    let handing: NodeJS.Immediate | undefined;
    const hand = () => {
      handing = undefined;
      const ready = batch;
      batch = [];
      this.sink.lines(ready);
    };
    try {
      for await (const body of lines) {
        const line = readLogLine(
          body,
          { pod, container },
          this.position.before,
        );
        if (this.position.advance(line)) {
          news = true;
          batch.push(line);
          handing ??= setImmediate(hand);
        }
      }
    } finally {
      clearImmediate(handing);
      if (batch.length > 0) {
        hand();
      }
    }
    return news;
  }
}
