import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import WarningIcon from '@material-ui/icons/Warning';
import { ViewStatus } from '@titanium-portal/backstage-plugin-titanium-common';
import { StreamConnection } from '../../stream';
import { healthColor, monospace } from '../../theme';
import { titaniumReactTranslationRef } from '../../translation';
import { clockTime } from '../time/absoluteTime';
import { useNow } from '../time/clock';
import { FreshnessSummary, summarizeFreshness } from './summary';
import { visibleText } from '../text/visibleText';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      alignItems: 'center',
      flexWrap: 'wrap',
      gap: 8,
      minHeight: 32,
      minWidth: 0,
      fontSize: 13,
      fontVariantNumeric: 'tabular-nums',
      color: theme.palette.text.secondary,
    },
    state: { display: 'inline-flex', alignItems: 'center', gap: 6 },
    dot: {
      width: 8,
      height: 8,
      borderRadius: '50%',
      background: healthColor(theme, 'healthy'),
    },
    waiting: { background: healthColor(theme, 'unknown') },
    icon: { fontSize: 16, color: healthColor(theme, 'degraded') },
    alarmed: { color: theme.palette.text.primary, fontWeight: 500 },
    reason: {
      ...monospace,
      fontSize: 12,
      maxWidth: 'min(64ch, 70vw)',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    },
  }),
  { name: 'TitaniumFreshness' },
);

function Words(props: { summary: FreshnessSummary }) {
  const { state, since } = props.summary;
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const now = useNow(60_000);
  if (state === 'stale') {
    return since === null ? (
      <>{t('components.freshness.unavailable')}</>
    ) : (
      <time dateTime={new Date(since).toISOString()}>
        {t('components.freshness.stale', { time: clockTime(since, now) })}
      </time>
    );
  }
  return (
    <>
      {t(
        state === 'signed-out'
          ? 'components.freshness.signedOut'
          : `components.freshness.${state}`,
      )}
    </>
  );
}

/**
 * Whether what is shown is current: a quiet dot, or in amber since when it is not, why, and a way to try again. Changes
 * are told to screen readers.
 * @public
 */
export function Freshness(props: {
  connection: StreamConnection;
  status: ViewStatus;
  onRetry: () => void;
}) {
  const { connection, status, onRetry } = props;
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const classes = useStyles();
  const summary = summarizeFreshness(connection, status);
  const quiet =
    summary.state === 'live' ||
    summary.state === 'connecting' ||
    summary.state === 'paused';
  const platform = summary.platform ?? t('components.freshness.portal');
  const signedOut = summary.state === 'signed-out';
  let reason: string = t('components.freshness.noReason', { platform });
  if (signedOut) {
    reason = t('components.freshness.signedOutReason');
  } else if (summary.message) {
    reason = t('components.freshness.reason', {
      platform,
      message: summary.message,
    });
  }
  return (
    <span className={classes.root} data-testid="titanium-freshness">
      <span className={classes.state} role="status">
        {quiet ? (
          <span
            className={
              summary.state === 'live'
                ? classes.dot
                : `${classes.dot} ${classes.waiting}`
            }
            aria-hidden
          />
        ) : (
          <WarningIcon className={classes.icon} aria-hidden />
        )}
        <span className={quiet ? undefined : classes.alarmed}>
          <Words summary={summary} />
        </span>
      </span>
      {!quiet && (
        <>
          <span className={classes.reason} title={visibleText(reason)}>
            {visibleText(reason)}
          </span>
          <Button
            size="small"
            variant="outlined"
            onClick={signedOut ? () => window.location.reload() : onRetry}
          >
            {t(
              signedOut
                ? 'components.freshness.reload'
                : 'components.freshness.retry',
            )}
          </Button>
        </>
      )}
    </span>
  );
}
