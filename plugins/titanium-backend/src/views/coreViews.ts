import { LoggerService } from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import { ViewChange } from '@titanium-portal/backstage-plugin-titanium-node';
import { randomUUID } from 'node:crypto';
import { Caller } from '../authorization/caller';
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

/** The views `runs` (collection `runs`) and `run` (collections `run` and `events`). */
export function createCoreViews(deps: {
  runs: RunService;
  feed: RunFeed;
  /** Looks again this often, for what other instances or new permissions have changed. */
  refresh: number;
}): CoreView[] {
  const { runs, feed, refresh } = deps;
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

/** Yields at once, then whenever the run (or any run) has changed, and now and then in any case. */
async function* wakes(
  feed: RunFeed,
  refresh: number,
  signal: AbortSignal,
  only?: string,
): AsyncIterable<void> {
  let pending = true;
  let wake = () => {};
  const unsubscribe = feed.subscribe(id => {
    if (!only || id === only) {
      pending = true;
      wake();
    }
  });
  const onAbort = () => wake();
  signal.addEventListener('abort', onAbort);
  try {
    while (!signal.aborted) {
      if (!pending) {
        let timer: NodeJS.Timeout | undefined;
        await new Promise<void>(resolve => {
          wake = resolve;
          timer = setTimeout(resolve, refresh);
        });
        clearTimeout(timer);
      }
      pending = false;
      if (!signal.aborted) yield;
    }
  } finally {
    unsubscribe();
    signal.removeEventListener('abort', onAbort);
  }
}
