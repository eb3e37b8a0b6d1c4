import { useLogLines } from '@titanium-portal/backstage-plugin-titanium-react';
import { useEffect, useMemo, useState } from 'react';
import { joinLive } from './model/lines';
import { MOST_LINES, useLogs } from './useLogs';

/** While lines are followed their histogram is counted again this often. */
const LIVE_ROUND_MS = 15_000;

/** The lines that were read, and while they are followed those that have come since. */
export function useFollowedLog(options: {
  entityRef: string;
  query: string;
  live: boolean;
  logs: ReturnType<typeof useLogs>;
}) {
  const { entityRef, query, live, logs } = options;
  const { answer, again } = logs;
  const [liveRound, setLiveRound] = useState(0);
  useEffect(() => {
    if (!live) return undefined;
    const timer = setInterval(
      () => setLiveRound(before => before + 1),
      LIVE_ROUND_MS,
    );
    return () => clearInterval(timer);
  }, [live]);

  const stream = useLogLines(
    live ? { topic: 'logs', entityRef, params: { query } } : null,
    { maxLines: MOST_LINES },
  );
  const source = Object.values(stream.view.status)[0];
  const sourceDown =
    live && (source?.state === 'stale' || source?.state === 'unavailable');
  // The stream has noticed first: asking decides what is shown instead, and until when.
  useEffect(() => {
    if (sourceDown) again();
  }, [sourceDown, again]);

  const read = answer?.lines;
  const log = useMemo(() => {
    if (!live) {
      return {
        lines: read ?? [],
        appended: answer?.appended ?? 0,
        gaps: [],
      };
    }
    return {
      lines: joinLive(read ?? [], stream.view.lines),
      appended: stream.view.appended,
      gaps: stream.view.gaps,
    };
  }, [
    live,
    read,
    answer?.appended,
    stream.view.lines,
    stream.view.appended,
    stream.view.gaps,
  ]);
  return { log, stream, source, liveRound };
}
