import { LoggerService } from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import { ViewChange } from '@titanium-portal/backstage-plugin-titanium-node';
import { randomUUID } from 'node:crypto';
import { Caller } from '../authorization/caller';
import { ApprovalService } from '../plans/ApprovalService';
import { RunFeed } from '../runs/RunFeed';
import { RunService } from '../runs/RunService';
import type { Grant } from '../stream/ViewAccess';

/** A view of the core's own. It depends on who looks, so it is never shared and ends with its stream. */
export interface CoreView {
  topic: string;
  grant(
    caller: Caller,
    entityRef: string | null,
    params: JsonObject,
  ): Promise<Grant>;
}

/** Rows of a list that is kept live. */
const LIST_LENGTH = 50;
const APPROVALS_MS = 5_000;

/**
 * The views `runs` (collection `runs`), `run` (collections `run` and `events`), `steps` (collection `runs`: those of a
 * document's steps) and `approvals` (collection `approvals`).
 */
export function createCoreViews(deps: {
  runs: RunService;
  approvals: ApprovalService;
  feed: RunFeed;
  /** Looks again this often, for what other instances or new permissions have changed. */
  refresh: number;
}): CoreView[] {
  const { runs, approvals, feed, refresh } = deps;
  return [
    {
      topic: 'runs',
      async grant(caller, entityRef) {
        const filter = {
          entityRef: entityRef ?? undefined,
          limit: LIST_LENGTH,
        };
        return grant('runs', async function* open({ signal }) {
          for await (const _ of wakes(feed, refresh, signal)) {
            const { items } = await runs.list(caller, filter);
            yield [
              {
                op: 'replace',
                collection: 'runs',
                rows: Object.fromEntries(items.map(item => [item.id, item])),
              },
            ];
          }
        });
      },
    },
    {
      topic: 'steps',
      async grant(caller, _entityRef, { documentRef }) {
        return grant('steps', async function* open({ signal }) {
          for await (const _ of wakes(feed, refresh, signal)) {
            const items = await runs.ofDocument(caller, String(documentRef));
            yield [
              {
                op: 'replace',
                collection: 'runs',
                rows: Object.fromEntries(items.map(item => [item.id, item])),
              },
            ];
          }
        });
      },
    },
    {
      topic: 'approvals',
      async grant(caller) {
        return grant('approvals', async function* open({ signal }) {
          // A plan that begins or ends to wait moves no run: looked at more often than other lists.
          const often = Math.min(refresh, APPROVALS_MS);
          for await (const _ of wakes(feed, often, signal)) {
            const rows = await approvals.waiting(caller);
            yield [
              {
                op: 'replace',
                collection: 'approvals',
                rows: Object.fromEntries(rows.map(row => [row.id, row])),
              },
            ];
          }
        });
      },
    },
    {
      topic: 'run',
      async grant(caller, _entityRef, { id }) {
        try {
          await runs.get(caller, String(id));
        } catch {
          return {
            refused: 'not-found',
            message: 'There is no such run, or you may not see it',
          };
        }
        return grant('run', async function* open({ signal }) {
          let after = 0;
          for await (const _ of wakes(feed, refresh, signal, String(id))) {
            const changes: ViewChange[] = [];
            for (let more = true; more; ) {
              const { events } = await runs.events(caller, String(id), after);
              for (const event of events) {
                const key = String(event.sequence).padStart(8, '0');
                changes.push({
                  op: 'put',
                  collection: 'events',
                  key,
                  row: event,
                });
                after = event.sequence;
              }
              more = events.length > 0;
            }
            const run = await runs.get(caller, String(id));
            changes.push({
              op: 'put',
              collection: 'run',
              key: 'run',
              row: run,
            });
            yield changes;
          }
        });
      },
    },
  ];
}

function grant(
  topic: string,
  open: (context: {
    signal: AbortSignal;
    logger: LoggerService;
  }) => AsyncIterable<ViewChange[]>,
): Grant {
  return {
    view: { topic, kind: 'rows', open: (_input, context) => open(context) },
    scope: { shareKey: randomUUID(), input: {} },
    linger: 0,
  };
}

/** Wakes when the run (or any run) has changed, and now and then in any case. */
class Wake {
  #pending = true;
  #resolve = () => {};
  readonly #unsubscribe: () => void;

  constructor(
    feed: RunFeed,
    private readonly refresh: number,
    private readonly signal: AbortSignal,
    only?: string,
  ) {
    this.#unsubscribe = feed.subscribe(id => {
      if (!only || id === only) {
        this.#pending = true;
        this.#resolve();
      }
    });
    signal.addEventListener('abort', () => this.#resolve(), { once: true });
  }

  /** True when it is time to look, false when nobody wants to any more. */
  async next(): Promise<boolean> {
    if (!this.#pending && !this.signal.aborted) {
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, this.refresh);
        this.#resolve = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#pending = false;
    return !this.signal.aborted;
  }

  close() {
    this.#unsubscribe();
  }
}

/** Yields at once, then at each wake; forgets the feed when it ends. */
async function* wakes(
  feed: RunFeed,
  refresh: number,
  signal: AbortSignal,
  only?: string,
): AsyncIterable<void> {
  const wake = new Wake(feed, refresh, signal, only);
  try {
    while (await wake.next()) yield;
  } finally {
    wake.close();
  }
}
