import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useEffect, useRef, useState } from 'react';
import { RevealedValue } from '@titanium-portal/backstage-plugin-titanium-common';
import { titaniumApiRef } from '../api';
import { CopyButton } from '../components';
import { useNow } from '../components/time/clock';
import { Notice } from '../plans/Notice';
import { useErrorWords } from '../plans/useErrorWords';
import { monospace } from '../theme';
import { titaniumReactTranslationRef } from '../translation';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexDirection: 'column',
      alignItems: 'flex-start',
      gap: 8,
      padding: 16,
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 4,
      '@media print': { display: 'none' },
    },
    heading: { margin: 0, fontSize: 14, lineHeight: '20px', fontWeight: 600 },
    hint: {
      margin: 0,
      fontSize: 13,
      lineHeight: '20px',
      color: theme.palette.text.secondary,
    },
    value: {
      ...monospace,
      boxSizing: 'border-box',
      width: '100%',
      margin: 0,
      padding: '8px 12px',
      maxHeight: 240,
      overflow: 'auto',
      fontSize: 13,
      lineHeight: '20px',
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
      color: theme.palette.text.primary,
      background: theme.palette.action.hover,
      borderRadius: 4,
    },
    row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8 },
  }),
  { name: 'TitaniumReveal' },
);

const SHOWN_MS = 60_000;

type Shown =
  | { state: 'closed' }
  | { state: 'asking' }
  | { state: 'open'; revealed: RevealedValue; until: number }
  | { state: 'gone' }
  | { state: 'failed'; error: unknown };

/**
 * Shows the value that a run granted to see, when asked for: in this component's state alone, until its minute is over
 * or it is hidden, and then no more.
 */
export function RevealPanel(props: {
  runId: string;
  /** Called once the value was shown. */
  onRevealed?: () => void;
}) {
  const { runId, onRevealed } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const errorWords = useErrorWords();
  const api = useApi(titaniumApiRef);
  const [shown, setShown] = useState<Shown>({ state: 'closed' });
  const alive = useRef(true);
  const now = useNow(1000);
  const until = shown.state === 'open' ? shown.until : undefined;

  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
    };
  }, []);
  useEffect(() => {
    if (until === undefined) {
      return undefined;
    }
    const timer = setTimeout(
      () => setShown({ state: 'gone' }),
      Math.max(0, until - Date.now()),
    );
    return () => clearTimeout(timer);
  }, [until]);

  const ask = () => {
    setShown({ state: 'asking' });
    api.revealRun(runId).then(
      revealed => {
        // By this browser's clock, which need not be the server's.
        const soon = Date.now() + SHOWN_MS;
        if (alive.current) {
          setShown({ state: 'open', revealed, until: soon });
          onRevealed?.();
        }
      },
      error => alive.current && setShown({ state: 'failed', error }),
    );
  };

  return (
    <section className={classes.root} aria-label={t('runs.reveal.title')}>
      <h3 className={classes.heading}>{t('runs.reveal.title')}</h3>
      {(shown.state === 'closed' || shown.state === 'asking') && (
        <>
          <p className={classes.hint}>{t('runs.reveal.hint')}</p>
          <Button
            variant="outlined"
            size="small"
            disabled={shown.state === 'asking'}
            onClick={ask}
          >
            {t('runs.reveal.show')}
          </Button>
        </>
      )}
      {shown.state === 'open' && (
        <>
          <pre
            className={classes.value}
            // Scrolls, so the keyboard must reach it.
            // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            tabIndex={0}
            aria-label={shown.revealed.name}
          >
            {shown.revealed.value}
          </pre>
          {shown.revealed.encoding === 'base64' && (
            <p className={classes.hint}>{t('runs.reveal.base64')}</p>
          )}
          <div className={classes.row}>
            <CopyButton
              variant="text"
              text={shown.revealed.value}
              label={t('runs.reveal.copy')}
            />
            <Button size="small" onClick={() => setShown({ state: 'gone' })}>
              {t('runs.reveal.hide')}
            </Button>
            <span className={classes.hint} role="timer">
              {t('runs.reveal.left', {
                seconds: String(
                  Math.min(
                    SHOWN_MS / 1000,
                    Math.max(0, Math.ceil(((until ?? now) - now) / 1000)),
                  ),
                ),
              })}
            </span>
          </div>
        </>
      )}
      <div role="status">
        {shown.state === 'gone' && (
          <p className={classes.hint}>{t('runs.reveal.gone')}</p>
        )}
      </div>
      {shown.state === 'failed' && (
        <Notice
          role="alert"
          severity="danger"
          title={errorWords(shown.error).title}
        >
          {errorWords(shown.error).message}
        </Notice>
      )}
    </section>
  );
}
