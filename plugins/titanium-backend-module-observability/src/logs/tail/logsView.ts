import { InputError } from '@backstage/errors';
import {
  View,
  ViewChange,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { z } from 'zod/v3';
import { clusterOf, platformsOf } from '../../entities';
import { LokiClient } from '../LokiClient';
import { Platforms } from '../reads/common';
import { scopeLogQuery } from '../scope';
import { LokiTail, TailTimings } from './LokiTail';

const params = z
  .object({
    /** LogQL; empty: all lines of the entity. */
    query: z.string().max(16_384),
  })
  .strict();

interface LogsInput {
  cluster: string;
  query: string;
}

/** Changes on their way from the tail to the host; a flood loses its oldest lines and says so. */
class Outbox {
  private changes: ViewChange[] = [];
  private lines = 0;
  private wake = () => {};

  readonly add = (changes: ViewChange[]): void => {
    for (const change of changes) {
      this.changes.push(change);
      this.lines += change.op === 'lines' ? change.lines.length : 0;
    }
    while (this.lines > 50_000) {
      this.dropOldest();
    }
    this.wake();
  };

  async *drain(signal: AbortSignal): AsyncGenerator<ViewChange[]> {
    const onAbort = () => this.wake();
    signal.addEventListener('abort', onAbort, { once: true });
    while (!signal.aborted) {
      if (this.changes.length === 0) {
        await new Promise<void>(resolve => {
          this.wake = resolve;
        });
        this.wake = () => {};
      }
      const { changes } = this;
      this.changes = [];
      this.lines = 0;
      if (changes.length > 0) {
        yield changes;
      }
    }
  }

  private dropOldest(): void {
    const at = this.changes.findIndex(({ op }) => op === 'lines');
    const [gone] = this.changes.splice(at, 1);
    if (gone?.op === 'lines') {
      this.lines -= gone.lines.length;
      this.changes.splice(at, 0, { op: 'gap', dropped: gone.lines.length });
    }
  }
}

/**
 * The topic `logs`: lines of a log query as they are written. Viewers of one query share one tail of Loki, whichever
 * entity they look at.
 */
export function createLogsView(
  platforms: Platforms,
  timings?: TailTimings,
): View {
  return {
    topic: 'logs',
    kind: 'lines',
    params: params as unknown as View['params'],
    scope(entity, given) {
      const { query } = given as z.infer<typeof params>;
      const input = {
        cluster: clusterOf(entity, platforms),
        query: scopeLogQuery(query, 'entity', entity).query.text,
      };
      const { loki } = platformsOf(platforms, input.cluster);
      if (!loki) {
        throw new InputError(
          `No Loki is configured for cluster ${input.cluster}. Add titanium.observability.${input.cluster}.loki.`,
        );
      }
      return { shareKey: JSON.stringify(input), input };
    },
    async *open(input, { signal, logger }) {
      const { cluster, query } = input as unknown as LogsInput;
      const { loki, lokiSocket } = platformsOf(platforms, cluster);
      const outbox = new Outbox();
      const end = new AbortController();
      const tail = new LokiTail({
        cluster,
        client: new LokiClient(loki!),
        address: lokiSocket!,
        query,
        signal: AbortSignal.any([signal, end.signal]),
        tell: outbox.add,
        timings,
      });
      let broken: Error | undefined;
      tail.run().catch(error => {
        broken = error as Error;
        if (!signal.aborted) {
          logger.warn('Following logs failed', broken);
        }
        end.abort();
      });
      try {
        yield* outbox.drain(AbortSignal.any([signal, end.signal]));
        if (broken && !signal.aborted) {
          throw broken;
        }
      } finally {
        end.abort();
      }
    },
  };
}
