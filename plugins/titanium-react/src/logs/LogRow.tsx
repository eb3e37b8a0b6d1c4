import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { LogLine } from '@titanium-portal/backstage-plugin-titanium-common';
import { memo, useState } from 'react';
import { visibleText } from '../components/text/visibleText';
import { absoluteTime } from '../components/time/absoluteTime';
import {
  ansiColor,
  focusRing,
  healthColor,
  matchBackground,
  tagColor,
} from '../theme';
import { classNames } from '../theme/classNames';
import { titaniumReactTranslationRef } from '../translation';
import { AnsiColor, plainText, takeCharacters } from './ansi';
import { LOG_LEVELS, LogLevel, levelHealth, logLevel } from './levels';
import { readableLine } from './readable';
import { markMatches, parseHead, parseLine } from './search';

export const LINE_HEIGHT = 20;
/** A longer line is drawn up to here, the rest on demand: browsers choke on few long lines, not on many short ones. */
export const MOST_CHARACTERS = 2000;

const COLORS: AnsiColor[] = [
  'black',
  'red',
  'green',
  'yellow',
  'blue',
  'magenta',
  'cyan',
  'white',
];

const useStyles = makeStyles(
  theme => ({
    line: {
      display: 'flex',
      gap: 12,
      minHeight: LINE_HEIGHT,
      [theme.breakpoints.down('xs')]: { gap: '0 8px' },
    },
    // On a phone a wrapped line has the whole width below its time.
    wrappedLine: {
      [theme.breakpoints.down('xs')]: {
        flexWrap: 'wrap',
        paddingBottom: 4,
        '& $text': { flexBasis: '100%' },
      },
    },
    time: { flex: '0 0 auto', color: theme.palette.text.secondary },
    level: { flex: '0 0 5ch', fontWeight: 600, textTransform: 'uppercase' },
    ...Object.fromEntries(
      LOG_LEVELS.map(level => [
        `level-${level}`,
        { color: healthColor(theme, levelHealth(level)) },
      ]),
    ),
    open: {
      all: 'unset',
      flex: '0 0 auto',
      width: 16,
      height: LINE_HEIGHT,
      margin: '0 -6px 0 -8px',
      cursor: 'pointer',
      textAlign: 'center',
      color: theme.palette.text.secondary,
      '&:focus-visible': focusRing(theme, -1),
    },
    clickable: {
      cursor: 'pointer',
      '&:hover': { background: theme.palette.action.hover },
    },
    tag: { flex: '0 0 auto', fontWeight: 600 },
    text: { flex: '1 1 auto', whiteSpace: 'pre' },
    wrap: { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', minWidth: 0 },
    current: {
      background: theme.palette.action.selected,
      // Quiet text is not readable on this ground.
      '& $time, & $dim, & $cut': { color: theme.palette.text.primary },
    },
    match: {
      background: matchBackground(theme),
      color: theme.palette.getContrastText(matchBackground(theme)),
    },
    more: {
      all: 'unset',
      cursor: 'pointer',
      textDecoration: 'underline',
      color: theme.palette.text.secondary,
      '&:focus-visible': focusRing(theme, 1),
    },
    cut: { color: theme.palette.text.secondary },
    dim: { color: theme.palette.text.secondary },
    gap: {
      height: LINE_HEIGHT,
      color: healthColor(theme, 'degraded'),
      fontWeight: 600,
    },
    ...Object.fromEntries(
      COLORS.map(color => [
        `ansi-${color}`,
        { color: ansiColor(theme, color) },
      ]),
    ),
  }),
  { name: 'TitaniumLogRow' },
);

/** In five letters, so that lines begin below each other. */
const SHORT: Partial<Record<LogLevel, string>> = {
  critical: 'crit',
  unknown: '–',
};

/** Hours to milliseconds of the reader's own zone; the title has the rest. */
function timeOfDay(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(
    date.getSeconds(),
  )}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

export interface LogRowProps {
  line: LogLine;
  /** Place of the pod among those shown, for its colour; null without a tag. */
  tag: number | null;
  timestamps: boolean;
  wrap: boolean;
  search: string;
  current: boolean;
  /** Lines missing before this one. */
  missing: number;
  /** Number of the line. */
  number?: number;
  /** Draws the level. */
  level?: boolean;
  /** Draws an object's message first, then its fields. */
  readable?: boolean;
  /** Whether its details are shown; undefined where it has none. */
  open?: boolean;
  /** Tab comes to its button. */
  reachable?: boolean;
  onOpen?: (number: number | null) => void;
}

/** One line. Drawn again only when it or how it is shown changes. */
export const LogRow = memo((props: LogRowProps) => {
  const { line, tag, timestamps, wrap, search, current, missing } = props;
  const { open, onOpen, number = 0 } = props;
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const classes = useStyles() as Record<string, string>;
  const [all, setAll] = useState(false);
  const segments =
    (props.readable && readableLine(line)) ||
    (all ? parseLine(line).segments : parseHead(line));
  const plain = plainText(segments);
  const long = plain.length > MOST_CHARACTERS && !all;
  const drawn = markMatches(
    long ? takeCharacters(segments, MOST_CHARACTERS) : segments,
    search,
  );
  return (
    <>
      {missing > 0 && (
        <div className={classes.gap}>⋯ {t('logs.gap', { count: missing })}</div>
      )}
      {/* The button inside does the same for the keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
      <div
        className={classNames(
          classes.line,
          wrap && classes.wrappedLine,
          current && classes.current,
          onOpen && classes.clickable,
        )}
        onClick={
          onOpen &&
          (event => {
            const text = window.getSelection()?.toString();
            const control = (event.target as HTMLElement).closest('button');
            if (!text && !control) onOpen(open ? null : number);
          })
        }
      >
        {onOpen && (
          <button
            type="button"
            className={classes.open}
            data-line={number}
            tabIndex={props.reachable ? 0 : -1}
            aria-expanded={open}
            aria-label={t('logs.details', {
              line: `${timeOfDay(line.time)} ${plain.slice(0, 120)}`,
            })}
            onClick={() => onOpen(open ? null : number)}
          >
            <span aria-hidden>{open ? '▾' : '▸'}</span>
          </button>
        )}
        {timestamps && (
          <span className={classes.time} title={absoluteTime(line.time)}>
            {timeOfDay(line.time)}
          </span>
        )}
        {props.level && (
          <span
            className={classNames(
              classes.level,
              classes[`level-${logLevel(line.level)}`],
            )}
          >
            {SHORT[logLevel(line.level)] ?? logLevel(line.level)}
          </span>
        )}
        {tag !== null && line.pod && (
          <PodTag pod={line.pod} place={tag} className={classes.tag} />
        )}
        <span className={classNames(classes.text, wrap && classes.wrap)}>
          {drawn.map((segment, index) => {
            const Element = segment.match ? 'mark' : 'span';
            return (
              <Element
                key={index}
                className={classNames(
                  segment.color && classes[`ansi-${segment.color}`],
                  segment.dim && classes.dim,
                  segment.match && classes.match,
                )}
                style={{
                  fontWeight: segment.bold ? 700 : undefined,
                  fontStyle: segment.italic ? 'italic' : undefined,
                  textDecoration: segment.underline ? 'underline' : undefined,
                }}
              >
                {segment.text}
              </Element>
            );
          })}
          {long && (
            <>
              {'… '}
              <button
                type="button"
                className={classes.more}
                onClick={() => setAll(true)}
              >
                {t('logs.showAll', {
                  number: String(Math.max(plain.length, line.text.length)),
                })}
              </button>
            </>
          )}
          {line.cut ? (
            <span className={classes.cut}>
              {' … '}
              {t('logs.cut', { number: String(line.cut) })}
            </span>
          ) : null}
        </span>
      </div>
    </>
  );
});

const useTagStyles = makeStyles(
  theme => ({
    tag: {
      color: (props: { place: number }) => tagColor(theme, props.place),
    },
  }),
  { name: 'TitaniumPodTag' },
);

/** The end of the pod's name, where replicas differ, in its own colour. */
function PodTag(props: { pod: string; place: number; className: string }) {
  const { pod, place, className } = props;
  const classes = useTagStyles({ place });
  return (
    <span
      className={classNames(className, classes.tag)}
      title={visibleText(pod)}
    >
      {visibleText(pod.slice(-5))}
    </span>
  );
}
