import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles, Theme } from '@material-ui/core/styles';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { LogLine } from '@titanium-portal/backstage-plugin-titanium-common';
import { visibleText } from '../components';
import { LOG_LEVELS, levelHealth, LogLevel, logLevel } from '../logs/levels';
import { healthColor, monospace } from '../theme';
import { classNames } from '../theme/classNames';
import { titaniumReactTranslationRef } from '../translation';

const LINE_HEIGHT = 20;
const VIRTUAL_ABOVE = 200;

function levelStyles(theme: Theme) {
  return Object.fromEntries(
    LOG_LEVELS.map(level => [
      level,
      { fontWeight: 600, color: healthColor(theme, levelHealth(level)) },
    ]),
  ) as Record<LogLevel, { fontWeight: number; color: string }>;
}

const useStyles = makeStyles(
  theme => ({
    root: {
      ...monospace,
      fontSize: 12,
      lineHeight: `${LINE_HEIGHT}px`,
      color: theme.palette.text.primary,
      overflow: 'auto',
      maxHeight: 22 * LINE_HEIGHT,
      padding: '8px 12px',
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.text.primary}`,
        outlineOffset: -2,
      },
    },
    line: { whiteSpace: 'pre', minHeight: LINE_HEIGHT },
    virtual: { position: 'absolute', left: 0, top: 0 },
    muted: { color: theme.palette.text.secondary },
    ...levelStyles(theme),
  }),
  { name: 'TitaniumTextView' },
);

type Line = {
  text: string;
  before?: string;
  cut?: number;
  level?: LogLevel;
  title?: string;
};

/** Lines in a monospace; long texts draw only what is in sight. */
export function LinesView(props: { lines: readonly Line[]; label: string }) {
  const { lines, label } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const ref = useRef<HTMLDivElement>(null);
  const virtual = lines.length > VIRTUAL_ABOVE;
  const virtualizer = useVirtualizer({
    count: lines.length,
    enabled: virtual,
    getScrollElement: () => ref.current,
    estimateSize: () => LINE_HEIGHT,
    overscan: 20,
  });
  const draw = (line: Line) => (
    <>
      {line.level && (
        <span className={classes[line.level]} title={line.title}>
          {line.level.toUpperCase().padEnd(8)}{' '}
        </span>
      )}
      {line.before && (
        <span className={classes.muted}>{visibleText(line.before)} </span>
      )}
      {visibleText(line.text)}
      {line.cut ? (
        <span className={classes.muted}>
          {t('results.cut', { value: String(line.cut) })}
        </span>
      ) : null}
    </>
  );
  return (
    <div
      ref={ref}
      className={classes.root}
      role="region"
      aria-label={label}
      // A region that scrolls must be reachable by keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      {virtual ? (
        <div
          style={{ height: virtualizer.getTotalSize(), position: 'relative' }}
        >
          {virtualizer.getVirtualItems().map(item => (
            <div
              key={item.index}
              className={classNames(classes.line, classes.virtual)}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {draw(lines[item.index])}
            </div>
          ))}
        </div>
      ) : (
        lines.map((line, index) => (
          <div key={index} className={classes.line}>
            {draw(line)}
          </div>
        ))
      )}
    </div>
  );
}

/** A text as the command would print it. */
export function TextView(props: { text: string; label: string }) {
  const lines = props.text.replace(/\n$/, '').split('\n');
  return (
    <LinesView lines={lines.map(text => ({ text }))} label={props.label} />
  );
}

function labelsOf({ time, labels = {}, fields = {} }: LogLine): string {
  return [
    time,
    ...Object.entries({ ...labels, ...fields }).map(
      ([name, value]) => `${name}=${value}`,
    ),
  ].join('\n');
}

/** Lines of a log with their levels, where they are known, and the pods they come from, when there are several. */
export function LogLinesView(props: {
  lines: readonly LogLine[];
  label: string;
}) {
  const levels = props.lines.some(line => line.level);
  const several = new Set(props.lines.map(line => line.pod)).size > 1;
  return (
    <LinesView
      label={props.label}
      lines={props.lines.map(line => ({
        text: line.text,
        before: several && line.pod ? line.pod : undefined,
        cut: line.cut,
        ...(levels && {
          level: logLevel(line.level),
          title: visibleText(labelsOf(line)),
        }),
      }))}
    />
  );
}
