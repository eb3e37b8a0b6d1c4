import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { LogLine } from '@titanium-portal/backstage-plugin-titanium-common';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { saveText } from '../results/saveText';
import { LogGap } from '../stream';
import { titaniumReactTranslationRef } from '../translation';
import { LogList, LogListHandle } from './LogList';
import { LogToolbar } from './LogToolbar';
import { findLines } from './search';
import { logToText } from './toText';
import { useFollow } from './useFollow';
import { useHeld } from './useHeld';

const useStyles = makeStyles(
  {
    root: {
      display: 'flex',
      flexDirection: 'column',
      flex: 1,
      minHeight: 0,
      gap: 8,
    },
  },
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

function severalPods(lines: readonly LogLine[]): boolean {
  return lines.some(line => line.pod !== lines[0].pod);
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

  const needle = useDeferredValue(search.trim());
  const matches = useMemo(() => findLines(lines, needle), [lines, needle]);
  const [currentLine, setCurrentLine] = useState<number | null>(null);
  const current =
    currentLine === null ? -1 : matches.indexOf(currentLine - first);

  const list = useRef<LogListHandle>(null);
  const step = (by: 1 | -1) => {
    if (matches.length === 0) return;
    let next = (current + by + matches.length) % matches.length;
    if (current < 0) next = by > 0 ? 0 : matches.length - 1;
    setFollow(false);
    setCurrentLine(first + matches[next]);
    list.current?.scrollTo(matches[next]);
  };
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
            logToText(newest, { timestamps, pods: severalPods(lines) }),
          )
        }
      />
      <LogList
        log={log}
        label={label}
        container={container}
        handle={list}
        wrap={wrap}
        timestamps={timestamps}
        needle={needle}
        current={currentLine}
        follow={follow && live}
        empty={t(live ? 'logs.waiting' : 'logs.empty')}
        waiting={
          held
            ? { count: appended - log.appended, show: () => setFollow(true) }
            : null
        }
      />
    </div>
  );
}
