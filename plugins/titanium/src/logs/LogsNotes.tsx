import { useTranslationRef } from '@backstage/frontend-plugin-api';
import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles } from '@material-ui/core/styles';
import { ViewStatus } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  healthColor,
  RelativeTime,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { titaniumTranslationRef } from '../translation';
import { useHistogram } from './useHistogram';
import { useLasting } from './useLasting';
import { useLogs } from './useLogs';

const useStyles = makeStyles(
  theme => ({
    progress: { height: 2, marginBottom: 2 },
    note: {
      fontSize: 13,
      marginBottom: 8,
      color: theme.palette.text.secondary,
      overflowWrap: 'anywhere',
    },
    stale: { color: healthColor(theme, 'degraded') },
  }),
  { name: 'TitaniumLogsNotes' },
);

/** What is to be known of the lines below: that they are being read, are slow, old, or not followed as they should be. */
export function LogsNotes(props: {
  logs: ReturnType<typeof useLogs>;
  histogram: ReturnType<typeof useHistogram>;
  /** Where followed lines come from. */
  source?: ViewStatus[string];
  /** Lines stand there while newer ones are read. */
  waiting: boolean;
  /** The lines are those of before Loki went away. */
  stale: boolean;
}) {
  const { logs, histogram, source, stale } = props;
  const { answer, error } = logs;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const waiting = useLasting(logs.reading && props.waiting, 300);
  const slow = useLasting(logs.reading, 5000);
  return (
    <>
      {waiting ? (
        <LinearProgress
          className={classes.progress}
          aria-label={t('logs.reading')}
        />
      ) : (
        <div className={classes.progress} />
      )}
      {slow && logs.reading && (
        <div className={classes.note} role="status">
          {t('logs.slow')}
        </div>
      )}
      {histogram.error && !error && (
        <div className={classes.note}>
          {t('logs.histogram.failed')} {visibleText(histogram.error.message)}
        </div>
      )}
      {histogram.result?.warnings?.map(words => (
        <div key={words} className={classes.note}>
          {t('logs.histogram.bytes')}
        </div>
      ))}
      {source?.state === 'live' && source.message && (
        <div className={classes.note} role="status">
          {t('logs.live.polling')} {visibleText(source.message)}
        </div>
      )}
      {stale && answer && (
        <div className={`${classes.note} ${classes.stale}`} role="status">
          {t('logs.stale')}{' '}
          <RelativeTime time={new Date(answer.at).toISOString()} />
        </div>
      )}
    </>
  );
}
