import { useApi } from '@backstage/core-plugin-api';
import { RunSummary } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  titaniumApiRef,
  useStreamView,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { matchesFilter, RunsFilter } from './filters';

const PAGE = 50;
const POLL_MS = 5000;

interface Pages {
  filter: RunsFilter;
  items: readonly RunSummary[];
  cursor: string | null;
}

/**
 * Rows read page by page, brought up to date by newer ones: known runs change in place, new ones that match come on top,
 * newest first.
 */
export function mergeRuns(
  read: readonly RunSummary[],
  newest: readonly RunSummary[],
  filter: RunsFilter,
): RunSummary[] {
  const rows = new Map(read.map(run => [run.id, run]));
  for (const run of newest) {
    if (rows.has(run.id) || matchesFilter(run, filter)) {
      rows.set(run.id, run);
    }
  }
  return [...rows.values()].sort((a, b) =>
    b.startedAt.localeCompare(a.startedAt),
  );
}

/** The list of runs: pages read on demand, the newest kept live by the stream, or asked for while it is silent. */
export function useRuns(filter: RunsFilter) {
  const api = useApi(titaniumApiRef);
  const [pages, setPages] = useState<Pages>();
  const [error, setError] = useState<unknown>();
  const [attempt, setAttempt] = useState(0);
  const stream = useStreamView({
    topic: 'runs',
    entityRef: filter.entityRef ?? null,
  });
  const live = stream.view.ready && !stream.view.refused;

  useEffect(() => {
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      try {
        const page = await api.runs({ ...filter, limit: PAGE }, abort.signal);
        if (abort.signal.aborted) return;
        setPages(known =>
          known?.filter === filter && known.items.length > page.items.length
            ? { ...known, items: mergeRuns(known.items, page.items, filter) }
            : { filter, items: page.items, cursor: page.nextCursor },
        );
        setError(undefined);
      } catch (failure) {
        if (abort.signal.aborted) return;
        setError(failure);
      }
      if (!live) {
        timer = setTimeout(ask, POLL_MS);
      }
    };
    ask();
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [api, filter, live, attempt]);

  const current = pages?.filter === filter ? pages : undefined;
  const newest = stream.view.collections.runs as
    | Record<string, RunSummary>
    | undefined;
  const runs = useMemo(
    () =>
      current && mergeRuns(current.items, Object.values(newest ?? {}), filter),
    [current, newest, filter],
  );
  const cursor = current?.cursor ?? null;

  const more = useCallback(() => {
    if (cursor === null) return;
    api.runs({ ...filter, limit: PAGE, cursor }).then(
      page =>
        setPages(
          known =>
            known && {
              ...known,
              items: [...known.items, ...page.items],
              cursor: page.nextCursor,
            },
        ),
      setError,
    );
  }, [api, filter, cursor]);

  return {
    runs,
    error,
    hasMore: cursor !== null,
    more,
    retry: useCallback(() => setAttempt(n => n + 1), []),
    stream,
  };
}
