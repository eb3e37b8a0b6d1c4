import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { LogLine } from '@titanium-portal/backstage-plugin-titanium-common';
import { memo, useState } from 'react';
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
import { AnsiColor, takeCharacters } from './ansi';
import { markMatches, parseLine } from './search';

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
    line: { display: 'flex', gap: 12, minHeight: LINE_HEIGHT },
    time: { flex: '0 0 auto', color: theme.palette.text.secondary },
    tag: { flex: '0 0 auto', fontWeight: 600 },
    text: { flex: '1 1 auto', whiteSpace: 'pre' },
    wrap: { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', minWidth: 0 },
    current: { background: theme.palette.action.selected },
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
}

/** One line. Drawn again only when it or how it is shown changes. */
export const LogRow = memo((props: LogRowProps) => {
  const { line, tag, timestamps, wrap, search, current, missing } = props;
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const classes = useStyles() as Record<string, string>;
  const [all, setAll] = useState(false);
  const { segments, plain } = parseLine(line);
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
      <div className={classNames(classes.line, current && classes.current)}>
        {timestamps && (
          <span className={classes.time} title={absoluteTime(line.time)}>
            {timeOfDay(line.time)}
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
                {t('logs.showAll', { number: String(plain.length) })}
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
    <span className={classNames(className, classes.tag)} title={pod}>
      {pod.slice(-5)}
    </span>
  );
}
