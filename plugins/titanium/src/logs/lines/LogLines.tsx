import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { LogLine } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  LogList,
  LogListHandle,
  ShownLog,
  useFollow,
  useHeld,
  useShortcut,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { ReactNode, useEffect, useRef, useState } from 'react';
import { titaniumTranslationRef } from '../../translation';
import { lineId, lineTime } from '../model/lines';
import { LabelFilter } from '../model/query';
import { LogsUrlState } from '../urlState';
import { ContextDialog } from './ContextDialog';
import { LineDetails } from './LineDetails';

/** Where a line of a link is among those shown; -1 when it is not. */
function findLine(lines: readonly LogLine[], id: string | null): number {
  if (id === null) return -1;
  const time = id.slice(0, id.lastIndexOf('~'));
  return lines.findIndex(line => line.time === time && lineId(line) === id);
}

/** The lines, with what can be opened on each. */
export function LogLines(props: {
  log: ShownLog;
  label: string;
  entityRef: string;
  state: LogsUrlState;
  wrap: boolean;
  /** The moment to begin at, in milliseconds; null begins at the newest line. */
  begin: number | null;
  /** What the lines answer. */
  question: string;
  /** The answer, or older lines, are being read. */
  reading: boolean;
  live: boolean;
  onLive: () => void;
  onLine: (line: string | null) => void;
  onFilter: (filter: LabelFilter) => void;
  linkOf: (line: LogLine) => string;
  /** Reads older lines; false when there are none. */
  onTop: () => boolean;
  empty: ReactNode;
}) {
  const { state, live, onLine } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const container = useRef<HTMLDivElement>(null);
  const [follow, setFollow] = useFollow(container);
  useEffect(() => {
    if (live) setFollow(true);
  }, [live, setFollow]);
  useShortcut('f', t('logs.live.shortcut'), () => {
    if (live) setFollow(!follow);
    else props.onLive();
  });
  const held = live && !follow;
  const log = useHeld(props.log, held);
  const { lines } = log;
  const first = log.appended - lines.length;
  const index = findLine(lines, state.line);
  const [context, setContext] = useState<LogLine | null>(null);
  const handle = useRef<LogListHandle>(null);

  // A link's line is brought into sight once.
  const sought = useRef(state.line);
  useEffect(() => {
    if (sought.current !== null && index >= 0) {
      sought.current = null;
      setFollow(false);
      requestAnimationFrame(() => handle.current?.scrollTo(index));
    }
  }, [index, setFollow]);

  // So is the first line after the moment of a link, read first where it lies further back.
  const { onTop, reading, question } = props;
  const wanted = state.line === null && !live ? props.begin : null;
  const moment = useRef(wanted);
  const [begin, setBegin] = useState<string | null>(null);
  // Other lines begin at the same moment.
  useEffect(() => {
    moment.current = wanted;
    // Opening a line or following later is no new question.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [question]);
  useEffect(() => {
    const time = moment.current;
    if (time === null || lines.length === 0 || reading) return;
    if (lineTime(lines[0]) > time && onTop()) return;
    moment.current = null;
    const place = lines.findIndex(line => lineTime(line) >= time);
    if (place < 0) return;
    setFollow(false);
    setBegin(lineId(lines[place]));
    requestAnimationFrame(() => handle.current?.scrollTo(place));
  }, [lines, reading, onTop, setFollow]);
  const pointed = index < 0 ? findLine(lines, begin) : index;

  return (
    <>
      <LogList
        log={log}
        label={t('logs.list', { entity: props.label })}
        container={container}
        handle={handle}
        wrap={props.wrap}
        timestamps={state.timestamps}
        levels
        readable={!state.raw}
        needle={state.filters.regex ? '' : state.filters.search}
        current={pointed < 0 ? null : first + pointed}
        open={index < 0 ? null : first + index}
        onOpen={number => {
          const line = number === null ? undefined : lines[number - first];
          if (line) setFollow(false);
          onLine(line ? lineId(line) : null);
        }}
        details={line => (
          <LineDetails
            line={line}
            link={props.linkOf(line)}
            onContext={() => setContext(line)}
            onFilter={props.onFilter}
          />
        )}
        follow={follow}
        onTop={onTop}
        empty={props.empty}
        waiting={
          held
            ? {
                count: props.log.appended - log.appended,
                show: () => setFollow(true),
              }
            : null
        }
      />
      {context && (
        <ContextDialog
          line={context}
          entityRef={props.entityRef}
          onClose={() => setContext(null)}
        />
      )}
    </>
  );
}
