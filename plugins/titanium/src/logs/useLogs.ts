import { useApi } from '@backstage/core-plugin-api';
import {
  LogLine,
  LogQueryInfo,
  SeriesResult,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  titaniumApiRef,
  TitaniumRequestError,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { TimeRange } from '../time';
import { lineTime, prepend } from './model/lines';

/** Lines of one page. */
export const PAGE = 1000;
/** Lines kept in a browser tab. */
export const MOST_LINES = 50_000;
/** A platform that is down is asked again after so long. */
const RETRY_MS = 5_000;

/** What is asked. */
export interface LogsQuestion {
  entityRef: string;
  query: string;
  range: TimeRange;
  /** Rises to ask the same again. */
  round: number;
}

export interface LogsAnswer {
  lines: readonly LogLine[];
  /** Number after the last line; rises as lines are added at the end, stays when older ones are put before. */
  appended: number;
  /** Set for a query of lines. */
  info: LogQueryInfo | null;
  /** Set for a query of values. */
  series: SeriesResult | null;
  /** When it came; milliseconds. */
  at: number;
  /** Older lines within the range can be had. */
  more: boolean;
}

export interface LogsState {
  /** The last good answer; stays while it is asked again and while that fails. */
  answer: LogsAnswer | null;
  /** True when the answer is to another question than the one asked now. */
  stale: boolean;
  error: Error | null;
  /** How often in a row the platform did not answer. */
  failures: number;
  reading: boolean;
  readingOlder: boolean;
  /** Reads the lines before the oldest; false when there are none to read now. */
  older: () => boolean;
  again: () => void;
}

/** True when asking again later may help: the platform, or the portal, does not answer. */
export function isDown(error: Error | null): boolean {
  return (
    error instanceof TitaniumRequestError &&
    error.code !== 'platform-forbidden' &&
    (error.code === 'platform-unavailable' ||
      error.status === 0 ||
      error.status === 502 ||
      error.status === 504)
  );
}

/** The same question answered again: what was read before stays, unless lines between are missing. */
function goOn(before: LogsAnswer, answer: LogsAnswer): LogsAnswer {
  const last = before.lines[before.lines.length - 1];
  const first = answer.lines[0];
  if (!last || !first || first.time > last.time || !answer.info) {
    return answer;
  }
  const all = prepend(before.lines, answer.lines);
  const { from } = answer.info;
  const start = all.findIndex(line => lineTime(line) >= from);
  const lines = all.slice(Math.max(0, start, all.length - MOST_LINES));
  return {
    ...answer,
    lines,
    appended: before.appended + all.length - before.lines.length,
    more: lines.length > answer.lines.length ? before.more : answer.more,
  };
}

/** Lines of a query, the newest page first, older ones on demand. A platform that is down is asked until it answers. */
export function useLogs({
  entityRef,
  query,
  range,
  round,
}: LogsQuestion): LogsState {
  const api = useApi(titaniumApiRef);
  const key = JSON.stringify({ entityRef, query, range });
  const [retries, setRetries] = useState(0);
  const [state, setState] = useState<{
    key: string;
    answer: LogsAnswer | null;
    answered: string;
    error: Error | null;
    failures: number;
    reading: boolean;
  }>({
    key,
    answer: null,
    answered: '',
    error: null,
    failures: 0,
    reading: true,
  });
  const [readingOlder, setReadingOlder] = useState(false);
  const current = useRef(state);
  current.current = state;
  const abortOlder = useRef<AbortController | null>(null);

  const ask = useCallback(
    async (asked: TimeRange, signal: AbortSignal): Promise<LogsAnswer> => {
      const { result, at } = await api.read(
        {
          action: {
            id: 'loki.query',
            input: {
              cluster: null,
              query,
              scope: 'entity',
              range: asked,
              limit: PAGE,
              direction: 'backward',
            },
          },
          entityRef,
        },
        signal,
      );
      const lines = result.type === 'logs' ? result.lines : [];
      return {
        lines,
        appended: lines.length,
        info: (result.type === 'logs' && result.query) || null,
        series: result.type === 'series' ? result : null,
        at: Date.parse(at),
        more: result.type === 'logs' && (result.query?.limited ?? false),
      };
    },
    [api, entityRef, query],
  );

  useEffect(() => {
    const abort = new AbortController();
    abortOlder.current?.abort();
    let timer: ReturnType<typeof setTimeout> | undefined;
    setState(before => ({ ...before, key, reading: true }));
    ask((JSON.parse(key) as LogsQuestion).range, abort.signal).then(
      answer => {
        if (abort.signal.aborted) return;
        setState(before => ({
          key,
          answer:
            before.answered === key && before.answer
              ? goOn(before.answer, answer)
              : answer,
          answered: key,
          error: null,
          failures: 0,
          reading: false,
        }));
      },
      (error: Error) => {
        if (abort.signal.aborted) return;
        const down = isDown(error);
        setState(before => ({
          ...before,
          error,
          failures: down ? before.failures + 1 : 0,
          reading: false,
        }));
        if (down) {
          timer = setTimeout(() => setRetries(count => count + 1), RETRY_MS);
        }
      },
    );
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [ask, key, round, retries]);

  const older = useCallback(() => {
    const { answer, answered, reading } = current.current;
    const first = answer?.lines[0];
    if (
      !answer?.more ||
      !first ||
      !answer.info ||
      reading ||
      answered !== key ||
      (abortOlder.current && !abortOlder.current.signal.aborted) ||
      answer.lines.length >= MOST_LINES
    ) {
      return false;
    }
    const abort = new AbortController();
    abortOlder.current = abort;
    setReadingOlder(true);
    const { from } = answer.info;
    // The last millisecond is asked again: more of its lines may be missing.
    const to = lineTime(first) + 1;
    ask({ from, to: Math.max(to, from + 1) }, abort.signal)
      .then(
        page => {
          if (abort.signal.aborted) return;
          setState(before => {
            if (!before.answer || before.answered !== key) return before;
            const lines = prepend(page.lines, before.answer.lines);
            return {
              ...before,
              answer: {
                ...before.answer,
                lines,
                more: page.more && lines.length > before.answer.lines.length,
              },
            };
          });
        },
        // The reader scrolls again, and it is asked again.
        () => {},
      )
      .finally(() => {
        if (abortOlder.current === abort) {
          abortOlder.current = null;
          setReadingOlder(false);
        }
      });
    return true;
  }, [ask, key]);
  const again = useCallback(() => setRetries(count => count + 1), []);

  return {
    answer: state.answer,
    stale: state.answered !== key || state.error !== null,
    error: state.key === key ? state.error : null,
    failures: state.failures,
    reading: state.reading || state.key !== key,
    readingOlder,
    older,
    again,
  };
}
