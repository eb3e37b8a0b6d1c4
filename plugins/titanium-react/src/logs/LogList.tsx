import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useVirtualizer } from '@tanstack/react-virtual';
import { LogLine } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  KeyboardEvent,
  ReactNode,
  RefObject,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react';
import { LogGap } from '../stream';
import { focusRing, monospace } from '../theme';
import { titaniumReactTranslationRef } from '../translation';
import { LINE_HEIGHT, LogRow } from './LogRow';

const useStyles = makeStyles(
  theme => ({
    frame: {
      position: 'relative',
      flex: 1,
      minHeight: 160,
      display: 'flex',
    },
    lines: {
      ...monospace,
      flex: 1,
      minWidth: 0,
      overflow: 'auto',
      overflowAnchor: 'none',
      contain: 'strict',
      fontSize: 12,
      lineHeight: `${LINE_HEIGHT}px`,
      color: theme.palette.text.primary,
      background: theme.palette.background.paper,
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 4,
      '&:focus-visible': focusRing(theme),
    },
    all: { position: 'relative', minWidth: '100%' },
    row: {
      position: 'absolute',
      top: 0,
      left: 0,
      minWidth: '100%',
      boxSizing: 'border-box',
      padding: '0 12px',
    },
    wrapped: { width: '100%' },
    details: {
      position: 'sticky',
      left: 0,
      boxSizing: 'border-box',
      whiteSpace: 'normal',
      fontFamily: theme.typography.fontFamily,
    },
    empty: {
      padding: 12,
      fontFamily: theme.typography.fontFamily,
      color: theme.palette.text.secondary,
    },
    newer: {
      position: 'absolute',
      bottom: 12,
      left: '50%',
      transform: 'translateX(-50%)',
      whiteSpace: 'nowrap',
    },
  }),
  { name: 'TitaniumLogList' },
);

/** Lines and how they are numbered. @public */
export interface ShownLog {
  lines: readonly LogLine[];
  /** Number after the last line; `lines.length` for a log that does not move. Lines put before others count down. */
  appended: number;
  gaps: readonly LogGap[];
}

/** What a page may do to a list of lines. @public */
export interface LogListHandle {
  /** Brings a line into sight, by its place in `lines`. */
  scrollTo(index: number): void;
}

/** @public */
export interface LogListProps {
  log: ShownLog;
  label: string;
  /** The element that scrolls. */
  container: RefObject<HTMLDivElement>;
  handle?: RefObject<LogListHandle>;
  wrap: boolean;
  timestamps: boolean;
  /** Draws the level of each line. */
  levels?: boolean;
  /** Draws lines that are objects with their message first, then their fields. */
  readable?: boolean;
  /** Text marked in lines. */
  needle: string;
  /** Number of a line that is pointed out. */
  current: number | null;
  /** Stays at the newest line. */
  follow: boolean;
  /** Shown where there are no lines. */
  empty: ReactNode;
  /** New lines wait below; with the way to them. */
  waiting?: { count: number; show: () => void } | null;
  /** Number of the line whose details are open. */
  open?: number | null;
  /** With it lines can be opened. */
  onOpen?: (number: number | null) => void;
  details?: (line: LogLine) => ReactNode;
  /** Called when a reader comes near the oldest line. */
  onTop?: () => void;
}

/** Rows of this height above the window are near the top. */
const NEAR_TOP = 20 * LINE_HEIGHT;

/**
 * A list of lines of any length, of which only those in sight are drawn. Lines put before the others do not move what is
 * being read. Arrow keys go from line to line, Enter opens one.
 * @public
 */
export function LogList(props: LogListProps) {
  const { log, container, wrap, timestamps, needle, follow, open } = props;
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const classes = useStyles();
  const { lines } = log;
  const count = lines.length;
  const first = log.appended - count;

  const missing = useMemo(
    () => new Map(log.gaps.map(gap => [gap.before, gap.dropped])),
    [log.gaps],
  );
  const tags = useMemo(() => {
    const pods = [...new Set(lines.map(line => line.pod ?? ''))].sort();
    return pods.length > 1
      ? new Map(pods.map((pod, place) => [pod, place]))
      : null;
  }, [lines]);

  // New functions would let the places of all lines be counted again, with every scroll.
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => container.current,
    estimateSize: useCallback(
      (index: number) =>
        missing.has(first + index) ? 2 * LINE_HEIGHT : LINE_HEIGHT,
      [missing, first],
    ),
    getItemKey: useCallback((index: number) => first + index, [first]),
    overscan: 12,
  });
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, wrap, missing]);

  // Lines came in before the others: what is read stays where it is.
  const before = useRef({ first, appended: log.appended });
  useLayoutEffect(() => {
    const added = before.current.first - first;
    const same = before.current.appended === log.appended;
    if (same && added > 0 && container.current && !follow) {
      container.current.scrollTop += added * LINE_HEIGHT;
    }
    before.current = { first, appended: log.appended };
  }, [first, log.appended, container, follow]);

  useEffect(() => {
    if (follow && count > 0) {
      virtualizer.scrollToIndex(count - 1, { align: 'end' });
    }
  }, [virtualizer, follow, count, log.appended, wrap]);

  useImperativeHandle(
    props.handle,
    () => ({
      scrollTo: index => virtualizer.scrollToIndex(index, { align: 'center' }),
    }),
    [virtualizer],
  );

  const lastOpen = useRef(open);
  useLayoutEffect(() => {
    const closed = lastOpen.current;
    if (!wrap && typeof closed === 'number' && closed !== open) {
      virtualizer.resizeItem(
        closed - first,
        missing.has(closed) ? 2 * LINE_HEIGHT : LINE_HEIGHT,
      );
    }
    if (typeof open === 'number' && open !== closed) {
      // Its details may lie below what is in sight; their height is known a moment later.
      requestAnimationFrame(() => {
        const list = container.current;
        const row = list?.querySelector(`[data-index="${open - first}"]`);
        if (!list || !row) return;
        const box = list.getBoundingClientRect();
        const { top, bottom } = row.getBoundingClientRect();
        const hidden = bottom - box.bottom;
        // The line itself stays in sight.
        if (hidden > 0) list.scrollTop += Math.min(hidden, top - box.top);
      });
    }
    lastOpen.current = open;
  }, [virtualizer, container, open, wrap, first, missing]);

  const { onTop } = props;
  useEffect(() => {
    const element = container.current;
    if (!element || !onTop) return undefined;
    const look = () => element.scrollTop < NEAR_TOP && onTop();
    element.addEventListener('scroll', look, { passive: true });
    return () => element.removeEventListener('scroll', look);
  }, [container, onTop]);

  const items = virtualizer.getVirtualItems();
  // One button of the list is reached by Tab, the others by arrows.
  const reachable =
    props.current !== null &&
    items.some(({ index }) => first + index === props.current)
      ? props.current
      : first + (items[items.length - 1]?.index ?? 0);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const from = (event.target as HTMLElement).dataset.line;
    if (!by || from === undefined || event.altKey || event.ctrlKey) return;
    event.preventDefault();
    const index = Math.max(0, Math.min(count - 1, Number(from) - first + by));
    virtualizer.scrollToIndex(index, { align: 'auto' });
    requestAnimationFrame(() =>
      container.current
        ?.querySelector<HTMLElement>(`[data-line="${first + index}"]`)
        ?.focus({ preventScroll: true }),
    );
  };
  return (
    <div className={classes.frame}>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={container}
        className={classes.lines}
        role="log"
        aria-live="off"
        aria-label={props.label}
        // A region that scrolls must be reachable by keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onKeyDown={props.onOpen ? onKeyDown : undefined}
      >
        {count === 0 && <div className={classes.empty}>{props.empty}</div>}
        <div
          className={classes.all}
          style={{ height: virtualizer.getTotalSize() }}
        >
          {items.map(({ index, start, key }) => {
            const number = first + index;
            const line = lines[index];
            const isOpen = number === open;
            return (
              <div
                key={key}
                ref={wrap || isOpen ? virtualizer.measureElement : undefined}
                data-index={index}
                className={
                  wrap ? `${classes.row} ${classes.wrapped}` : classes.row
                }
                style={{ transform: `translateY(${start}px)` }}
              >
                <LogRow
                  line={line}
                  number={number}
                  tag={tags?.get(line.pod ?? '') ?? null}
                  timestamps={timestamps}
                  level={props.levels ?? false}
                  readable={props.readable ?? false}
                  wrap={wrap}
                  search={needle}
                  current={number === props.current}
                  missing={missing.get(number) ?? 0}
                  open={props.onOpen ? isOpen : undefined}
                  reachable={number === reachable}
                  onOpen={props.onOpen}
                />
                {isOpen && (
                  <div
                    className={classes.details}
                    style={{
                      width: (container.current?.clientWidth ?? 320) - 24,
                    }}
                  >
                    {props.details?.(line)}
                  </div>
                )}
              </div>
            );
          })}
        </div>
      </div>
      {props.waiting && (
        <Button
          className={classes.newer}
          size="small"
          variant="contained"
          color="primary"
          title={t('logs.newest')}
          onClick={props.waiting.show}
        >
          {props.waiting.count > 0
            ? t('logs.newer', { count: props.waiting.count })
            : t('logs.newest')}
        </Button>
      )}
    </div>
  );
}
