import { useApi } from '@backstage/core-plugin-api';
import { useEffect, useMemo, useRef, useState } from 'react';
import {
  isRunEnded,
  Run,
  RunEvent,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { titaniumApiRef } from '../api';
import { useStreamView } from '../stream';

/** How often a run is asked about while the stream does not tell. */
const POLL_MS = 1000;
const POLL_FAILED_MS = 4000;

/** A run as it is known now. @public */
export interface FollowedRunState {
  run: Run | undefined;
  /** Oldest first. */
  events: RunEvent[];
  /** The last failure to read it; older data stays. */
  error: unknown;
  /** Asks again at once. */
  refresh: () => void;
}

function mergeEvents(
  known: ReadonlyMap<number, RunEvent>,
  more: Iterable<RunEvent>,
): ReadonlyMap<number, RunEvent> {
  let next: Map<number, RunEvent> | undefined;
  for (const event of more) {
    if (!known.has(event.sequence)) {
      next ??= new Map(known);
      next.set(event.sequence, event);
    }
  }
  return next ?? known;
}

/** The copy that knows more: the one with the later event, the newcomer when they know the same. */
function newer(known: Run | undefined, other: Run): Run {
  return known && known.id === other.id && known.lastEvent > other.lastEvent
    ? known
    : other;
}

/**
 * A run followed live: by the stream where it is installed, else by asking for its events every second until it ends.
 * @public
 */
export function useRun(id: string, initial?: Run): FollowedRunState {
  const api = useApi(titaniumApiRef);
  const [run, setRun] = useState<Run | undefined>(initial);
  const [events, setEvents] = useState<ReadonlyMap<number, RunEvent>>(
    () => new Map(),
  );
  const [error, setError] = useState<unknown>();
  const [attempt, setAttempt] = useState(0);

  const ended = run !== undefined && run.id === id && isRunEnded(run.state);
  // After its end, too: it may be undone, or its value shown.
  const { view } = useStreamView({
    topic: 'run',
    entityRef: null,
    params: { id },
  });
  const streamed = view.collections.run?.run as Run | undefined;
  const streamedEvents = view.collections.events as
    | Record<string, RunEvent>
    | undefined;
  const live = view.ready && !view.refused;

  useEffect(() => {
    if (streamed) {
      setRun(known => newer(known, streamed));
    }
  }, [streamed]);
  useEffect(() => {
    if (streamedEvents) {
      setEvents(known => mergeEvents(known, Object.values(streamedEvents)));
    }
  }, [streamedEvents]);

  const lastSequence = useRef(0);
  useEffect(() => {
    lastSequence.current = Math.max(0, ...events.keys());
  }, [events]);

  // The run that was asked about after its end; nothing more can come.
  const finished = useRef<string>();
  useEffect(() => {
    if ((live && !ended) || finished.current === id) {
      return undefined;
    }
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      let wait = POLL_MS;
      try {
        const page = await api.runEvents(
          id,
          lastSequence.current,
          abort.signal,
        );
        const fresh = await api.run(id, abort.signal);
        if (abort.signal.aborted) {
          return;
        }
        setEvents(known => mergeEvents(known, page.events));
        setRun(known => newer(known, fresh));
        setError(undefined);
        if (isRunEnded(fresh.state)) {
          finished.current = id;
          return;
        }
      } catch (failure) {
        if (abort.signal.aborted) {
          return;
        }
        setError(failure);
        wait = POLL_FAILED_MS;
      }
      timer = setTimeout(ask, wait);
    };
    ask();
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [api, id, live, ended, attempt]);

  const ordered = useMemo(
    () => [...events.values()].sort((a, b) => a.sequence - b.sequence),
    [events],
  );
  return {
    run: run?.id === id ? run : undefined,
    events: ordered,
    error,
    refresh: () => {
      finished.current = undefined;
      setAttempt(n => n + 1);
    },
  };
}
