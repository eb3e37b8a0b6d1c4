import {
  createContext,
  ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  isWindow,
  parseDuration,
  readRange,
  sameRange,
  TimeRange,
  TimeWindow,
  toWindow,
  writeRange,
} from './range';
import { useAutoRefresh } from './useAutoRefresh';

/** The time a page looks at. */
export interface TimeRangeState {
  /** Give it to reads as it is: who answers resolves a relative one by the platform's clock. */
  range: TimeRange;
  /** Chooses another; forgets what was zoomed into. */
  setRange: (range: TimeRange) => void;
  /**
   * Looks closer; `back` returns. A window too short to be meant is ignored. `drop` names parameters of the URL that mean
   * nothing for the window: two changes of one URL in a row would forget the first.
   */
  zoom: (window: TimeWindow, drop?: readonly string[]) => void;
  back: () => void;
  canBack: boolean;
  /** Rises with every refresh; make it a dependency of what reads. */
  round: number;
  refresh: () => void;
  /** Seconds between refreshes, 0 for none. */
  refreshEvery: number;
  setRefreshEvery: (seconds: number) => void;
  /** What the newest answer covered, by the platform's clock; null before one came. */
  shown: TimeWindow | null;
  setShown: (window: TimeWindow) => void;
}

const Context = createContext<TimeRangeState | null>(null);

function readRefresh(params: URLSearchParams, fallback: number): number {
  const text = params.get('refresh');
  if (text === 'off') return 0;
  const seconds = parseDuration(text);
  return seconds === null ? fallback : Math.max(5, seconds);
}

/**
 * Keeps the time of a page in its URL (`range=1h`, or `from` and `to` in milliseconds; `refresh=30s`), so that a link
 * shows the same. Zooming is a step of the browser's history, other changes replace.
 */
export function TimeRangeProvider(props: {
  /** Seconds shown when the URL says nothing. */
  last?: number;
  /** Seconds between refreshes when the URL says nothing; 0 for none. */
  refreshEvery?: number;
  children: ReactNode;
}) {
  const { last = 3600, refreshEvery: rate = 0, children } = props;
  const [params, setParams] = useSearchParams();
  const [stack, setStack] = useState<readonly TimeRange[]>([]);
  const [round, setRound] = useState(0);
  const [shown, setShownState] = useState<TimeWindow | null>(null);
  const found = useMemo(() => readRange(params), [params]);
  const key = JSON.stringify(found ?? { last });
  const range = useMemo(() => JSON.parse(key) as TimeRange, [key]);
  const refreshEvery = readRefresh(params, rate);

  const put = useCallback(
    (next: TimeRange, replace: boolean, drop: readonly string[] = []) =>
      setParams(
        before => {
          const after = new URLSearchParams(before);
          drop.forEach(name => after.delete(name));
          writeRange(after, next);
          return after;
        },
        { replace, preventScrollReset: true },
      ),
    [setParams],
  );
  // The browser's Back has left the newest zoom.
  useEffect(() => {
    setStack(before => {
      const top = before[before.length - 1];
      return top && sameRange(top, range) ? before.slice(0, -1) : before;
    });
  }, [range]);

  const setRange = useCallback(
    (next: TimeRange) => {
      setStack([]);
      put(next, true);
    },
    [put],
  );
  const zoom = useCallback(
    ({ from, to }: TimeWindow, drop?: readonly string[]) => {
      const next = toWindow(from, to);
      if (!next || sameRange(next, range)) return;
      setStack(before => [...before, range]);
      put(next, false, drop);
    },
    [put, range],
  );
  const back = useCallback(() => {
    const top = stack[stack.length - 1];
    if (!top) return;
    setStack(stack.slice(0, -1));
    put(top, true);
  }, [put, stack]);
  const refresh = useCallback(() => setRound(before => before + 1), []);
  const setRefreshEvery = useCallback(
    (seconds: number) =>
      setParams(
        before => {
          const after = new URLSearchParams(before);
          if (seconds === rate) after.delete('refresh');
          else after.set('refresh', seconds ? `${seconds}s` : 'off');
          return after;
        },
        { replace: true, preventScrollReset: true },
      ),
    [setParams, rate],
  );
  const setShown = useCallback(
    (next: TimeWindow) =>
      setShownState(before =>
        before && sameRange(before, next) ? before : next,
      ),
    [],
  );
  // What lies between two fixed moments does not change.
  useAutoRefresh(isWindow(range) ? 0 : refreshEvery, refresh);

  const state = useMemo(
    () => ({
      range,
      setRange,
      zoom,
      back,
      canBack: stack.length > 0,
      round,
      refresh,
      refreshEvery,
      setRefreshEvery,
      shown,
      setShown,
    }),
    [
      range,
      setRange,
      zoom,
      back,
      stack.length,
      round,
      refresh,
      refreshEvery,
      setRefreshEvery,
      shown,
      setShown,
    ],
  );
  return <Context.Provider value={state}>{children}</Context.Provider>;
}

/** The time of the page around. Needs a {@link TimeRangeProvider} above. */
export function useTimeRange(): TimeRangeState {
  const state = useContext(Context);
  if (!state) {
    throw new Error('useTimeRange needs a TimeRangeProvider above it');
  }
  return state;
}
