import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { useLayoutEffect, useRef } from 'react';
import { RunEvent } from '@titanium-portal/backstage-plugin-titanium-common';
import { absoluteTime, visibleText } from '../components';
import { monospace } from '../theme';
import { titaniumReactTranslationRef } from '../translation';
import { useRunWords } from './useRunWords';

const useStyles = makeStyles(
  theme => ({
    list: {
      listStyle: 'none',
      margin: 0,
      padding: 0,
      maxHeight: 280,
      overflow: 'auto',
      fontSize: 13,
      lineHeight: '20px',
      '@media print': { maxHeight: 'none' },
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.text.primary}`,
        outlineOffset: 1,
      },
    },
    event: { display: 'flex', gap: 12, padding: '2px 0' },
    time: {
      ...monospace,
      fontSize: 12,
      flexShrink: 0,
      color: theme.palette.text.secondary,
    },
    text: { minWidth: 0, overflowWrap: 'anywhere' },
    quote: { ...monospace, fontSize: 12 },
    muted: { color: theme.palette.text.secondary },
  }),
  { name: 'TitaniumRunEvents' },
);

function clock(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime())
    ? iso
    : date.toLocaleTimeString(undefined, { hour12: false });
}

/** The log of a run, oldest first. */
export function RunEvents(props: { events: readonly RunEvent[] }) {
  const { events } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const words = useRunWords();
  const list = useRef<HTMLOListElement>(null);
  const atEnd = useRef(true);
  const { length } = events;
  // Follows the newest unless somebody scrolled back.
  useLayoutEffect(() => {
    if (list.current && atEnd.current) {
      list.current.scrollTop = list.current.scrollHeight;
    }
  }, [length]);
  const describe = (event: RunEvent) => {
    switch (event.type) {
      case 'state':
        return (
          <>
            {t('runs.eventState', { state: t(`runs.state.${event.state}`) })}
            {event.reason && ` · ${visibleText(words.ending(event))}`}
          </>
        );
      case 'step':
        return (
          <>
            {t('runs.eventStep', {
              step: String((event.step ?? 0) + 1),
              state: t(`runs.step.${event.state}`),
            })}
            {event.reason && ` · ${visibleText(words.ending(event))}`}
          </>
        );
      case 'progress':
        return visibleText(words.progress(event.progress));
      case 'revealed':
        return t('runs.eventRevealed');
      default:
        return (
          <>
            <span className={classes.muted}>
              {t(`runs.evidence.${event.source}`)} {event.subject}{' '}
            </span>
            <span className={classes.quote}>{visibleText(event.text)}</span>
          </>
        );
    }
  };
  if (events.length === 0) {
    return <div className={classes.muted}>{t('runs.noEvents')}</div>;
  }
  return (
    <ol
      ref={list}
      className={classes.list}
      onScroll={({
        currentTarget: { scrollTop, scrollHeight, clientHeight },
      }) => {
        atEnd.current = scrollHeight - scrollTop - clientHeight < 8;
      }}
      aria-label={t('runs.events')}
      // A list that scrolls must be reachable by keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      {events.map(event => (
        <li key={event.sequence} className={classes.event}>
          <time
            className={classes.time}
            dateTime={event.time}
            title={absoluteTime(event.time)}
          >
            {clock(event.time)}
          </time>
          <span className={classes.text}>{describe(event)}</span>
        </li>
      ))}
    </ol>
  );
}
