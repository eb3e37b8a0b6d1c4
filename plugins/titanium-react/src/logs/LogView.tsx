import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useVirtualizer } from '@tanstack/react-virtual';
import { LogLine } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  useDeferredValue,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { saveText } from '../results/saveText';
import { LogGap } from '../stream';
import { focusRing, monospace } from '../theme';
import { titaniumReactTranslationRef } from '../translation';
import { LINE_HEIGHT, LogRow } from './LogRow';
import { LogToolbar } from './LogToolbar';
import { findLines } from './search';
import { logToText } from './toText';
import { useFollow } from './useFollow';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexDirection: 'column',
      flex: 1,
      minHeight: 0,
      gap: 8,
    },
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
  { name: 'TitaniumLogView' },
);

/** @public */
export interface LogViewProps {
  lines: readonly LogLine[];
  /** Lines ever appended; `lines.length` for a log that does not move. */
  appended?: number;
  gaps?: readonly LogGap[];
  /** Said by screen readers; the name of a download. */
  label: string;
  /** Whether lines are still coming; then the view can follow them. */
  live?: boolean;
  wrap: boolean;
  onWrap: (wrap: boolean) => void;
  timestamps: boolean;
  onTimestamps: (timestamps: boolean) => void;
  search: string;
  onSearch: (search: string) => void;
}

const NO_GAPS: readonly LogGap[] = [];

/** What is shown stands still while somebody reads further up: new lines wait until the view follows again. */
function useHeld<T>(value: T, held: boolean): T {
  const kept = useRef(value);
  if (!held) kept.current = value;
  return kept.current;
}

/**
 * A log of any length: follows, searches, wraps, downloads. Colours of a terminal are drawn readably, all other escapes
 * taken off; only lines in sight are drawn.
 * @public
 */
export function LogView(props: LogViewProps) {
  const { label, live = false, wrap, timestamps, search } = props;
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const classes = useStyles();
  const container = useRef<HTMLDivElement>(null);
  const [follow, setFollow] = useFollow(container);
  const appended = props.appended ?? props.lines.length;
  const gaps = props.gaps ?? NO_GAPS;
  const newest = useMemo(
    () => ({ lines: props.lines, appended, gaps }),
    [props.lines, appended, gaps],
  );
  // A log that was started anew has nothing to hold on to.
  const restarted = useRef(newest);
  const held = live && !follow && appended >= restarted.current.appended;
  const log = useHeld(newest, held);
  restarted.current = log;
  const { lines } = log;
  const first = log.appended - lines.length;

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

  const needle = useDeferredValue(search.trim());
  const matches = useMemo(() => findLines(lines, needle), [lines, needle]);
  const [currentLine, setCurrentLine] = useState<number | null>(null);
  const current =
    currentLine === null ? -1 : matches.indexOf(currentLine - first);

  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => container.current,
    estimateSize: index =>
      missing.has(first + index) ? 2 * LINE_HEIGHT : LINE_HEIGHT,
    getItemKey: index => first + index,
    overscan: 20,
  });
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, wrap, missing]);

  const count = lines.length;
  useEffect(() => {
    if (follow && live && count > 0) {
      virtualizer.scrollToIndex(count - 1, { align: 'end' });
    }
  }, [virtualizer, follow, live, count, log.appended, wrap]);

  const step = (by: 1 | -1) => {
    if (matches.length === 0) return;
    let next = (current + by + matches.length) % matches.length;
    if (current < 0) next = by > 0 ? 0 : matches.length - 1;
    setFollow(false);
    setCurrentLine(first + matches[next]);
    virtualizer.scrollToIndex(matches[next], { align: 'center' });
  };
  const newer = appended - log.appended;
  return (
    <div className={classes.root}>
      <LogToolbar
        search={search}
        onSearch={text => {
          setCurrentLine(null);
          props.onSearch(text);
        }}
        matches={matches.length}
        current={current}
        onStep={step}
        follow={live ? follow : undefined}
        onFollow={setFollow}
        wrap={wrap}
        onWrap={props.onWrap}
        timestamps={timestamps}
        onTimestamps={props.onTimestamps}
        onDownload={() =>
          saveText(
            `${label}.log`,
            logToText(newest, { timestamps, pods: tags !== null }),
          )
        }
      />
      <div className={classes.frame}>
        <div
          ref={container}
          className={classes.lines}
          role="log"
          aria-live="off"
          aria-label={label}
          // A region that scrolls must be reachable by keyboard.
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
        >
          {count === 0 && (
            <div className={classes.empty}>
              {t(live ? 'logs.waiting' : 'logs.empty')}
            </div>
          )}
          <div
            className={classes.all}
            style={{ height: virtualizer.getTotalSize() }}
          >
            {virtualizer.getVirtualItems().map(({ index, start, key }) => (
              <div
                key={key}
                ref={wrap ? virtualizer.measureElement : undefined}
                data-index={index}
                className={
                  wrap ? `${classes.row} ${classes.wrapped}` : classes.row
                }
                style={{ transform: `translateY(${start}px)` }}
              >
                <LogRow
                  line={lines[index]}
                  tag={tags?.get(lines[index].pod ?? '') ?? null}
                  timestamps={timestamps}
                  wrap={wrap}
                  search={needle}
                  current={first + index === currentLine}
                  missing={missing.get(first + index) ?? 0}
                />
              </div>
            ))}
          </div>
        </div>
        {held && (
          <Button
            className={classes.newer}
            size="small"
            variant="contained"
            color="primary"
            title={t('logs.newest')}
            onClick={() => setFollow(true)}
          >
            {newer > 0 ? t('logs.newer', { count: newer }) : t('logs.newest')}
          </Button>
        )}
      </div>
    </div>
  );
}
